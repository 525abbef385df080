"""What a plan was thought out with, as blocks: its ranking, links, timeline and piles."""

from collections.abc import Callable, Collection, Iterator, Mapping

from planner.model.axis import span_of
from planner.model.evidence import Card
from planner.model.outline import Block, Entry, Figure, Heading, Item, passage
from planner.model.picture import Picture
from planner.model.plan import Placement, Plan
from planner.model.ranking import end_name, rows
from planner.model.text import clean_line


def thinking(
    plan: Plan,
    wanted: Collection[str],
    called: Mapping[str, str],
    pictures: Mapping[str, Picture],
) -> Iterator[Block]:
    """Go through the blocks of those PARTS that are wanted; one that the plan lacks has none.

    called: what paragraphs are called, by their ids. pictures: of the parts that have one.
    """
    for name, (heading, blocks_of) in _PARTS.items():
        blocks = list(blocks_of(plan, called, pictures.get(name))) if name in wanted else []
        if blocks:
            yield Heading(heading)
            yield from blocks


def parts_of(plan: Plan) -> tuple[str, ...]:
    """Return which of PARTS a plan has."""
    return tuple(name for name, (_, of) in _PARTS.items() if next(of(plan, {}, None), None))


def _ranking(plan: Plan, called: Mapping[str, str], picture: Picture | None) -> Iterator[Block]:
    items = []
    for number, row in enumerate(rows(plan), 1):
        for ranked in row:
            name = _named(plan, called, ranked.factor)
            items.append(Item(f"{number}. {name}", detail=passage(ranked.reason)))
    if items:
        yield Figure(tuple(items), picture)


def _links(plan: Plan, called: Mapping[str, str], picture: Picture | None) -> Iterator[Block]:
    items = []
    for arrow in plan.arrows:
        ends = (_named(plan, called, end) for end in (arrow.start, arrow.end))
        items.append(Item(" → ".join(ends), detail=passage(arrow.because)))
    if items:
        yield Figure(tuple(items), picture)


def _timeline(plan: Plan, called: Mapping[str, str], picture: Picture | None) -> Iterator[Block]:
    cards = {placement.card.id: placement.card for placement in plan.placements()}
    spans = {card: span for card in cards.values() if (span := span_of(card.when))}
    if spans:
        yield Figure(tuple(map(_item, sorted(spans, key=spans.__getitem__))), picture)


def _sorting(plan: Plan, called: Mapping[str, str], picture: Picture | None) -> Iterator[Block]:
    for number, pile in enumerate(plan.piles, 1):
        name = clean_line(plan.pile_name(pile))
        if name or pile.placements:
            yield _pile(name or f"Pile {number}", pile.placements)
    if plan.aside:
        yield _pile("Not relevant", plan.aside)


def _named(plan: Plan, called: Mapping[str, str], of: str) -> str:
    """Return what a factor is called, or a paragraph as the export calls it."""
    if plan.paragraph(of):
        return called.get(of, "An empty paragraph")
    return clean_line(end_name(plan, of)) or "No name"


def _pile(name: str, placements: Collection[Placement]) -> Entry:
    return Entry(name, items=tuple(_item(placement.card) for placement in placements))


def _item(card: Card) -> Item:
    return Item(clean_line(card.headline) or "No headline", clean_line(card.when.shown))


_Blocks = Callable[[Plan, Mapping[str, str], Picture | None], Iterator[Block]]
_PARTS: dict[str, tuple[str, _Blocks]] = {
    "ranking": ("Ranking", _ranking),
    "links": ("Links", _links),
    "timeline": ("Timeline", _timeline),
    "sorting": ("Piles", _sorting),
}
PARTS = tuple(_PARTS)
"""The names of what a plan can be thought out with, as in Choices, in the order of an export."""
