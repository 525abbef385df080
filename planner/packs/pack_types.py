"""Whether the question types that a pack brings are its own and sound."""

from collections.abc import Collection

from planner.model.pack import Pack
from planner.model.type_faults import type_faults
from planner.packs.errors import PackError, quoted


def check_types(pack: Pack, frameworks: Collection[str], name: str) -> None:
    """Raise PackError where a pack’s question type is not sound; name begins its message.

    frameworks: the ids of Marshal’s; a type can also begin with one that a worked plan has.
    """
    known = {*frameworks, *(plan.framework.id for plan in pack.plans)}
    for kind in pack.question_types:
        if kind.id.rpartition("/")[0] != pack.info.id:
            says = f"its id should be {quoted(pack.info.id)}, a slash and a name."
            raise PackError(f"{name}, question type {quoted(kind.id)}: {says}")
    for of, says in type_faults(pack.question_types, known):
        raise PackError(f"{name}, question type {quoted(of)}: {says}")
