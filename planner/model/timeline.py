"""A timeline to look at: where cards stand along an axis, in rows where no two meet."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from planner.model.axis import Axis, Span, make_axis, span_of
from planner.model.evidence import Card, When

MARK = 16.0
"""How wide the mark of a card is that is no longer than that, in points."""
GAP = 6.0
"""How far two cards of a row are from one another at least, in points."""

_BREAK = 30.0
_CLOSEST = 40.0 * 372
# Words that have less room than this are left out.
_LEAST_WORDS = 46.0
# So much of the width at most is kept free at the right, for the words of the last cards.
_MOST_MARGIN = 0.3


@dataclass(frozen=True, slots=True)
class Dated:
    """A card with what it covers, in years; lasting: it has a beginning and another end."""

    card: Card
    span: Span
    lasting: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card stands, in points: its row, its mark or bar, and its words with their room.

    words, room: the room is nothing where the words are left out.
    """

    row: int
    left: float
    right: float
    words: float = 0.0
    room: float = 0.0

    @property
    def end(self) -> float:
        """Return where the card ends with its words."""
        return max(self.right, self.words + self.room) if self.room else self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """Where all cards of a timeline stand, in their order, and how many rows they take.

    own: how many rows at the top are the plan's own. width: how wide all of it is, in points, with
    what is kept free for words.
    """

    axis: Axis
    spots: tuple[Spot, ...]
    own: int
    rows: int
    width: float


def in_time(cards: Sequence[Card]) -> tuple[list[Dated], list[Card]]:
    """Return the cards that have a date in its order, and those that have none in theirs."""
    dated, undated = [], []
    for card in cards:
        span = span_of(card.when)
        if span is None:
            undated.append(card)
        else:
            dated.append(Dated(card, span, _lasts(card.when)))
    return sorted(dated, key=lambda of: of.span), undated


def most_zoom(spans: Sequence[Span], width: float) -> float:
    """Return how many times as wide as this a timeline can be for its days to be told apart."""
    return max(1.0, _CLOSEST / make_axis(spans, 0, width, _BREAK).scale)


def lay_out(
    dated: Sequence[Dated],
    widths: Sequence[float],
    width: float,
    rows: int,
    x: float = 0.0,
    placed: Set[str] = frozenset(),
) -> Layout:
    """Return where cards, of which there is at least one, stand on an axis from x on.

    widths: how wide each card's words are, in points. width: how wide all of it is to be. rows: how
    many are in sight, over which words are spread before any is left out. A card whose date is no
    longer than from one tick to the next stands anywhere within it; what is longer is a bar.
    placed: the ids of the plan's own cards, which have rows of their own above the others.
    """
    spans = [of.span for of in dated]
    axis = make_axis(spans, x, width, _BREAK)
    over = max(axis.at(of.span[0]) + words for of, words in zip(dated, widths, strict=True))
    margin = min(max(0.0, over + MARK + GAP - x - width), _MOST_MARGIN * width)
    # Zoomed in, the margin is a part of what is seen, which the width is many times of.
    margin = min(margin, max(widths) + MARK + GAP)
    axis = make_axis(spans, x, width - margin, _BREAK)
    step = axis.step(fine=True) * 1.001
    places = []
    for of, words in zip(dated, widths, strict=True):
        left, right = axis.at(of.span[0]), axis.at(of.span[1])
        if of.lasting or of.span[1] - of.span[0] > step:
            most, wide = left, max(MARK, right - left)
        else:
            most, wide = max(left, right - MARK), MARK
        places.append(_Place(left, most, wide, words))
    own = [number for number, of in enumerate(dated) if of.card.id in placed]
    others = [number for number, of in enumerate(dated) if of.card.id not in placed]
    above = _packed([places[number] for number in own], rows)
    below = _packed([places[number] for number in others], rows - above.rows)
    spots = {
        **dict(zip(own, above.spots(0, x + width), strict=True)),
        **dict(zip(others, below.spots(above.rows, x + width), strict=True)),
    }
    in_order = tuple(spots[number] for number in range(len(dated)))
    return Layout(axis, in_order, above.rows, above.rows + below.rows, width)


def _lasts(when: When) -> bool:
    return bool(when.start and when.end) and when.start != when.end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card may stand: it begins between left and most; how wide its bar is, and its words.

    All are in points.
    """

    left: float
    most: float
    wide: float
    words: float

    @property
    def inside(self) -> bool:
        """Tell whether the words have room in the bar."""
        return MARK + self.words + GAP <= self.wide


def _packed(places: Sequence[_Place], rows: int) -> "_Packer":
    """Return places in rows; rows: how many are in sight."""
    # Where even marks alone need more rows than are in sight, words are spread over those too.
    return _Packer(places, max(1, rows, _Packer(places, 1).rows))


class _Packer:
    """Puts cards into rows, each into the first that has room for it.

    Of the rows in sight one is sought where the words of the card before have room too; where there
    is none, those words give way.
    """

    def __init__(self, places: Sequence[_Place], sight: int) -> None:
        self._places = places
        self._marks, self._words = _Ends(len(places) + 1), _Ends(sight)
        self._sight = sight
        self._put: list[tuple[int, float]] = []
        self.rows = 0
        for place in places:
            self._add(place)

    def _add(self, place: _Place) -> None:
        row = self._words.first(place.most - GAP)
        if row < 0:
            row = self._marks.first(place.most - GAP)
        left = max(place.left, self._marks.end(row) + GAP)
        if row < self._sight:
            # Words that are to stay are not closed in on, where there is a choice.
            left = max(left, min(place.most, self._words.end(row) + GAP))
        right = left + place.wide
        self._put.append((row, left))
        self._marks.set(row, right)
        if row < self._sight:
            self._words.set(row, right if place.inside else right + place.words)
        self.rows = max(self.rows, row + 1)

    def spots(self, top: int, end: float) -> tuple[Spot, ...]:
        """Return all cards with the room that is left for their words; no words are beyond end.

        top: the number of the first row.
        """
        after: dict[int, float] = {}
        spots: list[Spot] = []
        for place, (row, left) in zip(reversed(self._places), reversed(self._put), strict=True):
            right = left + place.wide
            if place.inside:
                spots.append(Spot(top + row, left, right, left + MARK, place.words))
            else:
                room = min(place.words, after.get(row, end + GAP) - GAP - right)
                kept = room >= min(place.words, _LEAST_WORDS)
                spots.append(Spot(top + row, left, right, right, room if kept else 0.0))
            after[row] = left
        return tuple(reversed(spots))


class _Ends:
    """Where each of so many rows ends, and quickly the first of them that ends early enough."""

    def __init__(self, count: int) -> None:
        self._leaves = 1
        while self._leaves < count:
            self._leaves *= 2
        empty, full = float("-inf"), float("inf")
        # A tree in which each node has the least of the two below it.
        self._least = [empty] * (2 * self._leaves)
        for leaf in range(count, self._leaves):
            self.set(leaf, full)

    def end(self, row: int) -> float:
        """Return where a row ends."""
        return self._least[self._leaves + row]

    def set(self, row: int, end: float) -> None:
        """Note where a row ends now."""
        at = self._leaves + row
        self._least[at] = end
        while at > 1:
            at //= 2
            self._least[at] = min(self._least[2 * at], self._least[2 * at + 1])

    def first(self, limit: float) -> int:
        """Return the first row that ends at the limit or before it, or -1."""
        if self._least[1] > limit:
            return -1
        at = 1
        while at < self._leaves:
            at *= 2
            if self._least[at] > limit:
                at += 1
        return at - self._leaves
