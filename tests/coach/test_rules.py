"""Every rule speaks where it must, and is silent where it must be."""

import pytest

from planner.coach.reading import reading_plan
from planner.coach.rules import RULES
from planner.coach.steps import finish
from tests.coach.essays import Table, words
from tests.coach.tables import (
    balance,
    dates,
    demands,
    edges,
    evidence,
    explaining,
    given,
    judgement,
    points,
)

TABLES = [points, evidence, explaining, demands, given, judgement, balance, dates, edges]


def _joined(tables: list[Table]) -> Table:
    rules = dict.fromkeys(rule for table in tables for rule in table)
    return {rule: [row for table in tables for row in table.get(rule, [])] for rule in rules}


MUST = _joined([table.MUST for table in TABLES])
MUST_NOT = _joined([table.MUST_NOT for table in TABLES])


def _cases(table):
    return [
        pytest.param(rule, essay, id=f"{rule}: {shows}")
        for rule, rows in table.items()
        for shows, essay in rows
    ]


@pytest.mark.parametrize(("rule", "essay"), _cases(MUST))
def test_a_rule_speaks(rule, essay):
    said = essay.advice(rule)
    assert said
    assert {one.rule for one in said} == {rule}


@pytest.mark.parametrize(("rule", "essay"), _cases(MUST_NOT))
def test_a_rule_is_silent(rule, essay):
    assert essay.advice(rule) == ()


def test_every_rule_has_examples_of_both_kinds():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert set(MUST) == set(MUST_NOT) == set(ids)
    assert min(map(len, MUST.values())) >= 6
    assert min(map(len, MUST_NOT.values())) >= 8


def test_every_example_has_a_name_of_its_own():
    for rows in (*MUST.values(), *MUST_NOT.values()):
        names = [shows for shows, _ in rows]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["no-evidence", "evidence-vague"])
def test_a_rule_that_takes_long_can_be_left_at_each_paragraph(name):
    essay = MUST[name][0][1]
    reading = finish(reading_plan(essay.plan, essay.kind, words()))
    rule = next(rule for rule in RULES if rule.id == name)
    steps = [advice for advice in rule.check(reading) if advice is None]
    assert len(steps) == len([*reading.started]) > 0
