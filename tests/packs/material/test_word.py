import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from planner.model.material import MOST_BLOCKS, Table
from planner.packs.errors import PackError
from planner.packs.material.word import read_docx
from tests.packs.material.samples import document, paragraph, read, relations, streamed, told


def saved(word):
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def body(xml, **parts):
    return told(read_docx(document(xml, **parts), "a.docx"))


def from_template(target, mode="External"):
    """Return a document that says from which template it was made."""
    more = f' TargetMode="{mode}"'
    settings = relations(("rId1", "attachedTemplate", target, more))
    return document(paragraph("a"), **{"word/_rels/settings.xml.rels": settings})


@pytest.mark.parametrize(
    "target",
    [
        "Normal.dotm",
        "file:///C:\\Users\\A%20Teacher\\AppData\\Roaming\\Microsoft\\Templates\\School.dotm",
        "file:///H:/Vorlagen/Schüler.dotx",
        "C:\\Templates\\School.dotx",
        "/Users/teacher/Library/School.dotm",
        "file:///Users/teacher/School.dotm",
        "file://localhost/Users/teacher/School.dotm",
    ],
)
def test_a_template_on_the_machine_of_who_wrote_it_is_only_a_name(target):
    assert told(read_docx(from_template(target), "a.docx")) == [("text", 0, "a")]


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/a.dotm",
        "HTTPS://example.org/a.dotm",
        "https:example.org/a.dotm",
        "ftp://example.org/a.dotm",
        "mhtml:http://example.org/a",
        "file://server/share/a.dotm",
        "file://localhost.example.org/a.dotm",
        "file:////server/share/a.dotm",
        "file:///\\\\server\\share\\a.dotm",
        "file:///%5C%5Cserver%5Cshare%5Ca.dotm",
        "%255C%255Cserver%255Cshare",
        "file:\\\\server\\share\\a.dotm",
        "\\\\server\\share\\a.dotm",
        "/\\server\\share\\a.dotm",
        "//server/share/a.dotm",
        "\\\\?\\UNC\\server\\a.dotm",
        "\\??\\UNC\\server\\a.dotm",
        "C://server/a.dotm",
        "	//server/a.dotm",
        "",
    ],
)
def test_a_template_elsewhere_is_refused(target):
    with pytest.raises(PackError, match="takes in something from outside") as caught:
        read_docx(from_template(target), "a.docx")
    assert "attachedTemplate" in str(caught.value)


def test_a_template_within_is_refused():
    with pytest.raises(PackError, match="takes in other files, as “attachedTemplate”"):
        read_docx(from_template("Normal.dotm", "Internal"), "a.docx")


def test_a_document_that_was_streamed():
    data = streamed(document(paragraph("a", "Thema")))
    assert told(read_docx(data, "a.docx")) == [("heading", 1, "a")]


