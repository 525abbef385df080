from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Factor
from planner.paper.marks import marks_of
from planner.paper.page import Rect
from planner.paper.patterns import PATTERNS
from tests.paper import samples


def codes(*names):
    factors = tuple(Factor(f"usa/f{n}", name) for n, name in enumerate(names))
    return [m.code for m in marks_of(replace(samples.pack(), factors=factors)).values()]


def test_codes_are_letters_of_the_name_where_they_can_be():
    assert codes("Cunning", "Party machine", "Circumstance") == ["Cu", "P", "Ci"]
    assert codes("Cunning", "Cutlery") == ["1", "2"]
    assert codes("經濟", "Причины") == ["經", "П"]
    assert codes("", "1924", "1925") == ["1", "2", "3"]


@given(st.lists(st.text(max_size=4), max_size=12))
def test_no_two_factors_have_one_code(names):
    made = codes(*names)
    assert len(set(made)) == len(names)
    assert all(made)


def test_patterns_differ():
    assert len(set(PATTERNS)) == len(PATTERNS) >= 8


def test_patterns_reach_all_of_their_rectangle():
    rect = Rect(10, 20, 9, 100)
    for pattern in PATTERNS:
        for x1, y1, x2, y2 in pattern.lines(rect):
            assert min(x1, x2) < rect.right + 2 * pattern.gap
            assert max(x1, x2) >= rect.x
            assert min(y1, y2) < rect.bottom + pattern.gap
        if pattern.rising or pattern.falling or pattern.across:
            assert max(max(y1, y2) for _, y1, _, y2 in pattern.lines(rect)) > rect.bottom - 4
