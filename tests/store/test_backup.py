"""Backups: whole, verified, thinned out, restored and restored back."""

import errno
import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.model.evidence import Question
from planner.model.plan import Plan
from planner.store import backup as module
from planner.store.backup import Backup, backups, folder_of, moment, newest_sound, stamp
from planner.store.check import verify
from planner.store.database import VERSION, Database
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.search import Query
from tests.store.conftest import PEEL
from tests.store.test_database import run
from tests.store.test_migrations import FIXTURES

NOW = 1_795_442_712.0
PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, introduction="First words")
LATER = replace(PLAN, introduction="Later words")


@pytest.fixture
def saved(stocked):
    stocked.plans.save(PLAN, 1.0)
    return stocked


def test_a_backup_is_a_library_with_all_that_was_in_it(saved, path, pack):
    made = saved.back_up("work", NOW)
    assert made.path.name == "evidence 2026-11-23 140512 work.db"
    assert made.path.parent == path.with_name("evidence-backups")
    assert made == Backup(made.path, NOW, "work", made.path.stat().st_size)
    assert os.listdir(made.path.parent) == [made.path.name]
    assert verify(made.path).sound
    with Library.open(made.path) as copy:
        assert copy.plans.load("plan/1") == PLAN
        assert copy.pack("usa") == pack
    assert saved.plans.load("plan/1") == PLAN


def test_the_library_stays_held_while_and_after_it_is_backed_up(saved, path, monkeypatch):
    saved.back_up("work", NOW)
    code = (
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1],timeout=0); c.execute('BEGIN EXCLUSIVE')"
    )
    assert "database is locked" in run(code, path).stderr
    saved.restore(saved.back_up("work", NOW).path, NOW)
    assert "database is locked" in run(code, path).stderr


def test_backups_are_listed_by_their_names_alone(saved, path):
    made = [saved.back_up("work", NOW)]
    saved.plans.save(LATER, 2.0)
    made.append(saved.back_up("import", NOW + 60))
    folder = folder_of(path)
    for name in (
        "evidence 2026-11-23 140512 work.txt",
        "evidence 2026-99-23 140512 work.db",
        "evidence 2026-11-2３ 140512 work.db",
        "other 2026-11-23 140512 work.db",
        "evidence 2026-11-23 140512 work.db.part",
        "notes.db",
    ):
        (folder / name).write_bytes(b"not mine")
    (folder / "evidence 2026-11-22 140512 work.db").mkdir()
    assert backups(path) == made[::-1]
    assert backups(path.with_name("none.db")) == []


def test_a_backup_that_goes_meanwhile_hides_no_other(saved, path, monkeypatch):
    made = []
    for number in range(3):
        saved.set_setting("number", str(number))
        made.append(saved.back_up("work", NOW + 60 * number))
    real, kept = Path.is_file, set(made)

    def is_file(file):
        there = real(file)
        if len(kept) == len(made):
            # The first that is looked at, whichever that is.
            kept.remove(next(backup for backup in made if backup.path == file))
            file.unlink()
        return there

    monkeypatch.setattr(Path, "is_file", is_file)
    assert set(backups(path)) == kept


def test_nothing_is_copied_again_where_nothing_has_changed(saved, path):
    made = saved.back_up("work", NOW)
    assert saved.back_up("work", NOW + 600) == made
    made.path.unlink()
    again = saved.back_up("work", NOW + 1200)
    assert again.at == NOW + 1200
    saved.set_setting("theme", "dark")
    assert saved.back_up("work", NOW + 1800).at == NOW + 1800


def test_two_of_one_second_have_two_names(saved, path):
    made = set()
    for number in range(3):
        saved.set_setting("number", str(number))
        made.add(saved.back_up("work", NOW).path.name)
    assert made == {f"evidence 2026-11-23 14051{n} work.db" for n in (2, 3, 4)}


def test_old_backups_go_and_foreign_files_stay(saved, path):
    folder = folder_of(path)
    for number in range(40):
        saved.set_setting("number", str(number))
        saved.back_up("work", NOW + 600 * number)
        (folder / "mine.txt").write_text("mine")
    found = backups(path)
    # Ten, and the newest of the day before them, as far as midnight lies between.
    assert [b.at for b in found[:10]] == [NOW + 600 * n for n in range(39, 29, -1)]
    assert len(found) == 10
    assert (folder / "mine.txt").exists()


