import datetime
import io
import warnings

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.material import Table
from planner.packs.errors import PackError
from planner.packs.material.cells import cell_text
from planner.packs.material.workbook import column_letters, read_xlsx
from tests.packs.material.samples import read, streamed, workbook

DAY = datetime.date(1924, 1, 21)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(*rows):
    """Return what is read from a workbook of these cells, made by openpyxl."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    (table,) = read_xlsx(saved(book), "a.xlsx").tables
    return table.rows


@pytest.mark.parametrize("huge", [False, True])
def test_a_workbook_that_was_streamed(huge):
    book = openpyxl.Workbook()
    book.active.append(["Lenin dies", DAY])
    data = streamed(saved(book), huge)
    assert read_xlsx(data, "a.xlsx").tables[0].rows == (("Lenin dies", "21 January 1924"),)


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cards"
    sheet["C3"], sheet["D3"], sheet["E3"] = "Headline", "When", "Factor"
    sheet["C4"], sheet["D4"], sheet["E4"] = "Lenin dies", DAY, "Chance"
    sheet["C6"] = " Trotsky\u202e\n out "
    sheet.merge_cells("E4:E6")
    sheet["H9"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    hidden = book.create_sheet("Sums")
    hidden["A1"] = "=1+1"
    hidden["A2"] = "not shown"
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.create_sheet("Factors")["A1"] = "Chance"
    assert read(tmp_path, "a.xlsx", saved(book)).tables == (
        Table(
            (
                ("Headline", "When", "Factor"),
                ("Lenin dies", "21 January 1924", "Chance"),
                ("", "", ""),
                ("Trotsky\nout", "", ""),
            ),
            "Cards",
            3,
        ),
        Table((("Chance",),), "Factors", 1),
    )


def test_a_workbook_as_excel_writes_it():
    strings = (
        '<si><t>Headline</t></si><si><r><t xml:space="preserve">Lenin </t></r><r><rPr><b/></rPr>'
        '<t>dies</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>a_x000D_&#10;b</t></si>'
    )
    rows = (
        '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>8787</v></c>'
        '<c r="C2" s="2"><v>8767</v></c><c r="D2" s="3"><v>0.07</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="b"><v>1</v></c>'
        '<c r="C3" t="e"><v>#N/A</v></c><c r="D3" s="4"><v>8787</v></c></row>'
    )
    data = workbook(
        rows,
        strings,
        before='<dimension ref="A1:XFD1048576"/>',
        after='<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>',
    )
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        (table,) = read_xlsx(data, "a.xlsx").tables
    assert table.rows == (
        ("Headline", "", "", ""),
        ("Lenin dies", "21 January 1924", "January 1924", "7%"),
        ("a\nb", "TRUE", "#N/A", "21 January 1924"),
    )
    assert not warned


def test_values_are_written_as_a_person_does():
    assert cells([1, 2.0, 0.1 + 0.2, 1e21, -5, 1_000_000, True, "007", 1924]) == (
        ("1", "2", "0.3", "1" + "0" * 21, "-5", "1000000", "TRUE", "007", "1924"),
    )
    when = datetime.datetime(1924, 1, 21, 18, 50)
    assert cells([DAY, when, datetime.time(18, 50), datetime.timedelta(hours=30, minutes=5)]) == (
        ("21 January 1924", "21 January 1924 18:50", "18:50", "30:05"),
    )


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("mm-dd-yy", "21 January 1924"),
        ("mmm-yy", "January 1924"),
        ("yyyy", "1924"),
        ("d-mmm", "21 January"),
        ('[$-809]dddd" the "d\\ mmmm\\ yyyy;@', "21 January 1924"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "21 January 1924"),
        ("mmmm", "January"),
        ("dddd", "21 January 1924"),
        ("h:mm", "21 January 1924"),
        ("General", "21 January 1924"),
    ],
)
def test_of_a_date_what_its_format_shows(number_format, text):
    assert cell_text(DAY, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.456, "0.0%", "45.6%"),
        (2, '"%"0', "2"),
        (float("inf"), "", "#NUM!"),
        (float("nan"), "", "#NUM!"),
        (datetime.time(1, 2, 3), "", "01:02:03"),
        ("_x0041_x005F_", "", "Ax005F_"),
        (None, "", ""),
    ],
)
def test_values(value, number_format, text):
    assert cell_text(value, number_format) == text


@given(st.integers(1, 16_384))
def test_columns_are_named_as_in_excel(column):
    assert column_letters(column) == openpyxl.utils.get_column_letter(column)


words = st.text("abÄé –1.\n", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.lists(words, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows):
    meant = tuple(tuple("\n".join(map(str.strip, c.split("\n"))) for c in row) for row in rows)
    assert cells(*rows) == meant


def refused(data):
    with pytest.raises(PackError) as caught:
        read_xlsx(data, "a.xlsx")
    return str(caught.value)


def test_a_formula_is_refused_by_its_cell():
    rows = '<row r="2"><c r="B2"><f>1+1</f><v>2</v></c></row>'
    assert refused(workbook(rows)) == (
        "a.xlsx, sheet “Cards”, cell B2: it holds a formula. Copy the sheet as values, then try "
        "again."
    )
    more = '<row><c t="str"><f t="shared" si="0"/><v>x</v></c><c><v>1</v></c><c><f/></c></row>'
    assert "B2: it holds a formula, and so do 2 more cells." in refused(workbook(rows + more))


def test_numbers_that_no_cell_can_have():
    huge = "9" * 5_000
    for value in ("nan", huge, "x", "-"):
        assert "a.xlsx cannot be read" in refused(workbook(f"<row><c><v>{value}</v></c></row>"))
    (table,) = read_xlsx(workbook("<row><c><v>1E999</v></c></row>"), "a.xlsx").tables
    assert table.rows == (("#NUM!",),)


def test_a_date_that_no_calendar_has_is_told_by_its_fault():
    (table,) = read_xlsx(workbook('<row><c s="1"><v>99999999</v></c></row>'), "a.xlsx").tables
    assert table.rows == (("#VALUE!",),)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "cell XFD1048576: it is beyond"),
        ('<row r="20001"><c r="A20001"><v>1</v></c></row>', "cell A20001: it is beyond"),
        ('<row r="1"><c r="CW1"><v>1</v></c></row>', "cell CW1: it is beyond the 20,000 rows"),
        ("<row>" + "<c><v>1</v></c>" * 101 + "</row>", "cell CW1: it is beyond"),
        ('<row r="1e3"><c><v>1</v></c></row>', "row 1e3: there can be no such row"),
        ('<row><c r="A0"><v>1</v></c></row>', "cell A0: there can be no such cell"),
        ('<row><c r="١"><v>1</v></c></row>', "there can be no such cell"),
        ('<row><c t="s"><v>7</v></c></row>', "a.xlsx cannot be read"),
        (
            f'<row><c t="inlineStr"><is><t>{"x" * 20_001}</t></is></c></row>',
            "sheet “Cards”, cell A1: this has 20,001 characters",
        ),
        ("", "holds no text"),
    ],
)
def test_sheets_that_are_refused(rows, words):
    assert words in refused(workbook(rows))


def test_empty_cells_far_out_are_no_matter():
    rows = '<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read_xlsx(workbook(rows), "a.xlsx").tables[0].rows == (("1",),)


def test_one_long_text_cannot_be_shown_in_every_cell():
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>") * 100
    said = refused(workbook(rows, f"<si><t>{'x' * 19_999}</t></si>"))
    assert said.startswith("a.xlsx, sheet “Cards”, cell A16: Marshal reads 3 million characters")


def test_sheets_that_are_missing_or_another():
    sheets = '<sheet name="A" r:id="rId1"/><sheet name="B" r:id="{}"/>'
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets>'
        "</workbook>"
    )
    for key, words in [("rId1", "sheet “B” is another one too"), ("rId9", "“B” is missing")]:
        made = workbook("", **{"xl/workbook.xml": book.format(sheets.format(key))})
        assert words in refused(made)


def test_a_sheet_beyond_the_most():
    sheets = "".join(f'<sheet name="{n}" r:id="x"/>' for n in range(201))
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        f'"http://schemas.openxmlformats.org/officeDocument/2006/relationships">{sheets}</workbook>'
    )
    assert "has 201 sheets" in refused(workbook("", **{"xl/workbook.xml": book}))
