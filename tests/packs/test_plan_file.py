import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, sorting
from planner.model.evidence import Card, Question
from planner.model.framework import Framework, SlotKind
from planner.model.plan import Field, Part, Plan
from planner.model.text import clean_text
from planner.packs.errors import PackError
from planner.packs.plan_file import (
    PlanFile,
    plan_bytes,
    read_plan,
    read_plan_file,
    save_plan_file,
)
from tests.packs.strategies import plans, titles

PEEL = Framework("peel", "PEEL", slots=(SlotKind("Point"), SlotKind("Evidence")))


def sample() -> Plan:
    plan = edits.begin("plan/1", Question("own/q", "Why?"), PEEL)
    plan = edits.place(plan, "n3", [Card("p/a", "A card"), Card("p/b", "Another")])
    return edits.write(plan, Field(Part.HEADING, "n1"), "First")


def changed(change):
    held = json.loads(plan_bytes(sample()))
    change(held)
    return json.dumps(held).encode()


def refused(data):
    with pytest.raises(PackError) as caught:
        read_plan(data, "essay.essayplan")
    message = str(caught.value)
    assert message.startswith("essay.essayplan")
    assert message.endswith(".")
    return message


@given(plans())
def test_a_plan_comes_back_as_it_was(plan):
    data = plan_bytes(plan)
    assert read_plan(data, "x") == plan
    assert plan_bytes(read_plan(data, "x")) == data


@given(plans(), titles, st.data())
def test_every_edit_works_on_a_plan_from_a_file(plan, words, data):
    # A file whose serial is too low would otherwise give a name twice.
    low = replace(plan, serial=1)
    plan = read_plan(plan_bytes(low), "x")
    paragraph = data.draw(st.sampled_from(plan.paragraphs))
    slot = data.draw(st.sampled_from(paragraph.slots))
    plan = edits.add_paragraph(plan, 0, words)
    plan = edits.duplicate_paragraph(plan, paragraph.id)
    plan = edits.rename_slot(plan, slot.id, words)
    plan = edits.repeat_slot(plan, slot.id)
    plan = edits.place(plan, slot.id, [Card("fresh-card/of/this/test", words)])
    plan = edits.move(plan, [plan.slot(slot.id).placements[-1].id], plan.paragraphs[0].slots[0].id)
    plan = edits.use_framework(plan, PEEL)
    plan = edits.move_paragraph(plan, paragraph.id, 0)
    plan = sorting.make_paragraphs(sorting.make_piles(sorting.add_pile(plan, "Mine")))
    plan = edits.remove_paragraph(plan, paragraph.id)
    names = [p.id for p in plan.paragraphs] + [pile.id for pile in plan.piles]
    names += [p.id for p in plan.sorted_placements()] + [arrow.id for arrow in plan.arrows]
    names += [s.id for s in plan.slots()] + [p.id for p in plan.placements()]
    assert len(set(names)) == len(names)
    assert read_plan(plan_bytes(plan), "x") == plan


@given(st.binary(max_size=200))
def test_any_bytes_give_one_kind_of_error(data):
    with pytest.raises(PackError):
        read_plan(data, "x")


@given(st.data())
def test_any_damage_gives_a_plan_or_one_kind_of_error(data):
    held = bytearray(plan_bytes(sample()))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(held) - 1))
        held[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        plan = read_plan(bytes(held), "x")
    except PackError:
        return
    assert read_plan(plan_bytes(plan), "x") == plan


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"[]", "is not a plan file"),
        (b"{}", "is not a plan file"),
        (b'{"format": "anki"}', "is not a plan file"),
        (b'{"format": "marshal-plan", "version": 2, "more": 1}', "newer version of Marshal"),
        (b'{"format": "marshal-plan", "version": true, "plan": {}}', "not a sound plan file"),
        (b'{"format": "marshal-plan", "version": 0, "plan": {}}', "not a sound plan file"),
        (b'{"format": "marshal-plan", "version": 1}', "not a sound plan file"),
        (b'{"format": "marshal-plan", "version": 1, "plan": 3}', "plan"),
        (b"PK\x03\x04zip", "line 1"),
    ],
)
def test_what_is_no_plan_file(data, words):
    assert words in refused(data)


CUNNING = {"id": "p/c", "name": "Cunning"}


def slots(held):
    return held["plan"]["paragraphs"][0]["slots"]


def pile(name="p1", placement="a", card="p/c", paragraph="n1"):
    placements = [{"id": placement, "card": {"id": card, "headline": "A card"}}]
    return {"id": name, "name": "Mine", "paragraph": paragraph, "placements": placements}


