"""Evidence: cards, the factors they speak to, the questions they answer, and packs of them.

An id is a pack's id, a slash and a name ("power-struggle/funeral-trick"), so that one string
names a card, a factor or a question wherever it goes. The student's own are in the pack "own".
"""

import re
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from planner.model.digest import digest_of
from planner.model.text import Id, Line, Passage, QuestionText

OWN = "own"
"""The id of the pack that holds the student's own cards and questions."""

DATE = r"^-?[0-9]{1,4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z"
Date = Annotated[str, Meta(pattern=rf"^\Z|{DATE}", max_length=11)]
"""A year, a month or a day: "1924", "1924-01", "1924-01-21", "-0044"; empty where unknown."""

_DATE = re.compile(r"^(-?[0-9]{1,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


# gc=False: none of these can hold itself, and a library has too many of them to look for that.
class When(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """When something was: as a student would write it, and as dates that sort."""

    shown: Line = ""
    start: Date = ""
    end: Date = ""


class Factor(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of cause that cards speak to; its hue is its place among the factors beside it."""

    id: Id
    name: Line
    about: Passage = ""
    hue: Annotated[int, Meta(ge=0, le=1000)] = 0


class Card(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One piece of evidence: a headline of a few words, and what stands behind it."""

    id: Id
    headline: Line
    detail: Passage = ""
    when: When = When()
    people: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()
    factors: Annotated[tuple[Id, ...], Meta(max_length=50)] = ()
    source: Passage = ""

    @property
    def pack(self) -> str:
        """Return the id of the pack that the card comes from."""
        return pack_of(self.id)


class Question(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """An exam question, with what the board gives for it."""

    id: Id
    text: QuestionText
    type: Id = "general"
    marks: Annotated[int, Meta(ge=0, le=500)] = 0
    minutes: Annotated[int, Meta(ge=0, le=500)] = 0
    factors: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()


Wording = Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{16})?\Z")]
"""Stands for one wording of a card; empty for none."""


def wording(card: Card) -> str:
    """Return what stands for a card as it is worded now: 16 hexadecimal digits."""
    return digest_of(msgspec.json.encode(card))[:16]


def pack_of(of: str) -> str:
    """Return the id of the pack that an id belongs to."""
    return of.partition("/")[0]


# One date stands on many cards.
@lru_cache(maxsize=2_000)
def sort_key(date: str, *, last: bool = False) -> int | None:
    """Return a whole number that orders dates, or None for no date.

    last: take the last day of a year or a month that the date names, where otherwise the first.
    """
    found = _DATE.match(date)
    if found is None:
        return None
    year, month, day = found.groups()
    return (
        int(year) * 10_000
        + int(month or (12 if last else 1)) * 100
        + int(day or (31 if last else 1))
    )
