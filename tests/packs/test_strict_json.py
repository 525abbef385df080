import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from planner.model.pack import MOST_CARDS
from planner.model.text import PASSAGE, clean_text
from planner.packs.errors import PackError
from planner.packs.strict_json import MOST_SMALL, check_json, check_load, convert, decode, read_json

LEVELS = 32

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text().map(clean_text),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9).map(clean_text), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(values)
def test_sound_json_is_read_as_it_is(value):
    assert read_json(json.dumps(value).encode(), "x") == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode(), "x") == value


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_whatever_the_bytes_there_is_one_kind_of_error(data):
    said = "x.json is sound."
    try:
        read_json(data, "x.json")
    except PackError as error:
        said = str(error)
    assert said.startswith("x.json ")
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" " * (MOST_SMALL + 1), "is larger than 5 MB"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ('{"a": 1}'.encode("utf-16"), "byte order mark"),
        ('{"a": 1}'.encode("utf-16-le"), "line 1"),
        (b'{\n"a": "\xff"\n\n}', "line 2 has other bytes"),
        (b'{"a": 1, "a": 1}', "two fields of one name"),
        (b'{"a": {"b": [{"c": 1, "c": 2}]}}', "two fields of one name"),
        ('{"e\u0301": 1, "\u00e9": 2}'.encode(), "look alike"),
        (b"[NaN]", "holds NaN"),
        (b"[Infinity]", "holds Infinity"),
        (b"[-Infinity]", "holds -Infinity"),
        (b"[1e999]", "too large"),
        (b"[-1e999]", "too large"),
        (b"[12345678901234567]", "too large"),
        (b"[" + b"1" * 9_000 + b"]", "too large"),
        (b"[" * 30_000, "nested"),
        (b'{"a":' * 30_000, "nested"),
        (b"[" * 60_000, "more texts and lists"),
        (b"[" * (LEVELS + 1) + b"]" * (LEVELS + 1), "nested more than 32 levels"),
        (b'["\\ud800"]', "half of a character"),
        (b'{"\\udfff": 1}', "half of a character"),
        (b'{"a": [1,\n2,\n', "line 3"),
        (b"{} {}", "line 1"),
        (b"{'a': 1}", "line 1"),
        (b"[1,]", "line 1"),
        (b'["a\nb"]', "line 1"),
        (b"[\x00]", "line 1"),
    ],
)
def test_what_is_refused(data, words):
    with pytest.raises(PackError) as caught:
        read_json(data, "x.json")
    assert words in str(caught.value)


def test_as_deep_as_allowed():
    value = read_json(b"[" * LEVELS + b"]" * LEVELS, "x")
    for _ in range(LEVELS - 1):
        (value,) = value
    assert value == []


def test_every_text_is_cleaned():
    read = read_json('{"a\u202eb": ["x\\u0007y\\r\\nz", "e\u0301"]}'.encode(), "x")
    assert read == {"ab": ["xy\nz", "\u00e9"]}


# Straight into a value


class Held(Struct, forbid_unknown_fields=True):
    title: str = ""
    entries: tuple[str, ...] = ()


def checked(data):
    check_json(data, "x.json")
    return decode(data, Held, "x.json")


@given(st.text().map(clean_text), st.lists(st.text().map(clean_text), max_size=4))
def test_a_value_is_read_as_it_is(title, entries):
    held = {"title": title, "entries": entries}
    for ascii_only in (True, False):
        data = json.dumps(held, ensure_ascii=ascii_only).encode()
        assert checked(data) == Held(title, tuple(entries))


class Counted(Struct):
    number: int = 0
    sure: bool = False


@pytest.mark.parametrize("data", [b'{"number": "1"}', b'{"sure": 1}', b'{"sure": "true"}'])
def test_nothing_is_taken_for_what_it_is_not(data):
    with pytest.raises(PackError, match="should be"):
        decode(data, Counted, "x.json")
    with pytest.raises(PackError, match="should be"):
        convert(json.loads(data), Counted, "x.json")


