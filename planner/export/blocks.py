"""The neutral blocks that a plan is made of on paper, which each format writes its own way."""

import re
from dataclasses import dataclass

from planner.model.picture import Picture
from planner.model.text import clean_text

_BLANK_LINES = re.compile(r"\n{3,}")


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


@dataclass(frozen=True, slots=True)
class Figure:
    """A list, and the picture that shows its headlines and dates, where a format has pictures."""

    items: tuple[Item, ...]
    picture: Picture | None = None


Block = Title | Subtitle | Heading | Entry | Figure | Sources

NOTE = "My note"
"""What stands before a note, so that the student's words are not taken for the card's."""


def passage(text: str) -> str:
    """Return text with no space around its lines and one empty line at most between them."""
    lines = "\n".join(line.strip() for line in clean_text(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
