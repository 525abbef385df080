import sys

from hypothesis import given
from hypothesis import strategies as st

from planner.model.evidence import Card, When
from planner.model.pack import Pack, PackInfo
from planner.model.text import clean_line, clean_text
from planner.packs.tidy import hidden, quick_line, quick_text, tidy
from tests.strategies import raw_text

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


@given(raw_text() | st.text(alphabet="a \n\t\u0301–", max_size=9))
def test_the_quick_way_cleans_as_the_gate_does(text):
    assert quick_text(text) == clean_text(text)
    assert quick_line(text) == clean_line(text)


def test_what_the_gate_takes_out_is_hidden_and_nothing_else():
    for char in CHARACTERS:
        assert bool(hidden(f"a{char}b", "title")) == (clean_text(char) == "")


@given(raw_text())
def test_a_text_hides_something_where_one_of_its_characters_does(text):
    assert bool(hidden(text, "title")) == any(clean_text(char) == "" for char in text)


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


def test_tidying_cleans_lines_and_passages():
    card = Card("p/a", " A\n b ", " c\r\nd\x00", When("\te"), (" f",))
    assert tidy(card) == Card("p/a", "A b", " c\nd", When("e"), ("f",))


def test_what_is_tidy_is_left_as_the_very_value_that_it_is():
    card = Card("p/a", "A – b", "c\nd", When("e"), ("f",), source="é")
    assert tidy(card) is card
