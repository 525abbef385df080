import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.material import MOST_ROWS, Table
from planner.packs.errors import PackError
from planner.packs.material import pasted_material
from tests.packs.material.samples import (
    CALC_HTML,
    EXCEL_HTML,
    SHEETS_HTML,
    WEB_HTML,
    WORD_HTML,
    told,
)


def table(html):
    (found,) = pasted_material("as text", html).tables
    return found.rows


def test_cells_from_excel():
    assert table(EXCEL_HTML) == (
        ("Headline", "Date", "Detail"),
        ("Stalin's funeral trick", "21/01/1924", "R&D &lt;br&gt; <b>\nsecond line"),
        ("Wide", "", ""),
    )


def test_cells_from_libreoffice_and_google():
    assert table(CALC_HTML) == (("Headline", "Date"), ("Lenin dies", "21 Jan 1924"))
    assert table(SHEETS_HTML) == (("Headline", "Date"), ("One\ntwo", "1924"))


def test_a_piece_of_a_word_document():
    material = pasted_material("as text", WORD_HTML)
    assert told(material) == [
        ("heading", 1, "The struggle for power"),
        ("bullet", 0, "Stalin was General Secretary of the Communist Party"),
        ("bullet", 1, "from 1922"),
        ("text", 0, "Lenin was ill from 1922."),
    ]
    assert material.tables == (Table((("Trotsky\nCommissar", "1925"), ("", "1940"))),)


def test_a_piece_of_a_web_page():
    assert told(pasted_material("as text", WEB_HTML)) == [
        ("heading", 2, "Lenin’s final testament"),
        ("bullet", 0, "He heavily criticised Stalin and others."),
        ("bullet", 0, "He feared Stalin"),
        ("bullet", 1, "for his power"),
        ("text", 0, "Lenin died in January 1924."),
        ("text", 0, "He was 53."),
        ("bullet", 0, "First"),
        ("bullet", 0, "Second"),
    ]


def test_cells_that_span_others_are_there_once():
    assert table(
        "<table><tr><td rowspan=2>a<td colspan='2'>b<td rowspan=3>c</tr>"
        "<tr><td>d</td><td>e</td></tr><tr><td colspan=3>f</td></tr><tr><td>g<td>h<td>i<td>j</table>"
    ) == (("a", "b", "", "c"), ("", "d", "e", ""), ("f", "", "", ""), ("g", "h", "i", "j"))


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1e9", "9" * 5_000, "٣"])
def test_spans_that_make_no_sense_are_one(span):
    html = f"<table><tr><td colspan='{span}' rowspan='{span}'>a<td>b<tr><td>c<td>d</table>"
    assert table(html) == (("a", "b"), ("c", "d"))


def test_a_table_in_a_cell_is_a_part_of_its_text():
    html = "<table><tr><td>a<table><tr><td>b<td>c</tr></table>d</td><td>e</td></tr></table>"
    assert table(html) == (("a\nb c\nd", "e"),)


def test_a_table_of_one_cell_or_of_paragraphs_is_text():
    html = "<table><tr><td><h1>a</h1><p>b c.</p></td></tr></table>"
    assert told(pasted_material("", html)) == [("heading", 1, "a"), ("text", 0, "b c.")]


def test_one_column_of_short_cells_is_a_table():
    html = "<table><tr><td>Headline</td></tr><tr><td>Lenin dies</td></tr></table>"
    assert table(html) == (("Headline",), ("Lenin dies",))


def test_a_page_without_headings_or_lists_is_read_as_its_text():
    assert told(pasted_material("Causes\n- a\n- b", "<p>Causes</p><p>- a</p><p>- b</p>")) == [
        ("heading", 1, "Causes"),
        ("bullet", 0, "a"),
        ("bullet", 0, "b"),
    ]
    assert told(pasted_material("", "<p>Causes</p><p>- a</p>")) == [
        ("heading", 1, "Causes"),
        ("bullet", 0, "a"),
    ]


def test_a_break_in_a_heading_or_item_ends_neither():
    html = "<h2>The<br>struggle</h2><ul><li>a<br>b</li></ul>"
    assert told(pasted_material("x", html)) == [
        ("heading", 2, "The struggle"),
        ("bullet", 0, "a b"),
    ]


def test_scripts_and_comments_are_no_text():
    html = (
        "<title>no</title><p>a<!-- <p>no -->b</p><script>document.write('<p>no</p>')</script>"
        "<style>p > a {}</style><li>c &amp;amp; d</li><textarea>no</textarea>"
    )
    assert told(pasted_material("x", html)) == [("heading", 1, "ab"), ("bullet", 0, "c &amp; d")]


def test_a_comment_or_tag_without_an_end():
    assert told(pasted_material("x", "<li>a</li><!-- <li>b</li>")) == [("bullet", 0, "a")]
    assert told(pasted_material("x", "<li>1 < 2</li><li>b <a href='")) == [
        ("bullet", 0, "1 < 2"),
        ("bullet", 0, "b <a href='"),
    ]


PIECES = (
    *("<", "<a", "<a ", "<a/", "<a b='", '<a b="', "<a b=c ", "</", "<!", "<![", "<!--", "--><!--"),
    *("<h1>", "<li>", "<ul>", "<td>", "<table>", "<table><tr><td>", "<td rowspan=9999>", "&#"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long_to_read(piece):
    # A parser that goes back to the beginning of what has no end would take minutes.
    html = "<li>a</li><li>b</li>" + piece * (300_000 // len(piece))
    with contextlib.suppress(PackError):
        assert pasted_material("x", html).blocks


def test_too_much_is_refused_with_its_place():
    rows = "<tr><td>a</td><td>b</td></tr>" * (MOST_ROWS + 2)
    with pytest.raises(PackError, match=r"table 1, row 20001, column 1: Marshal reads 20,000"):
        pasted_material("x", f"<table>{rows}</table>")
    with pytest.raises(PackError, match=r"table 1, row 20001, column 1: Marshal reads 20,000"):
        pasted_material("x", f"<table>{'<tr><td>' * (MOST_ROWS + 2)}</table>")
    with pytest.raises(PackError, match=r"table 1, row 1, column 101: Marshal reads 100"):
        pasted_material("x", "<table><tr>" + "<td>a</td>" * 101 + "</table>")
    with pytest.raises(PackError, match=r"table 1, row 1, column 2: this has 20,001"):
        pasted_material("x", "<table><tr><td>a</td><td>" + "b" * 20_001 + "</td></tr></table>")
    with pytest.raises(PackError, match=r"paragraph 1: this has 20,001"):
        pasted_material("x", "<h1>" + "b" * 20_001 + "</h1>")
    with pytest.raises(PackError, match=r"paragraph 10001: Marshal reads 10,000"):
        pasted_material("x", "<li>a</li>" * 10_001)


TAGS = (
    *("<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=2>", "<td colspan=3>"),
    *(
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<h1>",
        "</h1>",
        "<p>",
        "<br>",
        "<p style='mso-list:l level2'>",
    ),
    *("<script>", "</script>", "<!--", "-->", "&lt;", "<", '"', "\x00", "a", "b. "),
)


@given(
    st.lists(
        st.sampled_from(TAGS),
        max_size=40,
    ).map("".join)
)
def test_whatever_the_tags_there_is_one_kind_of_error(html):
    with contextlib.suppress(PackError):
        material = pasted_material("", html)
        assert all(len({len(row) for row in table.rows}) == 1 for table in material.tables)
