"""A copy elsewhere: whole, with what could not be saved, and in a new library if need be."""

import os
import re

import pytest
from msgspec.structs import replace

from planner.model import edits
from planner.model.plan import Field, Part
from planner.store import elsewhere
from planner.store.elsewhere import save_elsewhere
from planner.store.errors import StoreError
from planner.store.library import Library
from tests.store.test_copying import plan

NOW = 1_700_000_000.0
TYPED = edits.write(plan(), Field(Part.INTRODUCTION), "Typed last.")


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "copy.db"


@pytest.fixture
def unreadable(stocked, monkeypatch):
    """Return a library whose disk gives nothing any more."""

    def fail(*_):
        raise StoreError("The disk did not give the data.")

    monkeypatch.setattr(stocked, "save_copy", fail)
    return stocked


def test_a_copy_has_all_and_what_is_newer(stocked, pack, target):
    stocked.plans.save(plan(), 1.0)
    stocked.plans.save(plan(2), 2.0)
    draft = replace(pack, cards=pack.cards[:1])
    seen = set()

    def advance(*_):
        seen.update(os.listdir(target.parent))

    assert save_elsewhere(stocked, target, NOW, TYPED, draft, advance) is True
    # What a power cut would leave has a name by which belongings.py knows it.
    assert seen
    assert all(re.fullmatch(r"\.marshal-[a-z0-9_]{8}", name) for name in seen)
    assert os.listdir(target.parent) == ["copy.db"]
    with Library.open(target) as copy:
        assert [each.id for each in copy.plans.summaries()] == ["plan/1", "plan/2"]
        assert copy.plans.load("plan/1") == TYPED
        assert copy.pack("usa") == pack
        assert copy.drafts.load("usa") == draft
        assert copy.check().sound
    assert stocked.plans.load("plan/1") == plan()
    assert stocked.drafts.summaries() == []


def test_a_copy_needs_nothing_newer(stocked, pack, target):
    assert save_elsewhere(stocked, target, NOW)
    with Library.open(target) as copy:
        assert copy.pack("usa") == pack


def test_where_the_library_cannot_be_read_what_is_on_the_screen_is_kept(unreadable, pack, target):
    assert save_elsewhere(unreadable, target, NOW, TYPED, pack) is False
    with Library.open(target) as copy:
        assert [each.id for each in copy.plans.summaries()] == ["plan/1"]
        assert copy.plans.load("plan/1") == TYPED
        assert copy.drafts.load("usa") == pack
        # It is one to go on in: the shipped cards are there.
        assert copy.packs()


def test_a_copy_that_was_half_made_is_no_obstacle(stocked, target, monkeypatch):
    def fail(fresh, _advance):
        fresh.write_bytes(b"half")
        raise StoreError("The disk is full.")

    monkeypatch.setattr(stocked, "save_copy", fail)
    assert not save_elsewhere(stocked, target, NOW, TYPED)
    with Library.open(target) as copy:
        assert copy.plans.load("plan/1") == TYPED


def test_where_there_is_nothing_to_keep_no_empty_library_is_made(unreadable, target):
    target.write_bytes(b"what was there before")
    with pytest.raises(StoreError, match=r"No copy could be saved in .*copy\.db"):
        save_elsewhere(unreadable, target, NOW)
    assert target.read_bytes() == b"what was there before"
    assert os.listdir(target.parent) == ["copy.db"]


def test_what_is_there_stays_where_the_copy_cannot_be_put_in_its_place(
    stocked, target, monkeypatch
):
    target.write_bytes(b"what was there before")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(elsewhere, "put_in_place", full)
    with pytest.raises(StoreError, match="No copy could be saved"):
        save_elsewhere(stocked, target, NOW, TYPED)
    assert target.read_bytes() == b"what was there before"
    assert os.listdir(target.parent) == ["copy.db"]


def test_a_folder_that_is_not_there_is_told(stocked, target):
    with pytest.raises(StoreError, match="No copy could be saved"):
        save_elsewhere(stocked, target.parent / "none" / "copy.db", NOW, TYPED)


def test_the_journal_of_what_was_there_is_not_played_into_the_copy(stocked, target):
    target.write_bytes(b"what was there before")
    journal = target.with_name("copy.db-journal")
    journal.write_bytes(b"of an earlier library")
    assert save_elsewhere(stocked, target, NOW, TYPED)
    assert not journal.exists()
    kept = sorted(name for name in os.listdir(target.parent) if "damaged" in name)
    assert [name.partition(".db")[2] for name in kept] == ["", "-journal"]
    with Library.open(target) as copy:
        assert copy.plans.load("plan/1") == TYPED


def test_one_that_is_ended_leaves_nothing(stocked, target):
    class Enough(Exception):
        pass

    def advance(*_):
        raise Enough

    with pytest.raises(Enough):
        save_elsewhere(stocked, target, NOW, TYPED, advance=advance)
    assert os.listdir(target.parent) == []
