"""Ranking: factors in order of weight with a reason each, and arrows from one thing to another."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from planner.model import text
from planner.model.evidence import OWN, Factor, pack_of
from planner.model.plan import MOST_ARROWS, MOST_RANKED, Arrow, Paragraph, Plan, Ranked
from planner.model.tree import (
    EditError,
    inserted,
    with_factors,
    with_paragraphs,
    with_piles_after,
)

DIAMOND = (1, 2, 3, 2, 1)
"""How many factors stand in each row of a diamond nine, the weightiest first."""


# The ranking


def rank(plan: Plan, factor: Factor, at: int | None = None) -> Plan:
    """Put a factor into the ranking before number at (from 0), or last; keep its reason.

    A factor that is ranked already is moved; at is counted before that.
    """
    held = next((r for r in plan.ranking if r.factor == factor.id), Ranked(factor.id))
    if at is not None:
        at -= sum(ranked.factor == factor.id for ranked in plan.ranking[:at])
    others = tuple(ranked for ranked in plan.ranking if ranked.factor != factor.id)
    if len(others) >= MOST_RANKED:
        raise EditError(f"At most {MOST_RANKED} factors can be ranked.")
    return replace(with_factors(plan, [factor]), ranking=inserted(others, [held], at))


def unrank(plan: Plan, factor_id: str) -> Plan:
    """Take a factor out of the ranking, with the reason for its place."""
    others = tuple(ranked for ranked in plan.ranking if ranked.factor != factor_id)
    if len(others) == len(plan.ranking):
        raise EditError("This factor is no longer in the ranking.")
    return replace(plan, ranking=others)


def shape(plan: Plan, diamond: bool) -> Plan:
    """Show the ranking as a diamond nine, or as a ladder."""
    return replace(plan, diamond=diamond)


def add_factor(plan: Plan, name: str) -> Plan:
    """Give the plan a factor of the student's own, last in the ranking."""
    name = _factor_name(plan, name)
    # One that no other plan gives: a plan's own id can be as long as an id may be.
    home = hashlib.sha256(plan.id.encode()).hexdigest()[:16]
    # Told apart from those that are there, by colour and by shape.
    hue = next(hue for hue in count() if all(factor.hue != hue for factor in plan.factors))
    factor = Factor(f"{OWN}/{home}-{plan.serial}", name, hue=hue)
    return rank(replace(plan, serial=plan.serial + 1), factor)


def is_own(factor_id: str) -> bool:
    """Tell whether a factor was made by the student."""
    return pack_of(factor_id) == OWN


def rename_factor(plan: Plan, factor_id: str, name: str) -> Plan:
    """Call a factor of the student's own something else, wherever the plan shows it."""
    _find_own(plan, factor_id)
    name = _factor_name(plan, name, factor_id)
    factors = (replace(f, name=name) if f.id == factor_id else f for f in plan.factors)
    return replace(plan, factors=tuple(factors))


def remove_factor(plan: Plan, factor_id: str) -> Plan:
    """Take a factor of the student's own out of the plan, its ranking and its arrows.

    Cards, piles and paragraphs stay as they are; cards that speak to it are about it no more.
    """
    _find_own(plan, factor_id)
    return replace(
        plan,
        factors=tuple(factor for factor in plan.factors if factor.id != factor_id),
        ranking=tuple(ranked for ranked in plan.ranking if ranked.factor != factor_id),
        arrows=tuple(a for a in plan.arrows if factor_id not in (a.start, a.end)),
    )


def _find_own(plan: Plan, factor_id: str) -> Factor:
    factor = plan.factor(factor_id)
    if factor is None:
        raise EditError("This factor is no longer in the plan.")
    if not is_own(factor_id):
        raise EditError("This factor comes from a pack. Only your own can be changed here.")
    return factor


def _factor_name(plan: Plan, name: str, factor_id: str = "") -> str:
    """Return what a factor is to be called; raise where it may not be called so."""
    name = text.within(text.clean_line(name), text.LINE, "A factor’s name")
    if not name:
        raise EditError("A factor needs a name. Type the name first.")
    others = (factor for factor in plan.factors if factor.id != factor_id)
    if any(factor.name.casefold() == name.casefold() for factor in others):
        raise EditError(f"The plan has the factor “{name}” already.")
    return name


