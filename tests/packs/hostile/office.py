"""Sound workbooks and documents, and ways to change what is in them."""

import io
import zipfile
from itertools import pairwise

import docx
import openpyxl

from tests.packs.raw_zip import DEFLATED, Member, zipped

_TEN_TIMES = [f'<!ENTITY {name} "{10 * f"&{before};"}">' for before, name in pairwise("abcdefghij")]
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{"".join(_TEN_TIMES)}]>'
"""Entities that grow ten times with each, to ten thousand million characters."""
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
"""What a file begins with that is encrypted, or of an Office before 2007."""


def workbook() -> dict[str, bytes]:
    """Return the parts of a sound workbook."""
    book = openpyxl.Workbook()
    book.active.append(["Headline", "When"])
    book.active.append(["The funeral trick", 1924])
    held = io.BytesIO()
    book.save(held)
    return _parts(held)


def document() -> dict[str, bytes]:
    """Return the parts of a sound document."""
    made = docx.Document()
    made.add_heading("Trotsky", 1)
    made.add_paragraph("Missed the funeral in 1924", style="List Bullet")
    held = io.BytesIO()
    made.save(held)
    return _parts(held)


def packed(parts: dict[str, bytes], *more: Member) -> bytes:
    """Return an Office file of these parts."""
    return zipped(*(Member(name, data, DEFLATED) for name, data in parts.items()), *more)


def changed(parts: dict[str, bytes], part: str, old: str, new: str) -> bytes:
    """Return an Office file in one of whose parts some text is another."""
    text = parts[part].decode()
    assert old in text, f"{part} has no {old}"
    return packed(parts | {part: text.replace(old, new, 1).encode()})


def related(parts: dict[str, bytes], source: str, kind: str, target: str, mode: str = "") -> bytes:
    """Return an Office file one of whose parts has one more relation."""
    part = f"{source.rpartition('/')[0]}/_rels/{source.rpartition('/')[2]}.rels"
    mode = f' TargetMode="{mode}"' if mode else ""
    relation = f'<Relationship Id="rId99" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
    return changed(parts, part, "</Relationships>", f"{relation}</Relationships>")


def _parts(held: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
