"""Loading the coach a little at a time, so that whoever is typing meanwhile does not feel it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from planner import shipped
from planner.model.starters import Starters

if TYPE_CHECKING:
    from planner.coach.words import Words


class Loading:
    """Has the coach’s words once they are loaded; until then, goes on by steps."""

    def __init__(self, starters: Callable[[], Starters]) -> None:
        self._starters = starters
        self._left = self._load()
        self.words: Words | None = None

    def steps(self) -> Iterator[None]:
        """Load what is not loaded yet; after each part of it, something else may be done."""
        # "yield from" would end the loading itself for whoever lets go of these steps.
        for _ in self._left:
            yield

    def finish(self) -> "Words":
        """Load all that is left at once, and return the words."""
        for _ in self._left:
            pass
        assert self.words is not None
        return self.words

    def _load(self) -> Iterator[None]:
        # Each needs little beside those before it; what it is imported for is that alone.
        from planner.coach.words import Words

        yield
        import planner.model.mentions

        yield
        import planner.model.vague

        yield
        import planner.coach.dates

        yield
        import planner.coach.reading

        yield
        import planner.coach.evidence

        yield
        import planner.coach.rules  # noqa: F401

        yield
        data = shipped.read_toml("coach.toml")
        yield
        starts = tuple(self._starters().every())
        yield
        words = Words.of(data, starts)
        yield
        words.prepare()
        self.words = words
