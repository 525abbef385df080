"""Asking, in figures, whether everything is to be deleted."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.store.belonging_words import what_goes
from planner.store.belongings import belongings
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.controls import fit_height, label


class EraseDialog(QDialog):
    """Says what goes, and can be agreed to only once that is said to be understood."""

    def __init__(self, parent: QWidget, library: Library) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("Delete everything")
        try:
            held = library.holdings()
        except StoreError:
            # A damaged library can be deleted too.
            held = None
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(label("This goes, and cannot be brought back:", "title"))
        for line in what_goes(held, belongings(library.path)):
            box.addWidget(label(f"•  {line}", wrap=True))
        box.addSpacing(4)
        box.addWidget(
            label(
                "Files that you exported or saved elsewhere stay where they are. To keep all that "
                "you made, go back and choose “Export everything” first.",
                "muted",
                wrap=True,
            )
        )
        self.agree = QCheckBox("I want all of this deleted for good")
        box.addWidget(self.agree)
        buttons = QDialogButtonBox()
        self.delete = buttons.addButton(
            "Delete everything…", QDialogButtonBox.ButtonRole.DestructiveRole
        )
        back = buttons.addButton("Go back", QDialogButtonBox.ButtonRole.RejectRole)
        back.setDefault(True)
        self.delete.setAutoDefault(False)
        self.delete.setEnabled(False)
        self.agree.toggled.connect(self.delete.setEnabled)
        self.delete.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self.resize(540, 0)
        fit_height(self)
        self.agree.setFocus()
