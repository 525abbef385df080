"""What stands in the cells of the pack editor: each field as text, and text as the field again."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from planner.model.dates import read_when
from planner.model.evidence import DATE, Card, Factor, Question, When
from planner.model.framework import NEEDS, Framework, Need, QuestionType
from planner.model.pack import Pack
from planner.model.pack_clean import (
    MOST_HUE,
    MOST_MARKS,
    MOST_MINUTES,
    MOST_PARAGRAPHS,
    MOST_YEAR,
)
from planner.model.pack_edits import Part, change, change_info, find
from planner.model.text import clean_line, clean_text
from planner.model.tree import EditError

_DATE = re.compile(DATE)
_SEPARATOR = re.compile(r"[,;\n]")
KINDS: dict[str, type[Part]] = {
    "card": Card,
    "factor": Factor,
    "question": Question,
    "question type": QuestionType,
}
"""The kinds of part, by what they are called in a PackField and in a Problem."""


class PackField(Struct, frozen=True):
    """The address of one text in a pack.

    kind, of: which part it is in, as "card" and its id; both are empty for the pack itself.
    name: the field's name in the model; a card's dates are "when", "start" and "end".
    """

    kind: str
    of: str
    name: str


class UnknownFactors(EditError):
    """Names in a cell that no factor of the pack has."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        told = ", ".join(f"“{name}”" for name in names)
        super().__init__(f"The pack has no factor {told}. Add it among the factors first.")


class Words:
    """What names stand for in a pack's cells: its factors, the types of question, frameworks."""

    def __init__(
        self,
        factors: Sequence[Factor],
        types: Mapping[str, QuestionType],
        frameworks: Sequence[Framework] = (),
    ) -> None:
        self.types, self.frameworks = types, frameworks
        self._names = {factor.id: factor.name for factor in factors}
        self._ids: dict[str, str] = {}
        for factor in factors:
            self._ids.setdefault(_fold(factor.name), factor.id)

    @property
    def names(self) -> list[str]:
        """Return the names of the factors, in the pack's order."""
        return list(self._names.values())

    def known(self, name: str) -> str:
        """Return the id of the factor of this name, whatever its case; empty for none."""
        return self._ids.get(_fold(name), "")

    def told(self, factors: Sequence[str]) -> str:
        """Return factors by their names, as `factors` reads them."""
        return _joined([self._names.get(factor, factor) for factor in factors])

    def factors(self, words: str) -> tuple[str, ...]:
        """Return the ids of the factors that words name, or raise UnknownFactors.

        A comma or a semicolon goes between names, and may stand in a name that the pack has.
        """
        pieces = [clean_line(piece) for piece in _SEPARATOR.split(clean_text(words))]
        found: list[str] = []
        unknown: list[str] = []
        at = 0
        while at < len(pieces):
            name, at = self._longest(pieces, at)
            if not name:
                continue
            if (known := self._ids.get(_fold(name))) is not None:
                found.append(known)
            else:
                unknown.append(name)
        if unknown:
            raise UnknownFactors(list(dict.fromkeys(unknown)))
        return tuple(dict.fromkeys(found))

    def type_of(self, words: str) -> str:
        """Return the id of a type of question by its name or its id."""
        asked = _fold(words)
        for kind in self.types.values():
            if asked in (kind.id, _fold(kind.name)):
                return kind.id
        names = {_fold(kind.name): kind.name for kind in self.types.values()}
        near = ", ".join(names[name] for name in get_close_matches(asked, names, 3, 0))
        says = f"Marshal knows no type of question “{clean_line(words)}”. The nearest are: {near}."
        raise EditError(says)

    def type_told(self, kind: str) -> str:
        """Return a type of question by its name."""
        known = self.types.get(kind)
        return known.name if known else kind

    def framework_of(self, words: str) -> str:
        """Return the id of a framework by its name or its id; empty for none."""
        asked = _fold(words)
        for framework in self.frameworks:
            if asked in (framework.id, _fold(framework.name)):
                return framework.id
        if not asked:
            return ""
        known = ", ".join(framework.name for framework in self.frameworks)
        says = f"Marshal has no framework “{clean_line(words)}”. It has these: {known}."
        raise EditError(says)

    def framework_told(self, of: str) -> str:
        """Return a framework by its name."""
        return next((known.name for known in self.frameworks if known.id == of), of)

    def _longest(self, pieces: Sequence[str], at: int) -> tuple[str, int]:
        """Return the longest known name from a piece on, or the piece, and what comes after it."""
        for end in range(min(len(pieces), at + 6), at + 1, -1):
            for comma in (", ", "; "):
                name = comma.join(pieces[at:end])
                if _fold(name) in self._ids:
                    return name, end
        return pieces[at], at + 1


def cell(part: Part, name: str, words: Words) -> str:
    """Return what a field of a part says, as its cell shows it."""
    match part, name:
        case (Card(), "when"):
            return part.when.shown
        case (Card(), "start" | "end"):
            return str(getattr(part.when, name))
        case (Card(), "people"):
            return _joined(part.people)
        case (Card() | Question(), "factors"):
            return words.told(part.factors)
        case (Question(), "type"):
            return words.type_told(part.type)
        case (Question() | QuestionType(), "marks" | "minutes" | "paragraphs" | "year"):
            return str(getattr(part, name) or "")
        case (QuestionType(), "stems"):
            return "\n".join(part.stems)
        case (QuestionType(), "needs"):
            return ", ".join(NEEDS[need] for need in part.needs)
        case (QuestionType(), "framework"):
            return words.framework_told(part.framework)
        case (Factor(), "hue"):
            return str(part.hue + 1)
        case _:
            return str(getattr(part, name))


