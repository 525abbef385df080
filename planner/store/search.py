"""Finding cards: which ones, how many, and a page of them, fast at 100,000 cards."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from planner.model.coverage import Sought
from planner.model.evidence import Card
from planner.store import errors
from planner.store.database import Database
from planner.store.errors import store_error
from planner.store.ranking import Extent, Phrase, rank, read_extent
from planner.store.sieve import Sieve, narrowing
from planner.store.words import folded, tag

RANKED = 200
"""The most matches that are ranked; more are a crowd, which stays in the shelf's own order."""

_MOST_WORDS = 60
_MOST_COUNTS, _MOST_HEADS, _MOST_SIEVES = 1_000, 8, 4

# What one step of each way to sort costs, in microseconds (measured at 100,000 cards).
_SORT, _LIST, _WALK, _READ = 1.1, 0.1, 0.1, 1.7

_MATCH = "SELECT rowid FROM search WHERE search MATCH ?"
_HITS = "SELECT count(*) FROM search WHERE search MATCH ?"
_MATCHING_CARDS = """
SELECT number FROM search CROSS JOIN cards ON number = search.rowid WHERE search MATCH ?
"""
_SIZE = "SELECT count(*) FROM cards INDEXED BY cards_by_pack"
_LISTED = "(SELECT value FROM json_each(?))"
_PLACES = f"SELECT number FROM cards WHERE id IN {_LISTED}"
_BODIES = f"SELECT number, body FROM cards WHERE number IN {_LISTED}"

# What leaves out the cards that are skipped, of matches and of cards.
_BUT_ROWS = f" AND rowid NOT IN {_LISTED}"
_BUT_CARDS = f" AND number NOT IN {_LISTED}"
_ALL_BUT = f" WHERE number NOT IN {_LISTED}"

# What tells of a card itself whether it has a word, a name or a tag.
_HAS_WORD = "instr(headline || names || words, ?)"
_HAS_NAME = "instr(names || ' ', ?)"
_HAS_TAG = "instr(tags, ?)"


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


_KEYS = {
    Order.PACK: "number",
    Order.DATE: "cards.start, number",
    Order.HEADLINE: "cards.headline, number",
}


class _Terms(Struct, frozen=True):
    """A query as the index takes it; equal terms find the same cards.

    words: beginnings of words, all of which a card has. groups: of each, a card has one of the
    tags. names: words that are all among its names. skipped: numbers of cards that are left out.
    sought: what a card has to be besides, which only reading it tells.
    """

    words: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    skipped: tuple[int, ...] = ()
    sought: Sought | None = None

    @property
    def match(self) -> str:
        """Return the index's own expression; empty where it has nothing to tell cards apart by."""
        parts = [f'"{word}"*' for word in self.words]
        parts += ["(" + " OR ".join(f'"{name}"' for name in tags) + ")" for tags in self.groups]
        parts += [f'(names : "{name}")' for name in self.names]
        return " AND ".join(parts)

    def besides(self, clause: str) -> tuple[str, list[str]]:
        """Return the clause that leaves out what is skipped, with its values; none for nothing."""
        if not self.skipped:
            return "", []
        return clause, [msgspec.json.encode(self.skipped).decode()]


