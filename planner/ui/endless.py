"""Words without an end, which Qt lays out in time that grows with their square.

For each line of such a word Qt looks through all that follows for a place to break it. Where the
script or the direction changes at each letter, that is a look through thousands of runs. And signs
that all hang on one letter are shaped together, however many they are.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument, QTextOption

if TYPE_CHECKING:
    from planner.ui.hanging import Pieces

LONGEST_WORD = 200
"""From how many letters on a word has no end; the longest that were ever printed have fewer."""


def is_endless(text: str) -> bool:
    """Tell whether a text has a word that would hold the window; a long address would not."""
    return not text.isascii() and any(not word.isascii() for word in _endless().findall(text))


# Not before one is asked for: to put it together takes longer than all else here.
@cache
def _endless() -> re.Pattern[str]:
    # What is written without spaces, such as Chinese, can be broken at each of its letters.
    return re.compile(
        rf"[^\s\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
        rf"{{{LONGEST_WORD},}}"
    )


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
