"""Opening a library at the start: what is wrong is told, and set aside when asked."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from planner import shipped
from planner.model.evidence import Card, Question
from planner.model.plan import Plan
from planner.store import aside
from planner.store.aside import set_aside, set_aside_before
from planner.store.backup import backups
from planner.store.check import verify
from planner.store.database import VERSION
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.store.opening import open_library, rescue_library, restore_backup, start_anew
from planner.store.place import start_library
from tests.store.conftest import PEEL

NOW = 1_795_442_712.0
PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, introduction="First words")
OTHER = Plan("plan/2", Question("own/q", "How?"), PEEL, introduction="Other words")
ASIDE = "evidence damaged 2026-11-23 140512.db"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "evidence.db"


@pytest.fixture
def used(place):
    """Return the path of a closed library with two plans, backed up when it had one."""
    with open_library(place) as library:
        library.plans.save(PLAN, 1.0)
        library.back_up("work", NOW - 600)
        library.plans.save(OTHER, 2.0)
    return place


def names(place):
    return {name for name in os.listdir(place.parent) if not name.endswith("-journal")}


def damage(path, words=b"Other words"):
    data = path.read_bytes()
    path.write_bytes(b"\0" * 4096 + data[4096:].replace(words, words.upper()))
    return path.read_bytes()


def interrupt(path, sql):
    """Return the files that a process leaves which is killed in the midst of a change."""
    copy = path.with_name("midst.db")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute(sql)
        connection.execute("INSERT INTO settings VALUES (hex(randomblob(40000)), 'x')")
        pair = copy.read_bytes(), copy.with_name("midst.db-journal").read_bytes()
        connection.rollback()
    for file in path.parent.glob("midst.db*"):
        file.unlink()
    assert pair[0] != path.read_bytes()
    return pair


def test_the_first_start_makes_a_library(place):
    with open_library(place) as library:
        assert library.packs()
    assert names(place) == {"evidence.db"}


@pytest.mark.parametrize("data", [b"", b"Dear diary" * 90, bytes(8192)])
def test_what_is_no_library_is_left_and_told(used, data):
    used.write_bytes(data)
    with pytest.raises(Damaged) as caught:
        open_library(used)
    assert caught.value.path == used
    assert used.read_bytes() == data
    assert names(used) == {"evidence.db", "evidence-backups"}


def test_a_library_that_is_gone_is_not_begun_anew_unasked(used):
    used.unlink()
    with pytest.raises(Damaged, match="backups of one are beside it") as caught:
        open_library(used)
    assert caught.value.path == used
    assert not used.exists()
    with start_anew(used, NOW) as library:
        assert library.plans.summaries() == []
    assert backups(used)


def test_nor_where_only_one_that_was_set_aside_is_left(used):
    shutil.rmtree(used.with_name("evidence-backups"))
    set_aside(used, NOW)
    with pytest.raises(Damaged):
        open_library(used)
    library, rescued = rescue_library(used, NOW)
    with library:
        assert library.plans.load("plan/2") == OTHER
    assert rescued.plans == 2
    assert names(used) == {"evidence.db", ASIDE}


def test_a_journal_without_its_library_is_not_played_into_a_new_one(used, tmp_path):
    _, journal = interrupt(used, "DELETE FROM plans")
    place = tmp_path / "new.db"
    left = tmp_path / "new.db-journal"
    left.write_bytes(journal)
    with open_library(place) as library:
        assert library.check().sound
    (aside,) = tmp_path.glob("new damaged *-journal")
    assert aside.read_bytes() == journal


def test_the_newest_backup_takes_the_place_of_a_damaged_library(used):
    data = damage(used)
    (backup,) = backups(used)
    with restore_backup(used, backup.path, NOW) as library:
        assert [plan.id for plan in library.plans.summaries()] == ["plan/1"]
        assert library.check().sound
    assert used.with_name(ASIDE).read_bytes() == data
    assert names(used) == {"evidence.db", ASIDE, "evidence-backups"}
    assert backups(used) == [backup]


def test_a_backup_that_is_not_sound_changes_nothing(used):
    data = damage(used)
    (backup,) = backups(used)
    damage(backup.path)
    with pytest.raises(StoreError):
        restore_backup(used, backup.path, NOW)
    assert used.read_bytes() == data
    assert names(used) == {"evidence.db", "evidence-backups"}


def test_what_is_readable_is_rescued_and_the_rest_comes_from_the_backup(used):
    with Library.open(used) as library:
        library.save_card(Card("own/1", "Mine"))
        library.set_note("own/1", "My note")
        # Without the page that says where the tables are, only another library’s page tells.
        library.set_setting("theme", "dark")
        library.versions.keep(OTHER, "By hand", 3.0)
    data = damage(used, b"First words")
    library, rescued = rescue_library(used, NOW)
    with library:
        assert library.plans.load("plan/1") == PLAN
        assert library.plans.load("plan/2") == OTHER
        assert library.cards(["own/1"]) == [Card("own/1", "Mine")]
        assert library.notes(["own/1"]) == {"own/1": "My note"}
        assert library.setting("theme") == "dark"
        assert [v.label for v in library.versions.list("plan/2")] == ["By hand"]
        assert library.packs()
        assert library.check().sound
    assert (rescued.plans, rescued.versions, rescued.cards, rescued.notes) == (2, 1, 1, 1)
    assert (rescued.older, rescued.lost) == (("Why?",), ())
    assert used.with_name(ASIDE).read_bytes() == data


def test_a_plan_that_is_nowhere_is_named(used):
    shutil.rmtree(used.with_name("evidence-backups"))
    damage(used, b"First words")
    library, rescued = rescue_library(used, NOW)
    library.close()
    assert (rescued.plans, rescued.older, rescued.lost) == (1, (), ("Why?",))


def test_a_worked_plan_is_not_taken_for_one_of_the_students(used):
    with closing(sqlite3.connect(used)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        one, other = (connection.execute(sql, [t]).fetchone()[0] for t in ("plans", "worked"))
    data = used.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    pages[one - 1], pages[other - 1] = pages[other - 1], pages[one - 1]
    used.write_bytes(b"".join(pages))
    with pytest.raises(Damaged):
        open_library(used)
    library, rescued = rescue_library(used, NOW)
    with library:
        held = [*library.plans.summaries(), *library.plans.deleted()]
        assert {plan.id for plan in held} == {"plan/1", "plan/2"}
    assert (rescued.plans, rescued.lost) == (2, ())


def test_what_was_deleted_for_good_stays_so_where_all_else_can_be_read(used):
    with Library.open(used) as library:
        library.plans.forget("plan/1")
    data = used.read_bytes()
    used.write_bytes(data.replace(b"Other words", b"OTHER words"))
    library, rescued = rescue_library(used, NOW)
    with library:
        assert library.plans.summaries() == []
    assert rescued.lost == ("How?",)


def test_starting_anew_sets_the_damaged_one_aside(used):
    data = damage(used)
    with start_anew(used, NOW) as library:
        assert library.plans.summaries() == []
    assert used.with_name(ASIDE).read_bytes() == data
    # A second one in the same second has a name of its own.
    used.write_bytes(b"")
    start_anew(used, NOW).close()
    assert used.with_name(ASIDE).read_bytes() == data
    assert len(set_aside_before(used)) == 2


def test_sidecars_go_with_the_library(used):
    beside = {mark: os.urandom(99) for mark in aside.SIDECARS}
    for mark, data in beside.items():
        used.with_name(used.name + mark).write_bytes(data)
    library = used.read_bytes()
    target = set_aside(used, NOW)
    assert target.read_bytes() == library
    for mark, data in beside.items():
        assert target.with_name(target.name + mark).read_bytes() == data
    assert not [name for name in os.listdir(used.parent) if name.startswith("evidence.db")]


def test_a_library_that_cannot_be_set_aside_whole_stays_where_it_is(used, monkeypatch):
    journal = used.with_name(used.name + "-journal")
    journal.write_bytes(b"journal")
    library = used.read_bytes()
    rename = os.rename

    def fail(one, other):
        if one == used:
            raise PermissionError(13, "held by another program")
        rename(one, other)

    monkeypatch.setattr(aside.os, "rename", fail)
    with pytest.raises(StoreError, match="could not be set aside"):
        set_aside(used, NOW)
    assert (used.read_bytes(), journal.read_bytes()) == (library, b"journal")
    assert set_aside_before(used) == []


def test_a_link_stays_a_link(used, tmp_path):
    link = tmp_path / "link" / "evidence.db"
    link.parent.mkdir()
    link.symlink_to(used)
    used.write_bytes(b"")
    start_anew(link, NOW).close()
    assert link.is_symlink()
    assert used.with_name(ASIDE).read_bytes() == b""
    open_library(link).close()


def test_what_was_interrupted_is_taken_back(used):
    data = used.read_bytes()
    midst, journal = interrupt(used, "DELETE FROM plans")
    used.write_bytes(midst)
    used.with_name(f"{used.name}-journal").write_bytes(journal)
    with open_library(used) as library:
        assert library.plans.load("plan/2") == OTHER
    assert names(used) == {"evidence.db", "evidence-backups"}
    assert used.read_bytes()[100:] == data[100:]


def test_a_journal_that_does_harm_is_taken_back_and_both_are_left(used, tmp_path):
    _, journal = interrupt(used, "UPDATE plans SET body = replace(body, 'words', 'xxxxx')")
    with open_library(used) as library:
        for number in range(3, 40):
            library.plans.save(Plan(f"plan/{number}", PLAN.question, PEEL), 1.0)
    data = used.read_bytes()
    beside = used.with_name(f"{used.name}-journal")
    beside.write_bytes(journal)
    with pytest.raises(Damaged):
        open_library(used)
    assert (used.read_bytes(), beside.read_bytes()) == (data, journal)
    library, _ = rescue_library(used, NOW)
    with library:
        assert len(library.plans.summaries()) == 39
    assert used.with_name(ASIDE).read_bytes() == data
    assert used.with_name(f"{ASIDE}-journal").read_bytes() == journal


def test_a_journal_that_changes_words_is_taken_back_too(used):
    midst, journal = interrupt(used, "UPDATE plans SET title = 'Another'")
    assert b"Other words" in journal
    # SQLite looks at few of the bytes in a journal, and plays these.
    journal = journal.replace(b"Other words", b"OTHER words")
    beside = used.with_name(f"{used.name}-journal")
    used.write_bytes(midst)
    beside.write_bytes(journal)
    with pytest.raises(Damaged):
        open_library(used)
    assert (used.read_bytes(), beside.read_bytes()) == (midst, journal)


def test_a_library_whose_lists_cannot_be_read_is_damaged(used):
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("UPDATE plans SET title = CAST(x'ff' AS TEXT)")
        connection.commit()
    with pytest.raises(Damaged):
        open_library(used)
    # It is not held any more.
    with closing(sqlite3.connect(used, timeout=0)) as connection:
        connection.execute("BEGIN EXCLUSIVE")


def test_a_library_of_a_later_version_is_not_damaged(used):
    with closing(sqlite3.connect(used)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    data = used.read_bytes()
    with pytest.raises(StoreError, match="newer version") as caught:
        open_library(used)
    assert not isinstance(caught.value, Damaged)
    assert used.read_bytes() == data


def test_the_shipped_library_is_sound():
    assert verify(shipped.LIBRARY).sound


def test_start_library_leaves_what_is_there(used):
    data = used.read_bytes()
    start_library(used, anew=True)
    assert used.read_bytes() == data


def test_what_is_whole_once_its_journal_is_played_is_rescued_from_that(used):
    shutil.rmtree(used.with_name("evidence-backups"))
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("UPDATE plans SET body = replace(body, 'Other', 'OTHER')")
        connection.commit()
    midst, journal = interrupt(used, "DELETE FROM plans")
    used.write_bytes(midst)
    used.with_name(f"{used.name}-journal").write_bytes(journal)
    library, rescued = rescue_library(used, NOW)
    with library:
        assert library.plans.load("plan/1") == PLAN
        assert [plan.id for plan in library.plans.summaries()] == ["plan/1"]
    # What is lost was looked for in the file without its journal too.
    assert (rescued.plans, rescued.lost) == (1, ("How?",))


def test_a_journal_that_tells_of_terabytes_is_not_believed(used):
    shutil.rmtree(used.with_name("evidence-backups"))
    _, journal = interrupt(used, "UPDATE plans SET title = 'Another'")
    pages = (2**28).to_bytes(4, "big")
    journal = journal[:16] + pages + journal[20:]
    used.with_name(f"{used.name}-journal").write_bytes(journal)
    data = used.read_bytes()
    with pytest.raises(Damaged):
        open_library(used)
    assert used.stat().st_size == len(data)
    assert used.read_bytes() == data
    assert used.with_name(f"{used.name}-journal").read_bytes() == journal
    library, rescued = rescue_library(used, NOW)
    with library:
        assert library.plans.load("plan/1") == PLAN
        assert library.plans.load("plan/2") == OTHER
    assert (rescued.plans, rescued.lost) == (2, ())
