"""Words without an end, which Qt lays out in time that grows with their square.

For each line of such a word Qt looks through all that follows for a place to break it. Where the
script or the direction changes at each letter, that is a look through thousands of runs. And signs
that all hang on one letter are shaped together, however many they are.
"""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextOption

LONGEST_WORD = 200
"""From how many letters on a word has no end; the longest that were ever printed have fewer."""
PIECE = 100
"""How many signs that hang on one letter are shaped together."""

# What is written without spaces, such as Chinese, can be broken at each of its letters.
_ENDLESS = re.compile(
    rf"[^\s\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    rf"{{{LONGEST_WORD},}}"
)
# Thai and Lao vowels and tones, and what cannot be seen at all.
_HANGING = re.compile(
    r"[\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u061c\u180b-\u180f\u2065"
    rf"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]{{{PIECE},}}"
)


def is_endless(text: str) -> bool:
    """Tell whether a text has a word that would hold the window; a long address would not."""
    return not text.isascii() and any(not word.isascii() for word in _ENDLESS.findall(text))


class Breaking:
    """Lays out a document so that no word in it takes long; what it holds stays as it is."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._pieces: Pieces | None = None

    def add(self, text: str) -> None:
        """Be ready for a text that is about to come into the document, or has just come."""
        if self._pieces is None and is_endless(text):
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


class Pieces(QSyntaxHighlighter):
    """Marks every second piece of what hangs together, in a way that nobody sees.

    Qt shapes by itself what is marked alike.
    """

    def highlightBlock(self, text: str) -> None:
        marked = QTextCharFormat()
        marked.setProperty(QTextCharFormat.Property.UserProperty, True)
        for hanging in _HANGING.finditer(text):
            # Qt counts in units of UTF-16, of which an emoji has two.
            at = _units(text[: hanging.start()])
            for start in range(hanging.start(), hanging.end(), 2 * PIECE):
                middle = min(start + PIECE, hanging.end())
                length = _units(text[start:middle])
                self.setFormat(at, length, marked)
                at += length + _units(text[middle : start + 2 * PIECE])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