def test_texts_are_not_cleaned_on_the_way():
    assert checked('{"title": "a\u202eb\\u0007"}'.encode()) == Held("a\u202eb\x07")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_both_ways_of_reading_refuse_the_same(data):
    said = []
    for read in (lambda: read_json(data, "x.json"), lambda: check_json(data, "x.json")):
        try:
            read()
        except PackError as error:
            said.append(str(error))
    # What is half of a character is found where the value is made.
    assert len(said) != 1 or "half of a character" in said[0] or "look alike" in said[0]
    assert len(set(said)) < 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b'{\n"title":,\n\n\n}', "line 2 is not written"),
        # The three bytes that begin in one part and are found wrong in the next.
        (b"\n" * 999_990 + b'["\n\n\n\n\n\n\xe2\x82\n"]', "line 999997 has other bytes"),
        (b'{\n"title": "\xff"}', "x.json is not UTF-8 text: line 2 has other bytes."),
        # It is looked at in parts of a million bytes, and a character may lie across two.
        (b"\n" * 999_998 + b'["\xe2"]', "line 999999 has other bytes"),
        (b"\n" * 999_997 + b'["\xe2\x82\xac", "\xe2"]', "line 999998 has other bytes"),
        (b"\n" * 999_997 + b'["\xe2\x82\xac"]', "should be a group of fields"),
        (b"\n" * 999_998 + b'"\xe2', "line 999999 has other bytes"),
        (b'{"title": "a", "title": "a"}', "two fields of one name"),
        (b'{"title": "a", "\\u0074itle": "a"}', "two fields of one name"),
        (b'{"entries": [NaN]}', "holds NaN"),
        (b'{"entries": 1e999}', "too large"),
        (b'{"entries": 12345678901234567}', "too large"),
        (b"[" * 100_000, "nested more than 32 levels"),
        (b'{\n"title": "\\ud800 "}', "half of a character"),
        (b'{\n"title": "\\udc00"}', "half of a character"),
        (b'{"title":\n}', "line 2 is not written"),
        (b'{"title": 1}', "x.json: title should be text, and is a whole number."),
        (b'{"entries": ["a", 1]}', "x.json: entries 2 should be text"),
        (b'{"more": 1}', "x.json has a field “more”"),
        (b"[]", "x.json should be a group of fields, and is a list."),
    ],
)
def test_what_is_refused_of_a_value(data, words):
    with pytest.raises(PackError) as caught:
        checked(data)
    assert words in str(caught.value)
    assert str(caught.value).startswith("x.json")


def test_what_was_not_checked_is_refused_in_the_same_words():
    with pytest.raises(PackError, match=r"x\.json cannot be read: line 2 is not written as JSON"):
        decode(b"{\n,}", Held, "x.json")


@pytest.mark.parametrize("read", [read_json, check_json])
@pytest.mark.parametrize(
    "data",
    [
        b"[" + b'"",' * 750_000 + b'""]',
        b"[" + b"{}," * 150_000 + b"{}]",
        b"[" + b"[]," * 200_000 + b"[]]",
        b"[" + b"1," * 1_500_001 + b"1]",
    ],
    ids=["texts", "groups", "lists", "numbers"],
)
def test_what_would_fill_the_memory_is_refused_unread(read, data):
    with pytest.raises(PackError, match="holds more texts and lists than Marshal reads"):
        read(data, "x.json")


def test_as_much_as_may_be_read_is_read():
    check_load(b"[" + b"{}," * 149_999 + b"{}]", "x.json")
    with pytest.raises(PackError, match="more texts and lists"):
        check_load(b"[" + b"{}," * 150_000 + b"{}]", "x.json")


@pytest.mark.parametrize("read", [read_json, check_json])
def test_a_text_that_nothing_can_hold_is_refused_unread(read):
    longest = b'{\n"title": "' + b"\\ud83d\\ude00" * PASSAGE + b'"}'
    read(longest, "x.json")
    with pytest.raises(PackError, match=f"more than {PASSAGE:,} characters in line 2"):
        read(longest.replace(b'"}', b'aa"}'), "x.json")


def test_a_list_is_as_long_as_a_packs_at_most():
    data = b'{"entries": [%s]}' % b",".join([b'""'] * MOST_CARDS)
    assert len(checked(data).entries) == MOST_CARDS
    with pytest.raises(PackError, match="a list of more than 20,000 entries"):
        checked(data.replace(b"[", b'["",'))
