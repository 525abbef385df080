"""Checking XML from others before a library reads it: plain, in UTF-8 or UTF-16, and no bomb."""

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from planner.packs.errors import PackError

_MOST_DEEP = 200
_MOST_NAMES = 4_000
_MOST_ATTRIBUTES = 300
_PIECE = 1 << 16
_MOST_PENDING = 4 * _PIECE
"""How many bytes one tag may have."""
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii", "ascii"}

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def scan_xml(
    data: bytes, place: str, most: int, start: Start | None = None, end: End | None = None
) -> int:
    """Go once through XML and return how many elements it has.

    place: the file and its part, to begin a message with. most: the most elements that it may
    have. start and end are told of each element, its namespace before its name after a space.
    Raises PackError where the XML is damaged, declares a document type or entities, is nested too
    deep, or has so much in it that a library would take long over it.
    """
    return _Scan(place, most, start, end).go(data)


class _Scan:
    """One part on its way through expat."""

    def __init__(self, place: str, most: int, start: Start | None, end: End | None) -> None:
        self._place = place
        self._most = most
        self._start = start
        self._end = end
        self._count = self._deep = 0
        self._names: dict[str, str] = {}

    def go(self, data: bytes) -> int:
        parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        parser.XmlDeclHandler = self._on_declaration
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        fed = 0
        try:
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _MOST_PENDING:
                    self._refuse("one tag in it is longer than any program writes")
                if len(self._names) > _MOST_NAMES:
                    self._refuse("it has more kinds of elements than any program writes")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise PackError(
                f"{self._place} is damaged: line {error.lineno} of it is not written as XML should "
                "be. Save the document again, then try again."
            ) from error
        return self._count

    def _on_declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding and encoding.lower()) not in _ENCODINGS:
            self._refuse("it is in an encoding that no such document has")

    def _on_doctype(self, *_: object) -> NoReturn:
        self._refuse("it declares a document type, through which a file can do harm")

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._deep += 1
        if self._deep > _MOST_DEEP:
            self._refuse("it is nested deeper than any program writes")
        if self._count > self._most:
            self._refuse("it has more in it than Marshal reads at once")
        if len(attributes) > _MOST_ATTRIBUTES:
            self._refuse("one tag in it is longer than any program writes")
        if self._start:
            self._start(name, attributes)

    def _on_end(self, name: str) -> None:
        self._deep -= 1
        if self._end:
            self._end(name)

    def _refuse(self, why: str) -> NoReturn:
        raise PackError(
            f"{self._place} is refused: {why}. Copy what you need from the document and paste it "
            "instead."
        )
