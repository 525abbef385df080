"""The program that test_kill kills: Marshal's own window, with hands at its fields.

Arguments: the library, a seed. Each line of its output is a word and a digest of the open plan:
open (as the window shows it at the start), trying (a save begins), said (the status bar says
“Saved”, and this is what the fields on the screen hold).
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from planner import app
from planner.model import edits
from planner.model.plan import Plan
from planner.store.plans import PlanStore
from planner.ui import session
from planner.ui.payload import Payload, to_mime
from planner.ui.plan_text import PlanText
from planner.ui.slot import SlotBox
from planner.ui.window import Window
from tests.reliability.contents import digest
from tests.ui import samples
from tests.ui.hand import Hand

SETTLE = 150
"""Milliseconds after the first key in which typing is saved here."""
LETTERS = "the power of his post and the letter that was not read "


def tell(word: str, plan: Plan) -> None:
    """Write a line at once: it is there, whatever comes next."""
    os.write(1, f"{word} {digest(plan)}\n".encode())


class Hands(QObject):
    """Types, drags, drops, adds, takes away, undoes and redoes, a few dozen times a second."""

    def __init__(self, window: Window, chance: random.Random) -> None:
        super().__init__(window)
        self._window, self._chance = window, chance
        self._hand = Hand()
        self._deeds: list[Callable[[], None]] = [
            *[self._type] * 9,
            *[self._drop] * 2,
            self._add,
            self._take_away,
            window.turning.undo,
            window.turning.redo,
        ]
        window.statusBar().messageChanged.connect(self._on_status)

    def begin(self) -> None:
        """Start once the window has settled."""
        tell("open", self._window.session.plan)
        self._next()

    def _next(self) -> None:
        self._chance.choice(self._deeds)()
        QTimer.singleShot(self._chance.randint(2, 30), self, self._next)

    def _in_sight(self, kind: type[QWidget]) -> list[QWidget]:
        size = self._window.rect()
        return [
            widget
            for widget in self._window.desk.board.findChildren(kind)
            if widget.isVisible()
            and size.contains(widget.mapTo(self._window, widget.rect().center()))
        ]

    def _type(self) -> None:
        fields = self._in_sight(PlanText)
        if not fields:
            return
        focused = self._window.focusWidget()
        field = focused if focused in fields else self._chance.choice(fields)
        if self._chance.random() < 0.1:
            field = self._chance.choice(fields)
        field.setFocus()
        start = self._chance.randrange(len(LETTERS) - 8)
        QTest.keyClicks(field, LETTERS[start : start + 8])

    def _drop(self) -> None:
        slots = self._in_sight(SlotBox)
        if slots:
            cards = tuple(self._chance.sample(samples.CARDS, 2))
            mime = to_mime(Payload(cards, samples.FACTORS))
            self._hand.drop(mime, self._chance.choice(slots))

    def _add(self) -> None:
        if len(self._window.session.plan.paragraphs) < 6:
            self._window.kit.gestures.add_paragraph()

    def _take_away(self) -> None:
        paragraphs = self._window.session.plan.paragraphs
        if len(paragraphs) > 2:
            self._window.kit.gestures.remove_paragraph(self._chance.choice(paragraphs))

    def _on_status(self, status: str) -> None:
        if status == "Saved" and self._window.on_desk:
            tell("said", self._shown())

    def _shown(self) -> Plan:
        """Return the plan with each field as it reads on the screen."""
        plan = self._window.session.plan
        for field in self._window.desk.board.findChildren(PlanText):
            if field.isVisible():
                plan = edits.write(plan, field.field, field.words())
        return plan


def watched(save: Callable[..., Any]) -> Callable[..., Any]:
    """Return the real save, which tells of itself before it begins."""

    def saving(store: PlanStore, plan: Plan, *rest: object, **named: object) -> Any:
        tell("trying", plan)
        return save(store, plan, *rest, **named)

    return saving


def main(path: Path, seed: str) -> int:
    """Open the window as the command line does, and put hands to it."""
    start = Window.start

    def begin(window: Window, file: Path | None = None) -> None:
        start(window, file)
        window.resize(1280, 900)
        hands = Hands(window, random.Random(seed))
        QTimer.singleShot(0, hands, hands.begin)

    # More of a life is spent in saving, so that more of the kills fall into it.
    session.SETTLE = SETTLE
    Window.start = begin
    PlanStore.save = watched(PlanStore.save)
    return app.run_window(str(path))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
