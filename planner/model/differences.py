"""How one state of a plan differs from another, told by its parts."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from planner.model.plan import Paragraph, Plan


class Size(Struct, frozen=True):
    """How much there is in a plan."""

    words: int
    cards: int
    paragraphs: int


def size_of(plan: Plan) -> Size:
    """Count the words that are written in a plan, its cards and its paragraphs."""
    written = [plan.line_of_argument, plan.introduction, plan.conclusion]
    for paragraph in plan.paragraphs:
        written += [paragraph.heading, *(slot.text for slot in paragraph.slots)]
    words = sum(len(text.split()) for text in written)
    return Size(words, sum(1 for _ in plan.placements()), len(plan.paragraphs))


def differing(before: Plan, after: Plan) -> tuple[str, ...]:
    """Name the parts that are not the same in two states of one plan, in reading order.

    Paragraphs are numbered as they are after, and those that are gone as they were before.
    """
    return tuple(_differing(before, after))


def _differing(before: Plan, after: Plan) -> Iterator[str]:
    if before.question != after.question:
        yield "the question"
    if before.line_of_argument != after.line_of_argument:
        yield "the line of argument"
    if before.introduction != after.introduction:
        yield "the introduction"
    held = {paragraph.id: paragraph for paragraph in before.paragraphs}
    for number, paragraph in enumerate(after.paragraphs, 1):
        was = held.pop(paragraph.id, None)
        if was is None:
            yield f"paragraph {number} (new)"
        elif _open(was) != _open(paragraph):
            yield f"paragraph {number}"
    for number, paragraph in enumerate(before.paragraphs, 1):
        if paragraph.id in held:
            yield f"an earlier paragraph {number} (removed)"
    kept = [p.id for p in before.paragraphs if p.id not in held]
    if kept != [p.id for p in after.paragraphs if p.id in kept]:
        yield "the order of the paragraphs"
    if before.conclusion != after.conclusion:
        yield "the conclusion"
    if (before.piles, before.aside) != (after.piles, after.aside):
        yield "the sorting"
    if (before.ranking, before.arrows) != (after.ranking, after.arrows):
        yield "the ranking and its arrows"


def _open(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as if it were not folded, which changes nothing in it."""
    return replace(paragraph, collapsed=False)
