import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.framework import Need, QuestionType
from planner.model.minutes import Minutes, share_minutes
from planner.packs.data import read_question_types

TYPES = read_question_types()

KINDS = st.builds(
    QuestionType,
    id=st.just("kind"),
    name=st.just("Kind"),
    marks=st.integers(0, 500),
    minutes=st.integers(0, 500),
    paragraphs=st.integers(0, 20),
    needs=st.lists(st.sampled_from(Need), max_size=3).map(tuple),
)


@pytest.mark.parametrize(
    ("kind", "shared"),
    [
        ("main-factor", Minutes(5, 2, (5, 5, 5), 3)),
        ("how-far-agree-edexcel", Minutes(5, 2, (5, 5, 5), 3)),
        ("explain-why", Minutes(4, 0, (5, 5, 4), 0)),
        ("more-important-reason", Minutes(3, 0, (5, 4), 3)),
        ("aqa-in-what-ways", Minutes(2, 0, (5, 4), 0)),
        ("to-what-extent", Minutes(7, 3, (8, 8, 7, 7), 5)),
        ("sqa-higher", Minutes(7, 3, (8, 8, 7, 7), 5)),
        ("ib-paper-3", Minutes(7, 4, (11, 11, 11), 6)),
        ("general", Minutes(0, 0, (0, 0, 0), 0)),
    ],
)
def test_a_types_minutes_are_shared_as_a_teacher_would(kind, shared):
    assert share_minutes(TYPES[kind]) == shared


def test_a_questions_own_minutes_and_marks_come_first():
    kind = TYPES["main-factor"]
    assert share_minutes(kind, minutes=60).total == 60
    assert share_minutes(kind, 5).paragraphs == (4, 4, 3, 3, 3)
    assert share_minutes(kind, marks=8).introduction == 0
    assert share_minutes(TYPES["general"], minutes=30) == Minutes(6, 2, (6, 6, 6), 4)


@given(KINDS, st.integers(-1, 30), st.integers(-5, 500), st.integers(0, 100))
def test_the_minutes_add_up_and_no_part_takes_what_is_not_there(kind, paragraphs, minutes, marks):
    shared = share_minutes(kind, paragraphs, minutes=minutes, marks=marks)
    assert shared.total == max(0, minutes or kind.minutes)
    each = shared.paragraphs
    assert len(each) == (max(0, paragraphs) or kind.paragraphs or 3)
    assert min(shared.planning, shared.introduction, shared.conclusion, *each) >= 0
    assert each[0] - each[-1] in (0, 1)
    assert list(each) == sorted(each, reverse=True)
