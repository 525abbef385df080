"""Backups in words: when and why each was made, what is in it, and what it would change."""

from collections.abc import Sequence

from planner.store.backup import Backup
from planner.store.backup_plans import Difference
from planner.store.belonging_words import size_words
from planner.ui.controls import shortened
from planner.ui.minutes_words import counted
from planner.ui.versions.versions_dialog import when

_REASONS = {
    "work": "While you worked",
    "closing": "When Marshal was closed",
    "import": "Before a change of the packs",
    "migration": "Before an update of the library",
    "restore": "Before a backup was restored",
}
_MOST = 4


def backup_words(backup: Backup, plans: int | None) -> str:
    """Return when a backup was made, and below that why, with how many plans, and its size."""
    held = "cannot be read" if plans is None else counted(plans, "plan")
    parts = [_REASONS.get(backup.reason, backup.reason.capitalize()), held, size_words(backup.size)]
    if not backup.sound:
        parts.insert(0, "Damaged in part")
    return f"{when(backup.at)}\n{' · '.join(parts)}"


def held_words(backup: Backup, plans: int | None) -> str:
    """Return when a backup was made, and how many plans it has, in a part of a sentence."""
    held = f", with {counted(plans, 'plan')}" if plans is not None else ""
    return f"{when(backup.at)}{held}. What you did after that is not in it"


def difference_words(found: Difference) -> str:
    """Say what would change in the plans, a line for each way in which they would."""
    lines = [
        _line(found.older, "goes back to what it was then", "go back to what they were then"),
        _line(found.back, "comes back", "come back"),
        _line(found.gone, "was not there yet, and goes", "were not there yet, and go"),
    ]
    return "\n".join(filter(None, lines)) or "Your plans are the same in it."


def titles(found: Sequence[str]) -> str:
    """Return titles in a sentence, the first few of them."""
    named = [f"“{shortened(title, 50)}”" for title in found[:_MOST]]
    more = len(found) - _MOST
    if more > 0:
        named.append(f"{more} more")
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _line(found: Sequence[str], one: str, several: str) -> str:
    if not found:
        return ""
    return f"{titles(found)} {one if len(found) == 1 else several}."
