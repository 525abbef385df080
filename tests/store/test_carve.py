"""Rows are found in pages by themselves, whatever is lost around them."""

import sqlite3
from contextlib import closing

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


@given(st.binary(max_size=20_000), sizes, st.randoms(use_true_random=False))
def test_no_bytes_are_too_odd(noise, size, chance):
    data = bytearray(written([("x" * 3_000, number, b"y" * 90) for number in range(9)], size))
    for at, byte in enumerate(noise[:400]):
        data[chance.randrange(len(data))] = byte ^ at % 7
    for _ in carve(bytes(data)):
        pass
    for _ in carve(noise):
        pass
