"""Asking where a file is to be, and opening it there."""

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.ui.memory import Memory
from planner.ui.messages import confirm


def usual_folder(memory: Memory) -> Path:
    """Return the folder that a file was last put in, or the user's documents."""
    last = memory.get("folder")
    if last and Path(last).is_dir():
        return Path(last)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if Path(documents).is_dir() else Path.home()


def ask_save(
    parent: QWidget, title: str, start: Path, kind: str, suffix: str, what: str
) -> Path | None:
    """Ask where a file is to be saved, and return that, with the suffix, or None.

    kind: the file's kind, such as "Essay plan". what: what replaces a file, such as "the plan".
    """
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
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
