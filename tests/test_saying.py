"""When the book cannot be set up, its reader is told why, and what to do, in one sentence."""

import pytest

from tests.support import ROOT

# What pip and uv said, and what a reader is told.
REFUSED = (
    "WARNING: Retrying (Retry(total={}, connect=None, read=None, redirect=None)) after "
    "connection broken by 'NewConnectionError(... [Errno 111] Connection refused')': /simple/first/"
)
LACKS = """\
ERROR: Could not find a version that satisfies the requirement first<2 (from versions: none)
ERROR: No matching distribution found for first<2
"""
CONFLICT = """\
The conflict is caused by:
    d2l-calc 0.1.0 depends on numpy<3 and >=2.1
    The user requested (constraint) numpy==2.4.6
    The user requested (constraint) numpy<2

ERROR: ResolutionImpossible: for help visit
"""
UNFETCHED = """\
The conflict is caused by:
    The user requested hatchling==1.33.0
    The user requested (constraint) hatchling==1.33.0

ERROR: ResolutionImpossible: for help visit
"""
COMPILED = """\
error: subprocess-exited-with-error
  error: Microsoft Visual C++ 14.0 or greater is required.
ERROR: Failed building wheel for contourpy
"""
SAID = {
    "pip, no network": (f"{REFUSED.format(4)}\n{REFUSED.format(0)}\n{LACKS}", "No network"),
    "pip, a network that recovers": (f"{REFUSED.format(4)}\n{COMPILED}", "not ready-made"),
    "pip, no name server": (
        "ERROR: Could not install packages due to an OSError: Max retries exceeded with url: "
        "/x.whl (Caused by NameResolutionError(...: Failed to resolve))",
        "No network",
    ),
    "pip, silence": (
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.",
        "No network",
    ),
    "pip, a file that ends early": (
        "ERROR: Wheel 'second' located at /tmp/second-1.0-py3-none-any.whl is invalid.",
        "No network",
    ),
    "pip, a file that is another": (
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
        "No network",
    ),
    "pip, a gateway": ("ERROR: HTTP error 502 while getting https://x/y.whl", "No network"),
    "uv, no network": (
        "error: Failed to fetch: `https://x/simple/first/`\n  Caused by: error sending request"
        "\n  Caused by: client error (Connect)\n  Caused by: dns error",
        "No network",
    ),
    "pip, a certificate": (
        "Could not fetch URL https://x/simple/: There was a problem confirming the certificate: "
        "... Max retries exceeded with url (Caused by SSLError(SSLCertVerificationError(1, "
        "'[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate')))",
        "does not trust the certificate",
    ),
    "uv, a certificate": ("Caused by: invalid peer certificate: UnknownIssuer", "the certificate"),
    "pip, a proxy": (
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('Cannot connect "
        "to proxy.', NewConnectionError('... Connection refused'))'",
        "The proxy",
    ),
    "pip, a mirror that refuses": (
        "ERROR: HTTP error 403 while getting https://x/y.whl",
        "refuses",
    ),
    "pip, a mirror that lacks": (LACKS.replace("none", "0.1, 0.2"), "did not give first<2"),
    "pip, a page that was not fetched": (UNFETCHED, "did not give hatchling==1.33.0"),
    "uv, a mirror that lacks": (
        "  cause: Because there is no version of numpy==2.4.6 and you require numpy==2.4.6",
        "did not give numpy==2.4.6",
    ),
    "pip, a constraint of the reader's": (CONFLICT, "A constraint in pip's or uv's own settings"),
    "pip, no wheel": (COMPILED, "not ready-made for this Python"),
    "a full disk": ("ERROR: [Errno 28] No space left on device", "The disk is full"),
    "a folder of somebody else": ("[Errno 13] Permission denied: '/x/.venv'", "cannot be written"),
    "a file in use": ("[WinError 5] Access is denied: 'C:\\\\x.pyd'", "cannot be written"),
    "something else": (
        "Traceback\nValueError: 3 is an error\nRemoved build tracker",
        "3 is an error",
    ),
}


@pytest.fixture
def explained(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "start")
    from saying import explained

    return explained


@pytest.mark.parametrize("case", SAID)
def test_what_went_wrong_is_one_sentence_in_each_language(explained, case):
    said, told = SAID[case]
    english, chinese = explained(f"Collecting first\n{said}", ".venv/installing.log")
    assert told in english
    assert english.endswith(" All that was said is in .venv/installing.log.")
    assert "\n" not in english + chinese
    assert any("一" <= letter <= "鿿" for letter in chinese)
