"""Rescuing: each thing that can be read is taken from where it is whole, and counted."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from planner.model.evidence import Card
from planner.store.library import Library
from planner.store.opening import open_library, rescue_library, start_anew
from tests.store.test_opening import ASIDE, NOW, OTHER, PLAN, damage, interrupt

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "evidence.db"


@pytest.fixture
def grown(place):
    """Return a library whose tables are not where a new one has them: it began as an early one."""
    shutil.copy(FIXTURES / "library-v1.db", place)
    with Library.open(place) as library:
        library.plans.save(PLAN, 1.0)
        library.set_setting("scheme", "Light")
        # After the backup that was made before it was brought up to date.
        library.back_up("work", time.time() + 60)
        library.set_setting("scheme", "Dark")
    return place


def settings(library):
    return library.holdings().settings


def journal(path):
    return path.with_name(f"{path.name}-journal")


def test_where_the_tables_of_a_library_were_is_told_by_its_backup(grown):
    data = grown.read_bytes()
    page = int.from_bytes(data[16:18], "big")
    grown.write_bytes(bytes(page) + data[page:])
    library, _ = rescue_library(grown, NOW)
    with library:
        # As it was last, and not as it was backed up.
        assert library.setting("scheme") == "Dark"


def test_all_that_is_nowhere_else_comes_from_the_backup(place):
    with open_library(place) as library:
        library.plans.save(PLAN, 1.0)
        for number in (1, 2, 3):
            library.save_card(Card(f"own/{number}", f"Mine {number}"))
        library.set_note("own/1", "My note")
        library.set_setting("scheme", "Dark")
        library.back_up("work", NOW - 600)
        held, packs = library.holdings(), library.installed()
    place.write_bytes(bytes(place.stat().st_size))
    library, rescued = rescue_library(place, NOW)
    with library:
        assert library.plans.load("plan/1") == PLAN
        assert library.holdings() == held
        assert library.installed() == packs
        assert library.check().sound
    assert (rescued.plans, rescued.cards, rescued.notes) == (1, 3, 1)
    assert rescued.packs == len(packs) > 0
    assert (rescued.older, rescued.lost) == (("Why?",), ())


def test_what_was_not_finished_gives_a_plan_that_is_nowhere_else_and_nothing_more(grown):
    with Library.open(grown) as library:
        library.plans.save(OTHER, 2.0)
        before = settings(library)
    with closing(sqlite3.connect(grown)) as connection:
        connection.execute("UPDATE plans SET body = replace(body, 'Other', 'OTHER')")
        connection.commit()
    midst, left = interrupt(grown, "UPDATE plans SET body = replace(body, 'OTHER', 'Other')")
    grown.write_bytes(midst)
    journal(grown).write_bytes(left)
    library, rescued = rescue_library(grown, NOW)
    with library:
        assert library.plans.load("plan/2") == OTHER
        assert settings(library) == before
    assert rescued.lost == ()


def test_a_journal_that_does_harm_keeps_nothing_from_being_read(grown):
    shutil.rmtree(grown.with_name("evidence-backups"))
    _, left = interrupt(grown, "UPDATE plans SET body = replace(body, 'words', 'xxxxx')")
    with Library.open(grown) as library:
        for number in range(400):
            library.set_setting(f"key {number}", "x" * 900)
        before = settings(library)
    journal(grown).write_bytes(left)
    library, _ = rescue_library(grown, NOW)
    with library:
        assert settings(library) == before


def test_what_is_there_is_rescued_and_not_what_was_set_aside_before(place):
    with open_library(place) as library:
        library.plans.save(PLAN, 1.0)
    with start_anew(place, NOW) as library:
        library.plans.save(OTHER, 1.0)
    damage(place, b"")
    library, _ = rescue_library(place, NOW + 60)
    with library:
        assert [plan.id for plan in library.plans.summaries()] == ["plan/2"]
    assert place.with_name(ASIDE).exists()
