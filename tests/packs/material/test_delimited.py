import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.material import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Table
from planner.model.text import PASSAGE
from planner.packs.errors import PackError
from planner.packs.material.delimited import read_csv
from tests.packs.material.samples import read

ROWS = (("Headline", "Date"), ("Lenin dies", "1924"))


def rows(text):
    (table,) = read_csv(text.encode(), "a.csv").tables
    return table.rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_the_cells_and_lines(delimiter, end):
    text = end.join(delimiter.join(row) for row in ROWS)
    assert rows(text) == ROWS
    assert rows(text + end) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_encoding(encoding):
    (table,) = read_csv("Ereignis;Jahr\nRäte – “Macht”;1917\n".encode(encoding), "a.csv").tables
    assert table.rows[1] == ("Räte – “Macht”", "1917")


def test_utf_16_of_either_order():
    for mark, encoding in [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]:
        (table,) = read_csv(mark + "a\tb\n".encode(encoding), "a.csv").tables
        assert table.rows == (("a", "b"),)


@given(
    st.lists(
        st.lists(st.text('ab ,;\t"\n1', max_size=6).map(str.strip), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    ).filter(lambda rows: all(all(row) for row in rows)),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_a_spreadsheet_writes_is_read_back(table, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(table)
    (found,) = read_csv(file.getvalue().encode(), "a.csv", delimiter).tables
    meant = [
        tuple("\n".join(line.replace("\t", " ").strip() for line in c.split("\n")) for c in row)
        for row in table
    ]
    assert found.rows == tuple(meant)


def test_a_cell_in_quotation_marks_may_hold_several_lines():
    assert rows('Card,Detail\n"a, b","one\ntwo ""three"""\n') == (
        ("Card", "Detail"),
        ("a, b", "one\ntwo “three”".replace("“", '"').replace("”", '"')),
    )


def test_the_delimiter_is_what_parts_most_rows_alike():
    assert rows("Card;When\nStalin, Lenin, Trotsky;1924\nLenin;1917\n")[1][1] == "1924"
    assert rows("Card,Detail\nLenin,a; b; c\nStalin,a\n")[1] == ("Lenin", "a; b; c")
    assert rows("Card,When,Who\na,1\nb\nc,2,x\n") == (
        ("Card", "When", "Who"),
        ("a", "1", ""),
        ("b", "", ""),
        ("c", "2", "x"),
    )


def test_a_list_of_sentences_is_one_column():
    assert rows("Headline\nIn 1925, Trotsky lost\nLenin died\n") == (
        ("Headline",),
        ("In 1925, Trotsky lost",),
        ("Lenin died",),
    )


def test_the_delimiter_can_be_stated():
    assert rows("sep=;\na,b;c\nd;e\n") == (("a,b", "c"), ("d", "e"))


def test_tsv_is_parted_by_tabs_alone(tmp_path):
    (table,) = read(tmp_path, "a.tsv", "a,b\tc\nd,e\tf\n").tables
    assert table.rows == (("a,b", "c"), ("d,e", "f"))


def test_outer_empty_rows_and_columns_are_left_out_and_inner_ones_are_kept():
    assert read_csv(b",,,,\n,a,,b,\n,,,,\n,c,,,\n,,,,\n", "a.csv").tables == (
        Table((("a", "", "b"), ("", "", ""), ("c", "", "")), "", 2),
    )


def test_empty_columns_beyond_the_most_are_no_matter():
    assert rows("a,b" + "," * 500 + "\n") == (("a", "b"),)


def test_text_is_cleaned():
    assert rows("a\u202eb,  e\u0301 \n") == (("ab", "é"),)


def test_the_field_limit_of_others_stays_as_it_is():
    before = csv.field_size_limit()
    with pytest.raises(PackError):
        rows('a,"' + "b" * (before + 1) + '"\n')
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n\nc,d\n" + b"e" * (PASSAGE + 1) + b",f\n", "line 4, column 1: this has 20,001"),
        (b'a,b\nc,"d\ne\nf\n', "line 2: a cell that begins here has no end"),
        (b'a,b\n"' + b"c\n" * 100_000, "line 2: a cell that begins here has no end"),
        (b'"\n",,,' * 500_000, "line 1: a cell that begins here has no end"),
        (b"a,b\n" * (MOST_ROWS + 1), f"line {MOST_ROWS + 1}, column 1: Marshal reads 20,000 rows"),
        (b"a," * (MOST_COLUMNS + 1), "line 1, column 101: Marshal reads 100 columns"),
        (b"a,b\n" + b"," * 2_000_001, "line 2: this has more than 2,000,000 characters"),
        (b"a\0b", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x81\x00", "not a text file"),
        (b"a\xff\x81,b\n", "not a text file"),
        ("a,b".encode("utf-16-le"), "not a text file"),
        (b"\xff\xfea", "begins as UTF-16 text"),
        (b"\xef\xbb\xbfa\xff", "begins as UTF-8 text"),
        (b",,\n,,\n", "holds no text"),
    ],
)
def test_what_is_refused(data, words):
    with pytest.raises(PackError) as caught:
        read_csv(data, "a.csv")
    assert str(caught.value).startswith("a.csv")
    assert words in str(caught.value)


def test_all_together_can_be_too_much():
    line = b"a" * 10_000 + b"," + b"b" * 10_000 + b"\n"
    with pytest.raises(PackError, match="line 151, column 1: Marshal reads 3 million characters"):
        read_csv(line * 151, "a.csv")
    line = b"a,b,," + b"c," * 96 + b"d\n"
    assert len(read_csv(line * (MOST_CELLS // 99), "a.csv").tables[0].rows) == MOST_CELLS // 99
    with pytest.raises(PackError, match=r"line 3031, column 1: Marshal reads 300,000 cells"):
        read_csv(line * (MOST_CELLS // 99 + 1), "a.csv")


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_one_kind_of_error(data):
    said = "a.csv"
    try:
        read_csv(data, "a.csv")
    except PackError as error:
        said = str(error)
    assert said.startswith("a.csv")
