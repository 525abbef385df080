"""Workbooks and documents that are damaged or mean harm: each gives one PackError in words."""

import random
import re

import pytest

from planner.packs.errors import PackError
from planner.packs.material.word import read_docx
from planner.packs.material.workbook import read_xlsx
from tests.packs.material.samples import (
    SHEET,
    WORD,
    document,
    paragraph,
    relations,
    unzipped,
    workbook,
    zipped,
)

ROW = '<row><c t="s"><v>0</v></c><c s="1"><v>8787</v></c><c s="3"><v>0.5</v></c></row>'
BOOK = workbook(ROW, "<si><t>a</t></si>")
WORDS = document(paragraph("a", "Thema") + paragraph("b", "Punkt"))
SHEET_PART = "xl/worksheets/sheet1.xml"
RELS = "word/_rels/document.xml.rels"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OUTSIDE = ' TargetMode="External"'


def with_parts(data, **parts):
    """Return an Office file with parts put in or in place of its own, or without, where None."""
    made = {**unzipped(data), **parts}
    return zipped({name: text for name, text in made.items() if text is not None})


def book(**parts):
    return with_parts(BOOK, **parts)


def words(**parts):
    return with_parts(WORDS, **parts)


def retyped(data, old, new):
    name = "[Content_Types].xml"
    return with_parts(data, **{name: unzipped(data)[name].decode().replace(old, new)})


def related(kind, target="x", more="", part=RELS):
    made = relations(("rId1", "styles", "styles.xml", ""), ("rId2", kind, target, more))
    return words(**{part: made})


ENTITIES = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]>'
BOMB = f'{ENTITIES}<worksheet xmlns="{SHEET}"><sheetData/></worksheet>'
SHEET_XML = f'<worksheet xmlns="{SHEET}"><sheetData>{{}}</sheetData></worksheet>'
MANY_NAMES = "".join(f"<a{n}/>" for n in range(20_000))
ATTRIBUTES = [f"a{n}='>'" for n in range(100_000)]

