"""What a backup holds, and what would change with it."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from planner.store.backup_plans import Difference, count_plans
from planner.store.database import VERSION, create
from planner.store.errors import StoreError
from planner.store.library import Library
from tests.store.test_backup import NOW, PLAN
from tests.store.test_migrations import FIXTURES

OTHER = replace(PLAN, id="plan/2", name="Other")
THIRD = replace(PLAN, id="plan/3", name="Third")


@pytest.fixture
def two(stocked):
    stocked.plans.save(PLAN, 1.0)
    stocked.plans.save(OTHER, 2.0)
    return stocked


def test_a_backup_of_what_is_there_changes_nothing(two):
    made = two.back_up("work", NOW)
    assert two.difference(made.path) == Difference()
    assert count_plans(made.path) == 2


def test_plans_that_are_older_come_back_or_would_go_are_told_apart(two):
    two.plans.save(THIRD, 3.0)
    two.plans.delete(THIRD.id, 4.0)
    made = two.back_up("work", NOW)
    two.plans.restore(THIRD.id)
    two.plans.save(replace(PLAN, conclusion="So"), 5.0)
    two.plans.delete(OTHER.id, 6.0)
    assert two.difference(made.path) == Difference(("Why?",), ("Other",), ("Third",))
    assert count_plans(made.path) == 2
    two.restore(made.path, NOW + 60)
    assert [plan.title for plan in two.plans.summaries()] == ["Other", "Why?"]
    assert two.difference(made.path) == Difference()


@pytest.mark.parametrize("number", range(1, VERSION + 1))
def test_a_backup_of_each_earlier_version_is_read(two, number):
    old = FIXTURES / f"library-v{number}.db"
    found = two.difference(old)
    assert found.gone == ("Other", "Why?")
    assert len(found.back) == count_plans(old) > 0


def test_what_is_no_backup_is_told_and_counts_as_nothing(two, tmp_path):
    for name, data in (("gone", None), ("foreign", b"Not a library at all"), ("empty", b"")):
        file = tmp_path / name
        if data is not None:
            file.write_bytes(data)
        assert_is_told(two, file)
    create(tmp_path / "lost")
    with closing(sqlite3.connect(tmp_path / "lost")) as connection:
        connection.execute("DROP TABLE plans")
    assert_is_told(two, tmp_path / "lost")


def assert_is_told(library, file):
    assert count_plans(file) is None
    with pytest.raises(StoreError) as caught:
        library.difference(file)
    assert str(file) in str(caught.value)


def test_work_is_told_from_settings(two):
    assert two.unbacked
    two.back_up("work", NOW)
    assert not two.unbacked
    for size in ("wide", "tall", "small"):
        two.set_setting("window", size)
        assert not two.unbacked
    two.set_note("usa/trick", "Mine")
    assert two.unbacked
    two.set_setting("window", "narrow")
    two.back_up("work", NOW + 60)
    assert not two.unbacked


def test_a_library_in_which_nothing_was_done_has_nothing_to_back_up(path, two):
    two.close()
    with Library.open(path) as again:
        again.set_setting("window", "wide")
        assert not again.unbacked
        again.plans.save(THIRD, 3.0)
        assert again.unbacked


def test_damage_that_is_met_is_remembered(path, two):
    assert not two.damaged
    with pytest.raises(StoreError):
        two.plans.load("none")
    assert not two.damaged
    two.close()
    data = bytearray(path.read_bytes())
    at = data.index(b"Other")
    data[at] = 0xFF
    path.write_bytes(data)
    with Library.open(path) as again:
        with pytest.raises(StoreError):
            again.plans.summaries()
        assert again.damaged
