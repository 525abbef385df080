"""Documents that take in what is outside, run, or would fill the memory."""

from collections.abc import Iterator

from tests.packs.hostile.office import (
    DOCTYPE,
    OLD_OFFICE,
    OUTSIDE,
    changed,
    document,
    packed,
    related,
)
from tests.packs.hostile.parts import Content, Hostile, named
from tests.packs.raw_zip import DEFLATED, Member

_MAIN, _STYLES, _TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_OUTSIDE = "takes in something from outside: “http"


def document_files() -> Iterator[Hostile]:
    """Yield documents that could run, reach outside or use up the machine."""
    parts = document()
    yield from named(
        "notes", ".docx", (_reaching(parts) | _running(parts) | _growing(parts)).items()
    )


def _reaching(parts: dict[str, bytes]) -> dict[str, Content]:
    kinds = ("image", "oleObject", "frame", "subDocument", "attachedTemplate", "aFChunk", "video")
    return {
        **{
            f"{kind.lower()}-outside": (
                related(parts, _MAIN, kind, "http://example.org/a", "External"),
                _OUTSIDE,
            )
            for kind in kinds
        },
        "image-on-a-share": (
            related(parts, _MAIN, "image", "file://server/share/a.png", "External"),
            "takes in something from outside: “file://server",
        ),
        "template": (
            related(parts, _MAIN, "attachedTemplate", "template.dotm"),
            "takes in other files",
        ),
        "chunk": (related(parts, _MAIN, "aFChunk", "chunk.html"), "takes in other files"),
        "entity-outside": (
            changed(parts, _MAIN, "<w:document", f"{OUTSIDE}<w:document"),
            "document.xml",
        ),
        "up": (packed(parts, Member("../word/a.xml", b"<a/>")), "a name that it may not have"),
        "part-twice": (packed(parts, Member(_MAIN, b"<a/>")), "is in it twice"),
    }


def _running(parts: dict[str, bytes]) -> dict[str, Content]:
    control = Member("word/activeX/activeX1.xml", b"<a/>")
    return {
        "macros": (packed(parts, Member("word/vbaProject.bin", b"x")), "holds macros"),
        "macros-by-type": (changed(parts, _TYPES, _TYPE, _MACRO_TYPE), "holds macros"),
        "macros-by-relation": (related(parts, _MAIN, "vbaProject", "a.bin"), "holds macros"),
        "active-x": (packed(parts, control), "holds an embedded object or control"),
        "object": (related(parts, _MAIN, "oleObject", "embeddings/a.bin"), "an embedded object"),
        "package": (related(parts, _MAIN, "package", "embeddings/a.xlsx"), "an embedded object"),
        "with-a-password": (OLD_OFFICE, "is protected by a password"),
        "renamed-program": (b"MZ" + bytes(3_000), "is not a Word document"),
        "renamed-zip": (packed({"readme.txt": b"x"}), "is not a Word document"),
    }


def _growing(parts: dict[str, bytes]) -> dict[str, Content]:
    body = parts[_MAIN]
    many = body.replace(b"</w:body>", b"<w:p/>" * 3_000_000 + b"</w:body>")
    deep = "<w:tbl><w:tr><w:tc>" * 50_000
    zeros = Member("word/media/a.png", bytes(100_000_000), DEFLATED)
    return {
        "bomb": (packed(parts, zeros), "larger than 20 MB"),
        "entities": (
            changed(parts, _MAIN, "<w:document", f"{DOCTYPE}<w:document"),
            "document.xml",
        ),
        "entities-styles": (
            changed(parts, _STYLES, "<w:styles", f"{DOCTYPE}<w:styles"),
            "styles.xml",
        ),
        "many-paragraphs": (packed(parts | {_MAIN: many}), "document.xml"),
        "deep": (changed(parts, _MAIN, "<w:body>", f"<w:body>{deep}"), "document.xml"),
        "cut": (packed(parts | {_MAIN: body[: len(body) // 2]}), "document.xml"),
        "one-huge-text": (
            changed(parts, _MAIN, "Missed the", "x" * 15_000_000),
            "notes-one-huge-text.docx",
        ),
    }