def test_a_document(tmp_path):
    word = docx.Document()
    word.add_heading("The struggle", 0)
    word.add_heading("Stalin", 1)
    word.add_paragraph("General Secretary", style="List Bullet")
    word.add_paragraph("from 1922", style="List Bullet 2")
    word.add_paragraph("")
    table = word.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    for first, last in [((0, 0), (0, 1)), ((1, 2), (2, 2))]:
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = "one"
    own = word.styles.add_style("Topic", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = word.styles["Heading 2"]
    word.add_paragraph("Trotsky", style="Topic")
    word.add_paragraph("Arrogant", style="List Number")
    word.add_paragraph("He lost")
    word.add_paragraph("• typed")
    material = read(tmp_path, "a.docx", saved(word))
    assert told(material) == [
        ("heading", 1, "The struggle"),
        ("heading", 1, "Stalin"),
        ("bullet", 0, "General Secretary"),
        ("bullet", 1, "from 1922"),
        ("heading", 2, "Trotsky"),
        ("bullet", 0, "Arrogant"),
        ("text", 0, "He lost"),
        ("bullet", 0, "typed"),
    ]
    # Nine cells less the two that went into others leave seven, and those have a paragraph each.
    assert [block.line for block in material.blocks][:5] == [1, 2, 3, 4, 14]
    assert material.tables == (
        Table((("one", "", "02"), ("10", "11", "one"), ("20", "21", "")), "", 6),
    )


def test_styles_are_known_by_their_english_names_and_what_they_are_based_on():
    assert body(
        paragraph("Ursachen", "berschrift1")
        + paragraph("Folgen", "Thema")
        + paragraph("Punkt", "Punkt")
        + paragraph("Causes 1", "Verz1")
        + paragraph("Umriss", "", '<w:outlineLvl w:val="2"/>')
        + paragraph("Text", "Thema9")
    ) == [
        ("heading", 1, "Ursachen"),
        ("heading", 1, "Folgen"),
        ("bullet", 1, "Punkt"),
        ("heading", 3, "Umriss"),
        ("text", 0, "Text"),
    ]


def test_numbering_makes_bullets_and_nought_takes_it_away():
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    assert body(
        paragraph("a", "", number.format(0, 3))
        + paragraph("b", "", number.format(1, 3))
        + paragraph("c", "Punkt", number.format(0, 3))
        + paragraph("d", "Punkt", number.format(0, 0))
        + paragraph("e", "berschrift1", number.format(0, 3))
        + paragraph("f", "", number.format("x", 3))
    ) == [
        ("bullet", 0, "a"),
        ("bullet", 1, "b"),
        ("bullet", 1, "c"),
        ("text", 0, "d"),
        ("heading", 1, "e"),
        ("bullet", 0, "f"),
    ]


def test_text_is_read_as_it_is_shown():
    assert body(
        "<w:p><w:hyperlink r:id='x'><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t xml:space='preserve"
        "'>a </w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"
        "<w:ins><w:r><w:t> new.</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r>"
        "</w:del><w:r><w:instrText>DDEAUTO x</w:instrText></w:r><mc:AlternateContent><mc:Choice>"
        "<w:r><w:t>box</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>box</w:t></w:r></mc:Fallback>"
        "</mc:AlternateContent><!-- no --></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    ) == [("text", 0, "link a b-c new."), ("text", 0, "In a control.")]


def test_where_no_heading_has_a_style_it_is_told_by_its_look():
    listed = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    assert body(
        paragraph("Stalin") + paragraph("a", "", listed) + paragraph("Trotsky") + paragraph("- b")
    ) == [
        ("heading", 1, "Stalin"),
        ("bullet", 0, "a"),
        ("heading", 1, "Trotsky"),
        ("bullet", 0, "b"),
    ]
    assert body(paragraph("x", "berschrift1") + paragraph("Stalin") + paragraph("- a"))[1] == (
        "text",
        0,
        "Stalin",
    )


def test_a_title_says_nothing_of_the_headings():
    word = docx.Document()
    word.add_heading("The struggle", 0)
    word.add_paragraph("Stalin")
    word.add_paragraph("General Secretary", style="List Bullet")
    assert told(read_docx(saved(word), "a.docx")) == [
        ("heading", 1, "The struggle"),
        ("heading", 2, "Stalin"),
        ("bullet", 0, "General Secretary"),
    ]


def cell(*paragraphs, more=""):
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{''.join(map(paragraph, paragraphs))}</w:tc>"


def rows(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_table_of_one_column_is_read_as_what_is_in_it():
    inner = f"<w:tc>{paragraph('x')}{rows([cell('a'), cell('b')])}</w:tc>"
    material = read_docx(document(rows([cell("- one", "Two.")], [inner])), "a.docx")
    assert told(material) == [("bullet", 0, "one"), ("text", 0, "Two."), ("text", 0, "x")]
    assert material.tables == (Table((("a", "b"),), "", 4),)


def test_a_table_in_a_cell_is_a_part_of_its_text():
    inner = f"<w:tc>{paragraph('x')}{rows([cell('a'), cell('b')])}</w:tc>"
    (table,) = read_docx(document(rows([cell("1", "2"), inner])), "a.docx").tables
    assert table.rows == (("1\n2", "x\na\nb"),)


def test_a_cell_that_goes_on_with_the_one_above_is_empty():
    made = rows(
        [cell("a", more='<w:vMerge w:val="restart"/>'), cell("b")],
        [cell("old", more="<w:vMerge/>"), cell("c")],
        [cell("old", more='<w:vMerge w:val="continue"/>'), cell("d")],
    )
    (table,) = read_docx(document(made), "a.docx").tables
    assert table.rows == (("a", "b"), ("", "c"), ("", "d"))


@pytest.mark.parametrize("span", ["", "0", "-1", "x", "٣"])
def test_spans_that_make_no_sense(span):
    made = rows(
        [cell("a", more=f'<w:gridSpan w:val="{span}"/>'), cell("b")], [cell("c"), cell("d")]
    )
    (table,) = read_docx(document(made), "a.docx").tables
    assert [cell for row in table.rows for cell in row if cell] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (paragraph("x" * 20_001), "paragraph 1: this has 20,001 characters"),
        (paragraph("a") + rows([cell("b"), cell("x" * 20_001)]), "table 1, row 1, column 2: this"),
        (
            paragraph("- a") * (MOST_BLOCKS + 1),
            f"paragraph {MOST_BLOCKS + 1}: Marshal reads 10,000",
        ),
        ("<w:p/>", "holds no text"),
        ("<w:p/>" * 200_001, "“word/document.xml” is refused: it has more in it"),
        ("<w:tbl>" * 250 + "</w:tbl>" * 250, "is refused: it is nested deeper"),
    ],
)
def test_what_is_refused(xml, words):
    with pytest.raises(PackError) as caught:
        read_docx(document(xml), "a.docx")
    assert words in str(caught.value)
