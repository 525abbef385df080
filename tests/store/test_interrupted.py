"""Opening a library in whose midst a process ended, where more goes wrong than that."""

import errno
import shutil
import sqlite3
import time
from contextlib import closing

import msgspec
import pytest

from planner.store import opening
from planner.store.errors import Damaged, StoreError
from planner.store.hold import Held, Mark, mark_path
from planner.store.library import Library
from planner.store.opening import open_library, rescue_library
from tests.store.test_opening import NOW, OTHER, PLAN, interrupt


@pytest.fixture
def used(tmp_path):
    path = tmp_path / "evidence.db"
    with open_library(path) as library:
        library.plans.save(PLAN, 1.0)
        library.plans.save(OTHER, 2.0)
    return path


def journal(path):
    return path.with_name(f"{path.name}-journal")


def leave(path, sql="DELETE FROM plans"):
    """Leave a library as a process does that is killed in the midst of a change."""
    midst, left = interrupt(path, sql)
    path.write_bytes(midst)
    journal(path).write_bytes(left)


def spoilt(path):
    """Leave one whose journal changes words when it is played."""
    leave(path, "UPDATE plans SET title = 'Another'")
    journal(path).write_bytes(journal(path).read_bytes().replace(b"Other words", b"OTHER words"))
    return path.read_bytes(), journal(path).read_bytes()


def test_a_damaged_plan_keeps_no_one_from_the_others_where_nothing_was_interrupted(used):
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("UPDATE plans SET digest = '' WHERE id = 'plan/2'")
        connection.commit()
    with open_library(used) as library:
        assert library.plans.load("plan/1") == PLAN
        with pytest.raises(StoreError, match=r"The plan “How\?” is damaged"):
            library.plans.load("plan/2")


@pytest.mark.parametrize("interrupted", [True, False])
def test_a_mark_that_was_watched_standing_still_is_no_obstacle(used, interrupted):
    if interrupted:
        leave(used)
    mark = Mark("ANNAS-LAPTOP", 4711, 1.0, time.time())
    mark_path(used).write_bytes(msgspec.json.encode(mark))
    with pytest.raises(Held):
        open_library(used)
    with open_library(used, mark) as library:
        assert library.plans.load("plan/2") == OTHER


def test_a_large_library_is_played_back_too(used):
    with Library.open(used) as library:
        for number in range(40):
            library.set_setting(f"key {number}", "x" * 40_000)
    assert used.stat().st_size > 1_500_000
    leave(used)
    with open_library(used) as library:
        assert library.plans.load("plan/2") == OTHER


def test_a_disk_that_takes_no_copy_leaves_all_as_it_was(used, monkeypatch):
    leave(used)
    before = used.read_bytes(), journal(used).read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(StoreError) as caught:
            open_library(used)
    assert str(used) in str(caught.value)
    assert (used.read_bytes(), journal(used).read_bytes()) == before
    with open_library(used) as library:
        assert library.plans.load("plan/2") == OTHER


def test_what_is_taken_back_is_copied_to_the_same_disk(used, tmp_path, monkeypatch):
    before = spoilt(used)
    # From another one nothing can be renamed into its place.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "another disk"))
    with pytest.raises(Damaged) as caught:
        open_library(used)
    assert caught.value.path == used
    assert str(used) in str(caught.value)
    assert (used.read_bytes(), journal(used).read_bytes()) == before


def test_what_fails_while_it_is_taken_back_is_found_damaged_the_next_time_too(used, monkeypatch):
    spoilt(used)
    put_in_place, done = opening.put_in_place, []

    def once(source, target):
        if done:
            raise OSError(errno.EIO, "Input/output error")
        done.append(target)
        put_in_place(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(opening, "put_in_place", once)
        with pytest.raises(StoreError, match="The disk did not take or give"):
            open_library(used)
    # A library without the journal that belongs to it would be one that is half changed.
    with pytest.raises(Damaged):
        open_library(used)


def test_where_there_is_nothing_to_rescue_it_is_told(used):
    used.unlink()
    with pytest.raises(StoreError, match="There is no library"):
        rescue_library(used, NOW)
    assert not used.exists()
