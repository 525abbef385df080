import base64
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from itertools import takewhile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.docx import docx
from planner.export.outline import Choices, outline
from planner.model.outline import Entry, Heading, Item, Title
from planner.model.picture import Picture
from planner.model.text import clean_text
from tests.export.samples import ESSAY, NOTES, empty, filled, thought, with_words

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes):
    return Document(io.BytesIO(data))


def said(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in opened(data).paragraphs]


def from_right(paragraph) -> bool:
    return paragraph.paragraph_format.element.pPr.find(f"{W}bidi") is not None


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def whole() -> bytes:
    return docx(outline(filled(), Choices(prompts=True), ESSAY))


def test_says_the_plan_in_words_own_styles():
    data = docx(outline(filled(), Choices(), ESSAY))

    detail = "Trotsky was not there.\nHe had the wrong date."
    assert said(data) == [
        ("Title", "Why did Stalin win the power struggle?"),
        ("Heading 1", "Line of argument"),
        ("Normal", "Stalin was cunning."),
        ("Heading 1", "1. Cunning"),
        ("Slot", "Point\tThe main reason was cunning."),
        ("Slot", "Evidence\tHe hid it."),
        ("Slot Continued", "Then he lied."),
        ("List Bullet", "The suppressed testament\nFew read it."),
        ("List Bullet", f"The funeral trick  January 1924\n{detail}"),
        ("Heading 1", "Paragraph 2"),
        ("Slot", "Evidence"),
        ("List Bullet", "Control of the ballots  1925"),
        ("List Bullet", f"The funeral trick  January 1924\n{detail}"),
        ("Heading 1", "Conclusion"),
        ("Normal", "Cunning came first."),
        ("Normal", "The party came second."),
        ("Heading 1", "Sources"),
        ("List", "Course notes, page 3 – The suppressed testament; The funeral trick"),
        ("List", "Textbook, page 9 – Control of the ballots"),
    ]


def test_labels_headlines_and_prompts_have_styles_of_their_own(whole: bytes):
    runs = {
        (run.style.name, run.text) for p in opened(whole).paragraphs for run in p.runs if run.text
    }
    assert {
        ("Slot Label", "Point"),
        ("Card Headline", "The funeral trick"),
        ("Card Date", "  January 1924"),
        ("Prompt", "[Why did it matter?]"),
    } <= runs


def test_a_note_stands_below_its_card_and_is_marked():
    data = docx(outline(filled(), Choices(details=False), ESSAY, NOTES))

    at = said(data).index(("List Bullet", "The funeral trick  January 1924"))
    assert said(data)[at + 1] == (
        "Card Note",
        "My note: Miss says: link this to cunning.\n1. Learn the date.",
    )
    card, note = opened(data).paragraphs[at : at + 2]
    assert card.paragraph_format.keep_with_next
    assert [(run.style.name, run.text) for run in note.runs][:2] == [
        ("Card Note Label", "My note: "),
        ("Default Paragraph Font", "Miss says: link this to cunning."),
    ]
    assert from_right(opened(docx([Entry(items=(Item("x", note="שלום"),))])).paragraphs[-1])


def test_an_empty_plan_is_its_question():
    data = docx(outline(empty(), Choices(), ESSAY))

    assert said(data) == [("Title", "Why did Stalin win the power struggle?")]


def test_a_long_label_has_its_words_below():
    data = docx([Entry("Corresponding evidence", "Words.")])

    assert said(data) == [("Slot", "Corresponding evidence\nWords.")]


def test_the_page_is_a4(whole: bytes):
    section = opened(whole).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) < section.left_margin < Mm(30)


def test_the_language_is_british_english(whole: bytes):
    styles = ElementTree.fromstring(entries(whole)["word/styles.xml"])

    languages = {element.get(f"{W}val") for element in styles.iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_tells_nothing_of_who_or_when(whole: bytes):
    document = opened(whole)
    core = document.core_properties

    assert core.title == "Why did Stalin win the power struggle?"
    assert core.author == core.last_modified_by == core.comments == core.keywords == ""
    assert core.created is None
    assert core.modified is None
    assert b"python-docx" not in b"".join(entries(whole).values())


def test_the_package_holds_what_it_needs_and_no_more(whole: bytes):
    parts = entries(whole)

    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    # Word makes nothing external, asks for nothing, and looks at the spelling afresh.
    assert b'TargetMode="External"' not in b"".join(parts.values())
    for leftover in (b"proofState", b"savePreviewPicture", b"rsid ", b"docId"):
        assert leftover not in parts["word/settings.xml"]
    named = set(re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"]))
    assert {name.decode() for name in named} <= set(parts)


def test_every_style_that_is_used_or_built_upon_is_there(whole: bytes):
    parts = entries(whole)
    styles = ElementTree.fromstring(parts["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml")
        for tag in ("pStyle", "rStyle", "basedOn", "next", "link")
        for element in ElementTree.fromstring(parts[part]).iter(f"{W}{tag}")
    }
    assert used <= known


def test_the_same_plan_gives_the_same_bytes_at_any_time_and_place(tmp_path: Path):
    script = (
        "import sys, time\n"
        "clock = time.time\n"
        "time.time = lambda: clock() + 400_000_000\n"
        "from planner.export import Choices, render\n"
        "from tests.export.samples import ESSAY, filled\n"
        "sys.stdout.buffer.write(render(filled(), 'docx', Choices(), ESSAY))\n"
    )
    here = docx(outline(filled(), Choices(), ESSAY))
    root = Path(__file__).parents[2]
    environ = {
        **os.environ,
        "TZ": "Pacific/Auckland" if time.timezone <= 0 else "America/Lima",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(root),
    }
    there = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environ, capture_output=True, check=True
    )
    assert there.stdout == here


def test_a_title_is_cut_to_what_word_takes():
    data = docx([Title("Why & how? " * 50)])

    assert opened(data).core_properties.title == ("Why & how? " * 50)[:255]
    assert said(data) == [("Title", "Why & how? " * 50)]


def test_text_from_the_right_is_marked_so():
    hebrew = "אחת הסיבות היא Stalin ב־1924."
    data = docx([Heading("סיבה"), Entry("Point", hebrew, (Item("כותרת", "1924", "פרט"),))])

    heading, slot, bullet = opened(data).paragraphs
    for paragraph in (heading, slot, bullet):
        assert from_right(paragraph)
    runs = [(run.text, bool(run.font.rtl)) for run in slot.runs]
    assert runs == [
        ("Point", False),
        ("\t", False),
        ("אחת הסיבות היא ", True),
        ("Stalin", False),
        (" ב־1924.", True),
    ]


def test_text_from_the_left_is_not():
    data = docx([Entry("Point", "Stalin (סטלין) won.")])

    (slot,) = opened(data).paragraphs
    assert not from_right(slot)
    assert [run.text for run in slot.runs if run.font.rtl] == ["סטלין"]


ALL = Choices(ranking=True, links=True, timeline=True, sorting=True)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGZZvdQAAAABJRU5ErkJggg=="
)
LADDER = Picture(PNG, 300, 200, "Ranking: 1. “Cunning”; 2. <Luck> & more.")
LINE = Picture(PNG, 459, 100, "Timeline.")


