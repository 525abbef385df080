"""Reading a pack's JSON a part at a time: what is refused is never in memory whole.

Text with one wide character takes up to four times its room in the file, and a list of many short
texts ten times. So each part is read, checked and, where there are many, forgotten: such a pack is
made only once all of them were found sound.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType
from msgspec.json import Decoder

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_QUESTIONS,
    MOST_TYPES,
    MOST_WORKED,
    Pack,
    PackInfo,
)
from planner.model.plan import Plan
from planner.packs.errors import ONE_OF, PackError
from planner.packs.format import Format
from planner.packs.pack_check import PackCheck, Part
from planner.packs.pack_types import check_types
from planner.packs.signing import MOST_HANDOVERS, Handover
from planner.packs.strict_json import (
    TWICE,
    check_json,
    check_load,
    check_sense,
    decode,
    misshapen,
)
from planner.packs.tidy import hidden, hides_nothing, is_tidy, tidy

FORMAT = Format("marshal-pack", 1, "pack file")

# The beginning of a pack file as Marshal writes it; that nothing in it comes twice is seen later.
_OURS = b'{\n  "format": "%s",\n  "version": %d,\n' % (FORMAT.name.encode(), FORMAT.version)
_CHUNK = 250_000
_MOST_PART = 5_000_000
_MOST_HEAD = 100
"""How many bytes are read at a time, and may be in one part, and in one of the first fields."""
# Factors come first: the others speak to them.
_FIELDS: dict[str, Decoder[tuple[Part, ...]]] = {
    "factors": Decoder(tuple[Factor, ...]),
    "questions": Decoder(tuple[Question, ...]),
    "cards": Decoder(tuple[Card, ...]),
    "plans": Decoder(tuple[Plan, ...]),
    "question_types": Decoder(tuple[QuestionType, ...]),
}
_NO_SPACE = -1
_ROOM = 16_000_000
"""About how many bytes of parts are kept until all are found sound; of more, all are made anew."""
_WIDEST, _TEXT = 4, 30
"""The most bytes of memory for a byte of text, and what a text or a name usually takes besides."""
_FIRST_STEP = re.compile(r"\[(\d+)\]")

_Part = TypeVar("_Part", bound=Struct)
_Handovers = Annotated[tuple[Handover, ...], Meta(max_length=MOST_HANDOVERS)]


class Whole(Struct, omit_defaults=True, forbid_unknown_fields=True):
    """All that a pack's JSON says; handovers: how its author's key changed."""

    format: str
    version: int
    pack: Pack
    handovers: _Handovers = ()


class _Head(Struct):
    format: Raw = Raw(b"null")
    version: Raw = Raw(b"null")


class _Group(Struct):
    """Any group of fields; what they are is not looked at."""


class _PackShape(Struct, forbid_unknown_fields=True):
    info: _Group
    factors: Annotated[list[_Group], Meta(max_length=MOST_FACTORS)] = []
    questions: Annotated[list[_Group], Meta(max_length=MOST_QUESTIONS)] = []
    cards: Annotated[list[_Group], Meta(max_length=MOST_CARDS)] = []
    plans: Annotated[list[_Group], Meta(max_length=MOST_WORKED)] = []
    question_types: Annotated[list[_Group], Meta(max_length=MOST_TYPES)] = []


class _Shape(Struct, forbid_unknown_fields=True):
    format: Raw
    version: Raw
    pack: _PackShape
    handovers: Raw | UnsetType = UNSET


class _PackParts(Struct):
    info: Raw
    factors: list[Raw] | UnsetType = UNSET
    questions: list[Raw] | UnsetType = UNSET
    cards: list[Raw] | UnsetType = UNSET
    plans: list[Raw] | UnsetType = UNSET
    question_types: list[Raw] | UnsetType = UNSET


class _Parts(Struct):
    format: Raw
    version: Raw
    pack: _PackParts
    handovers: Raw | UnsetType = UNSET


def read_pack_json(body: bytes, name: str) -> Whole:
    """Return all that a pack's JSON says, tidy and sound, or raise PackError that names the place.

    name: the file's, for messages.
    """
    # What is small is looked at whole, so that the line can be told of what is no JSON.
    (check_json if len(body) <= _CHUNK else check_load)(body, name)
    _check_head(body, name)
    decode(body, _Shape, name)
    parts = decode(body, _Parts, name)
    _check_sizes(parts, name)
    _check_twice(body, parts, name)
    reading = _Reading(name)
    handovers: _Handovers = ()
    if parts.handovers is not UNSET:
        handovers = reading.read(bytes(parts.handovers), Decoder(_Handovers), "handovers[{}]")
    (info,) = reading.parts([parts.pack.info], Decoder(tuple[PackInfo, ...]), "info")
    checks = PackCheck(info, name)
    for field, decoder in _FIELDS.items():
        for part in reading.parts(getattr(parts.pack, field) or (), decoder, field):
            checks.add(part)
    del parts
    if reading.made is not None:
        pack = Pack(info, **{field: tuple(made) for field, made in reading.made.items()})
        whole = Whole(FORMAT.name, FORMAT.version, pack, handovers)
    else:
        whole = decode(body, Whole, name)
        if reading.tidied:
            whole = msgspec.structs.replace(whole, pack=tidy(whole.pack))
    if whole.pack.question_types:
        # Few packs bring any, and the shipped frameworks come from a file.
        from planner.packs.data import read_frameworks

        check_types(whole.pack, {of.id for of in read_frameworks().frameworks}, name)
    return whole


def _check_head(body: bytes, name: str) -> None:
    """Raise PackError where the first fields are not a pack's, whatever else there is."""
    if body.startswith(_OURS):
        return
    head = decode(body, _Head, name)
    fields = (head.format, head.version)
    # A long one is not even copied.
    short = [bytes(f) if len(memoryview(f)) <= _MOST_HEAD else b"null" for f in fields]
    said = [decode(field, object, name) for field in short]
    FORMAT.check(said[0], said[1], name)


