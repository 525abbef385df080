"""Versions of plans: kept, listed, read back, deleted, and gone with their plan."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from planner.model.evidence import Question
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.versions import Version
from tests.store.conftest import PEEL

PLAN = Plan("plan/1", Question("own/q", "Why?"), PEEL, introduction="First words")
LATER = replace(PLAN, introduction="Later words")
OTHER = replace(PLAN, id="plan/2")


def test_what_is_kept_is_read_back(library, path):
    first = library.versions.keep(PLAN, "Timed, 10 minutes", 5.0)
    second = library.versions.keep(LATER, "By hand", 6.0)
    third = library.versions.keep(LATER, "In the same moment", 6.0)
    library.versions.keep(OTHER, "Another plan’s", 7.0)
    assert first == Version(first.id, "plan/1", 5.0, "Timed, 10 minutes")
    assert library.versions.list("plan/1") == [third, second, first]
    library.close()
    with Library.open(path) as again:
        assert again.versions.load(first.id) == PLAN
        assert again.versions.load(second.id) == LATER
        assert again.versions.list("plan/3") == []


def test_a_version_is_deleted_and_the_others_stay(library):
    first, second = (library.versions.keep(plan, "Kept", 1.0) for plan in (PLAN, LATER))
    library.versions.delete(first.id)
    assert library.versions.list("plan/1") == [second]
    with pytest.raises(StoreError, match="not in the library any more"):
        library.versions.load(first.id)
    library.versions.delete(first.id)
    assert library.versions.list("plan/1") == [second]


def test_versions_stay_with_a_deleted_plan_and_go_with_a_forgotten_one(library):
    for plan in (PLAN, OTHER):
        library.plans.save(plan, 1.0)
    mine, other = (library.versions.keep(plan, "Kept", 1.0) for plan in (PLAN, OTHER))
    library.plans.delete("plan/1", 2.0)
    assert library.versions.list("plan/1") == [mine]
    library.plans.forget("plan/1")
    assert library.versions.list("plan/1") == []
    assert library.versions.list("plan/2") == [other]


def test_a_damaged_version_is_told_and_left(library, path):
    kept = library.versions.keep(PLAN, "Timed", 1.0)
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE versions SET body = replace(body, 'First', 'Worst')")
        connection.commit()
    with Library.open(path) as again:
        with pytest.raises(StoreError, match="“Timed” is damaged"):
            again.versions.load(kept.id)
        assert again.versions.list("plan/1") == [kept]


NOW = 1_795_442_712.0


def test_a_version_keeps_itself_where_the_plan_has_changed(library):
    store = library.versions
    first = store.keep_automatic(PLAN, NOW)
    assert (first.automatic, first.label) == (True, "")
    assert store.keep_automatic(PLAN, NOW + 600) is None
    second = store.keep_automatic(LATER, NOW + 1200)
    assert store.list("plan/1") == [second, first]
    assert store.load(second.id) == LATER
    by_hand = store.keep(PLAN, "By hand", NOW + 1300)
    assert not by_hand.automatic
    # It is kept already, under a label.
    assert store.keep_automatic(PLAN, NOW + 1800) is None
    assert store.keep_automatic(replace(PLAN, id="plan/2"), NOW + 1800) is not None


def test_those_that_kept_themselves_are_thinned_out_and_labelled_ones_stay(library):
    store = library.versions
    # The first of these is of the moment of one that goes.
    labelled = [store.keep(PLAN, f"Label {n}", NOW - 90_000 * n) for n in range(20)]
    other = store.keep_automatic(OTHER, NOW - 90 * 86_400)
    for number in range(60):
        plan = replace(PLAN, introduction=f"Words {number}")
        kept = store.keep_automatic(plan, NOW + 600 * number)
        assert store.list("plan/1")[0] == kept
    held = store.list("plan/1")
    assert [v for v in held if not v.automatic] == labelled
    times = [v.at for v in held if v.automatic]
    assert times[:10] == [NOW + 600 * n for n in range(59, 49, -1)]
    assert len(times) == 10
    assert store.list("plan/2") == [other]


def test_a_version_that_a_wrong_clock_dated_before_all_others_is_still_there(library):
    store = library.versions
    for number in range(30):
        store.keep_automatic(replace(PLAN, introduction=f"Words {number}"), NOW + 600 * number)
    early = store.keep_automatic(LATER, 5.0)
    assert early in store.list("plan/1")


def test_a_damaged_version_without_a_label_is_told(library, path):
    kept = library.versions.keep_automatic(PLAN, 1.0)
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE versions SET body = '{}'")
        connection.commit()
    with (
        Library.open(path) as again,
        pytest.raises(StoreError, match="This version of the plan is"),
    ):
        again.versions.load(kept.id)