def test_an_old_backup_that_cannot_go_keeps_no_new_one_from_being_made(saved, path, monkeypatch):
    folder_of(path).mkdir()
    for number in range(12):
        (folder_of(path) / f"evidence {stamp(NOW - 60 * number - 60)} work.db").write_bytes(b"")
    real, stayed = Path.unlink, []

    def unlink(file):
        if file.suffix != ".db":
            return real(file)
        stayed.append(file)
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", unlink)
    made = saved.back_up("work", NOW)
    assert backups(path)[0] == made
    assert len(stayed) == 3


def test_a_damaged_row_is_kept_as_it_is_and_ousts_no_sound_backup(saved, path):
    sound = saved.back_up("work", NOW)
    saved.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE plans SET body = replace(body, 'First', 'Worst')")
        connection.commit()
    with Library.open(path) as library:
        for number in range(12):
            library.set_setting("number", str(number))
            made = library.back_up("work", NOW + 600 * (number + 1))
            assert not made.sound
            assert made.path.name.endswith(" work damaged.db")
        # Such a one does not stand for the next, though nothing has changed since.
        assert library.back_up("work", NOW + 9_000) != made
        assert "“Why?” is damaged" in verify(made.path).faults[0]
    assert [b for b in backups(path) if b.sound] == [sound]
    assert len(backups(path)) == 11
    assert newest_sound(path) == sound


def test_the_newest_that_reads_through_soundly_is_offered(saved, path):
    first = saved.back_up("work", NOW)
    saved.plans.save(LATER, 2.0)
    second = saved.back_up("work", NOW + 60)
    assert newest_sound(path) == second
    data = bytearray(second.path.read_bytes())
    at = data.index(b"Later words")
    data[at] ^= 1
    second.path.write_bytes(data)
    assert newest_sound(path) == first
    first.path.write_bytes(b"")
    assert newest_sound(path) is None


@pytest.mark.parametrize(
    "harm", ["UPDATE plans SET body = replace(body, 'First', 'Worst')", "DELETE FROM plans"]
)
def test_a_copy_that_is_not_what_the_library_is_is_no_backup(saved, path, monkeypatch, harm):
    copy_to = Database.copy_to

    def copy(database, target, advance=None):
        copy_to(database, target, advance)
        target.execute(harm)
        target.commit()

    monkeypatch.setattr(Database, "copy_to", copy)
    with pytest.raises(StoreError, match="No backup of") as caught:
        saved.back_up("work", NOW)
    assert str(path) in str(caught.value)
    assert os.listdir(folder_of(path)) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "full"), "too little space"),
        (OSError(errno.EIO, "broken"), "No backup of"),
        (sqlite3.OperationalError("odd"), "No backup of"),
    ],
)
def test_a_disk_that_fails_is_told_and_nothing_half_written_stays(
    saved, path, monkeypatch, fault, words
):
    def fail(*_):
        raise fault

    monkeypatch.setattr(module.os, "fsync", fail)
    with pytest.raises(StoreError, match=words) as caught:
        saved.back_up("work", NOW)
    assert "safe as it is" in str(caught.value)
    assert str(path) in str(caught.value)
    assert os.listdir(folder_of(path)) == []
    monkeypatch.undo()
    assert saved.back_up("work", NOW).sound


def test_too_little_space_is_told_before_anything_is_written(saved, path, monkeypatch):
    # A disk on which the copy alone would have room is full for everything else.
    usage = shutil.disk_usage(path.parent)._replace(free=path.stat().st_size)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StoreError, match="too little space") as caught:
        saved.back_up("work", NOW)
    assert str(path) in str(caught.value)
    assert os.listdir(folder_of(path)) == []


def test_a_folder_that_cannot_be_made_is_told(saved, path):
    folder_of(path).write_bytes(b"a file of the student's")
    with pytest.raises(StoreError, match="folder can be written to") as caught:
        saved.back_up("work", NOW)
    assert str(path) in str(caught.value)
    assert folder_of(path).read_bytes() == b"a file of the student's"


