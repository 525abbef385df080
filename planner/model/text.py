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
REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffc\ud800-\udfff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Finds a character that is not kept."""

MOST_UNSEEN = 8
"""The most signs in a row that cannot be seen; the flag of England ends in six of them."""
# What fonts show nothing for. No emoji and no script has nine of it in a row, and a passage of it
# would all stand on one line, which takes long to lay out and to paint.
_UNSEEN = (
    "\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN_RUN = re.compile(f"([{_UNSEEN}]{{{MOST_UNSEEN}}})[{_UNSEEN}]+")
"""Finds more signs in a row that cannot be seen than are kept; its first group are those kept."""

# What most texts are made of, and none of it is changed: looking for that is quicker.
_CLEAN = re.compile("[\n\x20-\x7e\xa0-\u017f\u2010-\u2027]*")


class TextError(ValueError):
    """Text that is too long to keep; its message is a sentence for the user."""


def clean_text(text: str) -> str:
    """Return the text as Marshal keeps it: composed, lines ended by newlines, nothing unseen.

    Of signs in a row that cannot be seen but may change those around them, the first MOST_UNSEEN
    are kept. Cleaning what is clean already changes nothing.
    """
    if _CLEAN.fullmatch(text):
        return text
    text = REMOVED.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    # What cannot be seen is composed with nothing, so that either may come first.
    return unicodedata.normalize("NFC", UNSEEN_RUN.sub(r"\1", text))


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
