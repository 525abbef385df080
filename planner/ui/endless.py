"""Lays out words without an end so that they hold no window."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument, QTextOption

from planner.model.endless import is_endless

if TYPE_CHECKING:
    from planner.ui.hanging import Pieces


class Breaking:
    """Lays out a document so that no word in it takes long; what it holds stays as it is."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._pieces: Pieces | None = None

    def add(self, text: str) -> None:
        """Be ready for a text that is about to come into the document, or has just come."""
        if self._pieces is None and is_endless(text):
            from planner.ui.hanging import Pieces

            self._pieces = Pieces(self._document)
            self._wrap(QTextOption.WrapMode.WrapAnywhere)

    def replaced(self, text: str) -> None:
        """Break lines as usual again, where all that the document holds is a text without need.

        Not before: a text that was only taken out comes back by undo.
        """
        if self._pieces is not None and not is_endless(text):
            self._pieces.setDocument(None)
            self._pieces.deleteLater()
            self._pieces = None
            self._wrap(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def _wrap(self, mode: QTextOption.WrapMode) -> None:
        option = self._document.defaultTextOption()
        option.setWrapMode(mode)
        self._document.setDefaultTextOption(option)
