"""Whether the question types that a pack brings are its own and sound."""

from collections.abc import Collection

from planner.model.pack import Pack
from planner.model.type_faults import type_faults
from planner.packs.errors import PackError, quoted


def check_types(pack: Pack, frameworks: Collection[str], name: str) -> None:
    """Raise PackError where a pack’s question type is not sound; name begins its message.

    frameworks: the ids of those that Marshal has, which are all that a type can begin with.
    """
    for kind in pack.question_types:
        if kind.id.rpartition("/")[0] != pack.info.id:
            says = f"its id should be {quoted(pack.info.id)}, a slash and a name."
            raise PackError(f"{name}, question type {quoted(kind.id)}: {says}")
    for fault in type_faults(pack.question_types, frameworks):
        says = f"it {fault.says}. {fault.do}"
        raise PackError(f"{name}, question type {quoted(fault.of)}: {says}")
