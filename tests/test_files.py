import errno
import os
import stat
import sys

import pytest

from planner import files
from planner.files import make_folder, write_file

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions and links as POSIX has them")


def test_a_new_file_is_written_whole(tmp_path):
    write_file(tmp_path / "plan.md", b"one")
    assert (tmp_path / "plan.md").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "plan.md"
    path.write_bytes(b"a much longer text than the next")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["plan.md"]


def no_space(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
def test_a_failure_leaves_the_file_as_it_was(tmp_path, monkeypatch, step):
    path = tmp_path / "plan.md"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, step, no_space)
    with pytest.raises(OSError, match="No space left"):
        write_file(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_an_interruption_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    path = tmp_path / "plan.md"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_the_data_is_on_disk_before_it_is_in_place(tmp_path, monkeypatch):
    done = []
    fsync, replace = os.fsync, os.replace

    def synced(handle):
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "data")
        fsync(handle)

    def replaced(source, target):
        done.append("in place")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    write_file(tmp_path / "plan.md", b"one")
    assert done[:2] == ["data", "in place"]
    assert done[2:] == ([] if os.name == "nt" else ["folder"])


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "missing" / "plan.md", b"one")


def test_a_folder_in_the_way_is_an_error(tmp_path):
    (tmp_path / "plan.md").mkdir()
    with pytest.raises(OSError, match=r"plan\.md"):
        write_file(tmp_path / "plan.md", b"one")
    assert os.listdir(tmp_path) == ["plan.md"]


@ON_POSIX
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "plan.md", b"one")
    finally:
        assert os.umask(before) == 0o027
    assert stat.S_IMODE((tmp_path / "plan.md").stat().st_mode) == 0o640


@ON_POSIX
def test_a_replaced_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "plan.md"
    path.write_bytes(b"one")
    path.chmod(0o604)
    write_file(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@ON_POSIX
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "plan.md").write_bytes(b"one")
    (tmp_path / "link.md").symlink_to(tmp_path / "real" / "plan.md")
    write_file(tmp_path / "link.md", b"two")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real" / "plan.md").read_bytes() == b"two"


@ON_POSIX
def test_a_disk_without_permissions_is_written_to(tmp_path, monkeypatch):
    # A memory stick in FAT refuses most modes.
    def refuse(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chmod", refuse)
    write_file(tmp_path / "plan.md", b"one")
    assert (tmp_path / "plan.md").read_bytes() == b"one"


@ON_POSIX
@pytest.mark.parametrize("step", ["open", "fsync"])
def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch, step):
    # The file is in place by then: to say that it failed would be untrue.
    real = getattr(os, step)

    def refuse_folders(of, *rest):
        folder = os.fspath(of) == os.fspath(tmp_path) if step == "open" else is_folder(of)
        if folder:
            raise OSError(errno.EINVAL, "Invalid argument")
        return real(of, *rest)

    def is_folder(handle):
        return stat.S_ISDIR(os.fstat(handle).st_mode)

    monkeypatch.setattr(os, step, refuse_folders)
    write_file(tmp_path / "plan.md", b"one")
    monkeypatch.undo()
    assert (tmp_path / "plan.md").read_bytes() == b"one"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_nothing_stays_open(tmp_path, monkeypatch):
    before = os.listdir("/proc/self/fd")
    write_file(tmp_path / "plan.md", b"one")
    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path / "plan.md", b"two")
    assert len(os.listdir("/proc/self/fd")) == len(before)


class Clock:
    """Time that goes by only where it is waited."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(files, "time", clock)
    return clock


def refusing(monkeypatch, clock, code, until):
    """Let no file be put in place before a time, with an error of Windows'."""
    real = os.replace

    def replace(source, target):
        if clock.now < until:
            error = PermissionError(errno.EACCES, "in use", str(source))
            error.winerror = code
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_another_program_has_open_is_waited_for(tmp_path, monkeypatch, clock, code):
    path = tmp_path / "plan.md"
    path.write_bytes(b"one")
    refusing(monkeypatch, clock, code, 2.4)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_a_file_that_stays_open_elsewhere_is_left_as_it_was(tmp_path, monkeypatch, clock):
    path = tmp_path / "plan.md"
    path.write_bytes(b"one")
    refusing(monkeypatch, clock, 32, 60)
    with pytest.raises(PermissionError):
        write_file(path, b"two")
    assert 2.5 <= clock.now < 2.7
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["plan.md"]


def test_any_other_refusal_is_told_at_once(tmp_path, monkeypatch, clock):
    refusing(monkeypatch, clock, 19, 60)
    with pytest.raises(PermissionError):
        write_file(tmp_path / "plan.md", b"two")
    assert clock.now == 0


@ON_POSIX
def test_a_private_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "mine.key"
    path.write_bytes(b"one")
    path.chmod(0o644)
    write_file(path, b"two", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_names_of_new_folders_last(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    made = tmp_path / "data" / "Marshal"
    make_folder(made)
    assert made.is_dir()
    # Each folder's name is in the one above it.
    assert set(synced) == {tmp_path, tmp_path / "data"}
    synced.clear()
    make_folder(made)
    assert synced == []
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file" / "under")
