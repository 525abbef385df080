"""Paragraphs as students write them, on subjects of all kinds: no fault is found where none is."""

from dataclasses import replace

import pytest

from planner.coach.rules import RULES
from tests.coach.good_paragraphs import GOOD
from tests.coach.weak_paragraphs import WEAK


@pytest.mark.parametrize("essay", [pytest.param(e, id=name) for name, e in GOOD.items()])
def test_a_good_paragraph_is_left_alone(essay):
    assert [(one.rule, one.says) for one in essay.advice()] == []


@pytest.mark.parametrize(
    ("essay", "rule"), [pytest.param(e, rule, id=name) for name, (rule, e) in WEAK.items()]
)
def test_a_weak_paragraph_is_told_what_it_lacks(essay, rule):
    assert rule in [one.rule for one in essay.advice()]


def test_there_are_enough_of_both():
    assert len(GOOD) >= 20
    assert len(WEAK) >= 20
    assert len({rule for rule, _ in WEAK.values()}) >= 15
    assert {rule for rule, _ in WEAK.values()} <= {rule.id for rule in RULES}


@pytest.mark.parametrize(
    ("part", "rule"),
    [("point", "no-point"), ("explain", "evidence-unexplained"), ("link", "no-link")],
)
def test_a_good_paragraph_without_one_of_its_parts_is_told_that_part(part, rule):
    for name, essay in GOOD.items():
        (para,) = essay.paras
        lacking = replace(essay, paras=(replace(para, **{part: ""}),))
        assert rule in [one.rule for one in lacking.advice()], name
