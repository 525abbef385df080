import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.export.direction import runs, runs_right_to_left


@pytest.mark.parametrize(
    ("text", "right"),
    [("", False), ("1924 – ", False), ("1. שלום", True), ("مرحبا", True), ("Stalin שלום", False)],
)
def test_the_first_letter_says_which_way_text_runs(text: str, right: bool):
    assert runs_right_to_left(text) is right


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("", []),
        ("one, two", [("one, two", False)]),
        ("שלום, עולם.", [("שלום, עולם.", True)]),
        ("In (שלום, עולם).", [("In (", False), ("שלום, עולם", True), (").", False)]),
        ("שלום one two.", [("שלום ", True), ("one two", False), (".", True)]),
    ],
)
def test_runs_keep_to_one_direction(text: str, split: list[tuple[str, bool]]):
    assert runs(text) == split


@given(st.text(st.sampled_from("ab אב مر 12 .,()👩‍🎓")))
def test_runs_make_up_the_whole_text(text: str):
    assert "".join(words for words, _ in runs(text)) == text


def test_every_letter_from_the_right_is_known():
    letters = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if unicodedata.bidirectional(letter) in ("R", "AL")
    ]
    assert len(letters) > 1_000
    assert [
        hex(ord(letter)) for letter in letters if runs(f"{letter}!") != [(f"{letter}!", True)]
    ] == []