def arrow(start, end):
    return {"id": "a1", "start": start, "end": end}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda h: h["plan"].update(extra=1), "“extra”, which Marshal does not know"),
        (lambda h: h["plan"].pop("question"), "has no “question”"),
        (lambda h: h["plan"]["question"].update(text=" "), "has no question"),
        (lambda h: h["plan"].update(introduction=7), "introduction should be text, and is a whole"),
        (lambda h: h["plan"].update(introduction="x" * 20_001), "more than 20,000 characters"),
        (lambda h: slots(h)[1]["placements"][1].update(id="n2"), "the same id"),
        (lambda h: slots(h)[1].update(id="n1"), "the same id"),
        (lambda h: slots(h)[0].update(id="N 2"), "paragraph 1, slot 1, id should have only small"),
        (
            lambda h: slots(h)[0].update(
                placements=[
                    {"id": "a", "card": {"id": "p/a", "headline": "A"}},
                    {"id": "b", "card": {"id": "p/a", "headline": "A"}},
                ]
            ),
            "holds a card twice",
        ),
        (lambda h: slots(h)[0]["kind"].update(label="\u202e"), "slot without a name"),
        (lambda h: slots(h)[0]["kind"].update(role="boss"), "does not know"),
        (
            lambda h: h["plan"]["framework"]["slots"][0].update(label=" "),
            "the plan’s framework has a slot without a name",
        ),
        (lambda h: h["plan"].update(factors=2 * [CUNNING]), "carries a factor twice"),
        (
            lambda h: h["plan"].update(piles=[pile(), pile("p2", "b")]),
            "the piles hold a card twice",
        ),
        (
            lambda h: h["plan"].update(piles=[pile(), pile("p2", "b", "p/d")]),
            "two piles have the same paragraph",
        ),
        (
            lambda h: h["plan"].update(piles=[pile(paragraph="n2")]),
            "a pile has a paragraph that the plan lacks",
        ),
        (
            lambda h: h["plan"].update(factors=[CUNNING], ranking=2 * [{"factor": "p/c"}]),
            "has a factor twice, or one that the plan lacks",
        ),
        (
            lambda h: h["plan"].update(ranking=[{"factor": "p/c"}]),
            "has a factor twice, or one that the plan lacks",
        ),
        (lambda h: h["plan"].update(arrows=[arrow("n1", "n1")]), "an arrow leads from or to"),
        (lambda h: h["plan"].update(arrows=[arrow("n1", "p/c")]), "an arrow leads from or to"),
        (lambda h: h["plan"].update(arrows=[arrow("p/c", "n1")]), "an arrow leads from or to"),
        (lambda h: h["plan"].update(paragraphs=[{"id": f"p{n}"} for n in range(61)]), "than 60"),
        (lambda h: slots(h)[0].update(id="n999999999999999"), "larger than Marshal gives"),
        (lambda h: h["plan"].update(serial=0), "at least 1"),
        (
            lambda h: slots(h)[1]["placements"][0]["card"].update(when={"start": "soon"}),
            "date such as 1924",
        ),
    ],
)
def test_each_fault_is_told_with_its_place(change, words):
    assert words in refused(changed(change))


def test_lines_are_lines_again():
    plan = read_plan(
        changed(
            lambda held: (
                held["plan"]["paragraphs"][0].update(heading=" two\n lines\u202e "),
                held["plan"]["framework"]["slots"][0].update(starters=["a\tb\n"]),
                held["plan"].update(introduction="a\r\nb\u0007"),
            )
        ),
        "x",
    )
    assert plan.paragraphs[0].heading == "two lines"
    assert plan.framework.slots[0].starters == ("a b",)
    assert plan.introduction == "a\nb"


def test_a_low_serial_is_raised():
    plan = read_plan(changed(lambda held: held["plan"].update(serial=2)), "x")
    assert plan.serial == sample().serial


# Notes


def test_notes_on_the_plans_cards_go_along():
    notes = {"p/b": "Mine", "p/a": "Words\nof <b>mine</b>", "p/c": "Elsewhere"}
    data = plan_bytes(sample(), notes)
    file = read_plan_file(data, "x")
    assert file.plan == sample() == read_plan(data, "x")
    assert file.notes == {"p/a": "Words\nof <b>mine</b>", "p/b": "Mine"}
    assert plan_bytes(sample(), dict(reversed(notes.items()))) == data


