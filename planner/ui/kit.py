"""What every part of the desk is made with."""

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import QObject

from planner.model.evidence import Factor
from planner.model.framework import Frameworks, QuestionType
from planner.store.library import Library
from planner.ui.card_marks import CardMarks
from planner.ui.card_paint import CardPainter
from planner.ui.gestures import Gestures
from planner.ui.hands import Hands
from planner.ui.kinds import Kinds
from planner.ui.memory import Memory
from planner.ui.prompting import Prompting
from planner.ui.session import Session
from planner.ui.theme import Theme


class Kit(Struct, frozen=True):
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
    kinds: Kinds
    prompting: Prompting


def make_kit(
    parent: QObject,
    session: Session,
    library: Library,
    theme: Theme,
    frameworks: Frameworks,
    types: Mapping[str, QuestionType],
    memory: Memory,
) -> Kit:
    """Return what every part of one desk is made with.

    parent: the window, in whose name a screen reader is told things. types: the kinds of question
    that ship with Marshal.
    """
    gestures = Gestures(session)
    kinds = Kinds(types, library)
    return Kit(
        session,
        gestures,
        Hands(session, gestures, parent),
        theme,
        CardPainter(theme),
        frameworks,
        {},
        CardMarks(library, session, parent),
        kinds,
        Prompting(session, kinds, memory, parent),
    )
