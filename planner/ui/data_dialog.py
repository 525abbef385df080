"""The dialog that says where a student's data is and how large it is."""

from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.store.belonging_words import about, name_of, size_words
from planner.store.belongings import Belonging, Kind, belongings
from planner.ui.controls import button, fit_height, label
from planner.ui.reading import why_not

_WIDTH = 660


class Deed(Enum):
    """What can be chosen in the dialog."""

    SHOW = auto()
    EXPORT = auto()
    DELETE = auto()
    LOG = auto()


class DataDialog(QDialog):
    """Lists what there is, with its place and its size; chosen says what is to be done, if any."""

    def __init__(self, parent: QWidget, path: Path, *, may_delete: bool) -> None:
        super().__init__(parent.window())
        self.chosen: Deed | None = None
        self.setWindowTitle("Your data")
        found = belongings(path)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        size = size_words(sum(each.size for each in found))
        box.addWidget(
            label(
                f"All that you make in Marshal is on this computer, in one folder ({size}). None "
                "of it is sent anywhere. What you exported or saved elsewhere is not counted here.",
                wrap=True,
            )
        )
        box.addWidget(self._folder(path.parent))
        for each in found:
            box.addLayout(_row(each, path))
        box.addSpacing(8)
        box.addLayout(self._deeds(found, may_delete=may_delete))
        self.resize(_WIDTH, 0)
        fit_height(self)

    def _folder(self, folder: Path) -> QFrame:
        """Return a strip that names the folder, with what shows it."""
        self.show_folder = button("Show my data folder")
        self.show_folder.clicked.connect(partial(self._choose, Deed.SHOW))
        self.place = _selectable(str(folder), "Folder")
        strip = QFrame()
        strip.setProperty("kind", "trust")
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self.place, 1)
        row.addWidget(self.show_folder)
        return strip

    def _deeds(self, found: list[Belonging], *, may_delete: bool) -> QVBoxLayout:
        self.export = button("Export everything…")
        self.log = button("Show the log")
        self.delete = button("Delete everything…")
        self.log.setVisible(any(each.kind is Kind.LOG for each in found))
        told = why_not(self.delete, barred=not may_delete)
        close = button("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made, deed in (
            (self.delete, Deed.DELETE),
            (self.log, Deed.LOG),
            (self.export, Deed.EXPORT),
        ):
            made.clicked.connect(partial(self._choose, deed))
            row.addWidget(made)
        row.insertStretch(1, 1)
        row.addWidget(close)
        both = QVBoxLayout()
        both.setSpacing(12)
        both.addWidget(told)
        both.addLayout(row)
        return both

    def _choose(self, deed: Deed) -> None:
        self.chosen = deed
        self.accept()


def _row(each: Belonging, path: Path) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(1)
    inside = each.place != path.parent and each.place.is_relative_to(path.parent)
    name = f"{name_of(each)} – {each.place.name}" if inside else name_of(each)
    box.addWidget(label(name, "field"))
    box.addWidget(label(about(each), "small", wrap=True))
    return box


def _selectable(text: str, told: str) -> QLabel:
    made = label(text, wrap=True)
    flags = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    made.setAccessibleName(f"{told}: {text}")
    return made
