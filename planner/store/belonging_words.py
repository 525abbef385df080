"""What is said of a student's data: what it is called, how much of it there is, how large it is."""

from collections.abc import Sequence

from planner.store.belongings import Belonging, Kind
from planner.store.holdings import Holdings

_NAMES = {
    Kind.LIBRARY: "Your library",
    Kind.BACKUPS: "Backups",
    Kind.ASIDE: "Set aside as damaged",
    Kind.LOG: "Log",
    Kind.KEY: "Your signing key",
    Kind.PARTS: "Half-written files",
}
_ABOUT = {
    Kind.LIBRARY: "Your plans, cards, notes, packs and settings",
    Kind.BACKUPS: "Whole copies of the library, made as you work",
    Kind.ASIDE: "Libraries that could not be used any more",
    Kind.LOG: "When and where the program went wrong, with none of your texts",
    Kind.KEY: "What your packs are signed with",
    Kind.PARTS: "Left behind where the program was ended in the midst of saving",
}
_UNITS = ("bytes", "KB", "MB", "GB")


def name_of(each: Belonging) -> str:
    """Return what the files of a kind are called."""
    return _NAMES[each.kind]


def about(each: Belonging) -> str:
    """Say what the files of a kind are, how many of them there are, and how large."""
    counts = each.kind in (Kind.BACKUPS, Kind.ASIDE)
    several = f"{_counted(len(each.files), 'file', 'files')}, " if counts else ""
    return f"{_ABOUT[each.kind]} ({several}{size_words(each.size)})"


def size_words(size: float) -> str:
    """Return a size in bytes as it is read: "512 bytes", "3.4 MB"."""
    unit = 0
    while size >= 1_000 and unit < len(_UNITS) - 1:
        size /= 1_000
        unit += 1
    return f"{size:.1f} {_UNITS[unit]}" if unit and size < 10 else f"{size:.0f} {_UNITS[unit]}"


def what_goes(held: Holdings | None, found: Sequence[Belonging]) -> list[str]:
    """Return the lines that say, in figures, what is deleted with everything.

    held: what is in the library; None where it cannot be read.
    """
    lines = []
    if held is not None:
        counts = (
            (held.plans, "plan", "plans"),
            (held.deleted, "deleted plan", "deleted plans"),
            (held.versions, "earlier version", "earlier versions"),
            (len(held.cards), "card of your own", "cards of your own"),
            (len(held.notes), "note on a card", "notes on cards"),
            (held.drafts, "pack that you make", "packs that you make"),
        )
        told = [_counted(*count) for count in counts if count[0]]
        lines.append(", ".join(told) or "no plans and no cards of your own")
    for each in found:
        match each.kind:
            case Kind.LIBRARY:
                lines.append(f"the library itself, {each.place.name} ({size_words(each.size)})")
            case Kind.BACKUPS:
                lines.append(
                    f"{_counted(len(each.files), 'backup', 'backups')} ({size_words(each.size)})"
                )
            case Kind.KEY:
                lines.append(
                    "your signing key: without a copy of it elsewhere, no pack that you published "
                    "can be updated any more"
                )
            case Kind.LOG:
                lines.append(f"the log ({size_words(each.size)})")
            case _:
                said = "what was set aside" if each.kind is Kind.ASIDE else "half-written files"
                lines.append(f"{said} ({size_words(each.size)})")
    return lines


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
