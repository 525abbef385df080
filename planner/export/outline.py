"""What a plan says once it is on paper: neutral blocks, which each format writes its own way."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.model.evidence import Card
from planner.model.framework import Essay, SlotKind
from planner.model.plan import Paragraph, Plan, Slot, slot_names
from planner.model.text import clean_line, clean_text

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Choices:
    """What goes into an export.

    The cards' details, their sources, prompts for what is empty, and the student's own notes.
    """

    details: bool = True
    sources: bool = True
    prompts: bool = False
    notes: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A second title, under the first."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A card in a list: its headline, when it was, what stands behind it, the student's note.

    detail, note: lines ended by newlines, as in an entry's text.
    """

    headline: str
    when: str = ""
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the plan: its label, what is written there, the cards and any prompt.

    text: lines ended by newlines; an empty line parts two paragraphs.
    prompt: stands only where text and items are empty.
    """

    label: str = ""
    text: str = ""
    items: tuple[Item, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence comes from, and the headlines of the cards that rest on it."""

    text: str
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources."""

    items: tuple[Source, ...]


Block = Title | Subtitle | Heading | Entry | Sources

NOTE = "My note"
"""What stands before a note, so that the student's words are not taken for the card's."""


def outline(
    plan: Plan, choices: Choices, essay: Essay, notes: Mapping[str, str] | None = None
) -> list[Block]:
    """Return what a plan says, in reading order; what is empty leaves no trace, or a prompt.

    notes: the student's notes, by the ids of the cards that they are on.
    All text is clean, so that no writer meets a character that its format cannot hold.
    """
    title = clean_line(plan.question.text) or clean_line(plan.name) or "Essay plan"
    blocks: list[Block] = [Title(title)]
    if name := _subtitle(clean_line(plan.name), title):
        blocks.append(Subtitle(name))
    blocks += _part(essay.line_of_argument, plan.line_of_argument, choices)
    blocks += _part(essay.introduction, plan.introduction, choices)
    blocks += _paragraphs(plan, choices, (notes or {}) if choices.notes else {})
    blocks += _part(essay.conclusion, plan.conclusion, choices)
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
    text = _passage(text)
    if text or choices.prompts:
        yield Heading(clean_line(kind.label))
        yield Entry(text=text, prompt="" if text else _prompt(kind))


def _paragraphs(plan: Plan, choices: Choices, notes: Mapping[str, str]) -> Iterator[Block]:
    number = 0
    for paragraph in plan.paragraphs:
        heading = clean_line(paragraph.heading)
        entries = list(_entries(paragraph, choices, notes))
        if not (heading or entries or choices.prompts):
            continue
        # Counted here, so that a paragraph left out leaves no gap in the numbers.
        number += 1
        yield Heading(f"{number}. {heading}" if heading else f"Paragraph {number}")
        yield from entries


def _entries(paragraph: Paragraph, choices: Choices, notes: Mapping[str, str]) -> Iterator[Entry]:
    for label, slot in zip(slot_names(paragraph), paragraph.slots, strict=True):
        entry = _entry(clean_line(label), slot, choices, notes)
        if entry.text or entry.items or entry.prompt:
            yield entry


def _entry(label: str, slot: Slot, choices: Choices, notes: Mapping[str, str]) -> Entry:
    text = _passage(slot.text)
    listed = (
        _item(placement.card, choices, notes.get(placement.card.id, ""))
        for placement in slot.placements
    )
    items = tuple(item for item in listed if item != Item(""))
    empty = not (text or items)
    return Entry(label, text, items, _prompt(slot.kind) if empty and choices.prompts else "")


def _item(card: Card, choices: Choices, note: str) -> Item:
    detail = _passage(card.detail) if choices.details else ""
    return Item(clean_line(card.headline), clean_line(card.when.shown), detail, _passage(note))


def _prompt(kind: SlotKind) -> str:
    return clean_line(kind.prompt) or "Still to be written."


def _passage(text: str) -> str:
    """Return the text with no space around its lines and one empty line at most between them."""
    lines = "\n".join(line.strip() for line in clean_text(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def _sources(cards: Iterable[Card]) -> Iterator[Block]:
    found: dict[str, dict[str, None]] = {}
    for card in cards:
        source = clean_line(card.source)
        if source:
            found.setdefault(source, {})[clean_line(card.headline)] = None
    if found:
        yield Heading("Sources")
        yield Sources(tuple(Source(text, tuple(heads)) for text, heads in found.items()))
