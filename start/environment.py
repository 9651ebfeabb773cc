# -*- coding: utf-8 -*-
"""Make the book's environment in .venv, and make it anew where it no longer fits.

    python3 start/environment.py [read|test|publish] [--with-this-python]

It runs on whatever Python there is, so that one which is too old can be told so: nothing here
but the standard library, and nothing that is younger than Python 3.5.
"""

from __future__ import print_function, unicode_literals

import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from io import open

from saying import Shown, Stop, explained, tell

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))

# What has arrived and waits to be installed; goes when all is.
ARRIVED = os.path.join(VENV, "arrived")
RECORD, LOG = os.path.join(VENV, "book.json"), os.path.join(VENV, "installing.log")

# Who needs what; an environment is ready for each of them or not.
EXTRAS = {"read": ".", "test": ".[test]", "publish": ".[site]"}
# What says what is installed: where one of these changes, an environment is brought up to date.
SOURCES = ("pyproject.toml", "constraints.txt", "start/jupyter")

# What would lead an installation elsewhere, or leave half of it out.
ASTRAY = """
    PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_NO_DEPS
    PIP_DRY_RUN PIP_REQUIRE_HASHES PIP_NO_CACHE_DIR PIP_QUIET PIP_VERBOSE PIP_NO_BUILD_ISOLATION
    PIP_RETRIES     UV_NO_CACHE UV_SYSTEM_PYTHON UV_TARGET UV_PREFIX UV_PYTHON UV_NO_BUILD_ISOLATION
""".split()


def main(arguments):
    """Make what is asked for, unless it is there; give the exit code."""
    level = next((each for each in arguments if each in EXTRAS), "read")
    try:
        if sys.version_info < (3, 5):
            raise Stop(*wrong_python())
        with one_at_a_time():
            make(level, insist="--with-this-python" in arguments)
    except Stop as stop:
        tell(*stop.args, to=sys.stderr)
        return 1
    except KeyboardInterrupt:
        tell("Stopped. The same command goes on from here.", "停下了。同一条命令会接着装。")
        return 130
    return 0


def make(level, insist):
    """Make the environment, or bring it up to date, or find that nothing is to be done.

    Parameters
    ----------
    level : {"read", "test", "publish"}
    insist : bool
        Whether a reader has chosen the Python that runs this: no other will do.

    Raises
    ------
    Stop
        When that cannot be done.
    """
    record, sources = recorded(), fingerprint()
    if moved(record) and movable(record):
        move(record)
    reason = unfit(record, insist)
    current = record.get("sources") == sources
    if not reason and current and level in record.get("ready", ()):
        return
    if not os.access(ROOT, os.W_OK):
        raise Stop(
            "Nothing can be written into this folder: copy the book into one of your own.",
            "这个文件夹不能写：把书复制到你自己的文件夹里再试。",
        )
    uv = shutil.which("uv")
    if reason:
        clear(record, reason)
        record = create(choose(insist, uv), uv)
    elif not record:
        record = {"by hand": True}
    again = record.get("underway", False)
    ready = set(record.get("ready", ())) if current else set()
    record.update(folder=here(), machine=look_at(PYTHON)[3], sources=sources)
    record.update(ready=sorted(ready), underway=True)
    write(record)
    install(EXTRAS[level], uv, again)
    record.update(ready=sorted(ready | {"read", level}), underway=False)
    write(record, new={"read", level} - ready)
    shutil.rmtree(ARRIVED, ignore_errors=True)


# What is there


def here():
    return os.path.realpath(ROOT)