def _check_sizes(parts: _Parts, name: str) -> None:
    """Raise PackError where a part is too large to be made by itself."""
    pack = parts.pack
    pieces: dict[str, list[Raw]] = {"info": [pack.info], "handovers": []}
    if isinstance(parts.handovers, Raw):
        pieces["handovers"].append(parts.handovers)
    pieces |= {field: getattr(pack, field) or [] for field in _FIELDS}
    for field, found in pieces.items():
        for number, piece in enumerate(found, 1):
            if len(memoryview(piece)) > _MOST_PART:
                place = f"{_one_of(field)} {number}" if field in _FIELDS else field
                raise PackError(
                    f"{name}: {place} has more than {_MOST_PART // 1_000_000} MB, the most that "
                    "Marshal reads of one part."
                )


def _check_twice(body: bytes, parts: _Parts, name: str) -> None:
    """Raise PackError where a field stands twice, of which only the last is among the parts.

    What is in no part are the names of the fields that lead to one, each in two quotation marks.
    """
    pack = parts.pack
    outside = [parts.format, parts.version, parts.handovers, pack.info]
    lists = [getattr(pack, field) for field in _FIELDS]
    fields = 1 + sum(part is not UNSET for part in (*outside, *lists))
    pieces = [part for part in outside if isinstance(part, Raw)]
    pieces += [piece for part in lists if isinstance(part, list) for piece in part]
    marks = sum(b"".join(chunk).count(b'"') for chunk in _chunks(pieces))
    if body.count(b'"') != 2 * fields + marks:
        raise PackError(f"{name} {TWICE}.")


