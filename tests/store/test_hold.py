import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.text import clean_line
from planner.store import hold
from planner.store.errors import StoreError
from planner.store.hold import (
    STILL,
    Held,
    Mark,
    Replaced,
    mark_path,
    read_mark,
    refuse_held,
    runs_here,
)
from planner.store.library import Library

ROOT = Path(__file__).resolve().parent.parent.parent
OTHER = "ANNAS-LAPTOP"


def mark_from(path, *, host=OTHER, age=10.0, started=None):
    """Leave the mark of another computer beside a library."""
    now = time.time()
    left = Mark(host, 4711, now - 3600 if started is None else started, now - age)
    mark_path(path).write_bytes(msgspec.json.encode(left))
    return left


def in_another_process(code, path, **how):
    """Start another process that does something with the library."""
    head = f"import sys, time\nfrom pathlib import Path\npath = Path({str(path)!r})\n"
    head += "from planner.store.library import Library\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + code], cwd=ROOT, stdout=subprocess.PIPE, text=True, **how
    )


def beside(path):
    """Return what is in the folder, and what the library and its mark hold."""
    files = sorted(path.parent.iterdir())
    return {f.name: f.read_bytes() for f in files if f.is_file()}


def test_a_library_is_marked_for_as_long_as_it_is_open(path):
    before = time.time()
    with Library.open(path):
        mark = read_mark(path)
        assert (mark.host, mark.pid) == (hold.host_name(), os.getpid())
        assert before <= mark.started == mark.beat <= time.time()
        assert mark.here
    assert not mark_path(path).exists()


@pytest.mark.skipif(os.name == "nt", reason="there the name is in the environment")
def test_a_computer_is_known_by_its_name(monkeypatch):
    monkeypatch.setenv("COMPUTERNAME", "ANOTHER")
    assert hold.host_name() == os.uname().nodename


def test_what_is_only_read_is_not_marked(path):
    with Library.open(path, write=False):
        assert not mark_path(path).exists()


def test_a_beat_renews_the_mark(path, monkeypatch):
    with Library.open(path) as library:
        first = read_mark(path)
        monkeypatch.setattr(time, "time", lambda: first.beat + 60)
        library.beat()
        second = read_mark(path)
    assert (second.started, second.beat) == (first.started, first.beat + 60)


@pytest.mark.parametrize("age", [0, 170, -30, -86_400], ids=str)
def test_another_computer_that_beats_is_an_obstacle(path, age):
    left = mark_from(path, age=age)
    before = beside(path)
    with pytest.raises(Held, match=OTHER) as caught:
        Library.open(path)
    assert caught.value.mark == left
    assert str(path) in str(caught.value)
    assert not caught.value.here
    assert beside(path) == before


@pytest.mark.parametrize("age", [STILL + 1, 86_400], ids=str)
def test_a_beat_that_stands_still_is_none(path, age):
    mark_from(path, age=age)
    with Library.open(path) as library:
        library.set_setting("a", "b")
        assert read_mark(path).here


def test_a_mark_that_was_watched_standing_still_is_none_whatever_its_clock_says(path):
    left = mark_from(path, age=-86_400)
    with Library.open(path, past=left) as library:
        library.set_setting("a", "b")
    again = mark_from(path, age=-86_340)
    with pytest.raises(Held):
        Library.open(path, past=left)
    assert read_mark(path) == again


def test_another_computers_mark_keeps_no_one_from_reading(path):
    mark_from(path)
    with Library.open(path, write=False) as library:
        assert library.packs() == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"host":1}',
        b"null",
        b"[" * 4_000,
        b'{"host":"x"}',
        b'{"pid":1,"started":1,"beat":1e300,"host":"%s"}' % (b"x" * 9_000),
    ],
    ids=range(9),
)
def test_a_mark_that_is_none_is_no_obstacle(path, data):
    mark_path(path).write_bytes(data)
    assert read_mark(path) is None
    with Library.open(path):
        assert read_mark(path).here


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.text().map(
        lambda host: msgspec.json.encode({"host": host, "pid": 1, "started": 0.0, "beat": 1e300})
    )
)
def test_whatever_a_mark_holds_is_no_mark_or_a_sentence(path, data):
    mark_path(path).write_bytes(data)
    mark = read_mark(path)
    if mark is None or mark.here:
        refuse_held(path)
        return
    assert 0 < len(mark.computer) <= 64
    assert clean_line(mark.computer) == mark.computer
    with pytest.raises(Held):
        refuse_held(path)


def test_this_computers_mark_is_left_to_the_lock(path):
    mark_from(path, host=hold.host_name())
    with Library.open(path):
        assert read_mark(path).pid == os.getpid()