def recorded():
    """Give what is known of the environment: its folder and sources, and who it is ready for."""
    try:
        with open(RECORD, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        # The first has been made by the book before there were records.
        return {"ready": []} if os.path.exists(mark("read")) else {}


def write(record, new=()):
    """Remember a record, and when an environment became ready for whom."""
    if not os.path.isdir(VENV):
        os.makedirs(VENV)
    with open(RECORD + ".new", "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
    os.replace(RECORD + ".new", RECORD)
    for level in EXTRAS:
        if level in new:
            with open(mark(level), "w"):
                pass
        elif level not in record["ready"] and os.path.exists(mark(level)):
            os.remove(mark(level))


def mark(level):
    """Give the file by whose time `make` knows what has to be done again."""
    return os.path.join(VENV, "ready-to-" + level)


def fingerprint():
    """Give a word that changes when what is to be installed does."""
    words = hashlib.sha256()
    for source in SOURCES:
        path = os.path.join(ROOT, *source.split("/"))
        inside = [os.path.join(at, name) for at, _, names in os.walk(path) for name in names]
        for each in sorted(inside) if os.path.isdir(path) else [path]:
            with open(each, "rb") as file:
                words.update(file.read().replace(b"\r\n", b"\n"))
    return words.hexdigest()


def unfit(record, insist):
    """Say why the environment cannot be used, in two languages; None if it can."""
    if not os.path.lexists(VENV):
        return "there is none yet", "还没有"
    found = look_at(PYTHON)
    if record.get("made") is False:
        return "it is half made", "它只做了一半"
    if not found:
        return "its Python does not run", "里面的 Python 不能运行"
    version, base, _, machine = found
    has = dotted(version)
    if not fits(version):
        return "its Python is " + has, "里面的 Python 是 " + has
    was = made_for()
    if was and was != version[:2]:
        return (
            "its Python was {}, and is {} now".format(dotted(was), has),
            "里面的 Python 从 {} 变成了 {}".format(dotted(was), has),
        )
    if moved(record):
        return "it was made in " + folder(record), "它是在 {} 里做的".format(folder(record))
    if record.get("machine", machine) != machine:
        return "it was made on another computer", "它是在另一台电脑上做的"
    if insist and not (version[:2] == sys.version_info[:2] and same(base, sys.base_prefix)):
        other = dotted(sys.version_info)
        return (
            "it has Python {}, not {}".format(has, other),
            "里面是 Python {}，不是 {}".format(has, other),
        )
    return None


def same(folder, other):
    """Whether two paths lead to one folder, as they do through a link, or in capitals."""
    exist = os.path.exists(folder) and os.path.exists(other)
    return folder == other or (exist and os.path.samefile(folder, other))


def look_at(*command):
    """Give version, base folder, path and machine of a Python, or None if it does not run."""
    asked = (
        "import os, sys; print(*sys.version_info[:3]); print(sys.base_prefix);"
        "print(sys.executable); print(*(os.uname()[::4] if hasattr(os, 'uname') else ['Windows']))"
    )
    try:
        said = subprocess.check_output(
            list(command) + ["-I", "-S", "-c", asked], stderr=subprocess.DEVNULL
        )
        version, base, path, machine = said.decode("utf-8", "replace").splitlines()
        return tuple(int(part) for part in version.split()), base, path, machine
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def made_for():
    """Give the Python that an environment was made for, as far as its settings say, or None."""
    found = search(os.path.join(VENV, "pyvenv.cfg"), r"(?m)^version(?:_info)? *= *(\d+)\.(\d+)")
    return found and (int(found.group(1)), int(found.group(2)))


def search(path, pattern):
    """Find a pattern in a file that may not be there."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return re.search(pattern, file.read())
    except OSError:
        return None


# Where it is


def folder(record):
    """Give the folder that an environment was made in: as recorded, or as its scripts say."""
    found = search(
        os.path.join(os.path.dirname(PYTHON), "activate"),
        r"""(?m)^ *(?:export +)?VIRTUAL_ENV=["']?(/[^"'\n]+)""",
    )
    return record.get("folder") or (found and os.path.dirname(os.path.realpath(found.group(1))))


def moved(record):
    """Whether an environment was made in another folder than where it is: moved, or copied."""
    was = folder(record)
    return bool(was) and not same(was, here())


def movable(record):
    """Whether an environment can be told where it is now; else it has to be made anew."""
    plain = re.compile(r"[\w/.@%+=:,-]{1,100}$")
    whole = record.get("ready") and not record.get("underway")
    return whole and os.name != "nt" and plain.match(record["folder"]) and plain.match(here())


def move(record):
    """Name the folder as it is now wherever an environment names it: scripts, paths, settings."""
    from urllib.parse import quote

    old, new = record["folder"], here()
    for path in naming_their_folder():
        spelt = quote if path.endswith(".json") else str
        # Not where it is the beginning of another name.
        named = re.escape(spelt(old)).encode("utf-8") + b"(?![\\w.%+\x80-\xff-])"
        with open(path, "rb") as file:
            text = file.read()
        if re.search(named, text) and b"\0" not in text:
            with open(path, "wb") as file:
                file.write(re.sub(named, lambda _, spelt=spelt: spelt(new).encode("utf-8"), text))
    record["folder"] = new
    write(record)


def naming_their_folder():
    """Give the files of an environment in which its folder is named."""
    packages = os.path.join(VENV, "lib", "python*", "site-packages")
    patterns = [
        os.path.join(VENV, "pyvenv.cfg"),
        os.path.join(VENV, "bin", "*"),
        os.path.join(packages, "*.pth"),
        os.path.join(packages, "*.dist-info", "direct_url.json"),
    ]
    found = [path for pattern in patterns for path in glob.glob(pattern)]
    return [path for path in found if os.path.isfile(path) and not os.path.islink(path)]


# Which Python


def promised():
    """Give the Pythons that pyproject.toml names, in order, such as ``[(3, 11), (3, 12)]``."""
    with open(os.path.join(ROOT, "pyproject.toml"), encoding="utf-8") as file:
        named = re.findall(r'"Programming Language :: Python :: 3\.(\d+)"', file.read())
    return sorted((3, int(minor)) for minor in named)


def fits(version):
    return tuple(version[:2]) in promised()


def dotted(version):
    return ".".join(str(part) for part in version[:3])


def choose(insist, uv):
    """Give the path of a Python for the book, or None where uv has to find or fetch one."""
    if fits(sys.version_info):
        return sys.executable
    if insist and sys.version_info[:2] > promised()[-1]:
        tell(*wrong_python())
        return sys.executable
    for minor in [] if insist else [dotted(each) for each in reversed(promised())]:
        for command in (["python" + minor], ["py", "-" + minor]):
            found = shutil.which(command[0]) and look_at(*command)
            if found and fits(found[0]):
                has, takes = dotted(sys.version_info), dotted(found[0])
                tell(
                    "Python {} does not do for this book; taking {}.".format(has, takes),
                    "Python {} 用不了，改用 {}。".format(has, takes),
                )
                return found[2]
    if uv and not insist:
        return None
    raise Stop(*wrong_python())


def wrong_python():
    """Say that the Python that runs this is too old or too new, and what to do."""
    first, last, has = dotted(promised()[0]), dotted(promised()[-1]), dotted(sys.version_info)
    line = "py -3.13 start\\lab.py" if os.name == "nt" else "make lab PYTHON=python3.13"
    if sys.version_info[:2] < promised()[0]:
        en = "This book needs Python {} or newer; found Python {}.".format(first, has)
        zh = "这本书要用 Python {} 或更新的；这里是 Python {}。".format(first, has)
    else:
        en = "Python {} is newer than this book knows: {} to {}.".format(has, first, last)
        zh = "Python {} 太新了：这本书试过的是 {} 到 {}。".format(has, first, last)
    return en + " Name another one: " + line, zh + "换一个：" + line


# Making it


def clear(record, reason):
    """Take away an environment that no longer fits, unless somebody made it by hand."""
    if not os.path.lexists(VENV):
        return
    settings = os.path.join(VENV, "pyvenv.cfg")
    foreign = record.get("by hand") or (not record and os.path.exists(settings))
    if foreign or not os.path.isdir(VENV):
        raise Stop(
            "The .venv in this folder is not the book's own, and {}. Remove it (make clean) or "
            "move it away, and try again.".format(reason[0]),
            "这个文件夹里的 .venv 不是这本书做的，而且{}。删掉它（make clean）或者移走它，"
            "再试一次。".format(reason[1]),
        )
    if os.path.exists(settings):
        tell("Making .venv anew: {}.".format(reason[0]), "重做 .venv：{}。".format(reason[1]))
    empty()


def empty():
    """Remove what is in .venv, but for what has arrived and what npm brought."""
    kept = (ARRIVED, os.path.join(VENV, "npm"), LOG)
    try:
        for path in [os.path.join(VENV, name) for name in os.listdir(VENV)]:
            if os.path.isdir(path) and not os.path.islink(path):
                if path not in kept:
                    shutil.rmtree(path)
            elif path not in kept:
                os.remove(path)
    except OSError as error:
        why = error
    else:
        return
    raise Stop(
        "The old .venv cannot be removed ({}): close JupyterLab, and try again.".format(why),
        "旧的 .venv 删不掉（{}）：关掉 JupyterLab，再试一次。".format(why),
    )


def create(python, uv):
    """Make an empty environment, with uv where it can; give its record.

    Parameters
    ----------
    python : str or None
        The Python that it is made from; for None, uv finds or fetches one.
    uv : str or None
    """
    record = {"folder": here(), "made": False, "ready": []}
    write(record)
    wish = python or ">={},<3.{}".format(dotted(promised()[0]), promised()[-1][1] + 1)
    code, _ = run([uv, "venv", "--allow-existing", "--python", wish, VENV]) if uv else (1, "")
    if code:
        try:
            if not python:
                raise Stop(*wrong_python())
            add_pip(python)
        except Stop:
            shutil.rmtree(VENV, ignore_errors=True)
            raise
    record["made"] = True
    return record


def add_pip(python):
    """Make an environment with pip, or add pip to one that has none."""
    code, said = run([python, "-m", "venv", VENV])
    if not code:
        return
    if "ensurepip" in said or "No module named" in said:
        raise Stop(
            "This Python lacks the part that makes .venv. On Debian and Ubuntu: "
            "apt install python3-venv",
            "这个 Python 缺少做 .venv 的那一部分。在 Debian 和 Ubuntu 上：apt install python3-venv",
        )
    raise Stop(*explained(said, os.path.relpath(LOG, ROOT)))


def install(what, uv, again):
    """Install the package and all that it needs: with uv, or with pip where uv cannot.

    Parameters
    ----------
    what : str
        Such as ``".[test]"``.
    uv : str or None
    again : bool
        Whether an earlier try was broken off: uv may have left packages that lack files.
    """
    tell("Installing into .venv, a minute or two ...", "正在往 .venv 里装，要一两分钟……")
    constraints = ["-c", "constraints.txt"]
    if uv:
        command = [uv, "pip", "install", "--python", PYTHON, "--compile-bytecode"] + constraints
        command += ["--build-constraints", "constraints.txt"]
        command += ["--reinstall"] if again else ["--reinstall-package", "d2l-calc"]
        if not run(command + ["-e", what])[0]:
            return
        tell("uv could not; trying pip, which has its own settings.", "uv 没有装成，换 pip 再试。")
    pip = [PYTHON, "-m", "pip"]
    if run(pip + ["--version"])[0]:
        add_pip(PYTHON)
    # Talkative, or it would not say that a page of the index could not be fetched.
    code, said = run(pip + ["install", "-vv", "--progress-bar", "off"] + constraints + ["-e", what])
    if code:
        raise Stop(*explained(said, os.path.relpath(LOG, ROOT)))


def run(command):
    """Run pip, uv or venv, and show what arrives; give the exit code and all that was said."""
    said, shown = [], Shown()
    try:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        return 127, str(error)
    try:
        for line in process.stdout:
            # Of every file of every release, pip says that it saw it.
            if not line.lstrip().startswith((b"Skipping link", b"Found link", b"Link requires")):
                said.append(line.decode("utf-8", "replace"))
                shown.hear(said[-1])
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    finally:
        shown.end()
        keep("".join(["$ ", " ".join(command), "\n"] + said))
    return code, "".join(said)


def keep(text):
    """Write down what was said, for those who want to know it all."""
    if os.path.isdir(VENV):
        with open(LOG, "a", encoding="utf-8", errors="replace") as file:
            file.write(text)


def surroundings():
    """Give the environment variables for pip and uv: the reader's, without what leads astray."""
    kept = {key: value for key, value in os.environ.items() if key not in ASTRAY}
    # Where the package is built, older pips take the first for it and newer ones the second.
    constraints = [kept.get("PIP_CONSTRAINT", ""), "constraints.txt"]
    kept.update(
        PIP_CONSTRAINT=" ".join(constraints).strip(),
        PIP_BUILD_CONSTRAINT="constraints.txt",
        PIP_CACHE_DIR=os.path.join(ARRIVED, "pip"),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_USER="0",
        PYTHONUNBUFFERED="1",
        UV_CACHE_DIR=os.path.join(ARRIVED, "uv"),
    )
    if not any(name in kept for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE")):
        mirror = mirror_of_pip()
        if mirror:
            kept["UV_DEFAULT_INDEX"] = mirror
    return kept


def mirror_of_pip():
    """Give the index that a reader has told pip to use, for uv does not ask pip; or None."""
    if "mirror" not in _asked:
        command = [sys.executable, "-m", "pip", "config", "list"]
        try:
            said = subprocess.check_output(command, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            said = b""
        named = re.search(
            r"(?m)^(?:global|install)\.index-url='(.*)'", said.decode("utf-8", "replace")
        )
        _asked["mirror"] = named and named.group(1)
    return os.environ.get("PIP_INDEX_URL") or _asked["mirror"]


_asked = {}


@contextmanager
def one_at_a_time():
    """Wait until no other set-up of this folder is at work, where the system has locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(os.path.abspath(__file__)) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another set-up is at work here; waiting.", "这里已经在装了，等它装完。")
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            # A file system without locks.
            pass
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
