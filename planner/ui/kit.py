"""What every part of the desk is made with."""

from dataclasses import dataclass

from planner.model.evidence import Factor
from planner.model.framework import Frameworks
from planner.ui.card_marks import CardMarks
from planner.ui.card_paint import CardPainter
from planner.ui.gestures import Gestures
from planner.ui.hands import Hands
from planner.ui.session import Session
from planner.ui.theme import Theme


@dataclass(frozen=True)
class Kit:
    """The session and what acts on it, the look, and the data that ships with Marshal.

    factors: all that are known by their ids; the desk keeps it up to date.
    """

    session: Session
    gestures: Gestures
    hands: Hands
    theme: Theme
    painter: CardPainter
    frameworks: Frameworks
    factors: dict[str, Factor]
    marks: CardMarks
