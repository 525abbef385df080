import sys
from itertools import product
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from msgspec import Meta, Struct
from msgspec.structs import replace

from planner.model import edits
from planner.model.evidence import Card, Question, When
from planner.model.framework import QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.text import MOST_UNSEEN, Line, Passage, clean_line, clean_text
from planner.packs.tidy import (
    MOST_DEEP,
    Refused,
    clean,
    hidden,
    is_tidy,
    quick_line,
    quick_text,
    tidy,
)
from tests.model.examples import PEEL
from tests.strategies import raw_text

PLAN = replace(edits.begin("p/w", Question("p/q", "Why?"), PEEL), line_of_argument="\x00")
# The basic plane whole, and of the others what lies at their edges and here and there.
CHARACTERS = [
    chr(number)
    for number in range(sys.maxunicode + 1)
    if number < 0x10000 or number % 251 == 0 or number & 0xFFFF in (0, 1, 0xFFFD, 0xFFFE, 0xFFFF)
]


def test_the_quick_way_cleans_every_character_as_the_gate_does():
    for char in CHARACTERS:
        for text in (char, f"a{char}\nb", f"e{char}"):
            assert quick_text(text) == clean_text(text)
        assert quick_line(f"a {char}b") == clean_line(f"a {char}b")


def test_the_quick_way_cleans_every_short_text_as_the_gate_does():
    for length in range(6):
        for signs in product("a \n\t\u0301", repeat=length):
            text = "".join(signs)
            assert quick_text(text) == clean_text(text)
            assert quick_line(text) == clean_line(text)


def test_the_quick_way_cleans_long_rows_of_every_character_as_the_gate_does():
    for char in CHARACTERS:
        assert quick_text(20 * char) == clean_text(20 * char)


@given(raw_text())
def test_the_quick_way_cleans_as_the_gate_does(text):
    assert quick_text(text) == clean_text(text)
    assert quick_line(text) == clean_line(text)


def test_what_is_clean_already_goes_the_quick_way(monkeypatch):
    monkeypatch.delattr("planner.packs.tidy.clean_text")
    monkeypatch.delattr("planner.packs.tidy.clean_line")
    for text in ("", "Plain.", " two  spaces ", "A – b,\n“café”", "Ἀθῆναι ❤\ufe0f"):
        assert quick_text(text) == text
        assert hidden(text, "title") == ""
    assert quick_text("cafe\u0301") == "café"
    assert quick_line("A plain line.") == "A plain line."


def test_what_the_gate_takes_out_is_hidden_and_nothing_else():
    for char in CHARACTERS:
        assert bool(hidden(f"a{char}b", "title")) == (clean_text(char) == "")


@given(raw_text())
def test_a_text_hides_something_where_one_of_its_characters_does(text):
    assert bool(hidden(text, "title")) == any(clean_text(char) == "" for char in text)


def test_a_text_hides_something_in_a_long_row_of_what_cannot_be_seen():
    for sign in ("\u200b", "\ufe01", "\U000e0041"):
        assert hidden(f"a{MOST_UNSEEN * sign}b", "title") == ""
        assert hidden(f"a{MOST_UNSEEN * sign}{sign}b", "title") == "title"


def test_the_place_of_what_is_hidden_is_told():
    card = Card("p/a", "A", "b", When("c"), ("d", "e"))
    pack = Pack(PackInfo("p", "P"), cards=(card, Card("p/b", "B")))
    assert hidden(pack) == ""
    for changed, place in (
        (Card("p/b", "\x00"), "card 2, headline"),
        (Card("p/b", "B", when=When("\x00")), "card 2, when, shown"),
        (Card("p/b", "B", people=("a", "\x00")), "card 2, people 2"),
    ):
        assert hidden(Pack(pack.info, cards=(card, changed))) == place
    assert hidden(Pack(pack.info, question_types=(QuestionType("p/t", "\x00"),))) == (
        "question type 1, name"
    )
    assert hidden(PLAN, "plan 3") == "plan 3, line of argument"


def test_tidying_cleans_lines_and_passages():
    card = Card("p/a", " A\n b ", " c\r\nd\x00", When("\te"), (" f",))
    assert tidy(card) == Card("p/a", "A b", " c\nd", When("e"), ("f",))


def test_which_texts_are_of_one_line_is_told_by_their_types():
    class Part(Struct, frozen=True):
        line: Line
        passage: Passage
        lines: Annotated[tuple[Line, ...], Meta(max_length=3)]
        more_lines: tuple[Line, ...]
        passages: tuple[Passage, ...]
        number: int = 3

    class Whole(Struct, frozen=True):
        parts: tuple[Part, ...]
        first: Part

    raw = " a\n b"
    neat = Part("a b", raw, ("a b", "c"), ("a b",), (raw,))
    part = Part(raw, raw, (raw, "c"), (raw,), (raw,))
    assert tidy(part) == neat
    assert tidy(Whole((neat, part), part)) == Whole((neat, neat), neat)


def test_what_is_tidy_is_left_as_the_very_value_that_it_is():
    card = Card("p/a", "A – b", "c\nd", When("e"), ("f",), source="é")
    assert tidy(card) is card


# No file can hold half of a character.
whole_text = raw_text().map(lambda text: text.encode("utf-8", "ignore").decode())


@given(whole_text, whole_text)
def test_what_is_told_to_be_tidy_is_left_as_it_is(line, passage):
    card = Card("p/a", line, passage, people=("A", line))
    assert not is_tidy(msgspec.json.encode(card)) or tidy(card) is card


@pytest.mark.parametrize(
    "line", [" a", "a ", "a  b", "a\tb", "a\x7f", "a\u2009b", "e\u0301", "\ufffc", "\u200b"]
)
def test_what_tidying_may_change_is_not_told_to_be_tidy(line):
    assert not is_tidy(msgspec.json.encode([Card("p/a", "A"), Card("p/a", line)]))
    assert is_tidy(msgspec.json.encode([Card("p/a", "A card: “é”, – 😀", "A passage.")]))


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"a": value}])
def test_what_is_nested_too_deep_is_refused(wrap):
    value = 1
    for _ in range(MOST_DEEP):
        value = wrap(value)
    assert clean(value) == value
    with pytest.raises(Refused, match=r"^is nested more than 32 levels deep$"):
        clean(wrap(value))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"e\u0301": 1, "\u00e9": 2}, "has two fields whose names look alike"),
        ({"a": 1, "\u202ea": 1}, "has two fields whose names look alike"),
        (["\ud800"], "holds half of a character, which no text can have"),
        ({"\ud800": 1}, "holds half of a character, which no text can have"),
    ],
)
def test_what_has_no_sound_meaning_is_refused(value, says):
    with pytest.raises(Refused) as caught:
        clean(value)
    assert str(caught.value) == says


def test_cleaning_leaves_what_is_no_text():
    assert clean({"a\t": [" b\r\n", 1, None, True, {"c": 1.5}]}) == {
        "a ": [" b\n", 1, None, True, {"c": 1.5}]
    }
