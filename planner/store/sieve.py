"""Picking from cards those that are sought, where no index knows them: by reading them in turns."""

from collections.abc import Callable

import msgspec
from msgspec import Struct

from planner.model.coverage import Sought, suits
from planner.model.evidence import When
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error
from planner.store.words import folded, tag

TURN = 500
"""The most cards that are read at a time: some 2 ms of work."""

_BODIES = "SELECT number, body FROM cards WHERE number IN (SELECT value FROM json_each(?))"

Candidates = Callable[[int, int], list[int]]
"""Gives the numbers of cards in some order: from this one on, at most so many."""


class _Said(Struct):
    """As much of a card as tells whether it is sought."""

    when: When = When()
    people: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


class Sieve:
    """Goes through candidates in their order, as far as it is asked to, and keeps what it found."""

    def __init__(self, database: Database, sought: Sought, candidates: Candidates) -> None:
        self._database, self._sought, self._candidates = database, sought, candidates
        self._decoder = msgspec.json.Decoder(_Said)
        self._waiting: list[int] = []
        self._taken, self._next, self._last = 0, TURN, False
        self.found: list[int] = []
        """The numbers of the sought cards that were met so far."""

    @property
    def done(self) -> bool:
        """Tell whether those that were found are all of them."""
        return self._last and not self._waiting

    def turn(self) -> None:
        """Read some more of the candidates."""
        if not self._waiting and not self._last:
            self._waiting = self._candidates(self._taken, self._next)
            self._taken += len(self._waiting)
            self._last = len(self._waiting) < self._next
            # More each time: where their order has to be made by sorting, that is done seldom.
            self._next *= 2
        self.found += self._suiting(self._waiting[:TURN])
        self._waiting = self._waiting[TURN:]

    def fill(self, wanted: int) -> list[int]:
        """Go on until so many are found, or all there are, and return them."""
        while len(self.found) < wanted and not self.done:
            self.turn()
        return self.found

    def _suiting(self, numbers: list[int]) -> list[int]:
        bodies = dict(self._database.rows(_BODIES, [msgspec.json.encode(numbers).decode()]))
        try:
            said = [self._decoder.decode(bodies[number]) for number in numbers]
        except (KeyError, msgspec.DecodeError) as error:
            raise store_error(errors.DAMAGED, self._database.path) from error
        return [
            number
            for number, of in zip(numbers, said, strict=True)
            if suits(self._sought, of.when, of.people, of.factors)
        ]


def narrowing(sought: Sought) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return what the index knows of what is sought, and whether the cards have to be read besides.

    First the tags of which a card has one, then the words that are all among its names.
    """
    if sought.lacking is not None:
        return (), (), True
    tags = tuple(tag(factor) for factor in sorted(sought.factors))
    names = tuple(dict.fromkeys(folded(sought.person)))
    return tags, names, bool(sought.person) or sought.years is not None
