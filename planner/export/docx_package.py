"""The package around a Word document: only what it needs, and the same bytes every time."""

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.opc.part import Part

LONGEST_TITLE = 255
"""The most characters that Word takes in a document's title."""

_CORE = "docProps/core.xml"
_THEME = "word/theme/theme1.xml"
_FIRST = "[Content_Types].xml"
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""

# What the template carries from the machine that it was made on.
_LEFTOVERS = frozenset(
    {
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_XML,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/webSettings",
    }
)
_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
)

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{known}</Types>'
)


def save(document: "Document", title: str) -> bytes:
    """Return the document as a file with this title and no author, dates or picture."""
    _drop_leftovers(document)
    _settle(document)
    package = document.part.package
    parts = list(package.iter_parts())
    entries = {_FIRST: _types(parts), "_rels/.rels": package.rels.xml}
    for part in parts:
        name = part.partname.membername
        entries[name] = _part(name, part.blob, title)
        if len(part.rels):
            entries[part.partname.rels_uri.membername] = part.rels.xml
    return _packed(entries)


def _drop_leftovers(document: "Document") -> None:
    # A part that nothing refers to is not saved.
    for relationships in (document.part.package.rels, document.part.rels):
        for name in [n for n, r in relationships.items() if r.reltype in _LEFTOVERS]:
            del relationships[name]


def _settle(document: "Document") -> None:
    """Make the settings those of a new document in British English, in today's Word."""
    settings = document.settings.element
    # "proofState" would tell Word that the spelling has been looked at already.
    for tag in ("proofState", "savePreviewPicture", "rsids"):
        for element in settings.findall(qn(f"w:{tag}")):
            settings.remove(element)
    for element in settings.findall(f"{_WORD_14}docId"):
        settings.remove(element)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            # Fourteen opens with "Compatibility Mode" in the window's title.
            element.set(qn("w:val"), "15")


def _types(parts: "Sequence[Part]") -> bytes:
    """Return the list of what each part is."""
    known = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in sorted(parts, key=lambda part: part.partname)
    )
    return _TYPES.format(known=known).encode()


def _packed(entries: "Mapping[str, bytes]") -> bytes:
    """Return the package with its entries in order and their times fixed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name in sorted(entries, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Which system made it would otherwise be told.
            entry.create_system = 0
            new.writestr(entry, entries[name])
    return packed.getvalue()


def _part(name: str, data: bytes, title: str) -> bytes:
    if name == _CORE:
        return _PROPERTIES.format(title=escape(title[:LONGEST_TITLE])).encode()
    if name == _THEME:
        # Cambria is for print; and scripts that it lacks get a font that every school has.
        data = data.replace(b'typeface="Cambria"', b'typeface="Calibri"')
        data = data.replace(b'<a:cs typeface=""/>', b'<a:cs typeface="Arial"/>')
        for script in (b"Arab", b"Hebr"):
            data = data.replace(
                b'script="' + script + b'" typeface="Times New Roman"',
                b'script="' + script + b'" typeface="Arial"',
            )
    return data
