import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from planner.ui import instance
from planner.ui.instance import MOST, Instance, hand_over, server_name
from tests.ui.modal import settle

ROOT = Path(instance.__file__).resolve().parent.parent.parent


@pytest.fixture
def first(path, qapp):
    made = Instance(path)
    assert made.listens
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def asked(first):
    """Return what the first was asked for, in order."""
    asked = []
    first.asked.connect(asked.append)
    return asked


def handed_over(qtbot, library, file=None):
    """Ask from another process, as a second start does, and return the answer."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from planner.ui.instance import hand_over\n"
        "library, *files = map(Path, sys.argv[1:])\n"
        "sys.exit(0 if hand_over(library, files[0] if files else None) else 3)\n"
    )
    words = [str(library), *([str(file)] if file is not None else [])]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    other = subprocess.Popen([sys.executable, "-c", code, *words], env=environ)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=15_000)
    assert other.returncode in (0, 3)
    return other.returncode == 0


def test_a_second_start_is_answered(qtbot, path, asked):
    assert handed_over(qtbot, path)
    assert asked == [None]


def test_a_file_is_handed_over_by_its_whole_path(qtbot, path, asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "élan “1”\n💡.essayplan"
    assert handed_over(qtbot, path, Path(name))
    assert handed_over(qtbot, path, tmp_path / "other.evidencepack")
    assert asked == [tmp_path / name, tmp_path / "other.evidencepack"]


def test_every_path_to_a_library_finds_its_window(qtbot, path, asked, tmp_path):
    link = tmp_path / "link.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    assert handed_over(qtbot, link)
    assert handed_over(qtbot, path.parent / "." / path.name)
    assert len(asked) == 2
    assert not handed_over(qtbot, tmp_path / "another.db")
    assert len(asked) == 2


def test_where_there_is_no_window_nobody_is_waited_for(path, qapp):
    began = time.monotonic()
    assert not hand_over(path, None)
    assert time.monotonic() - began < instance.PATIENCE / 2_000


def test_a_window_that_does_not_answer_is_given_up(path, first, monkeypatch):
    # Nobody looks after the window’s events here, as when it hangs.
    monkeypatch.setattr(instance, "PATIENCE", 100)
    assert not hand_over(path, None)


def test_the_socket_of_a_killed_window_is_no_obstacle(path, qapp, qtbot):
    name = server_name(path)
    if not os.path.isabs(name):
        pytest.skip("this system has no sockets in folders")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(name)
    assert not hand_over(path, None)
    made = Instance(path)
    assert made.listens
    assert handed_over(qtbot, path)
    made.close()
    assert not os.path.exists(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps its pipes elsewhere")
def test_only_the_user_can_reach_the_window(path, first):
    mode = stat.S_IMODE(os.stat(server_name(path)).st_mode)
    assert mode & (stat.S_IRWXG | stat.S_IRWXO) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps its pipes elsewhere")
def test_another_users_socket_is_not_spoken_to(qtbot, path, asked, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    # Nobody would answer here either: the time tells that nobody was asked.
    began = time.monotonic()
    assert not hand_over(path, None)
    assert time.monotonic() - began < instance.PATIENCE / 2_000
    assert asked == []


def test_a_name_fits_wherever_the_sockets_are(path, monkeypatch, tmp_path):
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    for runtime in ("", "relative", str(tmp_path / "none"), str(deep)):
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        name = server_name(path)
        assert name.startswith("marshal-")
        assert len(name) < 50
        assert "evidence" not in name


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"{}\n",
        b"{\n",
        b"\xff\n",
        b"null\n",
        b"[]\n",
        b'{"open": 1}\n',
        b'{"open": "relative.essayplan"}\n',
        b'{"open": "/a\\u0000b"}\n',
        b"[" * (MOST - 2) + b"\n",
    ],
    ids=range(10),
)
def test_what_is_no_message_opens_nothing(qtbot, path, asked, message):
    other = QLocalSocket()
    other.connectToServer(server_name(path))
    other.write(message)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [None]
    other.abort()


def test_a_message_without_end_is_cut_off(qtbot, path, asked, monkeypatch):
    monkeypatch.setattr(instance, "PATIENCE", 50)
    other = QLocalSocket()
    other.connectToServer(server_name(path))
    other.write(b"x" * 4 * MOST)
    qtbot.waitUntil(lambda: other.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    settle()
    assert asked == []
    monkeypatch.undo()
    assert handed_over(qtbot, path)


def test_one_that_says_nothing_is_not_waited_for(qtbot, path, asked, monkeypatch):
    monkeypatch.setattr(instance, "PATIENCE", 50)
    other = QLocalSocket()
    other.connectToServer(server_name(path))
    qtbot.waitUntil(lambda: other.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
