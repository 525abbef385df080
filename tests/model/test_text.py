import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.text import (
    ID,
    LINE,
    MOST_UNSEEN,
    PASSAGE,
    QUESTION,
    Id,
    TextError,
    clean_line,
    clean_text,
    within,
)
from tests.strategies import raw_text

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def taken_out(character):
    """Say, from Unicode's own tables, whether a character has no place in an essay."""
    code = ord(character)
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in REORDERING
        or character in "\ufeff\ufff9\ufffa\ufffb\ufffc"
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


def kept_as(character):
    if character in BREAKS:
        return "\n"
    if character == "\t":
        return " "
    return "" if taken_out(character) else unicodedata.normalize("NFC", character)


def test_every_character_of_the_basic_plane_is_kept_or_named():
    wrong = [
        hex(code)
        for code in range(0x10000)
        if clean_text(f"1{chr(code)}2") != unicodedata.normalize("NFC", f"1{kept_as(chr(code))}2")
    ]
    assert wrong == []


@pytest.mark.parametrize("plane", range(1, 17))
def test_the_last_two_of_every_plane_are_no_characters(plane):
    last = plane << 16 | 0xFFFF
    assert clean_text(f"1{chr(last)}2{chr(last - 1)}3") == "123"
    assert clean_text(chr(last - 2)) == chr(last - 2)


@given(raw_text(60))
def test_nothing_is_lost_but_what_is_named(text):
    expected = "".join(kept_as(c) for c in text.replace("\r\n", "\n"))
    assert clean_text(text) == unicodedata.normalize("NFC", expected)


@given(raw_text(60))
def test_cleaning_again_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_line(text)) == clean_line(text)


UNSEEN = "\u034f\u061c\u17b4\u180b\u180e\u200b\u200c\u200d\u200f\u2060\ufe0f\U000e0067\U000e0100"


@given(st.text(UNSEEN + "a\u0301é\u202e\n\t", max_size=60))
def test_of_many_signs_that_cannot_be_seen_the_first_are_kept(text):
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert clean_line(clean_line(text)) == clean_line(text)
    runs = re.compile(f"[{UNSEEN}]+")
    unreordered = text.replace("\u202e", "")
    expected = runs.sub(lambda run: run[0][:MOST_UNSEEN], unreordered).replace("\t", " ")
    assert kept == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 5,
        "👩\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 ❤\ufe0f 👩🏽\u200d🚀",
        "می\u200cخواهم \u200fنه",
        "ක්\u200dෂ ക്\u200c",
        "ᠰᠢᠨ\u180b ᠪᠠᠢᠨ\u180eᠠ",
        "word\u2060\u200bword",
    ],
)
def test_what_people_write_with_signs_that_cannot_be_seen_is_kept(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_a_passage_of_what_cannot_be_seen_is_short():
    for sign in UNSEEN:
        assert clean_text(sign * PASSAGE) == sign * MOST_UNSEEN
    assert clean_text("\u061c\u200f" * PASSAGE) == "\u061c\u200f" * (MOST_UNSEEN // 2)


@given(raw_text(60))
def test_what_is_kept_can_be_written_to_a_file(text):
    clean_text(text).encode()


@given(raw_text(60))
def test_a_line_is_one_line_with_the_same_words(text):
    line = clean_line(text)
    assert line.split(" ") == (clean_text(text).split() or [""])


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\r\r\nb", "a\n\nb"),
        ("e\u0301", "é"),
        ("a\x00\u0301", "á"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("\ufeffnotes", "notes"),
        ("lone \ud83d half", "lone  half"),
        ("  two  spaces ", "  two  spaces "),
        (
            "no\u00a0break, \u200fright, zero\u200bwidth",
            "no\u00a0break, \u200fright, zero\u200bwidth",
        ),
        ("👩\u200d🏫 مرحبا", "👩\u200d🏫 مرحبا"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_examples(given_text, kept):
    assert clean_text(given_text) == kept


def test_a_line_has_single_spaces():
    assert clean_line("  The\tfuneral \r\n trick ") == "The funeral trick"


@pytest.mark.parametrize("limit", [LINE, QUESTION, PASSAGE])
def test_a_limit_is_the_last_length_that_fits(limit):
    assert within("x" * limit, limit, "A heading") == "x" * limit
    with pytest.raises(TextError) as refused:
        within("x" * (limit + 1), limit, "A heading")
    assert str(refused.value) == (
        f"A heading can have at most {limit:,} characters, and this has {limit + 1:,}. "
        "Shorten it to save it."
    )


@pytest.mark.parametrize("sound", ["n1", "own/a-card", "power-struggle/1924", "x" * ID])
def test_an_id_is_plain(sound):
    assert msgspec.convert(sound, Id) == sound


@pytest.mark.parametrize(
    "unsound",
    ["", "A", "a b", "a/", "/a", "a//b", "a\n", "a--b", "../a", "é", "x" * (ID + 1), "١"],
)
def test_an_id_is_nothing_else(unsound):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(unsound, Id)
