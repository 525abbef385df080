"""Rows are found in pages by themselves, whatever is lost around them."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.store.carve import carve

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=900),
    st.binary(max_size=900),
    st.integers(0, 30_000).map(lambda length: "long " * (length // 5)),
)
sizes = st.sampled_from([512, 1024, 4096, 32_768])


def written(rows, size):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA page_size={size}")
        connection.execute("CREATE TABLE t(a, b, c)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.commit()
        return connection.serialize()


@given(st.lists(st.tuples(values, values, values), max_size=12), sizes)
def test_every_row_is_found_without_the_first_page(rows, size):
    data = written(rows, size)
    found = [row for _, row in carve(bytes(16) + data[16:]) if len(row) == 3]
    assert {row for row in found if row[0] != "table"} >= set(rows)
    numbered = dict(carve(data))
    assert all(
        numbered[number] == row for number, row in enumerate(rows, 1) if row == numbered[number]
    )


@pytest.mark.parametrize("size", [512, 1024, 2048, 4096, 8192, 16_384, 32_768])
def test_rows_are_found_whatever_size_of_page_the_header_says(size):
    rows = [(f"row {number}", number, None) for number in range(2_000)]
    data = written(rows, size)
    assert {row for _, row in carve(data)} >= set(rows)
    assert {row for _, row in carve(bytes(100) + data[100:])} >= set(rows)
    if size == 4096:
        # Pages of the usual size are looked for even where another is said.
        wrong = data[:16] + (1024).to_bytes(2, "big") + data[18:]
        assert {row for _, row in carve(wrong)} >= set(rows)


@pytest.mark.parametrize(("size", "times"), [(512, 2), (1024, 2), (4096, 1)])
def test_pages_are_looked_for_at_the_size_that_is_said_and_the_usual_one(size, times):
    # The first page has its rows behind the header.
    row = (1, ("table", "t", "t", 2, "CREATE TABLE t(a, b, c)"))
    data = written([], size)
    assert list(carve(data)) == [row] * times
    # Where none is said, at each of the seven that hold this one.
    assert list(carve(data[:16] + bytes(2) + data[18:])) == [row] * {512: 7, 1024: 6, 4096: 4}[size]


@given(st.binary(max_size=20_000), sizes, st.randoms(use_true_random=False))
def test_no_bytes_are_too_odd(noise, size, chance):
    data = bytearray(written([("x" * 3_000, number, b"y" * 90) for number in range(9)], size))
    for at, byte in enumerate(noise[:400]):
        data[chance.randrange(len(data))] = byte ^ at % 7
    for _ in carve(bytes(data)):
        pass
    for _ in carve(noise):
        pass


def leaf(*cells, size=512, offset=None):
    """Return a library of one leaf page behind an empty one, with these bytes for its cells."""
    page, pointers, at = bytearray(size), b"", size
    for cell in cells:
        at -= len(cell)
        page[at : at + len(cell)] = cell
        pointers += (at if offset is None else offset).to_bytes(2, "big")
    page[: 8 + len(pointers)] = (
        bytes([0x0D, 0, 0]) + len(cells).to_bytes(2, "big") + bytes(3) + pointers
    )
    head = bytearray(size)
    head[16:18] = size.to_bytes(2, "big")
    return bytes(head + page)


SOUND = b"\x03\x07\x02\x01\x2a"
"""Three bytes of payload, the row’s number, a head of two bytes, a number of one byte: 42."""


def test_the_longest_form_of_a_number_is_read():
    assert list(carve(leaf(SOUND))) == [(7, (42,))]
    assert list(carve(leaf(b"\x03" + b"\xff" * 9 + SOUND[2:]))) == [(2**64 - 1, (42,))]
    # Nine bytes hold 64 bits: the last one has eight of them, where the others have seven.
    assert list(carve(leaf(b"\x03" + b"\x80" * 8 + b"\x85" + SOUND[2:]))) == [(0x85, (42,))]


@pytest.mark.parametrize(
    "cell",
    [
        b"\x00\x07",
        b"\xff\xff\xff\xff\x7f\x07",
        b"\x7f\x07\x02\x01\x2a",
        b"\x03\x07\x01\x01\x2a",
        b"\x03\x07\x02\x81\x2a",
        b"\x12\x07\x12" + b"\x08" * 17,
        b"\x03\x07\x02\x02\x2a",
        b"\x03\x07\x02\x0a\x2a",
        b"\x03\x07\x02\x0b\x2a",
    ],
    ids=[
        "of no length",
        "longer than the file",
        "beyond its page",
        "without a column",
        "a head that ends within a number",
        "more columns than any table has",
        "cut short",
        "of a kind that is none",
        "of another kind that is none",
    ],
)
def test_a_row_that_cannot_be_is_left_out_and_the_next_is_found(cell):
    assert list(carve(leaf(cell, SOUND))) == [(7, (42,))]
    # Whatever follows in the file is no part of it.
    assert list(carve(leaf(SOUND, cell) + bytes(512))) == [(7, (42,))]


@pytest.mark.parametrize("offset", [0, 7, 512])
def test_a_row_outside_its_page_is_none(offset):
    # Behind the page there is one.
    assert list(carve(leaf(SOUND, offset=offset) + SOUND + bytes(512))) == []


@pytest.mark.parametrize(
    ("kind", "part", "value"),
    [
        (b"\x00", b"", None),
        (b"\x05", b"\xff\xff\xff\xff\xff\xfe", -2),
        (b"\x07", b"\x3f\xf8" + bytes(6), 1.5),
        (b"\x08", b"", 0),
        (b"\x0c", b"", b""),
        (b"\x0d", b"", ""),
        (b"\x0e", b"a", b"a"),
        (b"\x11", "é".encode(), "é"),
        # Text that is none.
        (b"\x0f", b"\xff", b"\xff"),
    ],
)
def test_each_kind_of_value_is_read(kind, part, value):
    cell = bytes([2 + len(part)]) + b"\x07\x02" + kind + part
    assert list(carve(leaf(cell))) == [(7, (value,))]


def test_as_many_columns_as_any_table_has_are_read():
    assert list(carve(leaf(b"\x11\x07\x11" + b"\x09" * 16))) == [(7, (1,) * 16)]


@pytest.mark.parametrize("turn", [0, 2**31, None], ids=["cut", "beyond the end", "in a circle"])
def test_a_chain_of_pages_that_leads_nowhere_gives_no_row(turn):
    data = bytearray(written([("x" * 3_000, 1, None)], 512))
    assert len([row for _, row in carve(bytes(data)) if len(row) == 3]) == 1
    chain = [at for at in range(0, len(data), 512) if data[at + 4 : at + 104] == b"x" * 100]
    assert len(chain) > 3
    for at in chain:
        number = at // 512 + 1 if turn is None else turn
        data[at : at + 4] = number.to_bytes(4, "big")
    assert [row for _, row in carve(bytes(data)) if len(row) == 3] == []


@pytest.mark.parametrize(("size", "step"), [(512, 1), (1024, 1), (4096, 19)])
def test_rows_of_every_length_about_that_of_a_page_are_found(size, step):
    rows = [("x" * length, length, None) for length in range(size - 90, 2 * size + 200, step)]
    found = {row for _, row in carve(written(rows, size)) if len(row) == 3}
    # Others are what the pages held before.
    assert found >= set(rows)
