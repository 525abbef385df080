"""The one gate that all text passes on its way in."""

import re
import unicodedata
from typing import Annotated

from msgspec import Meta

LINE = 300
"""The most characters in a heading, a label, a headline or a name."""
QUESTION = 600
"""The most characters in a question."""
PASSAGE = 20_000
"""The most characters in a slot, an introduction or a card's detail."""
ID = 200
"""The most characters in an id."""

Line = Annotated[str, Meta(max_length=LINE)]
QuestionText = Annotated[str, Meta(max_length=QUESTION)]
Passage = Annotated[str, Meta(max_length=PASSAGE)]
Id = Annotated[str, Meta(min_length=1, max_length=ID, pattern=r"^[a-z0-9]+(?:[-/][a-z0-9]+)*\Z")]

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Control characters, lone surrogates, the byte order mark, the characters that reorder others
# unseen (Trojan Source), and those that Unicode reserves for a program's own use.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffc\ud800-\udfff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


# What most texts are made of, and none of it is changed: looking for that is quicker.
_CLEAN = re.compile("[\n\x20-\x7e\xa0-\u017f\u2010-\u2027]*")


class TextError(ValueError):
    """Text that is too long to keep; its message is a sentence for the user."""


def clean_text(text: str) -> str:
    """Return the text as Marshal keeps it: composed, lines ended by newlines, nothing unseen.

    Cleaning what is clean already changes nothing.
    """
    if _CLEAN.fullmatch(text):
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _REMOVED.sub("", text))


def clean_line(text: str) -> str:
    """Return the text cleaned and on one line, with single spaces and none at its ends."""
    return " ".join(clean_text(text).split())


def within(text: str, limit: int, what: str) -> str:
    """Return the text, or raise TextError in words where it is longer than the limit.

    what: how the text is called at the beginning of a sentence, such as "A heading".
    """
    if len(text) > limit:
        raise TextError(
            f"{what} can have at most {limit:,} characters, and this has {len(text):,}. "
            "Shorten it to save it."
        )
    return text
