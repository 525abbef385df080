"""Finding cards: which ones, how many, and a page of them, fast at 100,000 cards."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.coverage import Sought, suits
from planner.model.evidence import Card, When
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error
from planner.store.words import folded, tag

RANKED = 200
"""The most matches that are ranked; more stay in the shelf's own order."""

_MOST_WORDS = 60
_MOST_COUNTS = 1_000

# What one step of each way to sort costs, in microseconds (measured at 100,000 cards).
_SORT, _LIST, _WALK, _READ = 1.1, 0.1, 0.1, 1.7

_MATCH = "SELECT rowid FROM search WHERE search MATCH ?"


class Order(StrEnum):
    """How the shelf is ordered."""

    PACK = "pack"
    DATE = "date"
    HEADLINE = "headline"


class Query(Struct, frozen=True):
    """What the shelf shows: every one of these words, any of these factors, none of these cards.

    factors, without: ids of factors and of cards. within: what the cards are narrowed to besides.
    """

    words: str = ""
    factors: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    order: Order = Order.PACK
    within: Sought | None = None


_KEYS = {Order.DATE: "cards.start, number", Order.HEADLINE: "cards.headline, number"}


class _Terms(Struct, frozen=True):
    """A query as the index takes it; equal terms find the same cards."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    skipped: tuple[int, ...]
    only: tuple[int, ...] | None = None

    @property
    def match(self) -> str:
        """Return the index's own expression; empty where every card matches."""
        parts = [f'"{word}"*' for word in self.words]
        if self.tags:
            parts.append("(" + " OR ".join(f'"{name}"' for name in self.tags) + ")")
        return " AND ".join(parts)

    def besides(self, column: str, joint: str = "AND") -> tuple[str, list[str]]:
        """Return the clause that leaves out what is skipped or not sought, with its values."""
        clauses, values = [], []
        for way, numbers in (("NOT IN", self.skipped or None), ("IN", self.only)):
            if numbers is not None:
                clauses.append(f"{column} {way} (SELECT value FROM json_each(?))")
                values.append(msgspec.json.encode(numbers).decode())
        return f" {joint} {' AND '.join(clauses)}" if clauses else "", values


class _Said(Struct, array_like=True):
    """As much of a card as tells whether it is sought."""

    when: When | None
    people: tuple[str, ...] | None
    factors: tuple[str, ...] | None


