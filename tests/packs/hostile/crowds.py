"""Files as large as any that is read, and sound up to what comes last in them."""

import json
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from planner.model.evidence import Card
from planner.packs.pack_written import FORMAT, MOST_ROOM, Whole, room, write_pack_json
from tests.packs.hostile.office import changed, workbook
from tests.packs.hostile.parts import Content, Hostile, body, named, pack_of, sample

_LAST = "x" * 20_001
_WORDS = "this has 20,001 characters"
_SHEET = "xl/worksheets/sheet1.xml"
_CELLS = "</sheetData>"


def crowded_files() -> Iterator[Hostile]:
    """Yield files that are sound, and take long or fill the memory, up to their end."""
    yield from named("crowd", ".evidencepack", _packs())
    yield from named("written", ".evidencepack", _written_packs())
    for suffix, files in {".xlsx": _workbooks(), ".txt": _notes()}.items():
        yield from named("crowd", suffix, files.items())


def _packs() -> Iterator[tuple[str, Content]]:
    """Yield packs of the most cards and almost the most bytes."""
    words = "word " * 164
    for name, detail, last, said in (
        ("plain", words, {"headline": "a\u202eb"}, "card 20000, headline holds characters"),
        ("dashes", f"{words}–", {"headline": 7}, "card 20000, headline should be text"),
        ("emoji", f"{words}😀", {"headline": ""}, "card “usa/last”: headline is empty"),
        ("untidy", f"{words}e\u0301", {"id": "usa/c0"}, "card “usa/c0”: this id is there twice"),
    ):
        held = json.loads(body())
        card = {"detail": detail, "people": ["A", "B"], "factors": ["usa/cunning"]}
        cards: list[dict[str, Any]] = [
            card | {"id": f"usa/c{number}", "headline": f"Card {number}"}
            for number in range(19_999)
        ]
        held["pack"]["cards"] = [*cards, {"id": "usa/last", "headline": "The last"} | last]
        yield name, (pack_of(json.dumps(held, ensure_ascii=False)), said)


def _written_packs() -> Iterator[tuple[str, Content]]:
    """Yield packs of the most cards as Marshal writes them, and as large as it reads in one go."""
    twice, unseen = Card("usa/c0", "Again"), Card("usa/last", "a\u202eb")
    for name, detail, people, last, said in (
        (
            "names",
            "",
            tuple(f"{n:02}" for n in range(12)),
            twice,
            "card “usa/c0”: this id is there",
        ),
        ("dashes", "word " * 93 + "–", (), twice, "card “usa/c0”: this id is there twice"),
        ("lines", "word\n" * 77 + "–", (), unseen, "card 20000, headline holds characters"),
        ("emoji", "word " * 70 + "😀", (), unseen, "card 20000, headline holds characters"),
    ):
        cards = (
            Card(f"usa/c{number}", f"Card {number}", detail, people=people)
            for number in range(19_999)
        )
        pack = replace(sample(), cards=(*cards, last))
        written = write_pack_json(Whole(FORMAT.name, FORMAT.version, pack))
        if not 0.95 * MOST_ROOM < len(written) + room(written) <= MOST_ROOM:
            raise AssertionError(f"{name} should be almost as large as can be")
        yield name, (pack_of(written), said)


def _workbooks() -> dict[str, Content]:
    last = f'<row r="9999"><c r="B9999" t="inlineStr"><is><t>{_LAST}</t></is></c></row>'

    def of(cell: str, cells: int, rows: int) -> bytes:
        row = f"<row>{cell * cells}</row>"
        return changed(workbook(), _SHEET, _CELLS, f"{row * rows}{last}{_CELLS}")

    told = f"cell B9999: {_WORDS}"
    return {
        "numbers": (of("<c><v>8787.5</v></c>", 20, 3_100), told),
        "texts": (of('<c t="inlineStr"><is><t>ab</t></is></c>', 10, 4_000), told),
        "empty-cells": (of("<c/>", 20, 6_000), told),
    }


def _notes() -> dict[str, Content]:
    wide = "\U0001f600" * 1_000
    return {"wide": (f"{wide}\n".encode() * 2_900 + b"x\n" * 180_000, "3 million characters")}
