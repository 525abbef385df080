"""What is wrong with a library, and what there is to put it right with."""

from pathlib import Path

from msgspec import Struct

from planner.store import errors
from planner.store.backup import Backup, newest_sound
from planner.store.backup_plans import count_plans
from planner.store.errors import Damaged, StoreError
from planner.store.opening import open_library

_KINDS = {
    errors.EMPTY: (
        "Your library is empty",
        "The file {name} is there, but nothing is in it. A disk or a program that copies files "
        "can leave one like that.",
    ),
    errors.FOREIGN: (
        "This is not a Marshal library",
        "The file {name} is of another program, or its beginning is damaged.",
    ),
    errors.GONE: (
        "Your library is gone",
        "There is no file {name} any more, but backups of it are there. It may have been moved, "
        "renamed or deleted.",
    ),
}
_MOST = 5


class Found(Struct, frozen=True):
    """The newest sound backup with the number of its plans, and what is wrong with the library.

    opens: that it was opened and looked through, which finds nothing wrong where it is sound.
    """

    backup: Backup | None = None
    plans: int | None = None
    faults: tuple[str, ...] = ()
    opens: bool = False

    @property
    def sound(self) -> bool:
        """Tell whether it was looked through, and nothing is wrong."""
        return self.opens and not self.faults


def look_around(path: Path) -> Found:
    """Find the newest backup that reads through soundly."""
    backup = newest_sound(path)
    return Found(backup, count_plans(backup.path) if backup is not None else None)


def look_through(path: Path) -> Found:
    """Read all that a library holds, and find what there is to put it right with."""
    opens = True
    try:
        with open_library(path) as library:
            faults = library.check().faults
    except Damaged as error:
        opens, faults = False, (str(error),)
    found = look_around(path)
    return Found(found.backup, found.plans, faults, opens)


def what_happened(path: Path, error: StoreError | None, found: Found) -> tuple[str, str]:
    """Return a heading and what there is to be said of a library."""
    for sentence, (head, words) in _KINDS.items():
        if str(error) == sentence.format(path=path):
            return head, words.format(name=path.name)
    if error is not None:
        return (
            "Your library is damaged",
            f"The file {path.name} cannot be read as it should. A disk that fails, a lost "
            "connection or a program that copies files can cause that.",
        )
    if found.sound:
        return (
            "Your library is sound",
            f"All that is in {path.name} was read, and nothing is wrong.",
        )
    if not found.faults:
        return "Putting your library right", f"All that is in {path.name} is being read."
    more = len(found.faults) - _MOST
    told = "".join(f"\n•  {fault}" for fault in found.faults[:_MOST])
    return (
        "A part of your library is damaged",
        f"This was found in {path.name}:{told}" + (f"\n•  and {more} more" if more > 0 else ""),
    )


def place_words(path: Path) -> str:
    """Say that the file is kept, and where; a line that begins with a path is not broken in it."""
    if not path.exists():
        return f"It was in the folder\n{path.parent}"
    return (
        "Nothing has been changed. Whatever you choose, this file is kept as it is, under a name "
        f"that begins with “{path.stem} damaged”, in its folder:\n{path.parent}"
    )
