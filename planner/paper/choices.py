"""What can be printed, on which paper, and how."""

from dataclasses import dataclass
from enum import StrEnum


class PaperError(Exception):
    """Something that cannot be printed; its message is a sentence or two for the user."""


class Sheet(StrEnum):
    """A kind of sheet that a pack can be printed as."""

    CARDS = "cards"
    MAT = "mat"
    ORGANISER = "organiser"
    TIMELINE = "timeline"


SIZES: dict[Sheet, tuple[str, ...]] = {
    Sheet.CARDS: ("A4", "Letter"),
    Sheet.MAT: ("A4", "A3", "Letter"),
    Sheet.ORGANISER: ("A4", "Letter"),
    Sheet.TIMELINE: ("A4", "A3", "Letter"),
}
"""The sizes of paper that each sheet can be printed on, the usual one first."""

PER_PAGE = (8, 9)
"""How many cards can be cut out of a page."""

LANDSCAPE = frozenset({Sheet.MAT, Sheet.TIMELINE})

_POINTS = {"A4": (595.0, 842.0), "A3": (842.0, 1191.0), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """How to print a sheet.

    size: one of the sheet's SIZES. per_page, backs: of cards to cut out; backs are printed for
    turning the paper on its long edge. factor: the id of the one factor to print, or empty for all.
    """

    size: str = "A4"
    per_page: int = 8
    backs: bool = False
    factor: str = ""


def page_size(sheet: Sheet, choices: PaperChoices) -> tuple[float, float]:
    """Return a sheet's width and height in points, or raise PaperError for another paper."""
    if choices.size not in SIZES[sheet]:
        sizes = " and ".join((", ".join(SIZES[sheet][:-1]), SIZES[sheet][-1]))
        raise PaperError(f"This sheet can be printed on {sizes}, not on “{choices.size}”.")
    width, height = _POINTS[choices.size]
    return (height, width) if sheet in LANDSCAPE else (width, height)