def test_the_lock_of_a_process_here_is_an_obstacle_and_its_kill_is_none(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    code = "library = Library.open(path)\nprint('open', flush=True)\ntime.sleep(60)"
    other = in_another_process(code, path)
    assert other.stdout.readline() == "open\n"
    with pytest.raises(Held, match="another Marshal") as caught:
        Library.open(path)
    assert caught.value.here
    assert caught.value.mark.pid == other.pid
    with pytest.raises(Held):
        Library.open(path, write=False)
    other.kill()
    other.wait()
    other.stdout.close()
    assert read_mark(path).pid == other.pid
    with Library.open(path) as library:
        library.set_setting("a", "b")
        assert read_mark(path).pid == os.getpid()


def test_a_lock_without_a_mark_is_told_too(path, monkeypatch):
    monkeypatch.setattr("planner.store.database._WAIT", 0.05)
    code = "library = Library.open(path)\nprint('open', flush=True)\ntime.sleep(60)"
    other = in_another_process(code, path)
    other.stdout.readline()
    mark_path(path).unlink()
    for left in (False, True):
        if left:
            # Nor is the mark of another computer, which is no longer held there, that of the lock.
            mark_from(path, age=STILL + 1)
        with pytest.raises(Held) as caught:
            Library.open(path)
        assert str(path) in str(caught.value)
        assert caught.value.here
        assert caught.value.mark is None
    other.kill()
    other.wait()
    other.stdout.close()


def test_a_library_that_is_no_more_there_takes_its_mark_with_it(path):
    with Library.open(path):
        path.write_bytes(b"")
    assert not mark_path(path).exists()
    with pytest.raises(StoreError):
        Library.open(path)
    assert not mark_path(path).exists()


def replaced_by_another(path, data):
    fresh = path.with_name("fresh")
    fresh.write_bytes(data)
    os.replace(fresh, path)


def gone(path, _data):
    path.unlink()


def moved_away(path, _data):
    path.rename(path.with_name("moved.db"))


@pytest.mark.parametrize("change", [replaced_by_another, gone, moved_away])
def test_a_file_that_was_changed_for_another_is_never_written(path, change):
    data = path.read_bytes()
    with Library.open(path) as library:
        library.set_setting("before", "kept")
        library.beat()
        change(path, data)
        before = beside(path)
        for deed in (library.beat, lambda: library.set_setting("after", "lost")):
            with pytest.raises(Replaced, match="save a copy of it elsewhere") as caught:
                deed()
            assert str(path) in str(caught.value)
        assert beside(path) == before
        assert library.setting("before") == "kept"
    after = beside(path)
    before.pop(mark_path(path).name)
    assert after == before


def test_another_computer_that_took_over_is_not_written_over(path):
    with Library.open(path) as library:
        left = mark_from(path)
        for deed in (library.beat, lambda: library.set_setting("after", "lost")):
            with pytest.raises(Replaced, match=OTHER) as caught:
                deed()
            assert str(path) in str(caught.value)
    # It is theirs, and stays.
    assert read_mark(path) == left


def test_an_old_mark_that_comes_back_is_written_over(path):
    with Library.open(path) as library:
        mark_from(path, age=STILL + 1)
        library.set_setting("a", "b")
        library.beat()
        assert read_mark(path).here
        mark_path(path).unlink()
        library.set_setting("a", "c")
        library.beat()
        assert read_mark(path).here


def test_through_a_link_the_mark_is_beside_the_file(path, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "linked.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    with Library.open(link):
        assert read_mark(path).here
        assert os.listdir(elsewhere) == ["linked.db"]


def test_a_folder_that_takes_no_mark_is_no_obstacle(path):
    mark_path(path).mkdir()
    with Library.open(path) as library:
        library.set_setting("a", "b")
        library.beat()
        assert not list(path.parent.glob(".marshal-*"))


@pytest.mark.parametrize(
    ("how", "runs"),
    [("ours", True), ("ended", False), ("elsewhere", False), ("none", False), ("odd", False)],
)
def test_whether_the_process_that_left_a_mark_still_runs(path, how, runs):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    number = {"ended": ended.pid, "odd": 2**70}.get(how, os.getpid())
    if how != "none":
        host = OTHER if how == "elsewhere" else hold.host_name()
        mark_path(path).write_bytes(msgspec.json.encode(Mark(host, 1, 1.0, 1.0)))
        data = mark_path(path).read_bytes().replace(b'"pid":1', b'"pid":%d' % number)
        mark_path(path).write_bytes(data)
    assert runs_here(path) is runs


def test_a_process_of_another_user_runs(path, monkeypatch):
    mark_path(path).write_bytes(msgspec.json.encode(Mark(hold.host_name(), 1, 1.0, 1.0)))

    def refuse(pid, signal):
        assert (pid, signal) == (1, 0)
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert runs_here(path)


def test_on_windows_no_process_is_asked(path, monkeypatch):
    mark_path(path).write_bytes(msgspec.json.encode(Mark(hold.host_name(), 1, 1.0, 1.0)))
    # There a signal of no number would end it.
    monkeypatch.setattr(hold, "os", SimpleNamespace(name="nt", environ=os.environ, path=os.path))
    monkeypatch.setenv("COMPUTERNAME", read_mark(path).host)
    assert runs_here(path)


def test_a_disk_that_is_no_longer_there_is_told(path):
    with Library.open(path) as library:
        away = path.parent.rename(path.parent.with_name("away"))
        path.parent.write_bytes(b"")
        with pytest.raises(StoreError, match="Check that the disk is connected") as caught:
            library.set_setting("a", "b")
        assert str(path) in str(caught.value)
        path.parent.unlink()
        away.rename(path.parent)
        library.set_setting("a", "b")


def test_a_mark_that_cannot_be_taken_away_keeps_nothing_open(path, monkeypatch):
    library = Library.open(path)

    def refuse(*_, **__):
        raise PermissionError(13, "held by another program")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        library.close()
    assert read_mark(path).here
    Library.open(path).close()
    assert not mark_path(path).exists()


def test_a_computer_without_a_name_marks_a_library_too(path, monkeypatch):
    monkeypatch.setattr(hold, "os", SimpleNamespace(name="nt", environ={}))
    host = hold.host_name()
    monkeypatch.undo()
    mark_from(path, host=host)
    with pytest.raises(Held, match="another computer"):
        refuse_held(path)
