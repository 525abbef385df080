"""Workbooks and documents of Office, checked in every part before a library reads them."""

import posixpath
import re
from collections.abc import Container
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from planner.packs.archive import Archive, Limits, open_archive
from planner.packs.errors import PackError, quoted
from planner.packs.material.xml_parts import End, Start, scan_xml
from planner.packs.read import MOST_BYTES

CONTENT_TYPES = "[Content_Types].xml"

_LIMITS = Limits(entries=2_000, unpacked=MOST_BYTES)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_RELATIONS = 10_000
_XML = (".xml", ".rels", ".vml")
_TYPE = "http://schemas.openxmlformats.org/package/2006/content-types "
_STRICT = "http://purl.oclc.org/ooxml/"
_MACROS = ("macro", "vba")
_PROGRAMS = ("activex", "oleobject", "control")
_TEMPLATE = "attachedtemplate"
_OUTSIDE = ("externallink", "altchunk", "afchunk", "subdocument", _TEMPLATE, "frame")
# Slashes at the beginning, two or more, lead to another machine; so does any scheme but a drive's.
_ON_THIS_MACHINE = re.compile(
    r"(?:file:(?://(?:localhost)?(?=/))?)?/?(?:[a-z]:/?)?(?!/)[^:?*\"<>|%]+", re.IGNORECASE
)
_INSTEAD = "Copy what you need from it and paste that instead"


class Format(Struct, frozen=True):
    """A kind of Office file: what to call one, its suffix, and its main part's content type."""

    called: str
    suffix: str
    main: str


class Relation(NamedTuple):
    """What one part says that another is to it; kind is the last step of the type's address."""

    id: str
    kind: str
    target: str


class Office:
    """An Office file whose parts are as they should be, save what `check` has yet to go through.

    main: the name of its main part. relations: of each part that has any, by the part's name.
    """

    def __init__(self, data: bytes, name: str, form: Format) -> None:
        """Open a file's bytes; raise PackError where it is no such file or holds what may harm."""
        self.name = name
        self._form = form
        self._archive = _opened(data, name, form)
        self.main = ""
        self.relations: dict[str, list[Relation]] = {}
        self._check_names()
        self._read_types()
        for part in self._archive.names:
            if part.lower().endswith(".rels"):
                self._read_relations(part)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all the parts."""
        return self._archive.names

    def scan(self, part: str, most: int, start: Start | None = None, end: End | None = None) -> int:
        """Check a part, telling start and end of its elements, and return how many it has."""
        return scan_xml(
            self._archive.read(part), f"{self.name}, its part {quoted(part)}", most, start, end
        )

    def check(self, checked: Container[str], most: int) -> None:
        """Check all parts but those that are checked already; most: their elements together."""
        for part in self._archive.names:
            if part.lower().endswith(_XML) and part not in checked and part != CONTENT_TYPES:
                most -= self.scan(part, most)

    def refusal(self, what: str) -> PackError:
        """Return the error that the file holds what may do harm."""
        return PackError(
            f"{self.name} {what}. Marshal does not open such files, and nothing was taken from it. "
            f"{_INSTEAD}."
        )

    def damaged(self, what: str) -> PackError:
        """Return the error that the file is not as it should be."""
        return PackError(
            f"{self.name} is damaged: {what}. Open it in the program that made it, save it again, "
            "then try again."
        )

    def _check_names(self) -> None:
        for part in self._archive.names:
            low = part.lower()
            if any(word in low for word in _MACROS):
                raise self.refusal(f"holds macros ({quoted(part)})")
            if any(word in low for word in _PROGRAMS):
                raise self.refusal(f"holds an embedded object or control ({quoted(part)})")
            if "externallink" in low:
                raise self.refusal(f"takes in other files ({quoted(part)})")

    def _read_types(self) -> None:
        """Find the main part by the list of what each part is, and refuse macros."""
        mains: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("ContentType", "")
            if any(word in kind.lower() for word in _MACROS):
                raise self.refusal("holds macros")
            part = attributes.get("PartName", "").removeprefix("/")
            suffix = attributes.get("Extension", part).lower()
            # What a library takes for XML has to be what is checked as XML.
            plain = suffix.endswith(tuple(end[1:] for end in _XML)) or kind == "image/svg+xml"
            if tag.startswith(_TYPE) and kind.endswith("xml") and not plain:
                raise self.damaged(f"it says that {quoted(part or suffix)} is XML")
            if kind == self._form.main:
                mains.append(part)

        if CONTENT_TYPES in self._archive.names:
            self.scan(CONTENT_TYPES, _MOST_RELATIONS, start)
        if not mains or mains[0] not in self._archive.names:
            raise PackError(
                f"{self.name} is not {self._form.called}, whatever its name says. Open it in the "
                f"program that made it and save it as {self._form.called} ({self._form.suffix})."
            )
        self.main = mains[0]

    def _read_relations(self, part: str) -> None:
        """Note what a part is related to, and refuse what reaches outside or could run."""
        folder, _, file = part.rpartition("_rels/")
        source = folder + file[: -len(".rels")]

        def start(_: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "")
            if kind.startswith(_STRICT):
                raise self._strict()
            kind = kind.rpartition("/")[2]
            self._check_relation(source, kind, attributes)
            target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
            relation = Relation(attributes.get("Id", ""), kind, target.lstrip("/"))
            self.relations.setdefault(source, []).append(relation)

        self.scan(part, _MOST_RELATIONS, start)

    def _check_relation(self, source: str, kind: str, attributes: dict[str, str]) -> None:
        low = kind.lower()
        place = f" (from {quoted(source)})" if source else ""
        if low == _TEMPLATE and _names_local_file(attributes):
            # Word notes from which template a document was made; nothing of it is taken in.
            return
        if attributes.get("TargetMode", "Internal") != "Internal" and low != "hyperlink":
            raise self.refusal(
                f"takes in something from outside: {quoted(attributes.get('Target', ''))} as "
                f"{quoted(kind)}{place}"
            )
        if any(word in low for word in _MACROS):
            raise self.refusal(f"holds macros{place}")
        if any(word in low for word in _OUTSIDE):
            raise self.refusal(f"takes in other files, as {quoted(kind)}{place}")
        # A chart keeps its numbers in a workbook of its own, which is not opened.
        chart = low == "package" and "/charts/" in source
        if any(word in low for word in _PROGRAMS) or (low == "package" and not chart):
            raise self.refusal(f"holds an embedded object or control{place}")

    def _strict(self) -> PackError:
        return PackError(
            f"{self.name} is saved as “Strict Open XML”, which Marshal does not read. Save it as "
            f"{self._form.called} ({self._form.suffix}), then try again."
        )


def _names_local_file(attributes: dict[str, str]) -> bool:
    """Tell whether a relation leads to a file of the machine that it was made on, and no other."""
    path = unquote(attributes.get("Target", "")).replace("\\", "/")
    external = attributes.get("TargetMode") == "External"
    plain = path.isprintable() and path == path.strip()
    return external and plain and _ON_THIS_MACHINE.fullmatch(path) is not None


def _opened(data: bytes, name: str, form: Format) -> Archive:
    if data.startswith(_OLD):
        raise PackError(
            f"{name} is protected by a password, or was saved by an older Office. Take the "
            f"password off or save it as {form.called} ({form.suffix}), then try again."
        )
    if not data.startswith(b"PK"):
        raise PackError(
            f"{name} is not {form.called}, whatever its name says. Open it in the program that "
            f"made it and save it as {form.called} ({form.suffix})."
        )
    return open_archive(data, name, _LIMITS)
