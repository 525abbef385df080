"""What is taken for written, and what a plan as a whole is known by."""

import pytest

from planner.coach.reading import read_part, read_plan
from planner.model.framework import Role
from tests.coach.essays import TESTAMENT, Essay, Para, words

OWN = ("The picture shows …",)
TEN = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One reason was that …",
        "One reason was that",
        "  one reason was that.",
        "The picture shows",
        "The picture shows …",
        "The picture shows … One reason was that …",
        "One reason was that …\nThe picture shows",
        "The picture shows. However …",
        f"{TEN} …",
    ],
)
def test_what_is_only_begun_is_nothing_yet(text):
    assert read_part(text, words(), OWN).count == 0


@pytest.mark.parametrize(
    "text",
    [
        "Luck",
        "One reason",
        "One reason was that he had luck",
        "The picture shows Lenin",
        "The picture shows … Lenin was ill.",
        "Lenin was ill. The picture shows …",
        "Lenin was ill.\nThe picture shows",
        "Lenin was ill. Trotsky was away.",
        f"{TEN} eleven …",
    ],
)
def test_what_says_something_is_written(text):
    assert read_part(text, words(), OWN).count > 0


def test_another_place_s_own_starter_may_be_a_sentence():
    assert read_part("The picture shows", words()).count == 3


@pytest.mark.parametrize(("count", "silent"), [(44, False), (45, True)])
def test_a_long_point_may_hold_its_evidence(count, silent):
    said = Essay((Para("", "so " * count),)).advice("no-evidence")
    assert (said == ()) is silent
    beside = Para("", ("so", "so " * count), roles=(Role.POINT, Role.POINT, Role.EVIDENCE))
    assert (Essay((beside,)).advice("no-evidence") == ()) is silent


@pytest.mark.parametrize(
    ("second", "pointed"),
    [
        (Para("", "B"), True),
        (Para("Heading"), False),
        (Para("Heading", roles=(Role.EXPLAIN,)), True),
        (Para(roles=(Role.EXPLAIN,)), False),
        (Para(), False),
    ],
)
def test_a_plan_has_its_points_where_every_paragraph_makes_the_one_it_asks_for(second, pointed):
    essay = Essay((Para("", "A"), second))
    assert read_plan(essay.plan, essay.kind, words()).pointed is pointed


def test_a_card_counts_as_twelve_words_and_slots_of_a_role_together():
    para = Para("", "one two", explain=("", "three"), cards=(TESTAMENT,), framework="peezl")
    essay = Essay((para,))
    (read,) = read_plan(essay.plan, essay.kind, words()).paragraphs
    assert read.size == 15
    assert read.writes(Role.EXPLAIN)
    assert not read.writes(Role.LINK)
