"""What can go wrong with an export, in words for the user."""

import errno
import os
from pathlib import Path

from planner.model.text import clean_line


class ExportError(Exception):
    """A file that could not be written; its message is a sentence or two for the user."""


_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NO_NAME = frozenset({errno.EINVAL, errno.EILSEQ})
_READ_ONLY = frozenset({errno.EROFS})


def explain(path: Path, error: OSError | ValueError) -> ExportError:
    """Return why a file could not be written and what to do, as an error for the user."""
    kept = " The earlier file is as it was." if _is_file(path) else ""
    return ExportError(_reason(path, error) + kept)


def shown(path: Path) -> str:
    """Return a path as it can stand in a sentence."""
    return clean_line(str(path))


def _reason(path: Path, error: OSError | ValueError) -> str:
    folder = shown(path.parent) if path.parent != Path() else "The current folder"
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if number in _NO_ROOM:
        return (
            f"There is no room for {shown(path)} on its disk. "
            "Free some space there, or choose another place."
        )
    if number == errno.ENAMETOOLONG:
        return "The file’s name is too long. Choose a shorter one."
    if number in _NO_NAME:
        return f"{shown(path)} cannot be a file’s name here. Choose another name."
    if number in _READ_ONLY or (
        isinstance(error, PermissionError) and not os.access(path.parent, os.W_OK)
    ):
        return f"{folder} does not let you write in it. Choose another folder."
    if isinstance(error, PermissionError):
        return (
            f"{shown(path)} could not be replaced. If it is open in another program, such as "
            "Word, close it there and export again."
        )
    said = (isinstance(error, OSError) and error.strerror) or "the system does not say why"
    return f"{shown(path)} could not be written ({said}). Choose another place for it."


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