class Search:
    """The search over one library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[_Terms, int] = {}
        self._heads: dict[_Terms, list[int]] = {}
        self._sieves: dict[tuple[_Terms, Order], Sieve] = {}
        self._decoder = msgspec.json.Decoder(Card)

    def forget(self) -> None:
        """Forget what was counted, because cards have changed."""
        self._counts.clear()
        self._heads.clear()
        self.__dict__.pop("_extent", None)
        self._sieves.clear()

    def count(self, query: Query) -> int:
        """Count the cards that match."""
        return self._count(self._terms(query))

    def counting(self, query: Query) -> Iterator[None]:
        """Count the cards that match in steps, each of them short; count() is quick then."""
        terms = self._terms(query)
        if terms.sought:
            sieve = self._sieve(terms, Order.PACK)
            while not sieve.done:
                sieve.turn()
                yield
        self._count(terms)

    def tally(self, query: Query) -> int | None:
        """Count the cards that match, or return None where they are a crowd not yet counted."""
        return self._tally(self._terms(query))

    def page(self, query: Query, offset: int, limit: int) -> list[Card]:
        """Return the matching cards from number offset on, at most limit of them."""
        terms = self._terms(query)
        if terms.sought:
            numbers = self._sieve(terms, query.order).fill(offset + limit)[offset : offset + limit]
        else:
            numbers = self._found(terms, query.order, offset, limit)
        return self._read(numbers)

    def part(self, query: Query, offset: int, limit: int) -> tuple[list[Card], bool]:
        """Return as many cards of a page as are found soon, and whether that is all of it."""
        terms = self._terms(query)
        if not terms.sought:
            return self._read(self._found(terms, query.order, offset, limit)), True
        sieve = self._sieve(terms, query.order)
        if len(sieve.found) < offset + limit and not sieve.done:
            sieve.turn()
        numbers = sieve.found[offset : offset + limit]
        return self._read(numbers), sieve.done or len(numbers) == limit

    def _terms(self, query: Query) -> _Terms:
        words = tuple(dict.fromkeys(folded(query.words)))[:_MOST_WORDS]
        tags = tuple(tag(factor) for factor in sorted(query.factors))
        within, names, read = narrowing(query.within) if query.within else ((), (), False)
        return _Terms(
            words,
            tuple(group for group in (tags, within) if group),
            names,
            self._skipped(query.without) if query.without else (),
            query.within if read else None,
        )

    def _skipped(self, cards: frozenset[str]) -> tuple[int, ...]:
        ids = msgspec.json.encode(sorted(cards)).decode()
        return tuple(self._numbers(_PLACES, [ids]))

    def _sieve(self, terms: _Terms, order: Order) -> Sieve:
        """Return what picks the sought ones out of the cards that match otherwise."""
        key = terms, order
        if key not in self._sieves and terms.sought:
            if len(self._sieves) >= _MOST_SIEVES:
                self._sieves.clear()
            candidates = partial(self._found, replace(terms, sought=None), order)
            self._sieves[key] = Sieve(self._database, terms.sought, candidates)
        return self._sieves[key]

    def _count(self, terms: _Terms) -> int:
        found = self._tally(terms)
        if found is not None:
            return found
        if not terms.sought:
            return self._hits(terms)
        sieve = self._sieve(terms, Order.PACK)
        while not sieve.done:
            sieve.turn()
        return self._remember(terms, len(sieve.found))

    def _hits(self, terms: _Terms) -> int:
        """Count in the index itself how many match."""
        if terms in self._counts:
            return self._counts[terms]
        besides, skipped = terms.besides(_BUT_ROWS)
        count = self._number(f"{_HITS}{besides}", [terms.match, *skipped])
        return self._remember(terms, count)

    def _tally(self, terms: _Terms) -> int | None:
        """Count the matches, or return None where they are a crowd that was not counted yet."""
        known = self._counts.get(terms)
        if known is not None:
            return known
        if terms.sought:
            sieve = self._sieve(terms, Order.PACK)
            found = len(sieve.found) if sieve.done else None
        elif not terms.match:
            found = self._number(_SIZE, []) - len(terms.skipped)
        else:
            head = len(self._head(terms))
            found = head if head <= RANKED else None
        return found if found is None else self._remember(terms, found)

    def _remember(self, terms: _Terms, count: int) -> int:
        if len(self._counts) >= _MOST_COUNTS:
            self._counts.clear()
        self._counts[terms] = count
        return count

    def _head(self, terms: _Terms) -> list[int]:
        """Return all matches where they can be ranked, or else one more than can, as they come."""
        if terms not in self._heads:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            besides, skipped = terms.besides(_BUT_ROWS)
            sql = f"{_MATCH}{besides} ORDER BY rowid LIMIT ?"
            head = self._numbers(sql, [terms.match, *skipped, RANKED + 1])
            if terms.words and 1 < len(head) <= RANKED:
                head = rank(self._database, head, self._phrases(terms), self._extent)
            self._heads[terms] = head
        return self._heads[terms]

    def _phrases(self, terms: _Terms) -> list[Phrase]:
        """Return what the matches are ranked by; a factor is none of it."""
        words = [Phrase(w, False, self._hits(_Terms(words=(w,)))) for w in terms.words]
        return words + [Phrase(n, True, self._hits(_Terms(names=(n,)))) for n in terms.names]

    @cached_property
    def _extent(self) -> Extent:
        return read_extent(self._database)

    def _found(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Return the numbers of the matching cards, but for what only reading them tells."""
        if not terms.match:
            return self._all(terms, order, offset, limit)
        if order is Order.PACK:
            return self._matching(terms, offset, limit)
        return self._sorted(terms, order, offset, limit)

    def _all(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        besides, skipped = terms.besides(_ALL_BUT)
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order}{besides} "
            f"ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        return self._numbers(sql, [*skipped, limit, offset])

    def _matching(self, terms: _Terms, offset: int, limit: int) -> list[int]:
        """Rank the matches where they are few, and take them as they come where they are many."""
        head = self._head(terms)
        if len(head) <= RANKED or offset + limit <= len(head):
            return head[offset : offset + limit]
        besides, skipped = terms.besides(_BUT_ROWS)
        sql = f"{_MATCH}{besides} ORDER BY rowid LIMIT ? OFFSET ?"
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _sorted(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Sort the matches, or go through all cards in order, whichever takes less time."""
        count, total = self._count(terms), self._count(_Terms())
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
        besides, skipped = terms.besides(_BUT_CARDS)
        sql = f"{_MATCHING_CARDS}{besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _by_list(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Go through the cards in order, and take those in the list of the matches."""
        besides, skipped = terms.besides(_BUT_CARDS)
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order} "
            # The plus keeps SQLite from looking the matches up one by one and sorting them.
            f"WHERE +number IN ({_MATCH}){besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        return self._numbers(sql, [terms.match, *skipped, limit, offset])

    def _by_reading(self, terms: _Terms, order: Order, offset: int, limit: int) -> list[int]:
        """Go through the cards in order, and take those whose own text matches."""
        tests = [_HAS_WORD] * len(terms.words)
        tests += [_HAS_NAME] * len(terms.names)
        tests += ["(" + " OR ".join([_HAS_TAG] * len(tags)) + ")" for tags in terms.groups]
        besides, skipped = terms.besides(_BUT_CARDS)
        sql = (
            f"SELECT number FROM cards INDEXED BY cards_by_{order} "
            f"WHERE {' AND '.join(tests)}{besides} ORDER BY {_KEYS[order]} LIMIT ? OFFSET ?"
        )
        whole = (*terms.names, *(name for tags in terms.groups for name in tags))
        sought = [*(f" {word}" for word in terms.words), *(f" {word} " for word in whole)]
        return self._numbers(sql, [*sought, *skipped, limit, offset])

    def _number(self, sql: str, values: Sequence[Any]) -> int:
        ((number,),) = self._database.rows(sql, values)
        return int(number)

    def _numbers(self, sql: str, values: Sequence[Any]) -> list[int]:
        return [number for (number,) in self._database.rows(sql, values)]

    def _read(self, numbers: list[int]) -> list[Card]:
        """Return the cards with these numbers, in their order."""
        if not numbers:
            return []
        bodies = dict(self._database.rows(_BODIES, [msgspec.json.encode(numbers).decode()]))
        try:
            return [self._decoder.decode(bodies[number]) for number in numbers]
        except (KeyError, msgspec.DecodeError) as error:
            raise store_error(errors.DAMAGED, self._database.path) from error
