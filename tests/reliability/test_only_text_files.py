"""What Marshal writes for other programs is text to them too: Word, Markdown, PDF, spreadsheets."""

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.export import PARTS, Choices, outline, render
from planner.export.markdown import markdown
from planner.model.outline import Entry, Heading, Item, Source, Sources, Title
from planner.model.text import clean_line, clean_text
from planner.packs.data import read_frameworks
from planner.paper.alone import pictures_alone, plan_alone, print_alone
from planner.paper.choices import PaperChoices, Sheet
from planner.ui.editor.clip import own_cells, to_mime
from tests.reliability import text_payloads
from tests.reliability.text_library import Words, pack, plan

MARKER = "/marker/of/this/test.png"
FIELDS = re.compile(rb"<w:(fldSimple|instrText|hyperlink|object|pict|altChunk|attachedTemplate)\b")
ALL = Choices(prompts=True, **dict.fromkeys(PARTS, True))


@pytest.fixture(scope="module")
def words() -> Words:
    # Long enough for several pages, and soon made in each format.
    return Words(MARKER, most=1_000)


@pytest.fixture(scope="module")
def hostile(words):
    return pack(words)


@pytest.fixture(scope="module")
def plans(words, hostile):
    """Return plans that have every payload in one place or another."""
    return [plan(words, hostile, f"plan{number}") for number in range(2)]