XLSX = {
    "a formula": (workbook("<row><c><f>1</f></c></row>"), "sheet “Cards”, cell A1: it holds a"),
    "an array of formulas": (
        workbook('<row r="7"><c r="C7"><f t="array" ref="C7:D8">1</f></c></row>'),
        "cell C7: it holds a formula",
    ),
    "macros by name": (book(**{"xl/vbaProject.bin": b"x"}), "holds macros (“xl/vbaProject.bin”)"),
    "macros by type": (
        retyped(
            BOOK,
            MAIN.format("spreadsheetml.sheet"),
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        "holds macros",
    ),
    "macros by relation": (
        book(
            **{"xl/worksheets/_rels/sheet1.xml.rels": relations(("r", "xlMacrosheet", "a.xml", ""))}
        ),
        "holds macros (from “xl/worksheets/sheet1.xml”)",
    ),
    "another workbook": (
        book(**{"xl/externalLinks/externalLink1.xml": "<a/>"}),
        "takes in other files (“xl/externalLinks/externalLink1.xml”)",
    ),
    "another workbook by relation": (
        book(**{"xl/_rels/x.xml.rels": relations(("r", "externalLinkPath", "b.xlsx", OUTSIDE))}),
        "something from outside: “b.xlsx” as “externalLinkPath” (from “xl/x.xml”)",
    ),
    "a control": (book(**{"xl/activeX/activeX1.bin": b"x"}), "an embedded object or control"),
    "an object": (book(**{"xl/embeddings/oleObject1.bin": b"x"}), "an embedded object or control"),
    "entities": (book(**{SHEET_PART: BOMB}), f"“{SHEET_PART}” is refused: it declares a document"),
    "entities in UTF-16": (book(**{SHEET_PART: BOMB.encode("utf-16")}), "declares a document type"),
    "entities in UTF-16, the other way": (
        book(**{SHEET_PART: b"\xfe\xff" + BOMB.encode("utf-16-be")}),
        "declares a document type",
    ),
    "entities in UTF-7": (
        book(**{SHEET_PART: '<?xml version="1.0" encoding="utf-7"?>' + BOMB}),
        "“xl/worksheets/sheet1.xml”",
    ),
    "entities in what is not read": (
        book(**{"customXml/item1.xml": BOMB}),
        "“customXml/item1.xml” is refused: it declares",
    ),
    "entities in the relations": (
        book(**{"_rels/.rels": ENTITIES + "<Relationships/>"}),
        "“_rels/.rels” is refused: it declares",
    ),
    "an encoding of a mainframe": (
        book(**{SHEET_PART: "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037")}),
        "“xl/worksheets/sheet1.xml” is damaged",
    ),
    "another encoding": (
        book(**{SHEET_PART: '<?xml version="1.0" encoding="cp1252"?><a/>'}),
        "is in an encoding that no such document has",
    ),
    "a row too many": (
        book(**{SHEET_PART: SHEET_XML.format("<row/>" * 130_001)}),
        "has more in it",
    ),
    "depth": (book(**{SHEET_PART: SHEET_XML.format("<a>" * 10_000)}), "is nested deeper"),
    "names": (book(**{SHEET_PART: SHEET_XML.format(MANY_NAMES)}), "has more kinds of elements"),
    "attributes": (
        book(**{SHEET_PART: SHEET_XML.format(f"<row {' '.join(ATTRIBUTES)}/>")}),
        "one tag in it is",
    ),
    "some attributes": (
        book(**{SHEET_PART: SHEET_XML.format(f"<row {' '.join(ATTRIBUTES[:400])}/>")}),
        "one tag in it is longer",
    ),
    "a comment": (
        book(**{SHEET_PART: f"<a><!--{'x' * 500_000}--></a>"}),
        "one tag in it is longer",
    ),
    "rules": (
        book(**{SHEET_PART: SHEET_XML.format("<rule/>" * 15_001)}),
        "has too many rules in its sheet “Cards”",
    ),
    "styles": (
        book(**{"xl/styles.xml": f"<a>{'<xf/>' * 15_001}</a>"}),
        "“xl/styles.xml” is refused: it has more in it",
    ),
    "a cut in the XML": (book(**{SHEET_PART: "<worksheet><row"}), "damaged: line 1 of it is not"),
    "a text where XML should be": (book(**{"xl/workbook.xml": "hello"}), "“xl/workbook.xml” is"),
    "no workbook": (book(**{"xl/workbook.xml": None}), "is not an Excel workbook"),
    "no types": (book(**{"[Content_Types].xml": None}), "is not an Excel workbook"),
    "a document": (WORDS, "is not an Excel workbook, whatever its name says"),
    "a picture as XML": (
        retyped(BOOK, "</Types>", '<Override PartName="/a.png" ContentType="b/c+xml"/></Types>'),
        "it says that “a.png” is XML",
    ),
    "pictures as XML": (
        retyped(BOOK, "</Types>", '<Default Extension="png" ContentType="b/c+xml"/></Types>'),
        "it says that “png” is XML",
    ),
    "a strict workbook": (
        book(
            **{
                "_rels/.rels": relations().replace(
                    "</", '<Relationship Type="http://purl.oclc.org/ooxml/a"/></'
                )
            }
        ),
        "is saved as “Strict Open XML”",
    ),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "is protected by a password, or",
    ),
    "a text": (b"Headline,When\n", "is not an Excel workbook, whatever its name says"),
    "a cut": (BOOK[:-30], "a.xlsx cannot be opened"),
    "nothing but a beginning": (b"PK\x03\x04", "a.xlsx cannot be opened"),
    "more than is unpacked": (
        book(**{"xl/media/a.bin": bytes(20_000_001)}),
        "unpacked it would be larger than 20 MB",
    ),
}
DOCX = {
    "a template elsewhere": (
        related("attachedTemplate", "http://example.org/a.dotm", OUTSIDE),
        "something from outside: “http://example.org/a.dotm” as “attachedTemplate” (from “word/doc",
    ),
    "a picture elsewhere": (related("image", "//host/a.png", OUTSIDE), "something from outside"),
    "a frame": (related("frame", "a.htm", OUTSIDE), "something from outside"),
    "an object elsewhere": (related("oleObject", "file:///a", OUTSIDE), "something from outside"),
    "a document within": (related("subDocument", "b.docx"), "takes in other files"),
    "a chunk": (related("aFChunk", "b.htm"), "takes in other files, as “aFChunk”"),
    "an object": (related("oleObject", "a.xml"), "holds an embedded object or control"),
    "a control": (related("control", "a.xml"), "holds an embedded object or control"),
    "a workbook within": (related("package", "a.xlsx"), "holds an embedded object or control"),
    "macros": (related("wordVbaData", "a.xml"), "holds macros"),
    "a mode that does not exist": (related("image", "a", ' TargetMode="x"'), "from outside"),
    "outside of all parts": (
        related("settings", "a", OUTSIDE, "_rels/.rels"),
        "takes in something from outside: “a” as “settings”.",
    ),
    "macros by type": (
        retyped(
            WORDS,
            MAIN.format("wordprocessingml.document"),
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "holds macros",
    ),
    "entities": (
        words(**{"word/document.xml": f'{ENTITIES}<w:document xmlns:w="{WORD}"/>'}),
        "“word/document.xml” is refused: it declares a document type",
    ),
    "entities in a footnote": (words(**{"word/footnotes.xml": BOMB}), "declares a document type"),
    "a workbook": (BOOK, "is not a Word document, whatever its name says"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as a Word document"),
    "no styles where they should be": (words(**{"word/styles.xml": None}), "cannot be read"),
    "no body": (
        words(**{"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'}),
        "a.docx is damaged",
    ),
    "a cut": (WORDS[: len(WORDS) // 2], "a.docx cannot be opened"),
}


def refusal(reader, data, name):
    with pytest.raises(PackError) as caught:
        reader(data, name)
    said = str(caught.value)
    assert said.startswith(name)
    assert said.endswith(".")
    assert len(said) < 500
    return said


@pytest.mark.parametrize("what", XLSX)
def test_a_workbook_is_refused(what):
    data, words = XLSX[what]
    assert words in refusal(read_xlsx, data, "a.xlsx")


@pytest.mark.parametrize("what", DOCX)
def test_a_document_is_refused(what):
    data, words = DOCX[what]
    assert words in refusal(read_docx, data, "a.docx")


def test_what_is_sound_is_read():
    assert read_xlsx(BOOK, "a").tables[0].rows == (("a", "21 January 1924", "50%"),)
    assert len(read_docx(WORDS, "a").blocks) == 2
    assert read_docx(related("hyperlink", "https://example.org", OUTSIDE), "a").blocks
    chart = relations(("r", "package", "../embeddings/a.xlsx", ""))
    assert read_docx(words(**{"word/charts/_rels/chart1.xml.rels": chart}), "a").blocks


NEW = [
    b"",
    b"-1",
    b"9" * 30,
    b"x",
    b"1e999",
    b"nan",
    b"\xc3\xa9",
    b"A0",
    b"0",
    b"true",
    b"9" * 5_000,
]


def damaged(data, rnd):
    """Return an Office file with a few bits of it turned, or a part of it changed as XML."""
    if rnd.random() < 0.3:
        made = bytearray(data)
        for _ in range(rnd.choice((1, 2, 5))):
            made[rnd.randrange(len(made))] ^= 1 << rnd.randrange(8)
        return bytes(made)
    parts = unzipped(data)
    name = rnd.choice(sorted(parts))
    part = parts[name]
    if rnd.random() < 0.1:
        del parts[name]
        return zipped(parts)
    places = rnd.choice((rb'"[^"<>]*"|>[^<>]+<', rb"<[^<>/?!]*/>", rb' [\w:]+="[^"<>]*"'))
    found = list(re.finditer(places, part)) or [re.match(b".", part)]
    place = rnd.choice(found)
    new = place[0][:1] + rnd.choice(NEW) + place[0][-1:] if place[0][:1] in b'">' else b""
    parts[name] = part[: place.start()] + new + part[place.end() :]
    return zipped(parts)


@pytest.mark.parametrize(("reader", "sound"), [(read_xlsx, BOOK), (read_docx, WORDS)])
def test_whatever_is_damaged_there_is_one_kind_of_error(reader, sound):
    rnd = random.Random(1924)
    read, said = 0, set()
    for _ in range(150):
        try:
            reader(damaged(sound, rnd), "a")
            read += 1
        except PackError as error:
            said.add(str(error)[:2])
    assert said <= {"a ", "a,"}
    assert 0 < read < 150
