"""Asking where a file is to be, and opening it there."""

import os
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from PySide6.QtWidgets import QWidget

from planner.store.errors import StoreError
from planner.ui.memory import Memory
from planner.ui.messages import confirm


def usual_folder(memory: Memory) -> Path:
    """Return the folder that a file was last put in, or the user's documents."""
    from PySide6.QtCore import QStandardPaths

    try:
        last = memory.get("folder")
    except StoreError:
        # Where a copy is saved because the library’s disk fails, that is no reason to stop.
        last = ""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    documents = Path(found) if Path(found).is_dir() else Path.home()
    near = (str(documents), str(Path.home()), memory.library_path)
    return Path(last) if last and not reaches_out(last, near) and _is_there(last) else documents


def reaches_out(folder: str, near: Iterable[str]) -> bool:
    """Tell whether a folder is on a network share that is none of those that are in use anyway.

    Windows signs in to a share as soon as it looks for it, and what a library remembers may come
    from anyone. near: paths that are in use.
    """
    share = _share(folder)
    return bool(share) and share not in map(_share, near)


def _share(path: str) -> str:
    """Return the share that a path is on, and an empty text for one on this computer."""
    drive = PureWindowsPath(path).drive.casefold()
    return drive if drive.startswith("\\\\") else ""


def _is_there(folder: str) -> bool:
    try:
        return Path(folder).is_dir()
    except (OSError, ValueError):
        # Such as a name that is longer than any folder's here.
        return False


def ask_save(
    parent: QWidget, title: str, start: Path, kind: str, suffix: str, what: str
) -> Path | None:
    """Ask where a file is to be saved, and return that, with the suffix, or None.

    kind: the file's kind, such as "Essay plan". what: what replaces a file, such as "the plan".
    """
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), f"{kind} (*{suffix})")
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    # The system asked about another name.
    if os.path.isfile(path) and not confirm(
        parent,
        f"Replace {path.name}?",
        f"There is a file of this name already. Replacing it puts {what} in its place.",
        "Replace",
        "Go back",
    ):
        return None
    return path


def show_file(path: Path) -> None:
    """Open a file with whatever the system has for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
