import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.material import MOST_BLOCKS, Kind
from planner.model.text import PASSAGE
from planner.packs.errors import PackError
from planner.packs.material import pasted_material
from planner.packs.material.gather import Gatherer
from planner.packs.material.notes import read_notes
from tests.model.notes import BLOCKS
from tests.packs.material.samples import read, told

PASTED = "\n".join(f"- {b.text}" if b.kind is Kind.BULLET else b.text for b in BLOCKS) + "\n"


def notes(text):
    found = Gatherer("notes.txt")
    read_notes(io.StringIO(text), found)
    return found.material()


def test_a_teachers_notes_are_read_as_they_are_meant(tmp_path):
    meant = []
    for block in BLOCKS:
        if not (meant and meant[-1] == (block.kind.value, block.level, block.text)):
            meant.append((block.kind.value, block.level, block.text))
    assert told(read(tmp_path, "notes.txt", PASTED)) == meant
    assert told(pasted_material(PASTED)) == meant


def test_each_line_with_a_hyphen_is_one_bullet_in_its_place():
    lines = PASTED.splitlines()
    found = [(b.line, b.text) for b in pasted_material(PASTED).blocks if b.kind is Kind.BULLET]
    assert found == [(at, line[2:]) for at, line in enumerate(lines, 1) if line.startswith("- ")]
    assert len(found) >= 20


# A number and a full stop begin a bullet too.
words = st.text("abc Déé19.,:’", min_size=1, max_size=30).filter(
    lambda t: any(map(str.isalnum, t)) and not re.match(r"\s*\d+\.", t)
)


@given(st.lists(st.tuples(st.sampled_from(["- ", "* ", "• ", "– ", ""]), words), max_size=30))
def test_no_bullet_is_lost_joined_or_made(lines):
    text = "\n".join(mark + words.lstrip() for mark, words in lines) + "\nEnd."
    bullets = [b.line for b in pasted_material(text).blocks if b.kind is Kind.BULLET]
    assert bullets == [at for at, (mark, _) in enumerate(lines, 1) if mark]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- one", "one"),
        ("-one", "one"),
        ("– one", "one"),
        ("— one", "one"),
        ("* one", "one"),
        ("+ one", "one"),
        ("•\tone", "one"),
        ("•one", "one"),
        ("·\u00a0one", "one"),
        ("\uf0b7\tone", "one"),
        ("o\tone", "one"),
        ("1. one", "one"),
        ("12) one", "one"),
        ("a) one", "one"),
        ("(b) one", "one"),
    ],
)
def test_marks_of_bullets(line, text):
    assert told(pasted_material(f"{line}\n")) == [("bullet", 0, text)]


@pytest.mark.parametrize(
    "line",
    [
        "A. J. P. Taylor wrote much.",
        "-5 degrees in Moscow.",
        "1917. A year of revolution.",
        "3.1 is no bullet.",
        "*One* word stands out.",
        "other words.",
    ],
)
def test_what_is_no_bullet(line):
    assert told(pasted_material(line)) == [("text", 0, line)]


def test_bullets_further_in_are_of_a_higher_level():
    text = "- a\n   - b\n\t- c\n   - d\n- e\nA sentence.\n  - f\n"
    assert [b.level for b in pasted_material(text).blocks] == [0, 1, 2, 1, 0, 0, 0]


def test_the_rest_of_a_bullet_is_joined_to_it():
    text = "- Stalin was\n  General Secretary\n    from 1922\n- Lenin died\n\n  In 1924.\n"
    assert told(notes(text)) == [
        ("bullet", 0, "Stalin was General Secretary from 1922"),
        ("bullet", 0, "Lenin died"),
        ("text", 0, "In 1924."),
    ]


def test_a_wrapped_paragraph_is_one():
    text = (
        "Lenin was ill from 1922 and he died in January 1924. This led to a power\n"
        "struggle over who would succeed him.\nStalin won.\nshort lines\nare not joined\n"
    )
    assert [b.line for b in notes(text).blocks] == [1, 3, 4, 5]


def test_short_lines_over_bullets_and_sentences_are_headings():
    text = "Causes\n\n- a\nWhy did he win?\nHe had many allies in the party.\nThe end\n"
    assert told(notes(text)) == [
        ("heading", 1, "Causes"),
        ("bullet", 0, "a"),
        ("heading", 1, "Why did he win?"),
        ("text", 0, "He had many allies in the party."),
        ("text", 0, "The end"),
    ]


def test_a_list_without_marks_has_no_headings():
    assert {b.kind for b in notes("Trotsky\nStalin\nBukharin\n").blocks} == {Kind.TEXT}


def test_a_colon_ends_a_heading_and_is_no_part_of_it():
    assert told(notes("Stalin’s strengths were:\n- a\n"))[0] == (
        "heading",
        1,
        "Stalin’s strengths were",
    )


def test_headings_that_hold_headings_are_the_outer_ones():
    text = "Notes\nPart one\nIt was long ago.\nStalin\n- a\nTrotsky\nTrotsky\nHe lost.\n- b\n"
    assert [(b.level, b.text) for b in notes(text).blocks if b.kind is Kind.HEADING] == [
        (1, "Notes"),
        (1, "Part one"),
        (2, "Stalin"),
        (2, "Trotsky"),
    ]


def test_headings_over_nothing_but_text_are_of_one_level():
    text = "Causes\nIt began in 1914.\nResults\nIt ended in 1918.\n"
    assert [b.level for b in notes(text).blocks] == [1, 0, 1, 0]


def test_lines_without_a_letter_or_digit_are_left_out():
    assert told(notes("-----\n- a\n***\n•\n")) == [("bullet", 0, "a")]


def test_too_much_is_refused_with_its_line():
    with pytest.raises(PackError, match=r"^notes.txt, line 2: this has 20,001 characters"):
        notes("- a\n- " + "b" * (PASSAGE + 1))
    with pytest.raises(PackError, match=rf"^notes.txt, line {MOST_BLOCKS + 1}: .* more"):
        notes("- a\n" * (MOST_BLOCKS + 1))
    with pytest.raises(PackError, match=r"line 1: this has 2\d,"):
        notes("- a\n" + "  bcdefgh\n" * (PASSAGE // 4))
