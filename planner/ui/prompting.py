"""Prompts and sentence starters, of which a student can have all, the prompts alone, or none."""

from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from planner.model.framework import QuestionType, SlotKind
from planner.model.plan import Part, Plan
from planner.model.starters import Starters
from planner.packs.data import read_starters
from planner.ui.kinds import Kinds
from planner.ui.memory import Memory
from planner.ui.session import Session

_KEY = "starters"


class Level(StrEnum):
    """How much help a place to write in shows."""

    FULL = "full"
    HINTS = "hints"
    NONE = "none"


LEVELS = {Level.FULL: "Full", Level.HINTS: "Hints", Level.NONE: "None"}
"""What each is called in the menu."""


class Prompting(QObject):
    """Gives the prompt and the starters of a place, by its kind and the question’s."""

    changed = Signal()
    """What is given for the same place is another than before."""

    def __init__(
        self, session: Session, kinds: Kinds, memory: Memory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._kinds, self._memory = session, kinds, memory
        kept = memory.get(_KEY)
        self.level = Level(kept) if kept in set(Level) else Level.FULL
        self._shown: QuestionType | None = None
        self._helps: QuestionType | None = None
        self._help: dict[tuple[SlotKind, Part], tuple[str, tuple[str, ...]]] = {}
        session.plan_changed.connect(self._on_plan_changed)

    def choose(self, level: Level) -> None:
        """Give so much help from now on."""
        self.level = level
        self._memory.set(_KEY, level.value)
        self.changed.emit()

    def prompt(self, kind: SlotKind, part: Part = Part.SLOT) -> str:
        """Return the prompt of a slot or of an essay’s part; empty where none is wanted."""
        if self.level is Level.NONE:
            return ""
        return self._help_with(kind, part)[0]

    def starters(self, kind: SlotKind, part: Part = Part.SLOT) -> tuple[str, ...]:
        """Return the ways to begin the sentence of a slot or of an essay’s part, if wanted."""
        if self.level is not Level.FULL:
            return ()
        return self._help_with(kind, part)[1]

    def all_starters(self) -> Starters:
        """Return the prompts and starters of every place, whatever is wanted."""
        return self._starters

    def _help_with(self, kind: SlotKind, part: Part) -> tuple[str, tuple[str, ...]]:
        """Return a prompt and starters; many places are alike, so they are kept."""
        asked = self._kind
        if asked is not self._helps:
            self._helps, self._help = asked, {}
        if (kind, part) not in self._help:
            prompt = self._starters.prompt(kind, asked, part)
            self._help[kind, part] = prompt, self._starters.starters(kind, asked, part)
        return self._help[kind, part]

    @property
    def _kind(self) -> QuestionType:
        session = self._session
        return self._kinds.of(session.plan.question) if session.is_open else self._kinds.general

    @cached_property
    def _starters(self) -> Starters:
        return read_starters()

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        kind = self._kinds.of(plan.question)
        if kind != self._shown:
            self._shown = kind
            self.changed.emit()
