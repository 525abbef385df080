"""The whole window over a library of hostile text: it shows text, and does nothing else with it."""

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QDialog

import planner.ui
from tests.reliability import text_library
from tests.reliability.text_long import ORDINARY
from tests.reliability.text_visit import Seen

SLOW = 0.1
"""Seconds of the window’s thread that it may be held by a text, beyond showing an ordinary plan."""
BUSY = 2
"""How much slower a computer may be that does something else meanwhile."""
STEPS = ("key in ", "paste ", "full of ", "print ")
ROOT = Path(__file__).resolve().parents[2]
CALLS = "trace=open,openat,execve,connect,sendto,sendmsg"


def strace() -> list[str]:
    """Return how to watch a program's calls; skip, or fail where that was asked for."""
    found = shutil.which("strace")
    if found is None and os.environ.get("MARSHAL_STRACE") == "require":
        pytest.fail("strace is not here, and was asked for")
    return [found, "-f", "-qq", "-s", "400", "-e", CALLS] if found else []


def tour(folder: Path, marker: Path, log: Path) -> Seen:
    """Take the window through all that it has, over a library in a folder of its own."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    path = text_library.build(folder, str(marker), most=2_000)
    before = [*strace(), "-o", str(log)] if strace() else []
    environ = {
        **{name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ},
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [*before, sys.executable, "-m", "tests.reliability.text_tour", str(path), str(marker)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, timeout=400)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    return msgspec.json.decode(done.stdout, type=Seen)


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("marker") / "seen-by-nobody.png"
    made.write_bytes((ROOT / "docs" / "main-window.png").read_bytes())
    return made


def test_the_longest_texts_hold_the_window_no_longer_than_ordinary_ones(tmp_path: Path):
    slow = _slow(tmp_path / "once")
    if slow:
        # Another program may have held the computer up just then; what is slow is so again.
        again = _slow(tmp_path / "again")
        slow = {name: took for name, took in slow.items() if name in again}
    assert slow == {}


def _slow(folder: Path) -> dict[str, float]:
    """Return what holds the window too long, with the seconds of work."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.reliability.text_long", str(folder)]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    assert done.stderr == b""
    spent = msgspec.json.decode(done.stdout, type=dict[str, float])
    # To show a plan is a step of its own; one letter, a paste, and each step in which a plan full
    # of long texts is shown or printed, are all that the window is held by.
    usual = spent[ORDINARY]
    steps = {name for name in spent if name.startswith(STEPS)}
    assert {kind for kind in STEPS for name in steps if name.startswith(kind)} == {*STEPS}
    return {n: t for n, t in spent.items() if t > BUSY * SLOW + (0 if n in steps else usual)}


def dialogs(kind: type = QDialog) -> Iterator[str]:
    """Name every dialog of Marshal's."""
    for within in kind.__subclasses__():
        if within.__module__.startswith("planner."):
            yield f"{within.__module__}.{within.__name__}"
        yield from dialogs(within)


def test_hostile_text_is_only_text(tmp_path: Path, marker: Path):
    # One test, so that two workers do not both take the tour.
    log = tmp_path / "strace.log"
    seen = tour(tmp_path, marker, log)
    assert seen.raised == []
    assert seen.warned == []
    assert seen.faults == set()
    for module in pkgutil.walk_packages(planner.ui.__path__, "planner.ui."):
        importlib.import_module(module.name)
    # One that is new is to be opened in text_tour.py.
    assert set(dialogs()) - seen.dialogs == set()
    assert seen.menus > 50
    assert seen.tips > 500
    assert seen.drags == 1
    if strace():
        assert_quiet(log.read_text("utf-8", "replace").splitlines(), marker)


def assert_quiet(calls: list[str], marker: Path) -> None:
    """Hold that a program opened no marker, started no other and reached nobody."""
    assert any("evidence.db" in call for call in calls), "nothing was watched"
    assert [call for call in calls if marker.name in call and "execve(" not in call] == []
    started = [call for call in calls if "execve(" in call and call.endswith("= 0")]
    # A PDF of very many letters is made by another Python, after which a third one clears up.
    own = f'["{sys.executable}", "-c", "from multiprocessing.'
    assert [call for call in started[1:] if own not in call] == []
    reached = [call for call in calls if "sa_family=AF_" in call and "AF_UNIX" not in call]
    assert reached == []


def test_the_watch_bites(tmp_path: Path, marker: Path):
    # A label that is not told to be plain opens the file that it is shown.
    if not strace():
        pytest.skip("strace is not here")
    log = tmp_path / "strace.log"
    script = (
        "import sys\nfrom PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\nlabel = QLabel(f'<img src=\"{sys.argv[1]}\">')\nlabel.grab()\n"
    )
    command = [*strace(), "-o", str(log), sys.executable, "-c", script, str(marker)]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, capture_output=True, env=environ, timeout=60)
    opened = [line for line in log.read_text().splitlines() if "openat(" in line]
    assert any(marker.name in line for line in opened)
