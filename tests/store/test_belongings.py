"""What belongs to a library: all that Marshal makes, nothing of another's, and deleting it."""

import os
import time

import pytest

from planner import log, shipped
from planner.packs.signing import SigningKey
from planner.store.aside import set_aside
from planner.store.belonging_words import about, name_of, what_goes
from planner.store.belongings import Kind, belongings, erase
from planner.store.build import build_library
from planner.store.database import VERSION
from planner.store.errors import StoreError
from planner.store.hold import Held, Hold, Mark
from planner.store.library import Library
from planner.store.opening import open_library
from planner.store.place import key_path
from tests.ui import samples

FOREIGN = (
    "essay.docx",
    "evidence.db.bak",
    "evidence damaged.db",
    "evidence damaged yesterday.db",
    "other damaged 2026-11-23 140512.db",
    "my marshal.log",
    "marshal-notes.key",
    ".marshal-notes",
    ".marshal-diary.txt",
    "evidence-backups/my own copy.db",
    "evidence-backups/evidence 2026-11-23.db",
    "evidence-backups/other 2026-11-23 140512 work.db",
    ".marshal-abcdefgh/essay.docx",
)
"""Files of another’s in the same folder, with names that come close."""


@pytest.fixture
def full(tmp_path):
    """Make a library with all that can come to be beside it, and close it; return its file."""
    path = tmp_path / "data" / "evidence.db"
    path.parent.mkdir()
    build_library(path, [samples.pack()])
    now = time.time()
    with Library.open(path) as library:
        library.plans.save(samples.begun(), 1.0)
        library.back_up("work", now)
    path.write_bytes(b"damaged" * 1_000)
    path.with_name("evidence.db-journal").write_bytes(b"journal")
    set_aside(path, now)
    build_library(path, [samples.pack()])
    SigningKey.make().save(key_path(path))
    SigningKey.make().save(path.with_name("marshal-1a2b3c4d.key"))
    log.note(path, ValueError())
    path.with_name("marshal.log.1").write_bytes(log.log_path(path).read_bytes())
    path.with_name(".marshal-x8_a0b1c.part").write_bytes(b"half")
    backups = path.with_name("evidence-backups")
    (backups / "evidence 2026-11-23 140512 work.db.part").write_bytes(b"half")
    (backups / "evidence 2026-11-23 140512 work.db.part-journal").write_bytes(b"")
    cut = path.with_name(".marshal-zyxw9876")
    cut.mkdir()
    (cut / "evidence.db").write_bytes(b"copy")
    return path


def there(folder):
    return {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}


def put_foreign(path):
    for name in FOREIGN:
        file = path.parent / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"mine")


def test_all_that_is_made_is_listed_and_nothing_else(full):
    before = there(full.parent)
    put_foreign(full)
    found = belongings(full)
    assert {str(f.relative_to(full.parent)) for each in found for f in each.files} == before
    assert [each.kind for each in found] == list(Kind)
    for each in found:
        assert each.size == sum(file.stat().st_size for file in each.files)


def test_nothing_is_listed_where_nothing_is(tmp_path):
    assert belongings(tmp_path / "evidence.db") == []
    assert belongings(tmp_path / "gone" / "evidence.db") == []
    assert erase(tmp_path / "evidence.db") == []


def test_the_mark_of_an_open_library_belongs_to_it(full):
    with Library.open(full):
        (library,) = (each for each in belongings(full) if each.kind is Kind.LIBRARY)
        assert full.with_name("evidence.db.open") in library.files


def test_to_list_them_gives_no_lock_away(full):
    with Library.open(full) as library:
        belongings(full)
        library.plans.save(samples.begun("second"), 1.0)
        assert "LOCKED" not in _claimed_elsewhere(full)


