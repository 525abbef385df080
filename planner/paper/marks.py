"""A factor's mark on paper: a code of a letter or two and a pattern, which need no colour."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planner.model.evidence import Card
from planner.model.pack import Pack
from planner.paper.page import BLACK, WHITE, Box, Page, Pattern, Rect
from planner.paper.type import SMALLEST, Style, shortened, width_of


@dataclass(frozen=True, slots=True)
class Mark:
    """How a factor is shown: number is its pattern's, and its place in its pack."""

    factor: str
    code: str
    name: str
    number: int


def marks_of(pack: Pack) -> dict[str, Mark]:
    """Return the mark of each factor of a pack by its id; no two have one code."""
    codes = _codes([factor.name for factor in pack.factors])
    return {
        factor.id: Mark(factor.id, code, factor.name or code, number)
        for number, (factor, code) in enumerate(zip(pack.factors, codes, strict=True))
    }


def marks_on(card: Card, marks: dict[str, Mark]) -> list[Mark]:
    """Return the marks of a card's factors, in the card's order."""
    return [marks[factor] for factor in card.factors if factor in marks]


def draw_badge(page: Page, x: float, top: float, mark: Mark, height: float) -> float:
    """Draw a factor's code in a box so high, and return where the box ends on the right."""
    style, width = _style(height), badge_width(mark, height)
    page.items.append(Box(Rect(x, top, width, height), fill=BLACK, radius=height * 0.2))
    lower = height / 2 + style.size * 0.33 - style.rise
    page.text_amid(x + width / 2, top + lower, mark.code, style, WHITE)
    return x + width


def badge_width(mark: Mark, height: float) -> float:
    """Return how wide a badge so high is."""
    return max(height, width_of(mark.code, _style(height)) + height * 0.5)


def _style(height: float) -> Style:
    return Style(max(SMALLEST, round(height * 0.72, 1)), 700)


def draw_badges(
    page: Page, x: float, right: float, top: float, marks: Iterable[Mark], style: Style
) -> None:
    """Draw badges with their factors' names on one line; names give way where there is no room."""
    marks = list(marks)
    height = style.size + 3
    least = sum(badge_width(mark, height) + 3 for mark in marks)
    for mark in marks:
        least -= badge_width(mark, height) + 3
        if x + badge_width(mark, height) > right:
            return
        x = draw_badge(page, x, top, mark, height) + 4
        name = shortened(mark.name, style, right - least - x) if right - least - x > 30 else ""
        page.text(x, top + 1, name, style)
        x += width_of(name, style) + 8 if name else 0


def draw_bands(page: Page, rect: Rect, marks: list[Mark]) -> None:
    """Fill a rectangle with the patterns of factors, one above the other."""
    for number, mark in enumerate(marks):
        height = rect.height / len(marks)
        part = Rect(rect.x, rect.y + number * height, rect.width, height)
        page.items.append(Pattern(part, mark.number))


def _codes(names: list[str]) -> list[str]:
    """Return a short code for each name: its first letter or two, or else its number."""
    letters = ["".join(filter(str.isalpha, name)).capitalize() for name in names]
    one = Counter(word[:1] for word in letters)
    two = Counter(word[:2] for word in letters)
    codes = []
    for number, word in enumerate(letters, 1):
        if word and one[word[:1]] == 1:
            codes.append(word[:1])
        elif len(word) > 1 and two[word[:2]] == 1:
            codes.append(word[:2])
        else:
            codes.append(str(number))
    return codes
