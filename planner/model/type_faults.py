"""What can be wrong with kinds of question, beyond what their fields allow."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from planner.model.framework import NEEDS, QuestionType
from planner.model.stems import read_stem


class TypeFault(Struct, frozen=True):
    """One thing that is wrong with a kind of question.

    of: the kind's id. field: its field's name. says: what is wrong, to follow what the kind is
    called, as in “has no name”. do: what to do, in a sentence.
    """

    of: str
    field: str
    says: str
    do: str


def type_faults(kinds: Iterable[QuestionType], frameworks: Collection[str]) -> Iterator[TypeFault]:
    """Go through what is wrong with kinds of question.

    frameworks: the ids of those that a kind can begin with.
    """
    seen: set[str] = set()
    for kind in kinds:
        if kind.id in seen:
            do = "Give one of the two another id."
            yield TypeFault(kind.id, "id", "has an id that is there twice", do)
        seen.add(kind.id)
        if not kind.name:
            yield TypeFault(kind.id, "name", "has no name", "Give it one.")
        if kind.framework and kind.framework not in frameworks:
            says = f"has the framework {_quoted(kind.framework)}, which Marshal does not have"
            do = f"Use one of these: {', '.join(sorted(frameworks))}."
            yield TypeFault(kind.id, "framework", says, do)
        yield from _of_stems(kind)
        for need, times in Counter(kind.needs).items():
            if times > 1:
                says, do = f"asks for {NEEDS[need]} twice", "Take one of the two out."
                yield TypeFault(kind.id, "needs", says, do)


def _of_stems(kind: QuestionType) -> Iterator[TypeFault]:
    for stem, times in Counter(kind.stems).items():
        if not read_stem(stem).weight:
            says = f"has a stem without words, {_quoted(stem)}"
            do = "Write the words that such a question has, such as Explain why."
            yield TypeFault(kind.id, "stems", says, do)
        elif times > 1:
            says = f"has the stem {_quoted(stem)} twice"
            yield TypeFault(kind.id, "stems", says, "Take one of the two out.")


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"
