"""Signs that all hang on one letter, which Qt shapes together, however many they are."""

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from planner.model.endless import pieces


class Pieces(QSyntaxHighlighter):
    """Marks every second piece of what hangs together, in a way that nobody sees.

    Qt shapes by itself what is marked alike.
    """

    def highlightBlock(self, text: str) -> None:
        marked = QTextCharFormat()
        marked.setProperty(QTextCharFormat.Property.UserProperty, True)
        for start, length in pieces(text):
            self.setFormat(start, length, marked)
