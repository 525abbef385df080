"""Signs that all hang on one letter, which Qt shapes together, however many they are."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

PIECE = 100
"""How many signs that hang on one letter are shaped together."""

# Thai and Lao vowels and tones, and what cannot be seen at all.
_HANGING = re.compile(
    r"[\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u061c\u180b-\u180f\u2065"
    rf"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]{{{PIECE},}}"
)


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