def test_what_a_killed_process_left_half_written_goes(saved, path):
    folder = folder_of(path)
    folder.mkdir()
    old, new = (folder / f"evidence {name} work.db.part" for name in ("a", "b"))
    for part in (old, new):
        part.write_bytes(b"half")
    # What goes meanwhile is no hindrance.
    with suppress(OSError):
        (folder / "evidence c work.db.part").symlink_to("nothing")
    os.utime(old, (1.0, 1.0))
    saved.back_up("work", NOW)
    assert not old.exists()
    assert new.exists()


def test_how_far_it_is_is_told_while_it_is_copied_and_while_it_is_read(saved, path):
    heard = []
    saved.back_up("work", NOW, lambda done, total: heard.append((done, total)))
    copied, *read = heard
    assert copied == (path.stat().st_size // 4096,) * 2
    assert read == sorted(read)
    assert read[0][0] == 0
    assert len({total for _, total in read}) == 1


@pytest.mark.parametrize("calls", [1, 2], ids=["in the copy", "in reading it through"])
def test_it_can_be_cancelled(saved, path, calls):
    class Enough(Exception):
        pass

    heard = []

    def advance(done, total):
        assert 0 <= done <= total
        heard.append(done)
        if len(heard) == calls:
            raise Enough

    with pytest.raises(Enough):
        saved.back_up("work", NOW, advance)
    assert os.listdir(folder_of(path)) == []
    saved.plans.save(LATER, 2.0)


@pytest.mark.parametrize(("sealed", "lost"), [(False, False), (True, False), (True, True)])
def test_what_is_changed_meanwhile_may_differ_and_nothing_else(
    saved, path, monkeypatch, sealed, lost
):
    saved.plans.save(replace(PLAN, id="plan/2"), 1.0)
    copy_to, words = Database.copy_to, iter("abc")

    def copy(database, target, advance=None):
        copy_to(database, target, advance)
        saved.set_setting("last", next(words))
        if sealed:
            saved.plans.save(replace(PLAN, introduction=saved.setting("last")), 2.0)
        if lost:
            target.execute("DELETE FROM plans WHERE id = 'plan/2'")
            target.commit()

    monkeypatch.setattr(Database, "copy_to", copy)
    if lost:
        with pytest.raises(StoreError, match="No backup of"):
            saved.back_up("work", NOW)
        assert os.listdir(folder_of(path)) == []
    else:
        assert verify(saved.back_up("work", NOW).path).sound
        assert next(words) == "b"


def test_a_name_that_is_taken_at_the_same_moment_is_left_to_the_other(saved, path):
    folder_of(path).mkdir()
    other = folder_of(path) / "evidence 2026-11-23 140512 work.db.part"
    other.write_bytes(b"another's")
    assert saved.back_up("work", NOW).path.name == "evidence 2026-11-23 140513 work.db"
    assert other.read_bytes() == b"another's"


def test_the_library_is_used_while_a_thread_backs_it_up(saved, path):
    for number in range(30):
        saved.plans.save(replace(PLAN, id=f"plan/{number + 2}", introduction="x" * 15_000), 1.0)
    made, faults = [], []

    def work():
        try:
            made.extend(saved.back_up("work", NOW + n) for n in range(8))
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    saves = 0
    while thread.is_alive():
        saves += 1
        saved.plans.save(replace(PLAN, introduction=f"Words {saves}" * 900), float(saves))
        assert saved.plans.load("plan/1").introduction.startswith(f"Words {saves}")
    thread.join()
    assert faults == []
    assert saves > 8
    for backup in set(made):
        assert verify(backup.path).sound
        with Library.open(backup.path) as copy:
            assert len(copy.plans.summaries()) == 31


def test_a_library_can_be_closed_while_a_thread_backs_it_up(saved, path):
    for number in range(60):
        saved.plans.save(replace(PLAN, id=f"plan/{number + 2}", introduction="x" * 15_000), 1.0)
    began, faults = threading.Event(), []

    def work():
        try:
            saved.back_up("work", NOW, lambda *_: began.set())
        except StoreError as fault:
            faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait(10)
    saved.close()
    thread.join(10)
    assert not thread.is_alive()
    assert [str(fault)[:12] for fault in faults] in (["No backup of"], [])
    Library.open(path).close()


def test_a_restored_library_holds_what_the_backup_holds_and_can_be_restored_back(saved, pack):
    before = saved.back_up("work", NOW)
    saved.plans.save(LATER, 2.0)
    saved.remove("usa")
    assert saved.count(Query("funeral")) == 0
    heard = []
    back = saved.restore(before.path, NOW + 5, lambda *step: heard.append(step))
    assert heard
    assert back.reason == "restore"
    assert saved.count(Query("funeral")) == 2
    with Library.open(saved.back_up("work", NOW + 6).path) as copy:
        assert copy.plans.load("plan/1") == PLAN
    assert saved.plans.load("plan/1") == PLAN
    assert saved.pack("usa") == pack
    assert saved.page(Query("funeral"), 0, 9)
    saved.plans.save(replace(PLAN, introduction="Changed after"), 3.0)
    saved.restore(before.path, NOW + 9)
    assert saved.plans.load("plan/1") == PLAN
    saved.restore(back.path, NOW + 10)
    assert saved.plans.load("plan/1") == LATER
    assert saved.packs() == []
    assert saved.page(Query("funeral"), 0, 9) == []
    assert saved.check().sound
    assert before.path.exists()


@pytest.mark.parametrize("version", [1, 2])
def test_a_backup_of_an_earlier_version_is_restored(saved, version, tmp_path):
    old = FIXTURES / f"library-v{version}.db"
    before = old.read_bytes()
    saved.restore(old, NOW)
    assert [plan.id for plan in saved.plans.summaries()] == ["plan/1f"]
    assert saved.check().sound
    assert old.read_bytes() == before
    saved.close()
    assert int.from_bytes(saved.path.read_bytes()[60:64], "big") == VERSION


@pytest.mark.parametrize("harm", ["body", "cut", "foreign", "newer", "gone"])
def test_a_backup_that_is_not_sound_is_not_restored(saved, path, harm):
    backup = saved.back_up("work", NOW)
    saved.plans.save(LATER, 2.0)
    data = backup.path.read_bytes()
    match harm:
        case "body":
            data = data.replace(b"First words", b"Worst words")
        case "cut":
            data = data[:-4096]
        case "foreign":
            data = b"hello" * 100
        case "newer":
            data = data[:60] + (VERSION + 1).to_bytes(4, "big") + data[64:]
    backup.path.write_bytes(data)
    if harm == "gone":
        backup.path.unlink()
    with pytest.raises(StoreError) as caught:
        saved.restore(backup.path, NOW + 60)
    assert str(backup.path) in str(caught.value)
    assert saved.plans.load("plan/1") == LATER


def test_a_library_is_backed_up_before_its_schema_changes(tmp_path):
    path = tmp_path / "evidence.db"
    shutil.copy(FIXTURES / "library-v1.db", path)
    before = path.read_bytes()
    Library.open(path).close()
    (made,) = backups(path)
    assert made.reason == "migration"
    assert abs(made.at - time.time()) < 60
    with closing(sqlite3.connect(made.path)) as copy, closing(sqlite3.connect(":memory:")) as old:
        old.deserialize(before)
        assert list(copy.iterdump()) == list(old.iterdump())
    Library.open(path).close()
    assert len(backups(path)) == 1


def test_no_schema_changes_without_a_backup(tmp_path):
    path = tmp_path / "evidence.db"
    shutil.copy(FIXTURES / "library-v1.db", path)
    before = path.read_bytes()
    folder_of(path).write_bytes(b"in the way")
    with pytest.raises(StoreError, match="No backup of"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the computer's own there")
def test_a_name_says_the_same_moment_wherever_the_computer_is(monkeypatch):
    zones = ("UTC0", "AHEAD-9", "BEHIND+5")
    try:
        for zone in zones:
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert stamp(0.0) == "1970-01-01 000000"
            assert moment(stamp(NOW)) == NOW
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_reader_can_be_backed_up(saved, path):
    saved.close()
    with closing(Database.open(path, write=False)) as database:
        assert module.back_up(database, "work", NOW).sound


def test_a_seal_that_cannot_be_read_keeps_nothing_from_being_backed_up(saved, path):
    saved.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE plans SET digest = CAST(x'ff' AS TEXT)")
        connection.commit()
    with Library.open(path) as library:
        made = library.back_up("work", NOW)
    assert not made.sound
    assert verify(made.path).faults == verify(path).faults == ("The plan “Why?” is damaged.",)
