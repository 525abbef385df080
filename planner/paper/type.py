"""Type on paper: the shipped typeface, and how much room words take in it, in points."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout, QTextOption

from planner import shipped

FAMILY = "Atkinson Hyperlegible Next"
UNIT = 10
"""The units of a painter in a point: Qt sets type in whole units, and so in tenths of a point."""

SMALLEST = 7.5
"""The smallest type that can still be read across a desk, in points."""

# The most characters that are measured where only a few lines can be shown.
_MOST = 4_000
# The most of a line that is measured to end it; letters that take no room make it far longer.
_LINE = 600
# What does not stand before an ellipsis.
_LOOSE = " .,;:·–"


class Style(NamedTuple):
    """A way to set type: its size in points, its weight, and whether it leans."""

    size: float
    weight: int = 400
    italic: bool = False

    @property
    def leading(self) -> float:
        """Return how far lines are from one another."""
        return self.size * 1.25

    @property
    def rise(self) -> float:
        """Return how far a baseline is below the top of its line."""
        return self.size * 0.97


def leftward(text: str) -> bool:
    """Tell whether a text begins in a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def load_fonts() -> None:
    """Make the shipped typeface known to Qt, where nothing has done so yet."""
    # Loading it again would make every window lay itself out again.
    if FAMILY not in QFontDatabase.families():
        for file in sorted((shipped.RESOURCES / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


@lru_cache(maxsize=200)
def font(style: Style) -> QFont:
    """Return the font of a style, in units."""
    made = QFont(FAMILY)
    made.setPixelSize(round(style.size * UNIT))
    made.setWeight(QFont.Weight(style.weight))
    made.setItalic(style.italic)
    # Hints fit letters to the dots of a screen, and paper has none.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=200)
def _metrics(style: Style) -> QFontMetricsF:
    return QFontMetricsF(font(style))


def flat(text: str) -> str:
    """Return a text on one line with single spaces; no-break spaces stay what they are."""
    return " ".join(filter(None, text.replace("\n", " ").split(" ")))


def width_of(words: str, style: Style) -> float:
    """Return how wide words are on one line."""
    return _metrics(style).horizontalAdvance(words) / UNIT


def shortened(words: str, style: Style, width: float) -> str:
    """Return words on one line that is at most so wide, ended by “…” where some are left out."""
    words = flat(words[:_MOST])
    return _metrics(style).elidedText(words, Qt.TextElideMode.ElideRight, width * UNIT)


def broken(text: str, style: Style, width: float) -> list[str]:
    """Return a text as lines that are at most so wide; empty lines are left out."""
    return list(_broken(text, style, width))


def fitted(text: str, style: Style, width: float, most: int) -> tuple[list[str], bool]:
    """Return a text in at most so many lines, and whether that is all of it.

    What does not fit is left out, and “…” stands for it.
    """
    lines: list[str] = []
    short = text[:_MOST]
    for line in _broken(short, style, width):
        if len(lines) == most:
            return _ended(lines, style, width), False
        lines.append(line)
    whole = len(short) == len(text)
    return (lines if whole else _ended(lines, style, width)), whole


def best_fit(
    text: str, styles: Iterable[Style], width: float, height: float
) -> tuple[list[str], Style]:
    """Return a text as lines in the first style in which all of it fits, or cut short in the last.

    height: what the lines may take together, in points.
    """
    lines: list[str] = []
    for style in styles:
        lines, whole = fitted(text, style, width, int(height / style.leading + 0.01))
        if whole:
            break
    return lines, style


def _broken(text: str, style: Style, width: float) -> Iterator[str]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for paragraph in text.split("\n"):
        words = flat(paragraph)
        # Qt counts in UTF-16, in which some characters are two.
        units = words.encode("utf-16-le", "surrogatepass")
        layout = QTextLayout(words, font(style))
        layout.setTextOption(option)
        layout.beginLayout()
        while words and (line := layout.createLine()).isValid():
            line.setLineWidth(width * UNIT)
            start = 2 * line.textStart()
            piece = units[start : start + 2 * line.textLength()]
            yield piece.decode("utf-16-le", "surrogatepass").rstrip()
        layout.endLayout()


def _ended(lines: list[str], style: Style, width: float) -> list[str]:
    """Return lines whose last one ends in “…”, for there was more."""
    if not lines:
        return []
    last = lines[-1][:_LINE].rstrip(_LOOSE)
    # By whole words, as long as there is more than one.
    ends = [0, *(at for at, letter in enumerate(last) if letter == " "), len(last)]
    end = _last_within(last, ends, style, width)
    if not end:
        end = _last_within(last, range(ends[1] + 1), style, width)
    return [*lines[:-1], f"{last[:end].rstrip(_LOOSE)}…"]


def _last_within(words: str, ends: Sequence[int], style: Style, width: float) -> int:
    """Return the last of the places where words can be cut with room for “…”, or the first."""

    def is_too_wide(end: int) -> bool:
        return width_of(f"{words[:end].rstrip(_LOOSE)}…", style) > width

    # One by one, a thousand marks on one letter would be measured a thousand times.
    return ends[max(0, bisect_left(ends, True, key=is_too_wide) - 1)]