def with_cell(part: Part, name: str, said: str, words: Words) -> Part:
    """Return a part with a field as its cell says, or raise EditError where it cannot be read."""
    if clean_text(said) == cell(part, name, words):
        return part
    match part, name:
        case (Card(), "when"):
            return replace(part, when=reworded(part.when, said))
        case (Card(), "start" | "end"):
            return replace(part, when=replace(part.when, **{name: _date(said, name)}))
        case (Card(), "people"):
            return replace(part, people=_people(said))
        case (Card() | Question(), "factors"):
            return replace(part, factors=words.factors(said))
        case (Question(), "type"):
            return with_type(part, words.type_of(said or "general"), words.types)
        case (Question() | QuestionType(), "marks"):
            return replace(part, marks=_number(said, MOST_MARKS, "Marks"))
        case (Question() | QuestionType(), "minutes"):
            return replace(part, minutes=_number(said, MOST_MINUTES, "Minutes"))
        case (QuestionType(), "paragraphs"):
            return replace(part, paragraphs=_number(said, MOST_PARAGRAPHS, "Paragraphs"))
        case (QuestionType(), "year"):
            return replace(part, year=_number(said, MOST_YEAR, "The year"))
        case (QuestionType(), "stems"):
            return replace(part, stems=tuple(clean_text(said).split("\n")))
        case (QuestionType(), "needs"):
            return replace(part, needs=_needs(said))
        case (QuestionType(), "framework"):
            return replace(part, framework=words.framework_of(said))
        case (Factor(), "hue"):
            return replace(part, hue=max(0, _number(said, MOST_HUE, "A colour") - 1))
        case _:
            return replace(part, **{name: said})


def write(pack: Pack, field: PackField, said: str, types: Mapping[str, QuestionType]) -> Pack:
    """Write the words in a field of the pack, in place of what was there."""
    if not field.of:
        return change_info(pack, replace(pack.info, **{field.name: said}))
    part = find(pack, KINDS[field.kind], [field.of])[0]
    return change(pack, [with_cell(part, field.name, said, Words(pack.factors, types))])


def reworded(when: When, shown: str) -> When:
    """Return when in other words: its dates follow the words where those name other dates.

    Dates that were set by hand stay as long as the words name what they named.
    """
    before, after = read_when(when.shown), read_when(shown)
    if (before.start, before.end) == (after.start, after.end):
        return replace(when, shown=after.shown)
    return after


def with_type(question: Question, kind: str, types: Mapping[str, QuestionType]) -> Question:
    """Return a question of another type, with its usual marks and minutes where it had the old."""
    old, new = types.get(question.type), types.get(kind)
    changed = replace(question, type=kind)
    if new is None:
        return changed
    if question.marks in (0, old.marks if old else 0):
        changed = replace(changed, marks=new.marks)
    if question.minutes in (0, old.minutes if old else 0):
        changed = replace(changed, minutes=new.minutes)
    return changed


def _people(said: str) -> tuple[str, ...]:
    said = clean_text(said)
    # A comma may be within a name where semicolons or lines part the names.
    pieces = re.split(r"[;\n]" if re.search(r"[;\n]", said) else ",", said)
    return tuple(dict.fromkeys(name for piece in pieces if (name := clean_line(piece))))


def _needs(said: str) -> tuple[Need, ...]:
    names = {_fold(words): need for need, words in NEEDS.items()}
    names |= {need.value: need for need in Need}
    asked = [name for piece in _SEPARATOR.split(clean_text(said)) if (name := _fold(piece))]
    unknown = [name for name in asked if name not in names]
    if unknown:
        known = ", ".join(NEEDS.values())
        raise EditError(f"An answer cannot be asked for “{unknown[0]}”. Use these: {known}.")
    return tuple(dict.fromkeys(names[name] for name in asked))


def _joined(names: Sequence[str]) -> str:
    if any("," in name for name in names):
        # A lone name with a comma in it still needs a sign that it is one.
        return "; ".join(names) + (";" if len(names) == 1 else "")
    return ", ".join(names)


def _date(said: str, name: str) -> str:
    said = clean_line(said)
    if not said or _DATE.match(said):
        return said
    found = read_when(said)
    date = found.end if name == "end" else found.start
    if not date or not re.search("[A-Za-z]", said):
        raise EditError(
            f"“{said}” is no date that Marshal can read. "
            "Write it as 1924, 1924-01, 1924-01-21 or 21 January 1924."
        )
    return date


def _number(said: str, most: int, what: str) -> int:
    said = clean_line(said)
    if not said:
        return 0
    if not re.fullmatch("[0-9]{1,4}", said) or int(said) > most:
        raise EditError(f"{what} should be a whole number from 0 to {most}, and not “{said}”.")
    return int(said)


def _fold(name: str) -> str:
    return clean_line(name).casefold()