def rows(plan: Plan) -> list[tuple[Ranked, ...]]:
    """Return the ranking row by row: one a row, or as a diamond; what is over stands below it."""
    if not plan.diamond:
        return [(ranked,) for ranked in plan.ranking]
    found, left = [], plan.ranking
    for most in DIAMOND:
        found.append(left[:most])
        left = left[most:]
    return [*filter(None, found), *((ranked,) for ranked in left)]


def order_paragraphs(plan: Plan) -> Plan:
    """Put the paragraphs, and their piles, into the order of the ranking.

    Those that are about none of its factors go last.
    """
    places = {ranked.factor: number for number, ranked in enumerate(plan.ranking)}
    if not places:
        raise EditError("Nothing is ranked yet. Put factors into the ranking first.")
    last = len(places)

    def key(paragraph: Paragraph) -> int:
        return places.get(main_factor(plan, paragraph), last)

    return with_piles_after(with_paragraphs(plan, tuple(sorted(plan.paragraphs, key=key))))


def main_factor(plan: Plan, paragraph: Paragraph) -> str:
    """Return the id of the factor that a paragraph is about, or an empty text.

    That is the one that its heading names, or else the one that most of its cards speak to.
    """
    named = [f for f in plan.factors if f.name and _names(paragraph.heading, f.name)]
    if len(named) == 1:
        return named[0].id
    cards = [p.card for slot in paragraph.slots for p in slot.placements]
    counts = Counter(factor for card in cards for factor in card.factors).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def ranking_lines(plan: Plan) -> list[str]:
    """Return the ranking in words, a line a factor, with the student's own reasons."""
    names = {factor.id: factor.name for factor in plan.factors}
    lines = []
    for number, row in enumerate(rows(plan), 1):
        for ranked in row:
            reason = " ".join(ranked.reason.split())
            said = names.get(ranked.factor, ranked.factor)
            lines.append(f"{number}. {said}: {reason}" if reason else f"{number}. {said}")
    return lines


def conclude(plan: Plan) -> Plan:
    """Write the ranking after what the conclusion says."""
    if not plan.ranking:
        raise EditError("Nothing is ranked yet. Put factors into the ranking first.")
    words = "\n".join(ranking_lines(plan))
    held = plan.conclusion.rstrip()
    if words in held:
        raise EditError("The conclusion has this ranking already.")
    words = f"{held}\n{words}" if held else words
    return replace(plan, conclusion=text.within(words, text.PASSAGE, "The conclusion"))


def _names(words: str, name: str) -> bool:
    """Tell whether words have a name in them, as whole words: “art” is not in “party”."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None


# Arrows


def link(plan: Plan, start: str, end: str) -> Plan:
    """Draw an arrow from a paragraph or a factor to another."""
    ends = {paragraph.id for paragraph in plan.paragraphs} | {f.id for f in plan.factors}
    if not {start, end} <= ends:
        raise EditError("One end of this arrow is no longer in the plan.")
    if start == end:
        raise EditError("An arrow needs two different ends.")
    if any((arrow.start, arrow.end) == (start, end) for arrow in plan.arrows):
        raise EditError("There is an arrow between these already.")
    if len(plan.arrows) >= MOST_ARROWS:
        raise EditError(f"A plan can have at most {MOST_ARROWS} arrows.")
    arrow = Arrow(f"n{plan.serial}", start, end)
    return replace(plan, serial=plan.serial + 1, arrows=(*plan.arrows, arrow))


def unlink(plan: Plan, arrow_id: str) -> Plan:
    """Take an arrow away, with what explains it."""
    others = tuple(arrow for arrow in plan.arrows if arrow.id != arrow_id)
    if len(others) == len(plan.arrows):
        raise EditError("This arrow is no longer there.")
    return replace(plan, arrows=others)


def end_name(plan: Plan, of: str) -> str:
    """Return what the end of an arrow is called: a heading, “Paragraph 2”, or a factor's name."""
    for number, paragraph in enumerate(plan.paragraphs, 1):
        if paragraph.id == of:
            return paragraph.heading or f"Paragraph {number}"
    factor = plan.factor(of)
    return factor.name if factor else of


def arrow_line(plan: Plan, arrow: Arrow) -> str:
    """Return an arrow in words."""
    because = " ".join(arrow.because.split())
    said = f"{end_name(plan, arrow.start)} → {end_name(plan, arrow.end)}"
    return f"{said}: {because}" if because else said


def arrow_lines(plan: Plan) -> Sequence[str]:
    """Return all arrows in words."""
    return [arrow_line(plan, arrow) for arrow in plan.arrows]