def after(data: bytes, heading: str) -> list[tuple[str, str]]:
    """Return what stands below a heading, up to the next."""
    lines = said(data)
    rest = lines[lines.index(("Heading 1", heading)) + 1 :]
    return list(takewhile(lambda line: line[0] != "Heading 1", rest))


def test_what_a_plan_was_thought_out_with_is_lists_where_there_is_no_picture():
    data = docx(outline(thought(), ALL, ESSAY))

    assert after(data, "Ranking") == [
        ("List", "1. Cunning\nHe hid it.\nNobody saw."),
        ("List", "2. Party machine"),
        ("List", "3. Luck"),
    ]
    assert after(data, "Links") == [
        ("List", "Cunning → Paragraph 2\nit gave him\nthe time"),
        ("List", "Luck → Cunning"),
    ]
    assert after(data, "Timeline") == [
        ("List", "The funeral trick  January 1924"),
        ("List", "Control of the ballots  1925"),
    ]
    assert after(data, "Piles")[-2:] == [("Slot", "Not relevant"), ("List Bullet", "Aside")]
    assert not [name for name in entries(data) if "media" in name]


def test_pictures_stand_for_what_they_say_and_are_told_to_who_cannot_see_them():
    pictures = {"ranking": LADDER, "timeline": LINE}
    data = docx(outline(thought(), ALL, ESSAY, pictures=pictures))

    # A picture of the ranking does not tell the reasons.
    assert after(data, "Ranking") == [
        ("Picture", ""),
        ("List", "1. Cunning\nHe hid it.\nNobody saw."),
    ]
    assert after(data, "Timeline") == [("Picture", "")]
    shapes = list(opened(data).inline_shapes)
    assert [(shape.width.pt, shape.height.pt) for shape in shapes] == [(300, 200), (459, 100)]
    document = ElementTree.fromstring(entries(data)["word/document.xml"])
    told = [shape.get("descr") for shape in document.iter(f"{WP}docPr")]
    assert told == [LADDER.alt, LINE.alt]
    # Each picture is one of its own in the document, even where two look alike.
    assert len({shape.get("id") for shape in document.iter(f"{WP}docPr")}) == 2
    assert {inline.get("distL") for inline in document.iter(f"{WP}inline")} == {"0"}
    media = [part for name, part in entries(data).items() if "media" in name]
    assert media == [PNG]
    assert data == docx(outline(thought(), ALL, ESSAY, pictures=pictures))


def test_a_picture_of_what_is_not_chosen_is_left_out():
    data = docx(outline(thought(), Choices(), ESSAY, pictures={"ranking": LADDER}))
    assert data == docx(outline(thought(), Choices(), ESSAY))


ORDER = ("pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "bidi")
ORDER += ("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")


def test_properties_stand_in_the_order_that_word_wants():
    first = Entry("Point", "", (Item("כותרת", note="מה"),))
    data = docx([first, Entry("Point", "שלום", (Item("x", note="y"),))])

    for part in ("word/document.xml", "word/styles.xml"):
        for properties in ElementTree.fromstring(entries(data)[part]).iter(f"{W}pPr"):
            places = [ORDER.index(child.tag.removeprefix(W)) for child in properties]
            assert places == sorted(places)


@pytest.mark.parametrize(
    "words", ["\x00\x07\x1b", "👩‍🎓 🎭", "x" * 10_000, "<w:p/> & ]]>", "\ud800", "\ufffe", "a\tb"]
)
def test_takes_any_words(words: str):
    assert said(docx(outline(with_words(words), ALL, ESSAY)))


# A document takes so long to make that it holds several texts, and there are fewer of them.
@settings(max_examples=settings().max_examples // 5)
@given(st.lists(st.text(max_size=40), min_size=5, max_size=8))
def test_says_any_text_as_it_is(texts: list[str]):
    outlines = [outline(with_words(words), Choices(), ESSAY) for words in texts]
    # The line of argument, the introduction and the conclusion: a slot has a label.
    entries = [b for each in outlines for b in each if isinstance(b, Entry) and not b.label]

    lines = [text for style, text in said(docx(entries)) if style == "Normal"]
    assert lines == [line for entry in entries for line in entry.text.split("\n") if line]
    assert len(lines) >= 3 * sum(bool(words.strip()) for words in map(clean_text, texts))
