import datetime
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta, Struct

from planner.packs.errors import in_words, quoted

Lower = Annotated[str, Meta(pattern="^[a-z]*$")]


class Slot(Struct, forbid_unknown_fields=True):
    label: Annotated[str, Meta(min_length=1, max_length=2_000)] = "a"
    kind: "Slot | None" = None


class Form(Struct, forbid_unknown_fields=True):
    id: Lower
    slots: tuple[Slot, ...] = ()
    question_types: tuple[str, ...] = ()
    odd_ones: tuple[int, ...] = ()
    table: dict[str, int] = {}
    sure: bool = False
    share: Annotated[float, Meta(ge=-0.5, le=1.5)] = 0
    few: Annotated[tuple[str, ...], Meta(min_length=1, max_length=1_000)] = ("a",)
    start: Lower = ""
    end: Lower = ""
    old: Lower = ""
    new: Lower = ""
    nothing: None = None
    raw: bytes = b""
    either: int | str = 0


def told(raw, kind=Form):
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(raw, kind)
    return in_words(caught.value)


DATE = "should be a date such as 1924, 1924-01 or 1924-01-21"
KEY = "should be a public key of minisign’s"
NAME = "should have only small letters, digits and hyphens, such as funeral-trick"
DAY = datetime.datetime(1924, 1, 21, 18)


@pytest.mark.parametrize(
    ("field", "value", "place", "fault"),
    [
        ("slots", [{}, {"label": 1}], "slot 2, label", "should be text, and is a whole number"),
        ("slots", [{"kind": {"kind": 1}}], "slot 1, kind, kind", None),
        ("question_types", [True], "question type 1", "should be text, and is true or false"),
        ("odd_ones", [1, "a"], "odd ones 2", "should be a whole number, and is text"),
        ("table", {"a": "b"}, "table", "should be a whole number, and is text"),
        ("sure", [], "sure", "should be true or false, and is a list"),
        ("share", "", "share", "should be a number, and is text"),
        ("nothing", {}, "nothing", "should be nothing, and is a group of fields"),
        ("raw", 1.5, "raw", "should be something else, and is a number"),
        ("slots", DAY, "slots", "should be a list, and is a date without quotation marks"),
        ("slots", DAY.date(), "slots", "should be a list, and is a date without quotation marks"),
        ("slots", DAY.time(), "slots", "should be a list, and is a time without quotation marks"),
        ("slots", b"", "slots", "should be a list, and is something else"),
        ("id", None, "id", "should be text, and is nothing"),
        ("either", [], "either", "has a value that Marshal does not know"),
        ("slots", [{"label": ""}], "slot 1, label", "is empty"),
        ("slots", [{"label": "x" * 2_001}], "slot 1, label", "has more than 2,000 characters"),
        ("few", [], "few", "is empty"),
        ("few", ["a"] * 1_001, "few", "has more than 1,000 entries"),
        ("share", 2, "share", "should be at most 1.5"),
        ("share", -1, "share", "should be at least -0.5"),
        ("start", "A", "start", DATE),
        ("end", "A", "end", DATE),
        ("old", "A", "old", KEY),
        ("new", "A", "new", KEY),
        ("id", "A", "id", NAME),
        ("a\n`b", 1, "", "has a field “a `b”, which Marshal does not know"),
    ],
)
def test_what_msgspec_finds_is_told_in_words(field, value, place, fault):
    said = told({"id": "a", field: value})
    assert said == (place, fault or said[1])


def test_what_is_missing_is_told_in_words():
    assert told({}) == ("", "has no “id”")
    assert told([{"id": "a"}, {}], list[Form]) == ("entry 2", "has no “id”")
    assert told(["A"], list[Lower]) == ("entry 1", NAME)
    assert told("A", Lower) == ("", NAME)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", "“”"),
        (" a\n b\u202e ", "“a b”"),
        ("x" * 60, f"“{'x' * 60}”"),
        ("x" * 61, f"“{'x' * 59}…”"),
    ],
)
def test_words_from_a_file_are_quoted_on_one_short_line(words, shown):
    assert quoted(words) == shown
