"""Undo and redo over values: what was is kept, so nothing has to be taken back."""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")

MOST_STEPS = 1_000
PAUSE = 2.0
"""Seconds without a key after which typing in the same field begins a new step."""
RUN = 20.0
"""Seconds after which typing begins a new step even without a pause."""


class Step(Struct, Generic[T], frozen=True):
    """One change: the value on its other side, and what the change does, in words.

    key: changes with the same key, close in time, join into one step; empty joins nothing.
    began, touched: when its first and last change were made, in seconds of any one clock.
    """

    value: T
    words: str
    key: str = ""
    began: float = 0.0
    touched: float = 0.0


class History(Struct, Generic[T], frozen=True):
    """A value with the values before it and those that were undone, nearest last."""

    present: T
    past: tuple[Step[T], ...] = ()
    future: tuple[Step[T], ...] = ()

    def after(self, value: T, words: str, key: str = "", now: float = 0.0) -> "History[T]":
        """Return the history with one more change, joined to the last where both are typing."""
        last = self.past[-1] if self.past else None
        if (
            last is not None
            and key
            and last.key == key
            and not self.future
            and now - last.touched <= PAUSE
            and now - last.began <= RUN
        ):
            if last.value == value:
                return History(value, self.past[:-1])
            return History(value, (*self.past[:-1], replace(last, touched=now)))
        if value == self.present:
            return self
        step = Step(self.present, words, key, now, now)
        return History(value, (*self.past, step)[-MOST_STEPS:])

    def undone(self) -> "History[T]":
        """Return the history one step back, or the same where there is none."""
        if not self.past:
            return self
        *past, step = self.past
        return History(step.value, tuple(past), (*self.future, Step(self.present, step.words)))

    def redone(self) -> "History[T]":
        """Return the history one step forward, or the same where there is none."""
        if not self.future:
            return self
        *future, step = self.future
        return History(step.value, (*self.past, Step(self.present, step.words)), tuple(future))

    def each(self, change: Callable[[T], T]) -> "History[T]":
        """Return the same history with every value in it changed alike."""

        def changed(steps: tuple[Step[T], ...]) -> tuple[Step[T], ...]:
            return tuple(replace(step, value=change(step.value)) for step in steps)

        return History(change(self.present), changed(self.past), changed(self.future))

    @property
    def undo_words(self) -> str:
        """Say what undo would take back; empty where there is nothing."""
        return self.past[-1].words if self.past else ""

    @property
    def redo_words(self) -> str:
        """Say what redo would do again; empty where there is nothing."""
        return self.future[-1].words if self.future else ""
