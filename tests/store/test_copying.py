import os
import re
from contextlib import closing

import pytest
from msgspec.structs import replace

from planner.model import edits
from planner.model.evidence import Question
from planner.store import copying
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.holdings import OF_THIS_COMPUTER
from planner.store.library import Library
from tests.store.conftest import PEEL
from tests.store.test_hold import beside


def plan(number=1):
    return edits.begin(f"plan/{number}", Question("own/q", "Why did Stalin win?"), PEEL)


@pytest.mark.parametrize("gone", [False, True])
def test_a_copy_holds_all_whatever_became_of_the_file(stocked, path, pack, tmp_path, gone):
    stocked.plans.save(plan(), 1.0)
    stocked.versions.keep(plan(), "kept", 2.0)
    stocked.set_note(pack.cards[0].id, "note")
    if gone:
        path.unlink()
    target = tmp_path / "elsewhere" / "copy.db"
    target.parent.mkdir()
    target.write_bytes(b"what was there before")
    stocked.save_copy(target)
    assert os.listdir(target.parent) == ["copy.db"]
    with Library.open(target) as copy:
        assert copy.pack("usa") == pack
        assert copy.plans.load("plan/1") == plan()
        assert [version.label for version in copy.versions.list("plan/1")] == ["kept"]
        assert copy.notes([pack.cards[0].id]) == {pack.cards[0].id: "note"}


def test_a_library_is_held_after_it_was_copied(stocked, tmp_path):
    stocked.save_copy(tmp_path / "copy.db")
    stocked.set_setting("a", "b")
    assert stocked.setting("a") == "b"


def test_a_copy_that_cannot_be_written_leaves_what_was_there(stocked, tmp_path, monkeypatch):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target = folder / "copy.db"
    target.write_bytes(b"what was there before")
    before = beside(target)

    def full(*_):
        raise OSError(28, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(copying.os, name, full)
            with pytest.raises(StoreError, match="No copy could be saved") as caught:
                stocked.save_copy(target)
        assert str(target) in str(caught.value)
        assert beside(target) == before
    with pytest.raises(StoreError, match="Choose another folder"):
        stocked.save_copy(tmp_path / "none" / "copy.db")


def test_a_copy_is_begun_beside_the_file_and_under_a_name_that_is_known(
    stocked, tmp_path, monkeypatch
):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    # From another disk it could not be renamed into its place.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "another disk"))
    seen = []
    stocked.save_copy(folder / "copy.db", lambda *_: seen.extend(os.listdir(folder)))
    assert seen
    assert all(re.fullmatch(r"\.marshal-\w+\.part(-journal)?", name) for name in seen)
    assert os.listdir(folder) == ["copy.db"]


def test_a_copy_that_reads_otherwise_is_none(stocked, tmp_path, monkeypatch):
    class Spoilt:
        faults = ("The file is damaged.",)

    monkeypatch.setattr(copying, "verify", lambda _: Spoilt)
    with pytest.raises(StoreError, match="No copy could be saved"):
        stocked.save_copy(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_damaged_plan_is_copied_as_it_is(stocked, path, tmp_path):
    stocked.plans.save(plan(1), 1.0)
    stocked.plans.save(plan(2), 1.0)
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE plans SET digest = '' WHERE id = 'plan/1'")
    with Library.open(path) as again:
        again.save_copy(tmp_path / "copy.db")
    with Library.open(tmp_path / "copy.db") as copy:
        assert copy.plans.load("plan/2") == plan(2)
        with pytest.raises(StoreError, match="is damaged"):
            copy.plans.load("plan/1")


# To be given away


def test_a_clean_copy_holds_nothing_of_this_computer_or_of_what_was_deleted(
    stocked, path, tmp_path
):
    for key in (*OF_THIS_COMPUTER, "theme"):
        stocked.set_setting(key, "WHERE IT LIES")
    stocked.plans.save(plan(1), 1.0)
    stocked.plans.save(replace(plan(2), introduction="DELETED FOR GOOD"), 1.0)
    stocked.plans.delete("plan/2", 2.0)
    stocked.plans.forget("plan/2")
    seen, target = [], tmp_path / "clean.db"
    stocked.write_clean(target, lambda *step: seen.append(step))
    assert seen
    assert b"DELETED FOR GOOD" not in target.read_bytes()
    with Library.open(target) as copy:
        assert copy.plans.load("plan/1") == plan(1)
        assert {key: copy.setting(key) for key in OF_THIS_COMPUTER} == dict.fromkeys(
            OF_THIS_COMPUTER, ""
        )
        assert copy.setting("theme") == "WHERE IT LIES"
    assert stocked.setting(OF_THIS_COMPUTER[0]) == "WHERE IT LIES"


def test_a_clean_copy_that_cannot_be_written_is_told(stocked, tmp_path):
    with pytest.raises(StoreError, match="No copy could be saved") as caught:
        stocked.write_clean(tmp_path / "none" / "clean.db")
    assert f"in {tmp_path / 'none'}." in str(caught.value)
