"""Ids that people can read: made from a headline, and never one that is taken."""

import re
import secrets
import unicodedata
from collections.abc import Container, Iterable

from planner.model.evidence import OWN
from planner.model.pack import Pack

MOST_NAME = 60
"""The most characters in a name that is made from words."""

_WORDS = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`´]")


def slug(words: str, otherwise: str = "pack") -> str:
    """Return words as an id can hold them ("The funeral trick" as "the-funeral-trick").

    otherwise: what stands for words that have no letter or digit an id could hold.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words.casefold()))
    kept = ""
    for word in _WORDS.findall("".join(c for c in plain if not unicodedata.combining(c))):
        longer = f"{kept}-{word}" if kept else word[:MOST_NAME]
        if len(longer) > MOST_NAME:
            break
        kept = longer
    return kept or otherwise


def new_name(headline: str, taken: Container[str], otherwise: str = "card") -> str:
    """Return a readable name that is not among those taken: "the-funeral-trick-2" for a second.

    otherwise: what it is, such as "question type", for words that no id could hold. taken: names
    without their pack, as `taken_names` gives them.
    """
    name = first = slug(headline, slug(otherwise))
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    return name


def new_pack_id(title: str, taken: Container[str] = ()) -> str:
    """Return an id for a new pack, with a few letters that no other teacher's will have."""
    while True:
        name = f"{slug(title)}-{secrets.token_hex(3)}"
        if name not in taken and name != OWN:
            return name


def taken_names(packs: Iterable[Pack | None]) -> set[str]:
    """Return every name, without its pack, that parts of these versions of a pack have."""
    return {
        part.id.partition("/")[2]
        for pack in packs
        if pack is not None
        for parts in (pack.factors, pack.questions, pack.cards, pack.plans, pack.question_types)
        for part in parts
    }
