from functools import partial

import pytest
from msgspec.structs import replace

from planner.model import pack_edits
from planner.model.evidence import Card
from planner.model.pack_cells import PackField
from planner.store.errors import StoreError
from tests.ui import samples
from tests.ui.store import FULL

HEADLINE = PackField("card", "usa/mood", "headline")
TITLE = PackField("", "", "title")


def rename(name: str):
    return partial(pack_edits.rename_id, pack_id=name)


def add_card(name: str):
    return partial(pack_edits.add, parts=[Card(f"usa/{name}", name)])


def test_a_draft_opens_as_it_is(work, qtbot):
    with qtbot.waitSignal(work.pack_changed) as heard:
        work.open("usa")
    assert heard.args == [None, samples.pack()]
    assert work.published is None
    assert (work.undo_words, work.status) == ("", "Saved")


def test_a_draft_that_is_not_there_leaves_the_other_open(work):
    with pytest.raises(StoreError):
        work.open("gone")
    assert work.pack == samples.pack()


def test_a_change_is_on_the_disk_before_the_views_are_told(work, drafts):
    on_disk = []
    work.pack_changed.connect(lambda _before, pack: on_disk.append(drafts.load("usa") == pack))
    assert work.apply(add_card("new"), "add the card new")
    work.undo()
    work.redo()
    assert on_disk == [True, True, True]
    assert work.undo_words == "add the card new"


def test_typing_joins_into_one_step_that_names_its_field(work):
    for words in ("A", "An open", "An open race indeed"):
        work.type(HEADLINE, words)
        work.settle()
    assert work.pack.cards[-1].headline == "An open race indeed"
    assert work.undo_words == "typing in Headline"
    work.type(TITLE, "The struggle, 1922–29")
    work.settle()
    work.undo()
    assert work.undo_words == "typing in Headline"
    work.undo()
    assert work.pack == samples.pack()


def test_typing_that_cannot_be_kept_stays_and_is_told(work):
    told = []
    work.refused.connect(told.append)
    work.type(HEADLINE, "x" * 301)
    assert not work.settle()
    assert told == [
        "A headline can have at most 300 characters, and this has 301. Shorten it to save it."
    ]
    assert work.status == "Not saved"
    work.type(HEADLINE, "x")
    assert work.settle()


def test_typing_in_a_card_that_is_removed_is_not_waited_for(work):
    work.type(HEADLINE, "x" * 301)
    assert not work.settle()
    work.apply(partial(pack_edits.remove, kind=Card, ids=["usa/mood"]), "remove")
    assert work.settle()


def test_a_failed_save_leaves_all_as_it_was_and_can_be_tried_again(work, drafts):
    failed = []
    work.failed.connect(failed.append)
    drafts.broken = True
    assert not work.apply(add_card("new"), "add")
    assert work.pack == samples.pack() == drafts.load("usa")
    assert (failed, work.status) == ([FULL], "Not saved")
    drafts.broken = False
    work.retry()
    assert work.pack.cards[-1].id == "usa/new"
    assert failed[-1] == ""


def test_another_id_renames_the_draft_and_back(work, drafts):
    assert work.apply(rename("ussr"), "change the id")
    assert [summary.id for summary in drafts.summaries()] == ["ussr"]
    assert drafts.load("ussr") == work.pack
    work.undo()
    assert [summary.id for summary in drafts.summaries()] == ["usa"]
    assert drafts.load("usa") == samples.pack()


def test_an_id_that_another_draft_has_fails_in_words(work, drafts):
    other = pack_edits.rename_id(samples.pack(), "ussr")
    drafts.save(other, 1.0)
    failed = []
    work.failed.connect(failed.append)
    assert not work.apply(rename("ussr"), "change the id")
    assert "ussr" in failed[0]
    assert work.pack.info.id == "usa"


def test_an_id_is_final_once_the_pack_is_published(work, drafts):
    work.apply(rename("ussr"), "change the id")
    work.apply(partial(pack_edits.add, parts=[Card("ussr/new", "New")]), "add the card New")
    work.note_published(work.pack)
    assert drafts.published("ussr") == work.pack
    assert work.undo_words == "add the card New"
    work.undo()
    assert work.undo_words == ""
    work.undo()
    assert work.pack.info.id == "ussr"


def test_a_name_that_was_handed_out_is_never_given_again(work):
    work.note_published(work.pack)
    work.apply(partial(pack_edits.remove, kind=Card, ids=["usa/mood"]), "remove")
    assert "mood" in work.taken
    assert replace(work.pack.info) == samples.pack().info
