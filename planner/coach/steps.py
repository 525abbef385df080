"""Work that goes by small steps, between any two of which something else may be done."""

from collections.abc import Generator
from typing import TypeVar

_Done = TypeVar("_Done")

Steps = Generator[None, None, _Done]
"""Work that gives way after each step, and returns what came of it in the end."""


def finish(steps: Steps[_Done]) -> _Done:
    """Take all the steps that are left, one after another, and return what came of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: _Done = end.value
            return done
