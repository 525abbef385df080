"""The cards of the library that a plan could use: those of the packs that it is about."""

from planner.model.evidence import OWN, Card, pack_of
from planner.model.plan import Plan
from planner.store.library import Library
from planner.store.search import Query

MOST = 5_000
"""The most cards of the library that are shown."""

_PAGE = 2_000


class Stock:
    """Reads cards out of the library, and keeps them until it is told that they changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: tuple[frozenset[str], frozenset[str]] | None = None
        self._cards: list[Card] = []

    def forget(self) -> None:
        """Read anew when cards are asked for next."""
        self._known = None

    def cards(self, plan: Plan, factors: frozenset[str]) -> list[Card]:
        """Return the student's own cards and those of the packs that a plan is about.

        factors: ids; where there are any, only cards of these. Where none of the plan's packs is
        in the library, the cards of all packs are given.
        """
        asked = (packs_of(plan), factors)
        if asked != self._known:
            here = {pack.id for pack in self._library.packs()} - {OWN}
            wanted = asked[0] if asked[0] & here else here
            self._known, self._cards = asked, self._read(wanted | {OWN}, factors)
        return self._cards

    def _read(self, packs: frozenset[str] | set[str], factors: frozenset[str]) -> list[Card]:
        query, found, at = Query(factors=factors), list[Card](), 0
        while len(found) < MOST:
            page = self._library.page(query, at, _PAGE)
            found += [card for card in page if card.pack in packs]
            at += _PAGE
            if len(page) < _PAGE:
                break
        return found[:MOST]


def packs_of(plan: Plan) -> frozenset[str]:
    """Return the packs that a plan is about: of its question, its factors and its cards."""
    ids = {plan.question.id, *(factor.id for factor in plan.factors)}
    ids |= {placement.card.id for placement in plan.placements()}
    return frozenset(map(pack_of, ids))
