"""What is the student's own: counted, and read out whole."""

from contextlib import closing

import pytest
from msgspec.structs import replace

from planner.model.evidence import Card
from planner.model.pack import Pack, PackInfo
from planner.store.database import Database
from planner.store.errors import Damaged
from planner.store.holdings import OF_THIS_COMPUTER
from planner.store.library import Library
from tests.store.test_copying import plan


def test_what_is_the_students_own_is_counted_and_read(stocked):
    first = stocked.holdings()
    assert (first.plans, first.deleted, first.versions, first.drafts) == (0, 0, 0, 0)
    assert (first.cards, first.notes) == ((), {})
    for number in range(1, 6):
        stocked.plans.save(plan(number), 1.0)
    for number in (1, 2):
        stocked.plans.delete(f"plan/{number}", 2.0)
    for number in range(4):
        stocked.versions.keep(replace(plan(3), introduction="x" * number), "By hand", number)
    stocked.drafts.save(Pack(PackInfo("mine", "My pack")), 1.0)
    mine = tuple(Card(f"own/{number}", f"Mine {number}") for number in (3, 1, 2))
    for card in mine:
        stocked.save_card(card)
    notes = {"own/1": "Of mine", "usa/trick": "Of a pack"}
    for card_id, text in notes.items():
        stocked.set_note(card_id, text)
    for key in (*OF_THIS_COMPUTER, "scheme"):
        stocked.set_setting(key, "Dark")
    found = stocked.holdings()
    assert (found.plans, found.deleted, found.versions, found.drafts) == (3, 2, 4, 1)
    # The oldest first, and no pack's.
    assert found.cards == mine
    assert found.notes == notes
    assert found.settings == {**first.settings, "scheme": "Dark"}


def test_a_card_that_cannot_be_read_is_damage(stocked, path):
    stocked.save_card(Card("own/1", "Mine"))
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE cards SET body = '{' WHERE id = 'own/1'")
    with Library.open(path) as library, pytest.raises(Damaged, match="is damaged") as caught:
        library.holdings()
    assert caught.value.path == path