def _claimed_elsewhere(path):
    import subprocess
    import sys

    code = (
        "import sqlite3, sys\n"
        "try:\n"
        "    sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN EXCLUSIVE')\n"
        "    print('LOCKED')\n"
        "except sqlite3.OperationalError:\n"
        "    print('held')\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    ).stdout


def test_all_of_it_is_deleted_and_nothing_else(full):
    put_foreign(full)
    assert erase(full) == []
    assert there(full.parent) == set(FOREIGN)
    assert all((full.parent / name).read_bytes() == b"mine" for name in FOREIGN)


def test_no_empty_folder_is_left(full):
    erase(full)
    assert list(full.parent.iterdir()) == []


def test_the_next_start_begins_anew(full, monkeypatch):
    monkeypatch.setattr(shipped, "LIBRARY", full.with_name("shipped.db"))
    build_library(shipped.LIBRARY, [samples.pack()])
    erase(full)
    with open_library(full) as library:
        assert library.plans.summaries() == []
        assert library.cards([samples.MOOD.id])


def test_a_power_cut_at_any_deletion_is_finished_by_a_second_run(full, monkeypatch):
    import shutil

    real, copy = os.unlink, full.parent.with_name("copy")
    shutil.copytree(full.parent, copy)

    class PowerCut(BaseException):
        pass

    cuts = 0
    while True:
        left = cuts

        def cut(path, **named):
            nonlocal left
            if not left:
                raise PowerCut
            left -= 1
            real(path, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, "unlink", cut)
            try:
                erase(full)
                break
            except PowerCut:
                pass
        # Until all else is gone there is a library, so that nothing new is begun beside it.
        assert full.exists()
        assert erase(full) == []
        assert list(full.parent.iterdir()) == []
        full.parent.rmdir()
        shutil.copytree(copy, full.parent)
        cuts += 1
    assert cuts == len(there(copy))


def test_what_cannot_be_deleted_is_named_and_all_else_goes(full, monkeypatch):
    real, kept = os.unlink, full.with_name("marshal.log")

    def refuse(path, **named):
        if os.fspath(path) == str(kept):
            raise PermissionError
        real(path, **named)

    monkeypatch.setattr(os, "unlink", refuse)
    assert erase(full) == [kept]
    assert there(full.parent) == {"marshal.log"}


def test_a_library_that_is_open_is_not_deleted(full):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from planner.store.library import Library\n"
        "library = Library.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(full)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        before = there(full.parent)
        with pytest.raises(Held):
            erase(full)
        assert there(full.parent) == before
        holder.communicate()
    assert erase(full) == []


def test_a_library_that_another_computer_has_is_not_deleted(full):
    now = time.time()
    Hold(full, Mark("elsewhere", 1, now, now))._write()  # noqa: SLF001
    before = there(full.parent)
    with pytest.raises(Held):
        erase(full)
    assert there(full.parent) == before


@pytest.mark.parametrize("content", [b"An essay of my own.", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_library_is_left_with_all_that_is_there(full, content):
    full.write_bytes(content)
    before = there(full.parent)
    with pytest.raises(StoreError, match="is no library of Marshal’s"):
        erase(full)
    assert there(full.parent) == before
    assert full.read_bytes() == content


def test_a_damaged_library_of_ours_is_deleted(full):
    data = bytearray(full.read_bytes())
    data[4096:40960] = bytes(36864)
    full.write_bytes(data)
    assert erase(full) == []
    assert list(full.parent.iterdir()) == []


def test_the_shipped_library_is_left(monkeypatch, tmp_path):
    path = tmp_path / "evidence.db"
    build_library(path, [samples.pack()])
    monkeypatch.setattr(shipped, "LIBRARY", path)
    with pytest.raises(StoreError, match="ships with"):
        erase(path)
    assert path.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_to_a_library_goes_with_it(full, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(full)
    assert erase(link) == []
    assert not link.is_symlink()
    assert not full.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_that_cannot_be_deleted_is_named_with_all_else_that_stays(
    full, tmp_path, monkeypatch
):
    real, link = os.unlink, tmp_path / "link.db"
    link.symlink_to(full)
    kept = [full.with_name("evidence.db-journal"), link]
    kept[0].write_bytes(b"")

    def refuse(path, **named):
        if os.fspath(path) in map(str, kept):
            raise PermissionError
        real(path, **named)

    monkeypatch.setattr(os, "unlink", refuse)
    assert erase(link) == kept
    assert not full.exists()


def test_what_goes_is_told_in_figures(full):
    with Library.open(full) as library:
        library.plans.save(samples.begun(), 1.0)
        library.plans.save(samples.begun("second"), 1.0)
        library.plans.delete("second", 2.0)
        library.set_note(samples.MOOD.id, "Remember")
        library.drafts.save(samples.pack(), 1.0)
        held = library.holdings()
    lines = what_goes(held, belongings(full))
    assert lines[0] == "1 plan, 1 deleted plan, 1 note on a card, 1 pack that you make"
    assert lines[1].startswith("the library itself, evidence.db (")
    assert lines[2].startswith("3 backups (")
    assert any("signing key: without a copy" in line for line in lines)
    assert what_goes(None, belongings(full)) == lines[1:]
    assert name_of(belongings(full)[0]) == "Your library"
    assert "3 files" in about(belongings(full)[1])


def test_an_emptied_library_is_deleted(full):
    full.write_bytes(b"")
    assert erase(full) == []
    assert list(full.parent.iterdir()) == []


def test_a_library_of_a_later_version_is_deleted_and_a_folder_is_not(full):
    data = bytearray(full.read_bytes())
    data[60:64] = (VERSION + 1).to_bytes(4, "big")
    full.write_bytes(data)
    assert erase(full) == []
    assert list(full.parent.iterdir()) == []
    full.mkdir()
    with pytest.raises(StoreError, match=r"evidence\.db is a folder"):
        erase(full)
    assert full.is_dir()


def test_a_folder_with_the_name_of_a_key_is_none(full):
    (full.parent / "marshal-aaaaaaaa.key").mkdir()
    (keys,) = (each for each in belongings(full) if each.kind is Kind.KEY)
    assert "marshal-aaaaaaaa.key" not in {file.name for file in keys.files}


def test_what_is_gone_meanwhile_counts_as_nothing_and_as_deleted(full, monkeypatch):
    real, gone = os.path.isfile, []

    def isfile(file):
        there = real(file)
        if there and os.fspath(file).endswith("marshal.log.1"):
            gone.append(file)
            os.unlink(file)
        return there

    monkeypatch.setattr(os.path, "isfile", isfile)
    (log_files,) = (each for each in belongings(full) if each.kind is Kind.LOG)
    assert gone
    assert log_files.size == log.log_path(full).stat().st_size
    full.with_name("marshal.log.1").write_bytes(log.log_path(full).read_bytes())
    assert erase(full) == []
    assert list(full.parent.iterdir()) == []


def test_a_library_that_cannot_be_asked_whether_it_is_open_is_deleted(full):
    # A folder there keeps SQLite from opening the library.
    full.with_name("evidence.db-journal").mkdir()
    assert erase(full) == []
    assert [file.name for file in full.parent.iterdir()] == ["evidence.db-journal"]
