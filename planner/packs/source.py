"""Packs as a teacher writes them: TOML, in which names need no pack before them."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

import msgspec
from msgspec import Meta, Struct

from planner.model.evidence import OWN, Card, Factor, Question, When, sort_key
from planner.model.framework import Frameworks, QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.text import Line, Passage, QuestionText, clean_line
from planner.packs.errors import PackError, in_words, quoted
from planner.packs.read import read_bytes
from planner.packs.tidy import Refused, clean, tidy
from planner.packs.worked import WorkedSource, worked_plan

_Source = TypeVar("_Source", bound=Struct)

_Name = Annotated[str, Meta(min_length=1, max_length=90, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
_KINDS = {"factors": "factor", "questions": "question", "cards": "card", "plans": "plan"}


class _FactorSource(Struct, frozen=True, forbid_unknown_fields=True):
    id: _Name
    name: Line
    about: Passage = ""


class _QuestionSource(Struct, frozen=True, forbid_unknown_fields=True):
    id: _Name
    text: QuestionText
    type: _Name = "general"
    marks: Annotated[int, Meta(ge=0, le=500)] | None = None
    minutes: Annotated[int, Meta(ge=0, le=500)] | None = None
    factors: tuple[_Name, ...] = ()


class _CardSource(Struct, frozen=True, forbid_unknown_fields=True):
    id: _Name
    headline: Line
    detail: Passage = ""
    when: When = When()
    people: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()
    factors: Annotated[tuple[_Name, ...], Meta(max_length=50)] = ()
    source: Passage = ""


def read_pack_source(path: Path, frameworks: Frameworks, types: Mapping[str, QuestionType]) -> Pack:
    """Return the pack that a TOML file describes, or raise PackError that names file and field.

    types: what fills a question's marks and minutes where the file does not say them.
    """
    return _Reader(path.name, _read_toml(path)).pack(frameworks, types)


class _Reader:
    """One pack on its way from TOML to values."""

    def __init__(self, file: str, raw: dict[str, Any]) -> None:
        self._file = file
        lists = {key: raw.pop(key, []) for key in _KINDS}
        self._info = self._one(raw, PackInfo, "the pack")
        self._pack = self._info.id
        if "/" in self._pack or self._pack == OWN:
            raise self._fault("the pack", f"id cannot be {quoted(self._pack)}")
        self._lists = lists

    def pack(self, frameworks: Frameworks, types: Mapping[str, QuestionType]) -> Pack:
        """Return the pack's values, each checked against the others."""
        named = self._all("factors", _FactorSource)
        self._factor_names = {factor.id for factor in named}
        factors = tuple(
            Factor(self._full(factor.id), factor.name, factor.about, hue)
            for hue, factor in enumerate(named)
        )
        questions = tuple(self._question(q, types) for q in self._all("questions", _QuestionSource))
        cards = tuple(self._card(card) for card in self._all("cards", _CardSource))
        pack = Pack(self._info, factors, questions, cards)
        plans = []
        for source in self._all("plans", WorkedSource):
            try:
                plans.append(worked_plan(source, pack, frameworks))
            except ValueError as error:
                raise self._fault(f"plan {quoted(source.id)}", str(error)) from error
        return msgspec.structs.replace(pack, plans=tuple(plans))

    def _question(self, source: _QuestionSource, types: Mapping[str, QuestionType]) -> Question:
        place = f"question {quoted(source.id)}"
        kind = types.get(source.type)
        if kind is None:
            raise self._fault(place, f"type {quoted(source.type)} is none that Marshal knows")
        if not source.text:
            raise self._fault(place, "text is empty")
        return Question(
            self._full(source.id),
            source.text,
            source.type,
            kind.marks if source.marks is None else source.marks,
            kind.minutes if source.minutes is None else source.minutes,
            self._factors(source.factors, place),
        )

    def _card(self, source: _CardSource) -> Card:
        place = f"card {quoted(source.id)}"
        if not source.headline:
            raise self._fault(place, "headline is empty")
        start = sort_key(source.when.start)
        end = sort_key(source.when.end, last=True)
        if end is not None and (start is None or end < start):
            raise self._fault(place, "when: the end is before the start")
        return Card(
            self._full(source.id),
            source.headline,
            source.detail,
            source.when,
            source.people,
            self._factors(source.factors, place),
            source.source,
        )

    def _factors(self, names: Iterable[str], place: str) -> tuple[str, ...]:
        for name in names:
            if name not in self._factor_names:
                raise self._fault(place, f"factors: the pack has no factor {quoted(name)}")
        return tuple(dict.fromkeys(self._full(name) for name in names))

    def _full(self, name: str) -> str:
        return f"{self._pack}/{name}"

    def _all(self, key: str, kind: type[_Source]) -> list[_Source]:
        """Return every value in one of the file's lists, no two of the same id."""
        raw, word = self._lists[key], _KINDS[key]
        if not isinstance(raw, list):
            raise self._fault(key, f"should be written as [[{key}]]")
        found = []
        seen: set[str] = set()
        for number, item in enumerate(raw, 1):
            named = item.get("id") if isinstance(item, dict) else None
            name = named if isinstance(named, str) and named else None
            place = f"{word} {quoted(name)}" if name else f"{word} {number}"
            found.append(self._one(item, kind, place))
            if name in seen:
                raise self._fault(place, "this id is there twice")
            seen.add(str(name))
        return found

    def _one(self, raw: object, kind: type[_Source], place: str) -> _Source:
        try:
            return tidy(msgspec.convert(raw, type=kind, strict=True))
        except msgspec.ValidationError as error:
            field, fault = in_words(error)
            raise self._fault(place, f"{field} {fault}".strip()) from error

    def _fault(self, place: str, fault: str) -> PackError:
        return PackError(f"{self._file}, {place}: {fault}.")


def _read_toml(path: Path) -> dict[str, Any]:
    data = read_bytes(path)
    try:
        # Some editors begin a text file with a byte order mark.
        raw = clean(tomllib.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackError(f"{path.name} is not UTF-8 text: line {line} has other bytes.") from error
    except RecursionError as error:
        raise PackError(f"{path.name} is nested too deep.") from error
    except Refused as error:
        raise PackError(f"{path.name} {error}.") from error
    except ValueError as error:
        raise PackError(
            f"{path.name} is not written as TOML should be: {clean_line(str(error))}."
        ) from error
    return cast("dict[str, Any]", raw)
