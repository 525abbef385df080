"""Telling what kind of exam question a text is, and what it gives: a claim, points, marks."""

import re
from collections.abc import Iterable

from msgspec import Struct

from planner.model.framework import Need, QuestionType
from planner.model.question_parts import (
    find_alternatives,
    find_claim,
    find_marks,
    find_points,
    sentence_end,
)
from planner.model.stems import Match, Said, Span, read_stem, read_words
from planner.model.text import clean_text

_SPACE = re.compile(r"[^\S\n]")
_SPELLING = 4
"""The marks for spelling and grammar that some papers add, and that types leave out."""


class Recognised(Struct, frozen=True):
    """What a question says of itself.

    types: the kinds that it can be, the likeliest first; empty where Marshal knows none.
    stated: the claim or factor that it states; points: those that it gives. Both are its own
    words, on one line. command: the words that say what to do. marks: those it names, or 0.
    """

    types: tuple[QuestionType, ...] = ()
    stated: str = ""
    points: tuple[str, ...] = ()
    command: str = ""
    marks: int = 0


def recognise(text: str, types: Iterable[QuestionType]) -> Recognised:
    """Tell which of the types a question is, in time in proportion to its length.

    The stem that names the most words comes first; where two name as many, the order of types
    decides. Marks in the text leave only the types that have them, if any has.
    """
    # Papers that are copied have spaces of many kinds; each keeps its place.
    text = _SPACE.sub(" ", clean_text(text))
    given = find_points(text)
    said = read_words(text, given)
    marks = find_marks(text)
    found = [(kind, match) for kind in types if (match := _best(kind, said, text)) is not None]
    fitting = [(kind, match) for kind, match in found if _fits(kind, marks)]
    found = sorted(
        fitting or found, key=lambda one: (-one[1].weight, bool(marks) and one[0].marks != marks)
    )
    if not found:
        return Recognised(points=_lines(text, given), marks=marks)
    kind, match = found[0]
    if not given and Need.COMPARISON in kind.needs:
        given = find_alternatives(text, match.end)
    return Recognised(
        tuple(kind for kind, _ in found),
        next((claim for _, one in found if (claim := _claim(text, one))), ""),
        _lines(text, given),
        kind.command or _line(text, match.command),
        marks,
    )


def _best(kind: QuestionType, said: Said, text: str) -> Match | None:
    """Return the match of the type’s stem that says most, or None where none is there."""
    best: Match | None = None
    for stem in kind.stems:
        match = read_stem(stem).find(said)
        if match is None or not _is_sound(text, match):
            continue
        if best is None or _says(match) > _says(best):
            best = match
    return best


def _is_sound(text: str, match: Match) -> bool:
    """Tell whether there is a claim where the stem needs one, and in one sentence with it."""
    if match.leads:
        return bool(_claim(text, match))
    if match.stated is None or not match.within:
        return True
    return sentence_end(text, match.stated[0]) >= match.stated[1]


def _says(match: Match) -> tuple[int, bool]:
    return match.weight, match.stated is not None


def _fits(kind: QuestionType, marks: int) -> bool:
    return not marks or marks - kind.marks in (0, _SPELLING)


def _claim(text: str, match: Match) -> str:
    if match.stated is None:
        return ""
    return _line(text, find_claim(text, *match.stated, leads=match.leads))


def _lines(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(_line(text, span) for span in spans)


def _line(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())
