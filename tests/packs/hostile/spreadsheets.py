"""Workbooks with formulas, macros and links, and those that would fill the memory."""

import stat
from collections.abc import Iterator

from tests.packs.hostile.office import (
    DOCTYPE,
    OLD_OFFICE,
    OUTSIDE,
    changed,
    packed,
    related,
    workbook,
)
from tests.packs.hostile.parts import Content, Hostile, named
from tests.packs.raw_zip import DEFLATED, Member

_SHEET, _BOOK, _STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
_TYPES = "[Content_Types].xml"
_CELL = '<c r="B2" t="n"><v>1924</v></c>'
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def spreadsheet_files() -> Iterator[Hostile]:
    """Yield workbooks that could run, reach outside or use up the machine."""
    parts = workbook()
    yield from named(
        "sheet", ".xlsx", (_running(parts) | _reaching(parts) | _growing(parts)).items()
    )


def _cell(parts: dict[str, bytes], cell: str) -> bytes:
    return changed(parts, _SHEET, _CELL, cell)


def _running(parts: dict[str, bytes]) -> dict[str, Content]:
    formula = '<c r="B2"><f>%s</f><v>1</v></c>'
    holds = "cell B2: it holds a formula"
    return {
        "formula": (_cell(parts, formula % "1+1"), holds),
        "formula-web": (_cell(parts, formula % 'WEBSERVICE("http://a/")'), holds),
        "formula-link": (_cell(parts, formula % 'HYPERLINK("file:///c:/a.exe","a")'), holds),
        "formula-dde": (_cell(parts, formula % "cmd|'/c calc'!A0"), holds),
        "formula-shared": (
            _cell(parts, '<c r="B2"><f t="shared" ref="B2:B9" si="0">A1</f></c>'),
            holds,
        ),
        "macros": (packed(parts, Member("xl/vbaProject.bin", b"x")), "holds macros"),
        "macros-by-type": (changed(parts, _TYPES, _TYPE, _MACRO_TYPE), "holds macros"),
        "macro-sheet": (packed(parts, Member("xl/macrosheets/a.xml", b"<a/>")), "holds macros"),
        "active-x": (packed(parts, Member("xl/activeX/a.bin", b"x")), "object or control"),
        "object": (
            related(parts, _BOOK, "oleObject", "embeddings/oleObject1.bin"),
            "holds an embedded object or control",
        ),
    }


def _reaching(parts: dict[str, bytes]) -> dict[str, Content]:
    link = Member("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    return {
        "link": (packed(parts, link), "takes in other files"),
        "link-by-relation": (
            related(parts, _BOOK, "externalLink", "file:///c:/other.xlsx", "External"),
            "takes in something from outside",
        ),
        "image-outside": (
            related(parts, _BOOK, "image", "http://a/b.png", "External"),
            "takes in something from outside: “http://a/b.png”",
        ),
        "entity-outside": (
            changed(parts, _SHEET, "<worksheet", f"{OUTSIDE}<worksheet"),
            "sheet1.xml",
        ),
        "up": (packed(parts, Member("xl/../../a.xml", b"<a/>")), "a name that it may not have"),
        "absolute": (packed(parts, Member("/etc/passwd", b"x")), "a name that it may not have"),
        "backslash": (packed(parts, Member("xl\\a.xml", b"x")), "a name that it may not have"),
        "part-twice": (packed(parts, Member(_SHEET, b"<a/>")), "is in it twice"),
        "part-twice-in-capitals": (packed(parts, Member(_SHEET.upper(), b"<a/>")), "in it twice"),
        "symlink": (
            packed(parts, Member("xl/a", b"/etc", listed={"attributes": stat.S_IFLNK << 16})),
            "is a link or a device",
        ),
        "encrypted": (packed(parts, Member("xl/a.xml", b"x", flags=1)), "is encrypted"),
        "with-a-password": (OLD_OFFICE, "is protected by a password"),
        "renamed-page": (b"<html><table></table></html>", "is not an Excel workbook"),
        "renamed-zip": (packed({"readme.txt": b"x"}), "is not an Excel workbook"),
    }


def _growing(parts: dict[str, bytes]) -> dict[str, Content]:
    cells = b"<row>" + b"<c/>" * 4_000_000 + b"</row>"
    sheet = parts[_SHEET].replace(b"</sheetData>", cells + b"</sheetData>")
    zeros = Member("xl/media/a.png", bytes(100_000_000), DEFLATED)
    lie = {"size": 10}
    lying = Member("xl/a.xml", bytes(90_000_000), DEFLATED, local=lie, listed=lie)
    many = [Member(f"xl/{number}.xml", b"<a/>") for number in range(2_500)]
    deep = "<a>" * 200_000
    return {
        "bomb": (packed(parts, zeros), "larger than 20 MB"),
        "bomb-lying": (packed(parts, lying), "does not have the size that it claims"),
        "entities": (changed(parts, _SHEET, "<worksheet", f"{DOCTYPE}<worksheet"), "sheet1.xml"),
        "entities-book": (
            changed(parts, _BOOK, "<workbook", f"{DOCTYPE}<workbook"),
            "workbook.xml",
        ),
        "entities-styles": (
            changed(parts, _STYLES, "<styleSheet", f"{DOCTYPE}<styleSheet"),
            "styles.xml",
        ),
        "entities-types": (changed(parts, _TYPES, "<Types", f"{DOCTYPE}<Types"), _TYPES),
        "many-cells": (packed(parts | {_SHEET: sheet}), "sheet1.xml"),
        "many-parts": (packed(parts, *many), "and 2,000 is the most"),
        "deep": (changed(parts, _SHEET, "<sheetData>", f"{deep}<sheetData>"), "sheet1.xml"),
        "far-row": (
            changed(parts, _SHEET, '<row r="2"', '<row r="1048576"').replace(b"", b""),
            "row",
        ),
        "no-such-row": (changed(parts, _SHEET, '<row r="2"', '<row r="99999999"'), "no such row"),
        "far-column": (_cell(parts, '<c r="XFD2"><v>1</v></c>'), "beyond the"),
        "no-such-cell": (_cell(parts, '<c r="@@"><v>1</v></c>'), "no such cell"),
        "cut": (packed(parts | {_SHEET: sheet[:500]}), "sheet1.xml"),
    }
