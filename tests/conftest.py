"""What every test stands on: no screen, no network, and a home of its own."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

_HOME = Path(tempfile.mkdtemp(prefix="marshal-tests-"))
_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}
for _name, _folder in _FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)
os.environ.pop("MARSHAL_LIBRARY", None)
# Set QT_QPA_PLATFORM=xcb to watch the tests of the ui at work.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = {"localhost", "127.0.0.1", "::1", None}


def _stay_here(event, args):
    """Refuse a connection or a look-up that would leave the machine."""
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if host not in _HERE:
        raise RuntimeError(f"Marshal works offline, and something asked for {host!r}.")


sys.addaudithook(_stay_here)

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("fast", max_examples=40, deadline=None, suppress_health_check=_SLOW)
# The same examples each time, so that a red run is about the change that it tests.
settings.register_profile(
    "ci",
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "fast")
)


def pytest_unconfigure():
    shutil.rmtree(_HOME, ignore_errors=True)
