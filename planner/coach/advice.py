"""What the coach says, and the rules that it says it by."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from planner.coach.reading import Reading
from planner.model.plan import Field


class Where(Struct, frozen=True):
    """Where a click on advice leads.

    field: the text in the plan to go to. words, factors: what to filter the shelf by on the way, as
    words to search for and the ids of factors; empty to leave the shelf as it is.
    """

    field: Field
    words: str = ""
    factors: tuple[str, ...] = ()


class Advice(Struct, frozen=True):
    """One thing that a plan lacks: by which rule, where, what is missing and what to do next."""

    rule: str
    where: Where
    says: str
    do: str


class Rule(Struct, frozen=True):
    """One thing that the coach looks for.

    name: how the settings call it. why: why it matters to a marker, in one sentence.
    check: goes through what it finds; None between two pieces of work, where it may be left.
    step: it tells what to add next, so that within a paragraph only the first such rule speaks.
    """

    id: str
    name: str
    why: str
    check: Callable[[Reading], Iterable[Advice | None]]
    step: bool = False
