"""What publishing makes of a draft: the next version, or the last one again."""

from msgspec.structs import replace

from planner.model.compare import Changes, Comparison, FieldChange
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.model.tree import EditError
from planner.model.wordings import take_wording


def edition(pack: Pack, published: Pack | None) -> Pack:
    """Return the pack as it would be published now: the last version where nothing differs."""
    made = replace(pack, plans=tuple(_current(plan, pack) for plan in pack.plans))
    if published is None:
        return _numbered(made, 1)
    same = _numbered(made, published.info.version)
    return published if same == published else _numbered(made, published.info.version + 1)


def counts(changes: Comparison) -> str:
    """Say how much differs: “2 new cards, 1 changed question”."""
    told = []
    for word, found in _kinds(changes):
        for deed, number in (
            ("new", len(found.added)),
            ("changed", len(found.changed)),
            ("withdrawn", len(found.withdrawn)),
        ):
            if number:
                told.append(f"{number:,} {deed} {word}{'' if number == 1 else 's'}")
    if changes.info:
        told.append("new details")
    if changes.reordered:
        told.append("another order")
    return ", ".join(told)


def lines(changes: Comparison) -> list[str]:
    """Return each difference in a line."""
    told = [f"Details: {_fields(changes.info)}"] if changes.info else []
    for word, found in _kinds(changes):
        told += [f"New {word}: {named.name or '(empty)'}" for named in found.added]
        told += [
            f"Changed {word}: {part.name or '(empty)'} ({_fields(part.fields)})"
            for part in found.changed
        ]
        told += [f"Withdrawn {word}: {named.name or '(empty)'}" for named in found.withdrawn]
    if changes.reordered:
        told.append("The order is another.")
    return told


def _kinds(changes: Comparison) -> tuple[tuple[str, Changes], ...]:
    return (
        ("card", changes.cards),
        ("factor", changes.factors),
        ("question", changes.questions),
        ("question type", changes.question_types),
        ("worked plan", changes.plans),
    )


def _fields(fields: tuple[FieldChange, ...]) -> str:
    return ", ".join(field.field.lower() for field in fields)


def _numbered(pack: Pack, version: int) -> Pack:
    return replace(pack, info=replace(pack.info, version=version))


def _current(plan: Plan, pack: Pack) -> Plan:
    """Return a worked plan with its cards worded as the pack words them now."""
    try:
        return take_wording(plan, pack.cards, pack.factors)
    except EditError:
        # A plan that uses none of them is as it should be.
        return plan
