"""What two states of a plan say, text by text."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from planner.model import edits, ranking, sorting
from planner.model.compare import FieldChange
from planner.model.differences import differing
from planner.model.plan import Field, Part
from planner.model.plan_changes import plan_changes
from tests import strategies
from tests.ui import samples

PLAN = samples.begun()
FIRST, SECOND, THIRD = (paragraph.id for paragraph in PLAN.paragraphs)
POINT = samples.slot(PLAN, "Point", 2).id
HEADED = edits.write(PLAN, Field(Part.HEADING, SECOND), "Cunning")
ARGUED = edits.write(PLAN, Field(Part.SLOT, POINT), "He was cunning")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (PLAN, edits.ask(PLAN, "How?"), ("Question", samples.WHY.text, "How?")),
        (PLAN, samples.write(PLAN, Part.INTRODUCTION, "x"), ("Introduction", "", "x")),
        (samples.write(PLAN, Part.CONCLUSION, "x"), PLAN, ("Conclusion", "x", "")),
        (PLAN, HEADED, ("Paragraph 2, heading", "", "Cunning")),
        (PLAN, ARGUED, ("Paragraph 2, Point", "", "He was cunning")),
        (
            samples.placed(PLAN, samples.MOOD, paragraph=3),
            samples.placed(PLAN, samples.MOOD, samples.POST, paragraph=3),
            ("Paragraph 3, Evidence: cards", "An open race", "An open race\nGeneral Secretary"),
        ),
        (
            PLAN,
            ranking.rank(PLAN, samples.CUNNING),
            ("Ranking", "", "1. Stalin’s cunning"),
        ),
    ],
)
def test_a_text_is_told_by_its_name_before_and_after(before, after, change):
    assert plan_changes(before, after) == (FieldChange(*change),)


def test_a_paragraph_that_is_gone_is_told_as_that_and_where_it_stood():
    before = edits.write(ARGUED, Field(Part.CONCLUSION), "So")
    after = edits.remove_paragraph(samples.write(before, Part.CONCLUSION, "Then"), SECOND)
    told = [(change.field, change.before, change.after) for change in plan_changes(before, after)]
    empty = "(an empty paragraph)"
    assert told == [
        ("The paragraphs in their order", f"{empty}\nHe was cunning\n{empty}", f"{empty}\n{empty}"),
        ("Paragraph 2 (removed), Point", "He was cunning", ""),
        ("Conclusion", "So", "Then"),
    ]


def test_another_order_is_told_by_the_headings_and_nothing_else_is():
    (change,) = plan_changes(HEADED, edits.move_paragraph(HEADED, SECOND, 0))
    empty = "(an empty paragraph)"
    assert change.before == f"{empty}\nCunning\n{empty}"
    assert change.after == f"Cunning\n{empty}\n{empty}"


def test_piles_and_arrows_are_told():
    sorted_ = sorting.add_pile(PLAN)
    (pile,) = sorted_.piles
    named = edits.write(sorted_, Field(Part.PILE, pile.id), "Luck")
    (change,) = plan_changes(sorted_, named)
    assert (change.field, change.after) == ("Pile “Luck”", "Luck")
    ranked = ranking.rank(ranking.rank(PLAN, samples.CUNNING), samples.MACHINE)
    linked = ranking.link(ranked, samples.CUNNING.id, samples.MACHINE.id)
    (change,) = plan_changes(ranked, linked)
    assert (change.field, change.after) == ("Arrows", "Stalin’s cunning → The party machine")


@given(strategies.runs())
def test_every_text_that_differs_is_told_and_none_that_does_not(run):
    before, after = run.start, run.end
    assert plan_changes(before, before) == ()
    there = plan_changes(before, after)
    back = plan_changes(after, before)
    assert all(change.before != change.after for change in there)
    assert sorted((c.before, c.after) for c in there) == sorted((c.after, c.before) for c in back)
    if not differing(before, replace(after, ranking=before.ranking, diamond=before.diamond)):
        assert not [c for c in there if c.field.startswith("Paragraph")]
