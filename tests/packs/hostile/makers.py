"""All hostile files together."""

from collections.abc import Iterator

from tests.packs.hostile.crowds import crowded_files
from tests.packs.hostile.damage import damaged_files
from tests.packs.hostile.documents import document_files
from tests.packs.hostile.evidence import evidence_files
from tests.packs.hostile.jsons import json_files
from tests.packs.hostile.parts import Hostile
from tests.packs.hostile.signatures import signature_files
from tests.packs.hostile.spreadsheets import spreadsheet_files
from tests.packs.hostile.zips import zip_files

MAKERS = (
    zip_files,
    damaged_files,
    json_files,
    evidence_files,
    signature_files,
    spreadsheet_files,
    document_files,
    crowded_files,
)


def hostile_files() -> Iterator[Hostile]:
    """Yield every hostile file."""
    for make in MAKERS:
        yield from make()
