"""Reading a value although parts of it are wrong: what can be used, and all that is wrong."""

from difflib import get_close_matches
from typing import Annotated, Any, TypeGuard, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, UnsetType

from planner.model.framework import Need, Role
from planner.packs.errors import in_words, quoted
from planner.packs.tidy import tidy

_Form = TypeVar("_Form", bound=Struct)

Steps = tuple[str | int, ...]
"""The way to a place in a file: names of fields, and numbers in lists from 0."""

MOST_FAULTS = 5_000
_MOST_UNKNOWN = 20
"""The most faults that are told, and the most unknown fields of one group."""

_WRONG = object()
_GROUPS: dict[str | int, str] = {
    "paragraphs": "paragraph",
    "slots": "slot",
    "piles": "pile",
    "ranking": "ranked factor",
    "arrows": "arrow",
}
"""Lists whose entries are called something, by which one finds them."""

_REMEDIES = {
    "should be text, and is a list": "Write one text, without square brackets.",
    "should be text, and is a group": "Write one text.",
    "should be text": "Put it in quotation marks.",
    "should be a list": 'Put it in square brackets, such as ["one", "two"].',
    "should be a whole number": "Write digits only, without quotation marks.",
    "should be true or false": "Write true or false, without quotation marks.",
    "should be a group": "Write it as a group of fields.",
    "should be at": "Correct the number.",
    "should be a date": "Write its year, and its month and day if they are known.",
    "should have only small": "Change it here, and wherever it is used.",
    "has more than": "Shorten it.",
    "is empty": "Fill it in.",
}
"""What to do about a fault, by how it begins."""
_VALUES: dict[str, type[Role | Need]] = {"role": Role, "needs": Need}
"""The fields that have one of a few values."""


class Fault(Struct, frozen=True):
    """One thing in a file that cannot be used: where it is, what is wrong, and what to do."""

    path: Steps
    rule: str
    says: str
    do: str


