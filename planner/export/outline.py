"""What a plan says once it is on paper: neutral blocks, which each format writes its own way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner.export.thinking import PARTS, thinking
from planner.model.evidence import Card
from planner.model.framework import Essay, SlotKind
from planner.model.outline import (
    Block,
    Entry,
    Heading,
    Item,
    Source,
    Sources,
    Subtitle,
    Title,
    passage,
)
from planner.model.picture import Picture
from planner.model.plan import Paragraph, Plan, Slot, slot_names
from planner.model.text import clean_line


@dataclass(frozen=True, slots=True)
class Choices:
    """What goes into an export.

    The cards' details, their sources, prompts for what is empty, the student's own notes, and what
    the plan was thought out with: its ranking, the links, the timeline, the piles.
    """

    details: bool = True
    sources: bool = True
    prompts: bool = False
    notes: bool = True
    ranking: bool = False
    links: bool = False
    timeline: bool = False
    sorting: bool = False


class _Shown(NamedTuple):
    """A paragraph as it is shown: its number among those that are, its heading, what is in it."""

    number: int
    heading: str
    entries: tuple[Entry, ...]

    @property
    def called(self) -> str:
        return self.heading or f"Paragraph {self.number}"


def outline(
    plan: Plan,
    choices: Choices,
    essay: Essay,
    notes: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> list[Block]:
    """Return what a plan says, in reading order; what is empty leaves no trace, or a prompt.

    notes: the student's notes, by the ids of the cards that they are on. pictures: of the ranking
    and the timeline, by these names.
    All text is clean, so that no writer meets a character that its format cannot hold.
    """
    title = clean_line(plan.question.text) or clean_line(plan.name) or "Essay plan"
    blocks: list[Block] = [Title(title)]
    if name := _subtitle(clean_line(plan.name), title):
        blocks.append(Subtitle(name))
    paragraphs = _paragraphs(plan, choices, (notes or {}) if choices.notes else {})
    blocks += _part(essay.line_of_argument, plan.line_of_argument, choices)
    blocks += _part(essay.introduction, plan.introduction, choices)
    for of in paragraphs.values():
        blocks += [Heading(f"{of.number}. {of.heading}" if of.heading else of.called), *of.entries]
    blocks += _part(essay.conclusion, plan.conclusion, choices)
    wanted = [part for part in PARTS if getattr(choices, part)]
    called = {paragraph: of.called for paragraph, of in paragraphs.items()}
    blocks += thinking(plan, wanted, called, pictures or {})
    if choices.sources:
        blocks += _sources(placement.card for placement in plan.placements())
    return blocks


def _subtitle(name: str, title: str) -> str:
    """Return what a plan's name adds to its title: "Copy", where it is the title and (copy)."""
    if not name.startswith(title):
        return name
    rest = name.removeprefix(title).strip(" ()")
    return rest[:1].upper() + rest[1:]


def _part(kind: SlotKind, text: str, choices: Choices) -> Iterator[Block]:
    text = passage(text)
    if text or choices.prompts:
        yield Heading(clean_line(kind.label))
        yield Entry(text=text, prompt="" if text else _prompt(kind))


def _paragraphs(plan: Plan, choices: Choices, notes: Mapping[str, str]) -> dict[str, _Shown]:
    """Return what is shown of each paragraph by its id; what is left out has no number."""
    shown: dict[str, _Shown] = {}
    for paragraph in plan.paragraphs:
        heading = clean_line(paragraph.heading)
        entries = tuple(_entries(paragraph, choices, notes))
        if heading or entries or choices.prompts:
            shown[paragraph.id] = _Shown(len(shown) + 1, heading, entries)
    return shown


def _entries(paragraph: Paragraph, choices: Choices, notes: Mapping[str, str]) -> Iterator[Entry]:
    for label, slot in zip(slot_names(paragraph), paragraph.slots, strict=True):
        entry = _entry(clean_line(label), slot, choices, notes)
        if entry.text or entry.items or entry.prompt:
            yield entry


def _entry(label: str, slot: Slot, choices: Choices, notes: Mapping[str, str]) -> Entry:
    text = passage(slot.text)
    listed = (
        _item(placement.card, choices, notes.get(placement.card.id, ""))
        for placement in slot.placements
    )
    items = tuple(item for item in listed if item != Item(""))
    empty = not (text or items)
    return Entry(label, text, items, _prompt(slot.kind) if empty and choices.prompts else "")


def _item(card: Card, choices: Choices, note: str) -> Item:
    detail = passage(card.detail) if choices.details else ""
    return Item(clean_line(card.headline), clean_line(card.when.shown), detail, passage(note))


def _prompt(kind: SlotKind) -> str:
    return clean_line(kind.prompt) or "Still to be written."


def _sources(cards: Iterable[Card]) -> Iterator[Block]:
    found: dict[str, dict[str, None]] = {}
    for card in cards:
        source = clean_line(card.source)
        if source:
            found.setdefault(source, {})[clean_line(card.headline)] = None
    if found:
        yield Heading("Sources")
        yield Sources(tuple(Source(text, tuple(heads)) for text, heads in found.items()))
