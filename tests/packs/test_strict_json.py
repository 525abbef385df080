import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.text import clean_text
from planner.packs.errors import PackError
from planner.packs.read import MOST_BYTES
from planner.packs.strict_json import read_json

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
        (b" " * (MOST_BYTES + 1), "is larger than 20 MB"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ('{"a": 1}'.encode("utf-16"), "byte order mark"),
        ('{"a": 1}'.encode("utf-16-le"), "line 1"),
        (b'{\n"a": "\xff"}', "line 2 has other bytes"),
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
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
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
