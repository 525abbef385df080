"""From what a source holds to a pack: as much of one as can be had, and all that is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import Framework, QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.model.type_faults import type_faults
from planner.packs.errors import quoted
from planner.packs.loose import Faults, Steps, read_loosely, within
from planner.packs.source_form import (
    LISTS,
    CardSource,
    FactorSource,
    PackSource,
    QuestionSource,
    TypeSource,
    WorkedSource,
)
from planner.packs.worked import parts_of, worked_plan

_Form = TypeVar("_Form", bound=Struct)

_STAND_IN = "pack"


class Built(Struct, frozen=True):
    """A pack as far as it can be had, and where its parts are in the source.

    places: by a part's kind and its id in the pack. A part without an id, or whose id another
    part has, is in the pack under an id that no part can have.
    """

    pack: Pack
    places: Mapping[tuple[str, str], Steps]


def build(
    fields: Mapping[str, Any],
    frameworks: Iterable[Framework],
    types: Mapping[str, QuestionType],
    faults: Faults,
) -> Built:
    """Return the pack that a source describes, and take note of what is wrong in it."""
    return _Builder(fields, types, faults).build(frameworks)


class _Builder:
    """One pack on its way from a source's fields."""

    def __init__(
        self, fields: Mapping[str, Any], types: Mapping[str, QuestionType], faults: Faults
    ) -> None:
        self._fields = fields
        self._types = types
        self._faults = faults
        self._places: dict[tuple[str, str], Steps] = {}
        self._pack = _STAND_IN
        self._factors: dict[str, str] = {}
        self._own: dict[str, QuestionType] = {}

    def build(self, frameworks: Iterable[Framework]) -> Built:
        """Return the pack, and where its parts are."""
        info = self._info()
        self._pack = info.id
        factors = tuple(self._factor(*found) for found in self._each("factors", FactorSource))
        self._factors = {factor.id.partition("/")[2]: factor.id for factor in factors}
        kinds = tuple(self._kind(*found) for found in self._each("question_types", TypeSource))
        self._own = {kind.id.partition("/")[2]: kind for kind in kinds}
        questions = tuple(self._question(*f) for f in self._each("questions", QuestionSource))
        cards = tuple(self._card(*found) for found in self._each("cards", CardSource))
        pack = Pack(info, factors, questions, cards, question_types=kinds)
        frameworks = tuple(frameworks)
        pack = replace(pack, plans=tuple(self._plans(pack, frameworks)))
        self._check_kinds(pack, frameworks)
        return Built(pack, self._places)

    def _info(self) -> PackInfo:
        rest = {name: value for name, value in self._fields.items() if name not in LISTS}
        source = read_loosely(rest, PackSource, (), "The pack", self._faults)
        fields = {name: getattr(source, name) for name in PackInfo.__struct_fields__}
        # The ids of its parts begin with the pack's.
        if self._faults.has(("id",)):
            fields["id"] = _STAND_IN
        return PackInfo(**fields)

    def _each(self, key: str, form: type[_Form]) -> Iterator[tuple[str, _Form, Steps]]:
        """Go through a list's entries, each with the id that its part has, and its place."""
        kind, raw = LISTS[key].kind, self._fields.get(key, [])
        if not isinstance(raw, list):
            do = f"Write each {kind} under a line of its own, [[{key}]]."
            self._faults.add((key,), "wrong-value", f"“{key}” should be a list.", do)
            return
        if len(raw) > LISTS[key].most:
            says = (
                f"The pack has {len(raw):,} {LISTS[key].kind}s, and can have {LISTS[key].most:,}."
            )
            self._faults.add((key,), "too-many", says, "Make two packs of it.")
            raw = raw[: LISTS[key].most]
        first: dict[str, int] = {}
        for at, item in enumerate(raw):
            place: Steps = (key, at)
            source = read_loosely(item, form, place, f"The {kind}", self._faults)
            if source is None:
                continue
            name = getattr(source, "id", "")
            if not self._faults.has((*place, "id")) and first.setdefault(name, at) != at:
                says = f"The {kind} has the id {quoted(name)}, which {kind} {first[name] + 1} has."
                do = "Give one of the two another id."
                self._faults.add((*place, "id"), "double-id", says, do)
            if self._faults.has((*place, "id")):
                name = f"#{at + 1}"
            full = f"{self._pack}/{name}"
            self._places[kind, full] = place
            yield full, source, place

    def _factor(self, full: str, source: FactorSource, place: Steps) -> Factor:
        hue = source.hue if isinstance(source.hue, int) else int(place[1])
        return Factor(full, source.name, source.about, hue)

    def _kind(self, full: str, source: TypeSource, place: Steps) -> QuestionType:
        return QuestionType(**{**asdict(source), "id": full})

    def _check_kinds(self, pack: Pack, frameworks: Iterable[Framework]) -> None:
        for fault in type_faults(pack.question_types, {framework.id for framework in frameworks}):
            place = (*self._places["question type", fault.of], fault.field)
            # Of what cannot be read, that was told.
            if not self._faults.has(place):
                says = f"The question type {fault.says}."
                self._faults.add(place, "question-type", says, fault.do)

    def _question(self, full: str, source: QuestionSource, place: Steps) -> Question:
        kind = self._own.get(source.type) or self._types.get(source.type)
        if kind is None and not self._faults.has((*place, "type")):
            known = [*self._own, *self._types]
            meant = get_close_matches(source.type, known, 1)
            do = f"Did you mean “{meant[0]}”? " if meant else ""
            do += f"Use one of these: {', '.join(known)}."
            says = f"Marshal has no type of question {quoted(source.type)}."
            self._faults.add((*place, "type"), "unknown-type", says, do)
        return Question(
            full,
            source.text,
            kind.id if kind else source.type,
            source.marks if isinstance(source.marks, int) else kind.marks if kind else 0,
            source.minutes if isinstance(source.minutes, int) else kind.minutes if kind else 0,
            self._known(source.factors, place),
        )

    def _card(self, full: str, source: CardSource, place: Steps) -> Card:
        return Card(
            full,
            source.headline,
            source.detail,
            source.when,
            source.people,
            self._known(source.factors, place),
            source.source,
        )

    def _known(self, names: Iterable[str], place: Steps) -> tuple[str, ...]:
        """Return the factors that go by these names, one of each."""
        found = []
        for at, name in enumerate(names):
            path = (*place, "factors", at)
            if name in self._factors:
                found.append(self._factors[name])
            # Where the factors cannot be read, nothing can be said of what cards name.
            elif not self._faults.has(path) and not self._faults.is_at(("factors",)):
                meant = get_close_matches(name, self._factors, 1)
                do = f"Did you mean “{meant[0]}”? " if meant else ""
                do += "Use the id of one of the pack’s factors, or add this one."
                says = f"The pack has no factor {quoted(name)}."
                self._faults.add(path, "unknown-factor", says, do)
        return tuple(dict.fromkeys(found))

    def _plans(self, pack: Pack, frameworks: Iterable[Framework]) -> Iterator[Plan]:
        parts = parts_of(pack, frameworks)
        for full, source, place in self._each("plans", WorkedSource):
            plan = worked_plan(source, parts, partial(self._report, place))
            if plan is not None:
                yield replace(plan, id=full)

    def _report(self, place: Steps, path: Steps, says: str, do: str) -> None:
        words, _ = within(path)
        if words:
            says = f"{words.capitalize()}: {says[0].lower()}{says[1:]}"
        if not self._faults.has((*place, *path)):
            self._faults.add((*place, *path), "worked-plan", says, do)