class _Reading:
    """Reads the parts of one pack; tidied: whether tidying changed any of them.

    made: the parts in its lists, None once they take too much room.
    As long as all is as Marshal writes it, the quicker ways are taken; a hostile pack, which would
    go both ways, goes the quicker one once.
    """

    def __init__(self, name: str) -> None:
        self.tidied = False
        self.made: dict[str, list[Any]] | None = {}
        self._name = name
        self._room = _ROOM
        self._is_ours = True

    def parts(
        self, found: Iterable[Raw], decoder: Decoder[tuple[_Part, ...]], field: str
    ) -> Iterator[_Part]:
        """Yield the parts that stand in a field of the pack, tidy."""
        listed = field in _FIELDS
        path = f"pack.{field}[{{}}]" if listed else f"pack.{field}"
        first = 0
        for chunk in _chunks(found):
            data = b"[" + b",".join(chunk) + b"]"
            made, written = self._read(data, decoder, path, first)
            if not (written and is_tidy(written)):
                bare = hides_nothing(data)
                for number, part in enumerate(() if bare else made, first + 1):
                    self._check_seen(part, f"{_one_of(field)} {number}" if listed else field)
                neat = tuple(map(tidy, made))
                if any(part is not before for part, before in zip(neat, made, strict=True)):
                    self.tidied = True
                    self._is_ours = False
                    # Composing characters can make a text longer.
                    self._decoded(msgspec.json.encode(neat), decoder, path, first)
                made = neat
            if listed:
                self._keep(field, made, data)
            yield from made
            first += len(chunk)

    def read(
        self, data: bytes, decoder: Decoder[tuple[_Part, ...]], path: str, first: int = 0
    ) -> tuple[_Part, ...]:
        """Return a list of parts; path: to one of them by its number, which begins with first."""
        return self._read(data, decoder, path, first)[0]

    def _read(
        self, data: bytes, decoder: Decoder[tuple[_Part, ...]], path: str, first: int
    ) -> tuple[tuple[_Part, ...], bytes]:
        """Return a list of parts, and its JSON without spaces where it is Marshal's own."""
        if self._is_ours:
            with suppress(msgspec.DecodeError):
                made = decoder.decode(data)
                written = msgspec.json.encode(made)
                # What Marshal wrote has one meaning, and to write it again tells it soonest.
                if written == msgspec.json.format(data, indent=_NO_SPACE):
                    return made, written
            self._is_ours = False
        check_sense(data, self._name)
        return self._decoded(data, decoder, path, first), b""

    def _keep(self, field: str, made: tuple[_Part, ...], data: bytes) -> None:
        """Keep parts that were read, while all of them have room."""
        self._room -= len(data) * (1 if data.isascii() else _WIDEST)
        self._room -= data.count(b'"') // 2 * _TEXT
        if self._room < 0:
            self.made = None
        if self.made is not None:
            self.made.setdefault(field, []).extend(made)

    def _check_seen(self, part: Struct, place: str) -> None:
        if place := hidden(part, place):
            raise PackError(
                f"{self._name}: {place} holds characters that cannot be seen, which could mislead. "
                "Ask its author for a pack without them."
            )

    def _decoded(
        self, data: bytes, decoder: Decoder[tuple[_Part, ...]], path: str, first: int
    ) -> tuple[_Part, ...]:
        try:
            return decoder.decode(data)
        except msgspec.ValidationError as error:
            what, _, rest = str(error).partition(" - at `$")
            step = _FIRST_STEP.match(rest)
            at = path.format(first + int(step[1])) if step else path.partition("[")[0]
            placed = f"{what} - at `$.{at}{rest[step.end() if step else 0 :] or '`'}"
            raise misshapen(msgspec.ValidationError(placed), self._name) from error


def _one_of(field: str) -> str:
    """Return what one part in a field of the pack is called."""
    return ONE_OF[field.replace("_", " ")]


def _chunks(parts: Iterable[Raw]) -> Iterator[list[bytes]]:
    """Yield parts in their order, so many together as are read at a time."""
    chunk: list[bytes] = []
    size = 0
    for part in map(bytes, parts):
        chunk.append(part)
        size += len(part)
        if size > _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
