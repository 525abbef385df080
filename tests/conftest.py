"""What every test stands on: no screen, no network, and a home of its own."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

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

_REACHING = {"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg"}
_LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _stay_here(event, args):
    """Refuse any connection, any listening and any look-up, even of this machine itself.

    What stays within it, such as a socket in a folder, has a path for its address.
    """
    reaches = event in _REACHING and isinstance(args[1], tuple)
    if reaches or event in _LOOKING_UP:
        raise RuntimeError(f"Marshal works offline, and something asked for {args[-1]!r}.")


sys.addaudithook(_stay_here)

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
# What fails is made small, and left at that: to explain it can take longer than all the tests.
_PHASES = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile(
    "fast", max_examples=40, deadline=None, phases=_PHASES, suppress_health_check=_SLOW
)
# The same examples each time, so that a red run is about the change that it tests.
settings.register_profile(
    "ci",
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    phases=_PHASES,
    suppress_health_check=_SLOW,
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "fast")
)


def pytest_unconfigure():
    shutil.rmtree(_HOME, ignore_errors=True)
