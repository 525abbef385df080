"""How far the printing is, told to whoever waits for it."""

from collections.abc import Callable

from planner.model.evidence import Card

Advance = Callable[[int, int], None]


class Work:
    """Counts the cards that are on paper.

    advance: called often, with how many are done of how many; it may raise to cancel.
    """

    def __init__(self, advance: Advance | None = None) -> None:
        self._advance = advance
        self._done = 0
        self.total = 1

    def on(self, card: Card) -> Card:
        """Tell how far it is and return the card that is next, whose lines take a moment."""
        self._tell()
        return card

    def done(self, cards: int) -> None:
        """Count cards that are on paper now."""
        self._done += cards
        self._tell()

    def _tell(self) -> None:
        if self._advance is not None:
            self._advance(min(self._done, self.total), self.total)
