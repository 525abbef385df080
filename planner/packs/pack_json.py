"""Reading a pack's JSON a part at a time: what is refused is never in memory whole.

Text with one wide character takes up to four times its room in the file, and a list of many short
texts ten times. So each part is read, checked and forgotten: the pack is made only once all of them
were found sound. What Marshal wrote, and is not too large, is read by pack_written in one go.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated, TypeVar

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
    PackInfo,
)
from planner.model.plan import Plan
from planner.packs.errors import ONE_OF, PackError
from planner.packs.pack_check import PackCheck, Part
from planner.packs.pack_types import check_types
from planner.packs.pack_written import FORMAT, LISTS, Whole, read_written
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

_CHUNK = 250_000
_MOST_PART = 5_000_000
_MOST_HEAD = 100
"""How many bytes are read at a time, and may be in one part, and in one of the first fields."""
_DECODERS: dict[str, Decoder[tuple[Part, ...]]] = {
    "factors": Decoder(tuple[Factor, ...]),
    "questions": Decoder(tuple[Question, ...]),
    "cards": Decoder(tuple[Card, ...]),
    "plans": Decoder(tuple[Plan, ...]),
    "question_types": Decoder(tuple[QuestionType, ...]),
}
_NO_SPACE = -1
_FIRST_STEP = re.compile(r"\[(\d+)\]")

_Part = TypeVar("_Part", bound=Struct)
_Handovers = Annotated[tuple[Handover, ...], Meta(max_length=MOST_HANDOVERS)]


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
    whole = read_written(body)
    if whole is None:
        whole = _read_in_parts(body, name)
    else:
        checks = PackCheck(whole.pack.info, name)
        for field in LISTS:
            for part in getattr(whole.pack, field):
                checks.add(part)
    if whole.pack.question_types:
        # Few packs bring any, and the shipped frameworks come from a file.
        from planner.packs.data import read_frameworks

        check_types(whole.pack, {of.id for of in read_frameworks().frameworks}, name)
    return whole


def _read_in_parts(body: bytes, name: str) -> Whole:
    """Return what read_pack_json does of any JSON, but for what the kinds of question fit to."""
    # What is small is looked at whole, so that the line can be told of what is no JSON.
    (check_json if len(body) <= _CHUNK else check_load)(body, name)
    _check_head(body, name)
    decode(body, _Shape, name)
    parts = decode(body, _Parts, name)
    _check_sizes(parts, name)
    _check_twice(body, parts, name)
    reading = _Reading(name)
    if parts.handovers is not UNSET:
        reading.read(bytes(parts.handovers), Decoder(_Handovers), "handovers[{}]")
    (info,) = reading.parts([parts.pack.info], Decoder(tuple[PackInfo, ...]), "info")
    checks = PackCheck(info, name)
    for field in LISTS:
        for part in reading.parts(getattr(parts.pack, field) or (), _DECODERS[field], field):
            checks.add(part)
    del parts
    whole = decode(body, Whole, name)
    if reading.tidied:
        whole = msgspec.structs.replace(whole, pack=tidy(whole.pack))
    return whole


def _check_head(body: bytes, name: str) -> None:
    """Raise PackError where the first fields are not a pack's, whatever else there is."""
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
    pieces |= {field: getattr(pack, field) or [] for field in LISTS}
    for field, found in pieces.items():
        for number, piece in enumerate(found, 1):
            if len(memoryview(piece)) > _MOST_PART:
                place = f"{_one_of(field)} {number}" if field in LISTS else field
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
    lists = [getattr(pack, field) for field in LISTS]
    fields = 1 + sum(part is not UNSET for part in (*outside, *lists))
    pieces = [part for part in outside if isinstance(part, Raw)]
    pieces += [piece for part in lists if isinstance(part, list) for piece in part]
    marks = sum(chunk.count(b'"') for chunk in _chunks(map(bytes, pieces)))
    if body.count(b'"') != 2 * fields + marks:
        raise PackError(f"{name} {TWICE}.")


class _Reading:
    """Reads the parts of one pack; tidied: whether tidying changed any of them.

    As long as all is as Marshal writes it, the quicker ways are taken; a hostile pack, which would
    go both ways, goes the quicker one once.
    """

    def __init__(self, name: str) -> None:
        self.tidied = False
        self._name = name
        self._is_ours = True

    def parts(
        self, found: Iterable[Raw], decoder: Decoder[tuple[_Part, ...]], field: str
    ) -> Iterator[_Part]:
        """Yield the parts that stand in a field of the pack, tidy."""
        listed = field in LISTS
        path = f"pack.{field}[{{}}]" if listed else f"pack.{field}"
        first = 0
        for data in _chunks(map(bytes, found)):
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
            yield from made
            first += len(made)

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


def _chunks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield parts in their order, as JSON lists of so many as are read at a time."""
    chunk: list[bytes] = []
    size = 0
    for part in parts:
        chunk.append(part)
        size += len(part)
        if size > _CHUNK:
            yield b"[" + b",".join(chunk) + b"]"
            chunk, size = [], 0
    if chunk:
        yield b"[" + b",".join(chunk) + b"]"
