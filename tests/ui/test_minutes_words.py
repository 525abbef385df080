"""How minutes and what a question gives are put into words."""

from planner.model.evidence import Question
from planner.model.framework import QuestionType
from planner.model.minutes import share_minutes
from planner.model.recognise import Recognised
from planner.packs.data import read_question_types
from planner.ui.minutes_words import begun, counted, each_paragraph, given, shares, stated

KIND = read_question_types()["how-far-agree"]


def question(minutes: int = 25, marks: int = 16) -> Question:
    return Question("own/q", "?", KIND.id, marks, minutes)


def test_the_shares_are_those_of_the_minutes():
    share = share_minutes(KIND, 3, minutes=25, marks=16)
    assert (share.planning, share.introduction, share.paragraphs, share.conclusion) == (
        5,
        2,
        (5, 5, 5),
        3,
    )
    assert shares(question(), KIND, 3) == (
        "Of 25 minutes: 5 minutes to plan, 2 for the introduction, 5 minutes for each of "
        "3 paragraphs, 3 for the conclusion."
    )
    assert each_paragraph(question(), KIND, 3) == "5 min for each paragraph, 5 to plan"


def test_shares_that_are_not_the_same_are_a_range():
    assert share_minutes(KIND, 4, minutes=24, marks=16).paragraphs == (4, 4, 4, 3)
    assert "3 to 4 minutes for each of 4 paragraphs" in shares(question(24), KIND, 4)
    assert each_paragraph(question(24), KIND, 4).startswith("3–4 min")


def test_a_short_answer_has_no_introduction():
    told = shares(question(10, 8), KIND, 2)
    assert "introduction" not in told
    assert "conclusion" in told


def test_without_minutes_nothing_is_said():
    assert shares(question(0), KIND, 3) == each_paragraph(question(0), KIND, 3) == ""


def test_what_is_given_is_on_one_line():
    assert given(question(), KIND) == "How far do you agree · 16 marks · 25 min"
    assert given(question(0, 1), KIND) == "How far do you agree · 1 mark"
    assert (counted(1, "minute"), counted(0, "minute")) == ("1 minute", "0 minutes")


def test_what_a_question_states_and_gives():
    assert stated(Recognised()) == ""
    assert stated(Recognised(stated="Luck", points=("a", "b"))) == (
        "The question states: “Luck”. It gives: “a”; “b”."
    )


def test_what_a_plan_begins_with():
    asked = question()
    said = begun(asked, KIND, 3)
    assert said.startswith(shares(asked, KIND, 3))
    assert said.endswith("The answer has to have the stated factor, both sides and a judgement.")
    plain = QuestionType("own/plain", "Plain")
    assert begun(Question("own/q", "Why?"), plain, 2) == "It begins with 2 paragraphs."
    assert "for the one paragraph" in begun(question(minutes=6, marks=4), plain, 1)
