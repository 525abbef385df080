import re

import pytest

from planner.model.material import MOST_CHARACTERS, Table
from planner.packs.errors import PackError
from planner.packs.material import KINDS, pasted_material, read_material
from planner.packs.material.lines import MOST_TEXT_BYTES
from planner.packs.read import MOST_BYTES
from tests.packs.material.samples import document, paragraph, read, told, workbook

CELL = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
SOUND = {
    ".xlsx": workbook(CELL),
    ".csv": b"a",
    ".tsv": b"a",
    ".docx": document(paragraph("a")),
    ".md": b"a",
    ".txt": b"a",
}


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_is_read_whatever_its_capitals(tmp_path, suffix):
    for name in (f"a{suffix}", f"A.B{suffix.upper()}"):
        material = read(tmp_path, name, SOUND[suffix])
        assert material.name == name
        assert [b.text for b in material.blocks] or [t.rows for t in material.tables] == [(("a",),)]


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_that_is_none_is_refused_by_its_name(tmp_path, suffix):
    name = f"a{suffix}"
    with pytest.raises(PackError, match=re.escape(f"{name} is empty")):
        read(tmp_path, name, b"")
    most = MOST_BYTES if suffix in (".docx", ".xlsx") else MOST_TEXT_BYTES
    with pytest.raises(PackError, match=re.escape(f"{name} is larger than {most // 1_000_000} MB")):
        read(tmp_path, name, b"a" * (most + 1))
    with pytest.raises(PackError, match=re.escape(f"There is no file {tmp_path / 'none'}{suffix}")):
        read_material(tmp_path / f"none{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(PackError, match=re.escape(f"folder{suffix} is not a file")):
        read_material(tmp_path / f"folder{suffix}")
    with pytest.raises(PackError, match=f"^{re.escape(name)} "):
        read(tmp_path, name, b"\x00\x01\x02\xff\x81")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.xls", "save it as an .xlsx file"),
        ("a.doc", "save it as a .docx file"),
        ("a.xlsm", "may hold macros"),
        ("a.pdf", "copy the text"),
        ("a.odt", "LibreOffice"),
        ("a.jpg", "copy its text and paste it"),
        ("a", "copy its text and paste it"),
    ],
)
def test_other_kinds_are_refused_with_a_way_on(tmp_path, name, words):
    with pytest.raises(PackError, match=rf"^{name} is of a kind .*{words}.*\.$"):
        read(tmp_path, name, b"a")


def test_text_as_excel_saves_it_is_a_table(tmp_path):
    text = 'Headline\tWhen\r\n"Lenin\n dies"\t1924\r\n\t\r\n'
    material = read(tmp_path, "a.txt", text.encode("utf-16"))
    assert material.tables == (Table((("Headline", "When"), ("Lenin\ndies", "1924"))),)


def test_cells_parted_by_tabs():
    (table,) = pasted_material('\nHeadline\tWhen\n"Lenin ""ill""\nand gone"\t1924\n').tables
    assert table == Table((("Headline", "When"), ('Lenin "ill"\nand gone', "1924")), "", 2)
    (table,) = pasted_material('"Peace, land\tbread"\nb\tc\n').tables
    assert table.rows == (('"Peace, land', 'bread"'), ("b", "c"))
    (table,) = pasted_material("Lenin dies\t1924").tables
    assert table.rows == (("Lenin dies", "1924"),)


@pytest.mark.parametrize(
    "text",
    ["•\tone\n•\ttwo\n", "1.\tone\n2.\ttwo\n", "o\tone\no\ttwo\n", "\t- one\n\t- two\n"],
)
def test_tabs_after_bullets_and_before_lines_part_no_cells(text):
    assert [block[2] for block in told(pasted_material(text))] == ["one", "two"]


def test_lines_with_a_tab_here_and_there_are_notes():
    assert [b.text for b in pasted_material("One\ttwo.\nThree.\n").blocks] == ["One two.", "Three."]


def test_one_cell_of_several_lines_is_pasted_without_its_marks():
    """As Excel copies it, where nothing but its text comes with it."""
    pasted = pasted_material('"- one\r\n- two ""x""\r\n"\r\n')
    assert [block[2] for block in told(pasted)] == ["one", 'two "x"']


@pytest.mark.parametrize(
    "text",
    ['"One."', '"One." and\n"two."', '"One."\n\n"Two."', '"One,\nand two', '"One\ntwo"" three'],
)
def test_marks_of_its_own_stay(text):
    assert "".join(block.text for block in pasted_material(text).blocks).count('"') == (
        text.count('"')
    )


def test_too_many_cells_to_hold(tmp_path):
    with pytest.raises(PackError, match=r"a.txt, line 3001, column 1: Marshal reads 300,000"):
        read(tmp_path, "a.txt", ("ab\t" * 99 + "ab\n") * 8_000)


def test_nothing_to_paste():
    for text, html in [("", ""), (" \n\t", " "), ("", "<p> </p>"), ("---", "<hr>")]:
        with pytest.raises(PackError):
            pasted_material(text, html)


def test_too_much_to_paste():
    with pytest.raises(PackError, match=r"^What was pasted has more than 3 million characters"):
        pasted_material("a" * (MOST_CHARACTERS + 1))
    # HTML that would take long is not needed where its text is there too.
    assert told(pasted_material("- a", "<li>b" + " " * 20_000_000)) == [("bullet", 0, "a")]
