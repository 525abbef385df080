"""What can be wrong with kinds of question, beyond what their fields allow."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from planner.model.framework import QuestionType
from planner.model.stems import read_stem


def type_faults(
    kinds: Iterable[QuestionType], frameworks: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Go through what is wrong with kinds of question: the id of one, and a sentence about it.

    frameworks: the ids of those that a kind can begin with. A sentence begins with small letters.
    """
    seen: set[str] = set()
    for kind in kinds:
        if kind.id in seen:
            yield kind.id, "this id is there twice."
        seen.add(kind.id)
        if not kind.name:
            yield kind.id, "name is empty."
        if kind.framework and kind.framework not in frameworks:
            yield kind.id, f"framework: there is no “{kind.framework[:60]}”."
        for stem in kind.stems:
            if not read_stem(stem).weight:
                yield kind.id, f"stems: there are no words in “{stem[:60]}”."
        for field, held in (("stems", kind.stems), ("needs", kind.needs)):
            if twice := [one for one, times in Counter(held).items() if times > 1]:
                yield kind.id, f"{field}: “{twice[0][:60]}” is there twice."