def test_notes_on_cards_in_piles_and_aside_go_along_too():
    plan = sorting.add_pile(sample())
    plan = sorting.sort_into(plan, plan.piles[0].id, [Card("p/c", "In a pile")])
    plan = sorting.sort_into(plan, sorting.ASIDE, [Card("p/d", "Aside")])
    notes = {f"p/{name}": "Mine" for name in "abcd"}
    assert read_plan_file(plan_bytes(plan, notes), "x").notes == notes


def test_without_notes_a_file_is_as_it_was():
    for notes in (None, {}, {"p/a": ""}, {"p/c": "Elsewhere"}):
        assert plan_bytes(sample(), notes) == plan_bytes(sample())
    assert b"notes" not in plan_bytes(sample())
    assert read_plan_file(plan_bytes(sample()), "x").notes == {}


@given(plans(), st.data())
def test_notes_come_back_as_they_were(plan, data):
    cards = sorted(plan.cards())
    words = st.text(max_size=30).map(clean_text).filter(str.strip)
    notes = data.draw(st.dictionaries(st.sampled_from(cards), words)) if cards else {}
    assert read_plan_file(plan_bytes(plan, notes), "x") == PlanFile(plan, notes)


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ([], "notes should be a group of fields"),
        ({"p/a": 1}, "notes"),
        ({"p/a": None}, "notes"),
        ({"P A": "x"}, "notes"),
        ({"p/a": "x" * 20_001}, "notes"),
        ({"p/c": "x"}, "there is a note on a card that the plan does not use"),
    ],
)
def test_notes_that_are_not_sound(notes, words):
    assert words in refused(changed(lambda held: held.update(notes=notes)))


def test_notes_are_cleaned_and_empty_ones_left_out():
    notes = {"p/a": "a\r\nb\u202e", "p/b": " \n"}
    data = changed(lambda held: held.update(notes=notes))
    assert read_plan_file(data, "x").notes == {"p/a": "a\nb"}


def test_files(tmp_path):
    path = tmp_path / "essay.essayplan"
    save_plan_file(sample(), path, {"p/a": "Mine"})
    assert read_plan_file(path) == PlanFile(sample(), {"p/a": "Mine"})
    save_plan_file(sample(), path)
    assert read_plan(path) == sample()
    text = path.read_text(encoding="utf-8")
    assert text.startswith('{\n  "format": "marshal-plan",\n  "version": 1,')
    assert text.endswith("}\n")


def test_what_cannot_be_read_or_written_is_told(tmp_path):
    with pytest.raises(PackError, match="There is no file"):
        read_plan(tmp_path / "none.essayplan")
    with pytest.raises(PackError, match="is not a file"):
        read_plan(tmp_path)
    with pytest.raises(PackError, match="could not be written"):
        save_plan_file(sample(), tmp_path / "none" / "essay.essayplan")
    (tmp_path / "folder").mkdir()
    with pytest.raises(PackError, match="could not be written"):
        save_plan_file(sample(), tmp_path / "folder")
    assert os.listdir(tmp_path) == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PackError, match="is not a file"):
        read_plan(tmp_path / "pipe")


@pytest.mark.parametrize("read", [read_plan, read_plan_file])
def test_messages_begin_with_the_name_of_the_file(read, tmp_path):
    path = tmp_path / "essay.essayplan"
    path.write_bytes(b"[]")
    for source, name, begins in (
        (path, "", "essay.essayplan is not"),
        (path, "My essay", "My essay is not"),
        (b"[]", "", "This file is not"),
        (b"[]", "My essay", "My essay is not"),
    ):
        with pytest.raises(PackError) as caught:
            read(source, *([name] if name else []))
        assert str(caught.value).startswith(begins)


def test_the_paragraph_with_a_fault_is_told_by_its_number():
    def break_second(held):
        paragraph = held["plan"]["paragraphs"][0]
        slot = {"id": "s9", "kind": {"label": " "}}
        held["plan"]["paragraphs"] = [paragraph, {"id": "p9", "slots": [slot]}]

    assert "paragraph 2 has a slot without a name" in refused(changed(break_second))


def test_an_arrow_may_join_all_that_there_is():
    arrows = [arrow("n1", "p/c")]
    data = changed(
        lambda held: held["plan"].update(
            factors=[CUNNING], arrows=arrows, paragraphs=held["plan"]["paragraphs"][:1]
        )
    )
    assert [(one.start, one.end) for one in read_plan(data, "x").arrows] == [("n1", "p/c")]


def test_the_largest_serial_that_there_is():
    at_most = changed(lambda held: held["plan"].update(serial=10**12))
    assert read_plan(at_most, "x").serial == 10**12
    assert "larger than Marshal gives" in refused(
        changed(lambda held: held["plan"].update(serial=10**12 + 1))
    )
