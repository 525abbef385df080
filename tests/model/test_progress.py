from planner.model import edits
from planner.model.plan import Field, Part
from planner.model.progress import (
    Progress,
    evidence_by_factor,
    paragraph_progress,
    plan_progress,
)
from tests.model.examples import CARDS, CHARGE, CUNNING, MACHINE, TESTAMENT, essay, slot


def test_a_new_plan_has_nothing_filled():
    assert plan_progress(essay()) == Progress(0, 3 + 3 * 4)
    assert plan_progress(essay()).share == 0


def test_each_part_counts_once_whether_written_or_placed():
    plan = essay()
    plan = edits.place(plan, slot(plan).id, CARDS)
    plan = edits.write(plan, Field(Part.SLOT, slot(plan).id), "and more")
    plan = edits.write(plan, Field(Part.SLOT, slot(plan, "Point").id), "One reason")
    plan = edits.write(plan, Field(Part.LINE_OF_ARGUMENT), "Mainly because")
    plan = edits.write(plan, Field(Part.INTRODUCTION), "In 1924")
    plan = edits.write(plan, Field(Part.CONCLUSION), "Overall")
    assert paragraph_progress(plan.paragraphs[0]) == Progress(2, 4)
    assert plan_progress(plan) == Progress(5, 15)
    assert plan_progress(plan).share == 5 / 15


def test_spaces_fill_nothing():
    plan = edits.write(essay(), Field(Part.CONCLUSION), " \n ")
    plan = edits.write(plan, Field(Part.SLOT, slot(plan).id), " \n ")
    assert plan_progress(plan).filled == 0


def test_nothing_of_nothing_is_nothing():
    assert Progress(0, 0).share == 0


def test_evidence_is_counted_by_factor_and_each_card_once():
    plan = essay()
    plan = edits.place(plan, slot(plan).id, CARDS, factors=[MACHINE])
    plan = edits.place(plan, slot(plan, paragraph=2).id, [TESTAMENT, CHARGE])
    assert evidence_by_factor(plan) == [(CUNNING, 2), (MACHINE, 1)]


def test_a_factor_without_evidence_is_counted_too():
    assert evidence_by_factor(essay()) == [(CUNNING, 0)]
