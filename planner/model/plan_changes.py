"""What a plan said before and says now, text by text, to be shown side by side."""

from collections.abc import Collection, Iterable, Iterator

from planner.model.compare import FieldChange
from planner.model.plan import Paragraph, Pile, Placement, Plan, Slot, slot_names
from planner.model.ranking import arrow_lines, ranking_lines

_Key = tuple[str, str]
"""A kind of text, and the id of what it is the text of."""

_ORDER = ("order", "")


def plan_changes(before: Plan, after: Plan) -> tuple[FieldChange, ...]:
    """Return each text of a plan that reads otherwise in another state of it, in reading order.

    Paragraphs are numbered as they are after, and those that are gone come last of them. Cards
    are told by their headlines, a line each.
    """
    old, new = dict(_texts(before)), dict(_texts(after))
    names = _names(before, {paragraph.id for paragraph in after.paragraphs}) | _names(after)
    if [paragraph.id for paragraph in before.paragraphs] == [p.id for p in after.paragraphs]:
        # What they are called has places of its own.
        del old[_ORDER], new[_ORDER]
    # What is gone stands where it stood: before the first of what came after it and is still there.
    order = list(new)
    at = len(order)
    for key in reversed(old):
        if key in new:
            at = order.index(key)
        else:
            order.insert(at, key)
    return tuple(
        FieldChange(names[key], old.get(key, ""), new.get(key, ""))
        for key in order
        if old.get(key, "") != new.get(key, "")
    )


def _texts(plan: Plan) -> Iterator[tuple[_Key, str]]:
    yield ("question", ""), plan.question.text
    yield ("line of argument", ""), plan.line_of_argument
    yield ("introduction", ""), plan.introduction
    yield _ORDER, _lines(map(_called, plan.paragraphs))
    for paragraph in plan.paragraphs:
        yield ("heading", paragraph.id), paragraph.heading
        for slot in paragraph.slots:
            yield ("slot", slot.id), slot.text
            yield ("cards", slot.id), _headlines(slot.placements)
    yield ("conclusion", ""), plan.conclusion
    for pile in plan.piles:
        yield ("pile", pile.id), _pile(plan, pile)
    yield ("aside", ""), _headlines(plan.aside)
    yield ("ranking", ""), _lines(ranking_lines(plan))
    yield ("arrows", ""), _lines(arrow_lines(plan))


def _names(plan: Plan, there: Collection[str] | None = None) -> dict[_Key, str]:
    """Return what each text is called; there: the paragraphs that are not removed, if any is."""
    names: dict[_Key, str] = {
        ("question", ""): "Question",
        ("line of argument", ""): "Line of argument",
        ("introduction", ""): "Introduction",
        _ORDER: "The paragraphs in their order",
        ("conclusion", ""): "Conclusion",
        ("aside", ""): "Cards set aside",
        ("ranking", ""): "Ranking",
        ("arrows", ""): "Arrows",
    }
    for number, paragraph in enumerate(plan.paragraphs, 1):
        removed = " (removed)" if there is not None and paragraph.id not in there else ""
        of = f"Paragraph {number}{removed}"
        names["heading", paragraph.id] = f"{of}, heading"
        for slot, name in zip(paragraph.slots, slot_names(paragraph), strict=True):
            names["slot", slot.id] = f"{of}, {name}"
            names["cards", slot.id] = f"{of}, {name}: cards"
    for pile in plan.piles:
        names["pile", pile.id] = f"Pile “{plan.pile_name(pile)}”"
    return names


def _called(paragraph: Paragraph) -> str:
    """Return a paragraph’s heading, or its first words, by which its place can be followed."""
    words = paragraph.heading or next((s.text for s in paragraph.slots if s.text.strip()), "")
    return " ".join(words.split())[:60] or _first_card(paragraph.slots)


def _first_card(slots: Iterable[Slot]) -> str:
    cards = [placement.card.headline for slot in slots for placement in slot.placements]
    return cards[0] if cards else "(an empty paragraph)"


def _pile(plan: Plan, pile: Pile) -> str:
    return _lines([plan.pile_name(pile), *(p.card.headline for p in pile.placements)])


def _headlines(placements: Iterable[Placement]) -> str:
    return _lines(placement.card.headline for placement in placements)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
