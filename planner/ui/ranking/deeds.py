"""What is done to the ranking and the arrows, each as one change of the plan."""

from collections.abc import Callable
from functools import partial

from planner.model import ranking
from planner.model.evidence import Factor
from planner.model.plan import Field, Part, Plan, Ranked
from planner.model.ranking import DIAMOND, is_own
from planner.ui.kit import Kit
from planner.ui.minutes_words import counted


class Deeds:
    """Turns gestures of the ranking, from mouse, keys and menus alike, into named changes.

    tell: shows what was done, in a sentence, where it is more than can be seen.
    """

    def __init__(self, kit: Kit, tell: Callable[[str], None]) -> None:
        self._kit, self._tell = kit, tell
        self._session = kit.session

    def factors(self) -> dict[str, Factor]:
        """Return the factors that can be ranked, by their ids.

        Those are the plan's; where it has none but the student's own, all that are known as well.
        """
        held = {factor.id: factor for factor in self._session.plan.factors}
        if all(is_own(factor) for factor in held):
            known = self._kit.factors.items()
            return held | {name: f for name, f in known if name not in held and not is_own(name)}
        return held

    def rank(self, factor_id: str, at: int | None = None) -> bool:
        """Put a factor into the ranking before number at (from 0), or last, and say so."""
        factor = self.factors().get(factor_id)
        if factor is None:
            return False
        moved = any(ranked.factor == factor_id for ranked in self._session.plan.ranking)
        words = f"move {factor.name} in the ranking" if moved else f"rank {factor.name}"
        if not self._session.apply(partial(ranking.rank, factor=factor, at=at), words):
            return False
        number, most = self.place(factor_id) + 1, len(self._session.plan.ranking)
        self._kit.hands.say(f"{factor.name} is number {number} of {most}")
        return True

    def unrank(self, factor_id: str) -> bool:
        """Take a factor out of the ranking, and say so."""
        name = self.name(factor_id)
        edit = partial(ranking.unrank, factor_id=factor_id)
        if not self._session.apply(edit, f"take {name} out of the ranking"):
            return False
        self._kit.hands.say(f"{name} is not ranked now")
        return True

    def move(self, factor_id: str, dx: int, dy: int) -> bool:
        """Move a factor by one place along its row (dx), or by one row (dy)."""
        here = self.place(factor_id)
        to = step(self._session.plan, here, dx, dy)
        if to == here:
            self._kit.hands.say("There is no place that way")
            return False
        return self.rank(factor_id, to + (to > here))

    def shape(self, diamond: bool) -> None:
        """Show the ranking as a diamond nine, or as a ladder."""
        words = f"show the ranking as a {'diamond nine' if diamond else 'ladder'}"
        self._session.apply(partial(ranking.shape, diamond=diamond), words)

    def add_factor(self, name: str) -> bool:
        """Give the plan a factor of the student's own, last in the ranking."""
        return self._session.apply(
            partial(ranking.add_factor, name=name), f"add the factor {name.strip()}"
        )

    def rename_factor(self, factor_id: str, name: str) -> bool:
        """Call a factor of the student's own something else."""
        edit = partial(ranking.rename_factor, factor_id=factor_id, name=name)
        return self._session.apply(edit, f"rename the factor {self.name(factor_id)}")

    def remove_factor(self, factor_id: str) -> bool:
        """Take a factor of the student's own out of the plan, and say what went and what stays."""
        plan, name = self._session.plan, self.name(factor_id)
        edit = partial(ranking.remove_factor, factor_id=factor_id)
        if not self._session.apply(edit, f"remove the factor {name}"):
            return False
        self._tell(_removed(plan, self._session.plan, factor_id, name))
        return True

    def order(self) -> str:
        """Order the paragraphs by the ranking; return what was done, in words, or nothing."""
        before = self._session.plan.paragraphs
        if not self._session.apply(ranking.order_paragraphs, "order the paragraphs by the ranking"):
            return ""
        return self._ordered([paragraph.id for paragraph in before])

    def conclude(self) -> bool:
        """Write the ranking after what the conclusion says."""
        return self._session.apply(ranking.conclude, "add the ranking to the conclusion")

    def link(self, start: str, end: str) -> str:
        """Draw an arrow, and return its id; an empty text where that cannot be done."""
        plan = self._session.plan
        names = f"{ranking.end_name(plan, start)} to {ranking.end_name(plan, end)}"
        edit = partial(ranking.link, start=start, end=end)
        if not self._session.apply(edit, f"draw an arrow from {names}"):
            return ""
        self._kit.hands.say(f"There is an arrow from {names} now")
        return self._session.plan.arrows[-1].id

    def unlink(self, arrow_id: str) -> bool:
        """Take an arrow away, and say so."""
        plan = self._session.plan
        ends = next((ends_of(plan, a.start, a.end) for a in plan.arrows if a.id == arrow_id), "")
        edit = partial(ranking.unlink, arrow_id=arrow_id)
        if not self._session.apply(edit, f"delete the arrow {ends}"):
            return False
        self._kit.hands.say(f"The arrow {ends} is deleted")
        return True

    def place(self, factor_id: str) -> int:
        """Return a factor's place in the ranking, from 0; -1 where it has none."""
        return next(
            (at for at, r in enumerate(self._session.plan.ranking) if r.factor == factor_id), -1
        )

    def name(self, factor_id: str) -> str:
        """Return what a factor is called."""
        factor = self.factors().get(factor_id) or self._kit.factors.get(factor_id)
        return factor.name if factor else factor_id

    def _ordered(self, before: list[str]) -> str:
        plan = self._session.plan
        places = {ranked.factor for ranked in plan.ranking}
        about = [ranking.main_factor(plan, paragraph) for paragraph in plan.paragraphs]
        names = [
            paragraph.heading or self.name(factor)
            for paragraph, factor in zip(plan.paragraphs, about, strict=True)
            if factor in places
        ]
        if not names:
            return (
                "No paragraph is about a ranked factor, so none was moved. A paragraph is about "
                "the factor that its heading names, or that most of its cards speak to."
            )
        if before == [paragraph.id for paragraph in plan.paragraphs]:
            return "The paragraphs stand in this order already."
        said = f"The paragraphs stand in this order now: {', '.join(names)}."
        rest = len(about) - len(names)
        if rest == 1:
            said += " One that is about no ranked factor comes last."
        elif rest:
            said += f" {rest} that are about no ranked factor come last."
        return said


