"""Letters that Qt has not met yet: it loads the shape of each when that is first laid out."""

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

FEW = 1_000
"""How many are met at once, in a twentieth of a second at most."""
_PIECE = 100
_TURN = 10

# Qt keeps them as long as the program runs.
_met: dict[str, set[str]] = {}


def meet(text: str, font: QFont) -> bool:
    """Meet letters of a text for ten milliseconds; tell whether no more than a few are left."""
    if text.isascii():
        return True
    met = _met.setdefault(font.toString(), set())
    new = "".join(sorted(set(text) - met))
    clock, metrics, done = QElapsedTimer(), QFontMetrics(font), 0
    clock.start()
    while len(new) - done > FEW and clock.elapsed() < _TURN:
        piece = new[done : done + _PIECE]
        metrics.horizontalAdvance(piece)
        met.update(piece)
        done += _PIECE
    return len(new) - done <= FEW


def meet_all(text: str, font: QFont) -> None:
    """Meet all but a few letters of a text; the window answers, and what is typed waits."""
    while not meet(text, font):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