class Faults:
    """Every fault that was found in one file, up to a limit."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = False
        self._told: set[Steps] = set()
        self._around: set[Steps] = set()

    def add(self, path: Steps, rule: str, says: str, do: str) -> None:
        """Take note of a fault; beyond the limit, only of there being more."""
        if len(self.found) == MOST_FAULTS:
            self.more = True
            return
        self.found.append(Fault(path, rule, says, do))
        self._told.add(path)
        self._around.update(path[:end] for end in range(len(path)))

    def is_at(self, path: Steps) -> bool:
        """Tell whether a fault was found at this very place."""
        return path in self._told

    def has(self, path: Steps) -> bool:
        """Tell whether a fault was found at this place, within it or around it."""
        return path in self._around or any(path[:end] in self._told for end in range(len(path) + 1))


def read_loosely(
    raw: object, form: type[_Form], base: Steps, called: str, faults: Faults
) -> _Form | None:
    """Return a value of this form with what is right of it, or None where it is no group at all.

    A field that is wrong or missing has its default then, or is empty. base: the value's place in
    the file. called: what it is called at the beginning of a sentence, such as "The card".
    """
    try:
        return tidy(msgspec.convert(raw, type=form, strict=True))
    except msgspec.ValidationError:
        read = _Loose(base, called, faults).read(raw, form, base)
        return tidy(read) if isinstance(read, form) else None


def within(path: Steps) -> tuple[str, Steps]:
    """Return in which paragraph and slot of a plan a place is, in words, and the way from there."""
    places = []
    while len(path) > 1 and path[0] in _GROUPS:
        places.append(f"{_GROUPS[path[0]]} {int(path[1]) + 1}")
        path = path[2:]
    return ", ".join(places), path


class _Loose:
    """One part of a file on its way to a value."""

    def __init__(self, base: Steps, called: str, faults: Faults) -> None:
        self._base = base
        self._called = called
        self._faults = faults

    def read(self, raw: object, kind: object, path: Steps) -> object:
        """Return what is right of a value, or _WRONG."""
        kind = _chosen(kind, raw)
        bare, most = _bare(kind)
        if _is_form(bare) and isinstance(raw, dict):
            return self._read_form(raw, bare, path)
        if get_origin(bare) is tuple and isinstance(raw, list) and len(raw) <= most:
            item = get_args(bare)[0]
            read = (self.read(one, item, (*path, at)) for at, one in enumerate(raw))
            # What is wrong leaves a blank, so that what follows keeps its number.
            return tuple(_blank(item) if one is _WRONG else one for one in read)
        try:
            return msgspec.convert(raw, type=kind, strict=True)
        except msgspec.ValidationError as error:
            self._tell(error, path)
            # One name is what is meant by a list of it.
            return (raw,) if get_origin(bare) is tuple and isinstance(raw, str) else _WRONG

    def _read_form(self, raw: dict[str, Any], form: type[Struct], path: Steps) -> Struct:
        read: dict[str, Any] = {}
        fields = msgspec.structs.fields(form)
        for field in fields:
            if field.name in raw:
                value = self.read(raw[field.name], field.type, (*path, field.name))
                if value is not _WRONG:
                    read[field.name] = value
            elif field.required:
                says = f"{self._subject(path)} has no “{field.name}”."
                self._faults.add((*path, field.name), "missing", says, "Add it.")
            if field.required:
                read.setdefault(field.name, "")
        names = [field.name for field in fields]
        for name in [name for name in raw if name not in names][:_MOST_UNKNOWN]:
            says = f"{self._subject(path)} has a field {quoted(name)} that Marshal does not know."
            meant = get_close_matches(name, names, 1)
            do = f"Did you mean “{meant[0]}”? " if meant else ""
            do += "Correct its name, or take it out."
            self._faults.add((*path, name), "unknown-field", says, do)
        return form(**read)

    def _tell(self, error: msgspec.ValidationError, path: Steps) -> None:
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        # What is wrong with a date is told by the name of its field.
        _, fault = in_words(msgspec.ValidationError(f"{error} - at `$.{name}`"))
        do = next((do for start, do in _REMEDIES.items() if fault.startswith(start)), "Correct it.")
        if fault.startswith("has a value that") and name in _VALUES:
            do = f"Use one of these: {', '.join(_VALUES[name])}."
        self._faults.add(path, "wrong-value", f"{self._subject(path)} {fault}.", do)

    def _subject(self, path: Steps) -> str:
        """Return what a sentence about a place begins with."""
        place, rest = within(path[len(self._base) :])
        if not rest:
            return place.capitalize() or self._called
        number = ""
        if isinstance(rest[-1], int):
            number = f"number {rest[-1] + 1} of "
            rest = rest[:-1]
        steps = (str(step + 1) if isinstance(step, int) else step for step in rest)
        named = f"{number}“{'.'.join(steps)}”"
        return f"In {place}, {named}" if place else named[0].upper() + named[1:]


def _blank(kind: object) -> object:
    if not _is_form(kind):
        return ""
    return kind(**{field.name: "" for field in msgspec.structs.fields(kind) if field.required})


def _chosen(kind: object, raw: object) -> object:
    """Return which of a choice of types a value is meant to be."""
    if get_origin(kind) is not Union:
        return kind
    kinds = [one for one in get_args(kind) if one is not UnsetType]
    meant = [one for one in kinds if _is_form(one) is isinstance(raw, dict)]
    return (meant or kinds)[0]


def _bare(kind: object) -> tuple[object, int]:
    """Return a type without its limits, and the most that it holds."""
    if get_origin(kind) is not Annotated:
        return kind, MOST_FAULTS
    bare, *limits = get_args(kind)
    most = [one.max_length for one in limits if isinstance(one, Meta) and one.max_length]
    return bare, most[0] if most else MOST_FAULTS


def _is_form(kind: object) -> TypeGuard[type[Struct]]:
    return isinstance(kind, type) and issubclass(kind, Struct)