def _removed(before: Plan, after: Plan, factor_id: str, name: str) -> str:
    """Say what went with a factor, and what stays without it."""
    arrows = len(before.arrows) - len(after.arrows)
    went = ["the reason for its place"] if before.text(Field(Part.REASON, factor_id)) else []
    went += [counted(arrows, "arrow")] if arrows else []
    said = f"“{name}” is removed from the plan"
    said += f", with {' and '.join(went)}." if went else "."
    cards = sum(factor_id in card.factors for card in before.cards().values())
    if cards == 1:
        said += " One card about it stays where it is."
    elif cards:
        said += f" {cards} cards about it stay where they are."
    return f"{said} Undo brings it back."


def ends_of(plan: Plan, start: str, end: str) -> str:
    """Return the two ends of an arrow in words."""
    return f"{ranking.end_name(plan, start)} → {ranking.end_name(plan, end)}"


def lengths(plan: Plan) -> list[int]:
    """Return how many factors stand in each row of the ranking."""
    return [len(row) for row in ranking.rows(plan)]


def free(plan: Plan) -> list[int]:
    """Return how many places of each row are free; a diamond has nine, a ladder one to begin with.

    The rows of a diamond are all there are of it, in their order.
    """
    if not plan.diamond:
        return [] if plan.ranking else [1]
    held = lengths(plan)
    return [most - (held[row] if row < len(held) else 0) for row, most in enumerate(DIAMOND)]


def step(plan: Plan, here: int, dx: int, dy: int) -> int:
    """Return the place that is one step from another; that same one where there is none.

    here: a place in the ranking, from 0. A step to a shorter or longer row keeps to the middle.
    """
    found: list[tuple[int, tuple[Ranked, ...]]] = []
    first = 0
    for row in ranking.rows(plan):
        found.append((first, row))
        first += len(row)
    at = next((n for n, (begin, row) in enumerate(found) if begin <= here < begin + len(row)), -1)
    if at < 0:
        return here
    begin, row = found[at]
    if dx:
        to = here + dx
        return to if begin <= to < begin + len(row) else here
    if not 0 <= at + dy < len(found):
        return here
    other, places = found[at + dy]
    part = (here - begin + 0.5) / len(row)
    return other + min(len(places) - 1, int(part * len(places)))
