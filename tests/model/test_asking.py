"""The kind of a question: told by its words, chosen against them, and followed when they change."""

import pytest

from planner.model import asking, edits
from planner.model.evidence import Question
from planner.model.framework import Need
from planner.model.plan import Field, Part
from planner.model.recognise import recognise
from planner.packs.data import read_frameworks, read_question_types

TYPES = read_question_types()
PEEL = read_frameworks().named("peel")
WHY = "Explain why Stalin won the power struggle."
AGREE = "‘Trotsky was to blame for his own defeat.’ How far do you agree?"


def plan(text=WHY, kind="explain-why", marks=12, minutes=15):
    return edits.begin("plan", Question("own/q", text, kind, marks, minutes), PEEL)


def held(plan):
    question = plan.question
    return question.type, question.marks, question.minutes


def test_the_kind_follows_the_words():
    asked = asking.ask_anew(plan(), AGREE, TYPES)
    # Of the kinds that suit, the one of the board that the question was of.
    agree = TYPES["how-far-agree-edexcel"]
    assert (agree.board, agree.level) == (TYPES["explain-why"].board, TYPES["explain-why"].level)
    assert asked.question.text == AGREE
    assert held(asked) == (agree.id, agree.marks, agree.minutes)


def test_a_kind_that_still_suits_stays_with_what_was_given_for_it():
    before = plan(AGREE, "how-far-agree-edexcel-a", 20, 33)
    after = asking.ask_anew(before, AGREE.replace("Trotsky", "Zinoviev"), TYPES)
    assert held(after) == held(before)


def test_of_the_kinds_that_suit_the_first_is_taken_but_for_the_board_in_use():
    asked = recognise(AGREE, TYPES.values())
    assert asking.likely(asked) == asked.types[0] == TYPES["how-far-agree"]
    assert asking.likely(asked, TYPES["ocr-a-to-what-extent"]) == TYPES["ocr-a-how-far"]
    assert asking.likely(asked, TYPES["ib-examine"]) == asked.types[0]
    assert asking.likely(recognise("Stalin", TYPES.values()), TYPES["ib-examine"]) is None


def test_a_kind_that_was_chosen_against_the_words_stays():
    chosen = asking.retype(plan(), "ib-examine", 15, 50)
    assert held(asking.ask_anew(chosen, AGREE, TYPES)) == ("ib-examine", 15, 50)


@pytest.mark.parametrize("kind", ["general", "none-such"])
def test_a_question_of_no_kind_takes_the_kind_of_its_new_words(kind):
    before = plan("Stalin", kind, 0, 0)
    assert asking.ask_anew(before, AGREE, TYPES).question.type == "how-far-agree"


def test_words_that_tell_no_kind_are_general_and_keep_their_minutes():
    assert held(asking.ask_anew(plan(), "Stalin and his rivals", TYPES)) == ("general", 12, 15)


def test_the_same_words_change_nothing():
    before = plan(WHY, "general", 0, 0)
    assert asking.ask_anew(before, WHY, TYPES) == before


def test_an_empty_question_is_refused():
    with pytest.raises(edits.EditError, match="needs a question"):
        asking.ask_anew(plan(), " \n ", TYPES)


def test_marks_that_a_question_names_share_the_minutes():
    kind = TYPES["how-far-agree"]
    assert (kind.marks, kind.minutes) == (16, 25)
    for marks, given in ((0, (16, 25, 3)), (16, (16, 25, 3)), (20, (16, 25, 3)), (8, (8, 12, 3))):
        asked = recognise(AGREE + (f" [{marks}]" if marks else ""), [kind])
        assert asking.terms(kind, asked) == given


def test_points_on_lines_of_their_own_stay_points():
    line = asking.question_line("Explain why. You may use:\n- the funeral\n– the testament\n")
    assert line == "Explain why. You may use: • the funeral • the testament"
    assert recognise(line, TYPES.values()).points == ("the funeral", "the testament")
    assert asking.question_line("Stalin - hero or villain?") == "Stalin - hero or villain?"


@pytest.mark.parametrize(("marks", "minutes"), [(-1, 5), (501, 5), (5, -1), (5, 501)])
def test_marks_and_minutes_have_their_limits(marks, minutes):
    with pytest.raises(edits.EditError, match="at most 500"):
        asking.retype(plan(), "general", marks, minutes)
    assert held(asking.retype(plan(), "general", 500, 0)) == ("general", 500, 0)


def test_empty_paragraphs_come_and_go_and_written_ones_stay():
    three = plan()
    assert len(asking.resize(three, 5).paragraphs) == 5
    last = three.paragraphs[2].id
    written = edits.write(three, Field(Part.HEADING, last), "Cunning")
    assert [p.id for p in asking.resize(written, 1).paragraphs] == [last]
    assert asking.resize(three, 3) == three
    kept = edits.write(three, Field(Part.SLOT, three.paragraphs[0].slots[0].id), "A point")
    assert [p.id for p in asking.resize(kept, 1).paragraphs] == [three.paragraphs[0].id]
    assert [p.id for p in asking.resize(kept, 2).paragraphs] == [p.id for p in kept.paragraphs[:2]]


@pytest.mark.parametrize(
    ("marks", "given"),
    [(0, (0, 0, 3)), (4, (4, 6, 1)), (8, (8, 12, 2)), (12, (12, 18, 3)), (25, (25, 45, 3))],
)
def test_marks_tell_how_long_a_question_of_no_kind_takes(marks, given):
    asked = recognise(
        "Describe two features of trench war." + f" [{marks} marks]" * bool(marks), []
    )
    assert asking.terms(TYPES["general"], asked) == given


def test_another_question_of_no_kind_loses_what_its_kind_gave():
    before = plan(minutes=TYPES["explain-why"].minutes)
    assert held(asking.ask_anew(before, "Stalin and his rivals", TYPES)) == ("general", 0, 0)
    asked = asking.ask_anew(before, "Describe two rivals of Stalin. [4 marks]", TYPES)
    assert held(asked) == ("general", 4, 6)
    # What was set by hand stays.
    assert held(asking.ask_anew(plan(), "Stalin and his rivals", TYPES)) == ("general", 12, 15)


def test_marks_that_the_words_name_since_count_for_a_kind_that_stays():
    before = plan(AGREE, "how-far-agree", 16, 25)
    assert held(asking.ask_anew(before, f"{AGREE} [8 marks]", TYPES)) == ("how-far-agree", 8, 12)
    chosen = asking.retype(plan(), "ib-examine", 15, 45, (Need.JUDGEMENT,))
    asked = asking.ask_anew(chosen, f"{AGREE} (20)", TYPES)
    assert held(asked) == ("ib-examine", 20, 60)
    assert asked.needs == (Need.JUDGEMENT,)


def test_a_plan_that_is_not_begun_takes_the_paragraphs_of_its_new_question():
    words = "To what extent was Stalin cunning? [25]"
    assert len(asking.ask_anew(plan(), words, TYPES).paragraphs) == 4
    begun = plan()
    begun = edits.write(begun, Field(Part.HEADING, begun.paragraphs[0].id), "Luck")
    assert len(asking.ask_anew(begun, words, TYPES).paragraphs) == 3


def test_what_the_student_chose_goes_with_the_kind():
    chosen = asking.retype(plan(), "explain-why", 12, 18, ())
    assert asking.as_chosen(TYPES["explain-why"], chosen).needs == ()
    assert asking.as_chosen(TYPES["explain-why"], plan()) is TYPES["explain-why"]
    assert asking.ask_anew(chosen, AGREE, TYPES).needs is None