class Search:
    """The search over one library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[_Terms, int] = {}
        self._sought: dict[Sought, tuple[int, ...]] = {}
        self._decoder = msgspec.json.Decoder(Card)

    def forget(self) -> None:
        """Forget what was counted, because cards have changed."""
        self._counts.clear()
        self._sought.clear()

    def count(self, query: Query) -> int:
        """Count the cards that match."""
        return self._count(self._terms(query))

    def page(self, query: Query, offset: int, limit: int) -> list[Card]:
        """Return the matching cards from number offset on, at most limit of them."""
        terms = self._terms(query)
        if not terms.match:
            numbers = self._all(terms, query.order, offset, limit)
        elif query.order is Order.PACK:
            numbers = self._matching(terms, offset, limit)
        else:
            numbers = self._sorted(terms, query.order, offset, limit)
        return self._read(numbers)

    def _terms(self, query: Query) -> _Terms:
        words = tuple(dict.fromkeys(folded(query.words)))[:_MOST_WORDS]
        tags = tuple(tag(factor) for factor in sorted(query.factors))
        only = self._within(query.within) if query.within else None
        if not query.without:
            return _Terms(words, tags, (), only)
        ids = msgspec.json.encode(sorted(query.without)).decode()
        sql = "SELECT number FROM cards WHERE id IN (SELECT value FROM json_each(?))"
        skipped = tuple(number for (number,) in self._database.rows(sql, [ids]))
        return _Terms(words, tags, skipped, only)

    def _within(self, sought: Sought) -> tuple[int, ...]:
        """Return the numbers of the cards that are sought."""
        if sought not in self._sought:
            # No index knows them, so all cards are gone through, once.
            sql = "SELECT number, json_extract(body, '$.when', '$.people', '$.factors') FROM cards"
            decoder = msgspec.json.Decoder(_Said)
            found = []
            for number, text in self._database.rows(sql, []):
                try:
                    said = decoder.decode(text)
                except msgspec.DecodeError as error:
                    raise store_error(errors.DAMAGED, self._database.path) from error
                if suits(sought, said.when or When(), said.people or (), said.factors or ()):
                    found.append(number)
            self._sought[sought] = tuple(found)
        return self._sought[sought]

    def _count(self, terms: _Terms) -> int:
        known = self._counts.get(terms)
        if known is not None:
            return known
        if not terms.match and terms.only is not None:
            found = len(set(terms.only).difference(terms.skipped))
        elif not terms.match:
            sql = "SELECT count(*) FROM cards INDEXED BY cards_by_pack"
            found = self._number(sql, []) - len(terms.skipped)
        else:
            besides, skipped = terms.besides("rowid")
            sql = f"SELECT count(*) FROM search WHERE search MATCH ?{besides}"
            found = self._number(sql, [terms.match, *skipped])
        if len(self._counts) >= _MOST_COUNTS:
            self._counts.clear()
        self._counts[terms] = found
        return found

    def _all(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        besides, skipped = terms.besides("number", "WHERE")
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order}{besides} "
            f"ORDER BY {_KEYS.get(order, 'number')} LIMIT ? OFFSET ?"
        )
        return self._numbers(sql, [*skipped, limit, offset])

    def _matching(self, terms: _Terms, offset: int, limit: int) -> list[int]:
        """Rank the matches where they are few, and take them as they come where they are many."""
        ranked = terms.words and self._count(terms) <= RANKED
        # A word in the headline says more than one in people, dates and factors, or the detail.
        by = "bm25(search, 8.0, 3.0, 1.0, 0.0), rowid" if ranked else "rowid"
        besides, skipped = terms.besides("rowid")
        sql = f"{_MATCH}{besides} ORDER BY {by} LIMIT ? OFFSET ?"
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _sorted(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Sort the matches, or go through all cards in order, whichever takes less time."""
        count, total = self._count(terms), self._count(_Terms((), (), ()))
        if not count:
            return []
        steps = min(total, (offset + limit) * total / count)
        costs = {
            self._by_sorting: count * _SORT,
            self._by_list: count * _LIST + steps * _WALK,
            self._by_reading: steps * _READ,
        }
        cheapest = min(costs, key=lambda way: costs[way])
        return cheapest(terms, order, offset, limit)

    def _by_sorting(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        besides, skipped = terms.besides("number")
        sql = (
            "SELECT number FROM search CROSS JOIN cards ON number = search.rowid "
            f"WHERE search MATCH ?{besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _by_list(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Go through the cards in order, and take those in the list of the matches."""
        besides, skipped = terms.besides("number")
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order} "
            # The plus keeps SQLite from looking the matches up one by one and sorting them.
            f"WHERE +number IN ({_MATCH}){besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _by_reading(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Go through the cards in order, and take those whose own text matches."""
        tests = ["instr(headline || names || words, ?)"] * len(terms.words)
        if terms.tags:
            tests.append("(" + " OR ".join(["instr(tags, ?)"] * len(terms.tags)) + ")")
        besides, skipped = terms.besides("number")
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order} "
            f"WHERE {' AND '.join(tests)}{besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        sought = [*(f" {word}" for word in terms.words), *(f" {name} " for name in terms.tags)]
        return self._numbers(sql, [*sought, *skipped, limit, offset])

    def _number(self, sql: str, values: Sequence[Any]) -> int:
        found = self._database.row(sql, values)
        return int(found[0]) if found else 0

    def _numbers(self, sql: str, values: Sequence[Any]) -> list[int]:
        return [number for (number,) in self._database.rows(sql, values)]

    def _read(self, numbers: list[int]) -> list[Card]:
        """Return the cards with these numbers, in their order."""
        sql = "SELECT number, body FROM cards WHERE number IN (SELECT value FROM json_each(?))"
        bodies = dict(self._database.rows(sql, [msgspec.json.encode(numbers).decode()]))
        try:
            return [self._decoder.decode(bodies[number]) for number in numbers]
        except (KeyError, msgspec.DecodeError) as error:
            raise store_error(errors.DAMAGED, self._database.path) from error
