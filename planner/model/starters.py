"""Prompts and ways to begin a sentence, chosen by the place and by what the question asks."""

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from planner.model.framework import QuestionType, SlotKind
from planner.model.plan import Part
from planner.model.text import Line

MOST = 5
"""The most starters that are offered in one place."""
FEWEST = 2

_FIRST = 3
_WORD = re.compile(r"[^\W_]+")
_COUNTER = "counter"


class Help(Struct, frozen=True, forbid_unknown_fields=True):
    """What helps in one place; the first prompts and starters are the ones to offer first."""

    prompts: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    starters: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """What helps to answer one family of questions, by the places of an essay.

    begins: how the command words of such questions begin. What a family lists is its own: to
    another one, which does not list it, it is not offered. counter: a slot of that name.
    """

    begins: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()
    point: Help = Help()
    evidence: Help = Help()
    explain: Help = Help()
    link: Help = Help()
    judgement: Help = Help()
    other: Help = Help()
    counter: Help = Help()
    line_of_argument: Help = Help()
    introduction: Help = Help()
    conclusion: Help = Help()


PLACES = tuple(name for name in Family.__struct_fields__ if name != "begins")
"""The places of an essay, by the names of a family’s fields."""


class Starters(Struct, frozen=True, forbid_unknown_fields=True):
    """All that `resources/starters.toml` holds; general: what suits every question."""

    general: Family
    families: dict[str, Family]

    def family(self, kind: QuestionType) -> Family:
        """Return the family of a kind of question, told by its command or else its stem."""
        asked = " ".join(_WORD.findall((kind.command or kind.stem).casefold()))
        longest, found = 0, self.general
        for family in self.families.values():
            for begins in family.begins:
                if len(begins) > longest and f"{asked} ".startswith(f"{begins.casefold()} "):
                    longest, found = len(begins), family
        return found

    def starters(
        self, slot: SlotKind, kind: QuestionType, part: Part = Part.SLOT
    ) -> tuple[str, ...]:
        """Return from two to five ways to begin the sentence of a slot or of an essay’s part.

        Those of the family come first, then the slot’s own that suit the question.
        """
        place, family = _place(slot, part), self.family(kind)
        listed = () if family is self.general else _help(family, place).starters
        general = _help(self.general, place).starters
        strange = self._strange(family, place, "starters")
        own = [starter for starter in slot.starters if starter not in strange]
        chosen = dict.fromkeys((*listed[:_FIRST], *own, *listed[_FIRST:]))
        if len(chosen) < FEWEST:
            chosen |= dict.fromkeys(general)
        return tuple(chosen)[:MOST]

    def every(self) -> Iterator[str]:
        """Go through the starters of every family and place."""
        for family in (self.general, *self.families.values()):
            for place in PLACES:
                yield from _help(family, place).starters

    def prompt(self, slot: SlotKind, kind: QuestionType, part: Part = Part.SLOT) -> str:
        """Return the prompt of a slot or of an essay’s part: its own where that suits."""
        place, family = _place(slot, part), self.family(kind)
        if slot.prompt and slot.prompt not in self._strange(family, place, "prompts"):
            return slot.prompt
        prompts = _help(family, place).prompts or _help(self.general, place).prompts
        return prompts[0] if prompts else slot.prompt

    def _strange(self, family: Family, place: str, field: str) -> frozenset[str]:
        """Return what only other families list at a place."""
        others = (getattr(_help(one, place), field) for one in self.families.values())
        known = {*getattr(_help(family, place), field), *getattr(_help(self.general, place), field)}
        return frozenset(words for listed in others for words in listed if words not in known)


def starter_faults(held: Starters) -> Iterator[tuple[str, str]]:
    """Go through what is wrong with starters: a family’s name, and a sentence about it."""
    claimed: set[str] = set()
    for name, family in {"general": held.general, **held.families}.items():
        if bool(family.begins) is (family is held.general):
            yield name, f"begins is {'not ' if family.begins else ''}empty."
        for begins in family.begins:
            if begins.casefold() in claimed:
                yield name, f"begins: “{begins}” is there twice."
            claimed.add(begins.casefold())
        for place in PLACES:
            helped = _help(family, place)
            for field, texts in (("prompts", helped.prompts), ("starters", helped.starters)):
                if len(set(texts)) < len(texts) or "" in texts:
                    yield name, f"{place}: {field}: a text is empty or there twice."
            # Without it, what was only begun could not be told from a sentence.
            if not all("…" in starter for starter in helped.starters):
                yield name, f"{place}: a starter has no “…”."
            if family is held.general and not (helped.prompts and len(helped.starters) >= FEWEST):
                yield name, f"{place}: there should be a prompt and {FEWEST} starters."


def _place(slot: SlotKind, part: Part) -> str:
    if part is not Part.SLOT:
        return str(part).replace("-", "_")
    counter = slot.label.casefold().startswith(_COUNTER)
    return _COUNTER if counter else str(slot.role)


def _help(family: Family, place: str) -> Help:
    """Return the help at a place; a heading has none."""
    found: Help = getattr(family, place, Help())
    return found
