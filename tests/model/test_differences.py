"""What is told of how two states of a plan differ."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from planner.model import edits
from planner.model.differences import Size, differing, size_of
from planner.model.plan import Field, Part
from tests import strategies
from tests.ui import samples

PLAN = samples.begun()
FIRST, SECOND, THIRD = (paragraph.id for paragraph in PLAN.paragraphs)
POINT = samples.slot(PLAN, "Point", 2).id


@given(strategies.plans())
def test_a_plan_does_not_differ_from_itself(plan):
    assert differing(plan, plan) == ()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda p: edits.ask(p, "How?"), ("the question",)),
        (lambda p: edits.write(p, Field(Part.LINE_OF_ARGUMENT), "x"), ("the line of argument",)),
        (lambda p: edits.write(p, Field(Part.INTRODUCTION), "x"), ("the introduction",)),
        (lambda p: edits.write(p, Field(Part.CONCLUSION), "x"), ("the conclusion",)),
        (lambda p: edits.write(p, Field(Part.SLOT, POINT), "x"), ("paragraph 2",)),
        (lambda p: samples.placed(p, samples.MOOD, paragraph=3), ("paragraph 3",)),
        (lambda p: edits.add_paragraph(p, 1), ("paragraph 2 (new)",)),
        (
            lambda p: edits.remove_paragraph(p, SECOND),
            ("an earlier paragraph 2 (removed)",),
        ),
        (lambda p: edits.move_paragraph(p, THIRD, 0), ("the order of the paragraphs",)),
        (lambda p: edits.collapse(p, FIRST), ()),
        (lambda p: replace(p, name="Another name"), ()),
    ],
)
def test_each_part_is_named(edit, told):
    assert differing(PLAN, edit(PLAN)) == told


def test_sorting_and_ranking_are_named():
    from planner.model import ranking, sorting

    after = ranking.rank(sorting.add_pile(PLAN), samples.CUNNING)
    assert differing(PLAN, after) == ("the sorting", "the ranking and its arrows")


def test_words_cards_and_paragraphs_are_counted():
    plan = edits.write(PLAN, Field(Part.CONCLUSION), "So it  was.\nQuite")
    plan = edits.write(plan, Field(Part.HEADING, FIRST), "Cunning")
    plan = edits.write(plan, Field(Part.SLOT, POINT), "One reason")
    assert size_of(samples.placed(plan, samples.MOOD, samples.POST)) == Size(7, 2, 3)
