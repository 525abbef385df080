"""What a plan says on paper: an outline of neutral blocks, which each format writes its own way."""

import re

from msgspec import Struct

from planner.model.picture import Picture
from planner.model.text import clean_text

_BLANK_LINES = re.compile(r"\n{3,}")


class Title(Struct, frozen=True):
    """The title of the whole."""

    text: str


class Subtitle(Struct, frozen=True):
    """A second title, under the first."""

    text: str


class Heading(Struct, frozen=True):
    """The heading of a part."""

    text: str


class Item(Struct, frozen=True):
    """A card in a list: its headline, when it was, what stands behind it, the student's note.

    detail, note: lines ended by newlines, as in an entry's text.
    """

    headline: str
    when: str = ""
    detail: str = ""
    note: str = ""


class Entry(Struct, frozen=True):
    """One place in the plan: its label, what is written there, the cards and any prompt.

    text: lines ended by newlines; an empty line parts two paragraphs.
    prompt: stands only where text and items are empty.
    """

    label: str = ""
    text: str = ""
    items: tuple[Item, ...] = ()
    prompt: str = ""


class Source(Struct, frozen=True):
    """Where evidence comes from, and the headlines of the cards that rest on it."""

    text: str
    headlines: tuple[str, ...]


class Sources(Struct, frozen=True):
    """The list of sources."""

    items: tuple[Source, ...]


class Figure(Struct, frozen=True):
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
