# -*- coding: utf-8 -*-
"""What a reader is told while the book is set up, and when it cannot be, in both languages."""

from __future__ import print_function, unicode_literals

import platform
import re
import sys


class Stop(Exception):
    """Why the book cannot be set up and what to do, in English and in Chinese."""


def tell(en, zh, to=None):
    """Say something in both languages, each on its line; in Chinese where the terminal can.

    Parameters
    ----------
    en, zh : str
    to : file, optional
        The standard output, unless another is named.
    """
    to = to or sys.stdout
    encoding = getattr(to, "encoding", None) or "ascii"
    for line in (en, zh):
        readable = line.encode(encoding, "replace").decode(encoding)
        if readable == line or line is en:
            print(readable, file=to)
    to.flush()


class Shown:
    """What arrives: on one line of a terminal, or line by line in a file."""

    arrives = re.compile(
        r" *(?:Downloading|Using cached|Processing) (?:\S*/)?([^-\s/]+)(?:-(\d[^-\s]*))?\S*"
        r"(?: \((\d[^)]*B)\))?"
    )
    unpacks = re.compile(r" *(?:Installing collected packages: (.*)|Prepared (\d+) packages?)")

    def __init__(self):
        self.count = self.wide = 0
        self.terminal = sys.stdout.isatty()

    def hear(self, line):
        """Show what a line of pip or uv tells, if it tells of progress."""
        arrives, unpacks = self.arrives.match(line), self.unpacks.match(line)
        if arrives:
            self.count += 1
            name, version, size = (part or "" for part in arrives.groups())
            self.show(" ".join(["{:5}".format(self.count), name, version, size]).rstrip())
        elif unpacks:
            names, number = unpacks.groups()
            number = number or len(names.split(","))
            self.show("      unpacking all {0} ... 正在展开，共 {0} 个……".format(number))
        elif "WARNING: Retrying" in line:
            self.show("      the network does not answer; again ... 网络没有回应，再试……")

    def show(self, text):
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        text = text.encode(encoding, "ignore").decode(encoding)
        if self.terminal:
            # Chinese letters are two wide.
            print("\r" + text + " " * max(0, self.wide - len(text)), end="")
            self.wide = len(text.encode("utf-8", "replace"))
        else:
            print(text)
        sys.stdout.flush()

    def end(self):
        """Leave a clean line."""
        if self.wide:
            print("\r" + " " * self.wide + "\r", end="")
            sys.stdout.flush()


# What pip, uv and venv say, as patterns, and what that means; the first that is found counts.
FAULTS = [
    (
        r"No space left on device|Disk quota exceeded|not enough space on the disk",
        "The disk is full: the book needs 1 GB while it is set up.",
        "磁盘满了：装这本书的时候要 1 GB。",
    ),
    (
        r"Read-only file system|Permission denied|Access is denied|Operation not permitted",
        "A file cannot be written ({0}): copy the book into a folder of your own, and close "
        "whatever uses it.",
        "有文件写不进去（{0}）：把书复制到你自己的文件夹里，关掉正在用它的程序。",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSLCertVerificationError",
        "This computer does not trust the certificate of the package index. Where a proxy opens "
        "connections, pip has to be told: pip config set global.cert FILE",
        "这台电脑不信任软件包网站的证书。如果上网要经过会拆开连接的代理，请告诉 pip："
        "pip config set global.cert 证书文件",
    ),
    (
        r"ProxyError|Cannot connect to proxy|proxy connect|Tunnel connection failed",
        "The proxy that this computer is told to use does not answer: see to HTTPS_PROXY and "
        "HTTP_PROXY.",
        "这台电脑设置的代理没有回应：请看看 HTTPS_PROXY 和 HTTP_PROXY。",
    ),
    (
        r"(?m)^(?!\s*WARNING: Retrying).*(?:NewConnectionError|NameResolutionError|ConnectionError"
        r"|ConnectError|TimeoutError|timed out|IncompleteRead|ProtocolError|incomplete-download"
        r"|Connection (?:broken|aborted|reset)|Max retries exceeded|DO NOT MATCH THE HASHES"
        r"|error sending request|dns error|tcp connect error|error decoding response body"
        r"|Wheel \S+ located at \S+ is invalid|InvalidWheel|HTTP error 5\d\d|5\d\d Server Error"
        r"|status server error)|Retry\(total=0",
        "No network, or a bad one: the packages could not be fetched. Run the same command again "
        "when there is one; what has arrived is kept.",
        "没有网络，或者网络不好：软件包没能下载。网络好了再运行同一条命令，已经下载的都还在。",
    ),
    (
        r"(HTTP error 4\d\d|4\d\d Client Error|status client error \(4\d\d)",
        "The package index refuses ({0}): is the mirror in pip's settings the right one?",
        "软件包网站拒绝了（{0}）：pip 设置里的镜像对吗？",
    ),
    (
        r"\(constraint\) ([\w.-]+)\S*\n(?:.*\n)*?.*\(constraint\) \1(?![\w.-])",
        "A constraint in pip's or uv's own settings does not go together with the {0} that the "
        "book was tried with.",
        "pip 或 uv 自己的设置里有一条限制，和这本书用的 {0} 合不到一起。",
    ),
    (
        r"(?:\(constraint\)|satisfies the requirement|No matching distribution found for"
        r"|there is no version of) ([A-Za-z0-9._-]+[=<>!~,.\w]*)",
        "The package index did not give {0}. Try again; a mirror may lag behind, then name "
        "another in pip's settings.",
        "软件包网站没有给出 {0}。再试一次；也可能是镜像还没跟上，那就在 pip 的设置里换一个。",
    ),
    (
        r"(?i)Failed (?:to build|building wheel)|Microsoft Visual C|subprocess-exited-with-error"
        r"|metadata-generation-failed|command '\S+' failed|no usable wheels",
        "A package is not ready-made for this Python on {machine}: try another Python, such as "
        "3.13.",
        "有一个软件包没有给 {machine} 上的这个 Python 准备好：换一个 Python，比如 3.13。",
    ),
]


def explained(said, log):
    """Give the sentence, in two languages, that tells what went wrong.

    Parameters
    ----------
    said : str
        All that pip, uv or venv said.
    log : str
        Where a reader can find it.
    """
    machine = "{} {}".format(platform.system(), platform.machine())
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    what = ([line for line in lines if "error" in line.lower()] or lines or ["?"])[-1]
    sentences = "It could not be installed: {0}", "没能装上：{0}"
    for pattern, en, zh in FAULTS:
        found = re.search(pattern, said)
        if found:
            what, sentences = found.group(1 if found.re.groups else 0), (en, zh)
            break
    en, zh = (sentence.format(what, machine=machine) for sentence in sentences)
    return "{} All that was said is in {}.".format(en, log), "{}全部经过在 {}。".format(zh, log)