def notes_of(plan) -> dict[str, str]:
    return {card.id: card.detail for card in plan.cards().values()}


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which each format lays in its own way."""
    return "".join(clean_text(text).split())


# Word


@pytest.fixture(scope="module")
def documents(plans):
    essay = read_frameworks().essay
    made = []
    for each in plans:
        pictures = pictures_alone(each, ["ranking", "timeline"])
        made.append((each, render(each, "docx", ALL, essay, {}, pictures)))
    return made


def test_a_word_document_refers_to_nothing_outside_it(documents):
    for _, data in documents:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            for name in (n for n in names if n.endswith(".rels")):
                for relation in ElementTree.fromstring(package.read(name)):
                    assert relation.get("TargetMode") is None, relation.attrib
                    assert ":" not in relation.get("Target"), relation.attrib
            for name in (n for n in names if n.endswith(".xml")):
                found = [field[1] for field in FIELDS.finditer(package.read(name))]
                # The page's number is the template's own field.
                assert not found or name.startswith("word/footer"), (name, found)
        assert not [n for n in names if "vba" in n.lower() or "embed" in n or n.endswith(".bin")]


def test_a_word_document_loses_no_word(plans, documents):
    essay = read_frameworks().essay
    for each, data in documents:
        said = squeezed("".join(p.text for p in Document(io.BytesIO(data)).paragraphs))
        for block in outline(each, Choices(), essay):
            texts = (getattr(block, "text", ""), *(i.detail for i in getattr(block, "items", ())
                     if isinstance(i, Item)))  # fmt: skip
            for text in texts:
                assert squeezed(text) in said


@pytest.mark.skipif(
    shutil.which("soffice") is None or not os.environ.get("MARSHAL_OFFICE"),
    reason="takes a minute; set MARSHAL_OFFICE where LibreOffice is",
)
def test_a_word_document_opens_in_libreoffice(documents, tmp_path: Path):
    file = tmp_path / "plan.docx"
    file.write_bytes(documents[0][1])
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


# Markdown


READERS = [
    MarkdownIt("commonmark", {"html": True}),
    MarkdownIt("gfm-like", {"html": True, "linkify": False}),
]
ACTIVE = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "code_inline"}
# What a sign between words can begin or end, in one reader or another.
SIGNS = st.sampled_from(
    [*"\\`*_{}[]()<>#+-.!|~:/@&=^$\"'1a \n\n", "http://", "www.", "](", "![", "<!--", "<a", "&lt;"]
)
DENSE = st.lists(SIGNS, max_size=25).map("".join)


def active(source: str) -> list[str]:
    """Return all in Markdown that a reader makes more of than text."""
    found = []
    for reader in READERS:
        tokens = [t for token in reader.parse(source) for t in (token, *(token.children or ()))]
        found += [f"{t.type} {t.content[:60]}" for t in tokens if t.type in ACTIVE or t.attrs]
    return found


def test_markdown_of_a_hostile_plan_is_text(plans):
    for each in plans:
        written = render(each, "md", ALL, read_frameworks().essay, notes_of(each)).decode()
        assert active(written) == []


@given(DENSE.map(clean_line), DENSE.map(clean_text))
def test_no_markup_comes_out_of_signs(line, passage):
    line, passage = line or "x", passage.strip() or "x"
    item = Item(line, line, passage, passage)
    blocks = [
        Title(line),
        Heading(line),
        Entry(line, passage, (item,)),
        Sources((Source(line, (line,)),)),
    ]
    assert active(markdown(blocks)) == []


# PDF


@pytest.mark.parametrize("sheet", Sheet)
def test_a_sheet_has_no_action_and_no_link(hostile, sheet):
    framework = read_frameworks().frameworks[0]
    assert_only_pages(print_alone(hostile, sheet, PaperChoices(backs=True), framework))


def test_a_plan_as_pdf_is_pages_of_text(plans, tmp_path: Path):
    for each in plans:
        pictures = pictures_alone(each, ["ranking", "timeline"])
        given_ = (each, "pdf", ALL, read_frameworks().essay, notes_of(each), pictures)
        data = render(*given_, plan_alone)
        assert_only_pages(data)
        if not shutil.which("pdftotext"):
            continue
        (tmp_path / "plan.pdf").write_bytes(data)
        command = ["pdftotext", tmp_path / "plan.pdf", "-"]
        said = squeezed(subprocess.run(command, check=True, capture_output=True).stdout.decode())
        for block in outline(each, Choices(), read_frameworks().essay):
            for line in getattr(block, "text", "").split("\n"):
                # In other scripts a reader may find other letters, or the same in another order.
                assert not line.isascii() or squeezed(line) in said


def assert_only_pages(data: bytes) -> None:
    """Hold that a PDF has no action and no link."""
    assert data.startswith(b"%PDF")
    # What is packed may have any bytes.
    bare = re.sub(rb"stream\r?\n(?!<\?xpacket).*?endstream", b"", data, flags=re.DOTALL)
    found = re.findall(rb"/(?:URI|Launch|JavaScript|JS|Annot|Link|AcroForm|OpenAction)\b", bare)
    assert found == []
    # The title stands in the properties too, which are XML.
    assert b"<img" not in bare


# Spreadsheets


class _Cells(HTMLParser):
    """Reads a table as a spreadsheet does; any tag but those of a table is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"table", "tr", "td", "br"}, tag
        assert not attrs
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def cells() -> list[list[str]]:
    given_ = [*text_payloads.markup(MARKER), *text_payloads.long_lines(MARKER)]
    texts = [clean_text(text) for text in given_]
    return [[text, clean_line(text)] for text in texts]


def assert_inert(cell: str) -> None:
    """Hold that no spreadsheet computes a cell: it begins with no sign, or is a mere number."""
    begins = cell.lstrip()[:1]
    assert begins not in set("=+-@\t\r＝＋－＠") or re.fullmatch(r"[-+]?[\d.,]+%?", cell), cell


def test_copied_cells_are_no_formulas_and_no_markup():
    mime = to_mime(cells())
    table = list(csv.reader(io.StringIO(mime.text(), newline=""), dialect="excel-tab"))
    page = _Cells()
    page.feed(mime.html())
    assert len(table) == len(page.rows) == len(cells())
    for rows in (table, page.rows):
        for row in rows:
            assert len(row) == 2
            for cell in row:
                assert_inert(cell)


def test_copied_cells_come_back_as_they_were():
    assert own_cells(to_mime(cells())) == cells()


def test_a_date_before_christ_stays_a_number():
    assert to_mime([["-44", "+3", "-1,5%", "- 44", "1-2"]]).text() == "-44\t+3\t-1,5%\t'- 44\t1-2"
