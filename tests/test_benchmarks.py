"""The benchmarks run; how fast anything is, no test says."""

from benchmarks import coach, imports
from benchmarks.measure import Figure, table


def test_importing_is_measured_beside_its_floor():
    figures = imports.measure_size(20, 1)
    assert all(figure.seconds > 0 for figure in figures)
    assert any(figure.ratio > 0 for figure in figures)
    assert len(table(figures).splitlines()) == len(figures) + 1


def test_the_coach_is_measured_on_a_large_plan():
    plan = coach.sample_plan(1)
    assert len(plan.paragraphs) == 12
    assert len([*plan.placements()]) == 100
    figures = coach.measure(1)
    assert all(figure.seconds > 0 for figure in figures)
    assert sum(figure.ratio > 0 for figure in figures) == 3


def test_a_goal_that_is_missed_is_told():
    assert Figure("a", 1, 0.5, floor=0.25, goal=1.0, most=3.0).met
    slow = [Figure("a", 1, 1.5, goal=1.0), Figure("b", 1_000, 1.0, floor=0.25, most=3.0)]
    assert [figure.met for figure in slow] == [False, False]
    assert [line.split() for line in table(slow).splitlines()[1:]] == [
        ["a", "1", "1,500.0", "ms", "1", "s", "MISSED"],
        ["b", "1,000", "1,000.0", "ms", "250.0", "ms", "4.00", "x", "3", "x", "MISSED"],
    ]
    assert slow[1].as_json()["ratio"] == 4.0
