"""An axis of time; long stretches of it without evidence are cut short."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil, floor

from msgspec import Struct

from planner.model.evidence import When, sort_key

Span = tuple[float, float]
"""The first and the last moment of something, in years."""

# A stretch that is this much of what has evidence is cut short, to this much of the width.
_LONG, _SHORT = 0.2, 0.035
_STEPS = (1 / 12, 1 / 4, 1 / 2, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_DAY, _WEEK = 1 / 372, 7 / 372
# The least room for a tick's words, in points, and the years from which on no month is named.
_ROOM = 40.0
_BY_YEARS = 3
# The same for months and for days where an axis can be looked at more and more closely.
_MONTH_ROOM, _DAY_ROOM = 64.0, 84.0
# What is left over where parts of a year are added up.
_NIL = 1e-6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4_096)
def span_of(when: When) -> Span | None:
    """Return what the dates of a card cover, or None where it has no date."""
    keys = [(sort_key(date), date) for date in (when.start, when.end)]
    dates = [date for key, date in sorted((key, date) for key, date in keys if key is not None)]
    if not dates:
        return None
    return _moment(dates[0]), max(_moment(date, last=True) for date in dates)


class Tick(Struct, frozen=True):
    """A moment on an axis: where it is, in points, and its name."""

    x: float
    words: str


class Axis(Struct, frozen=True):
    """Which moments are where: each knot is a moment, in years, and its place, in points.

    breaks: where a stretch begins and ends that is cut short.
    """

    knots: tuple[tuple[float, float], ...]
    breaks: tuple[Span, ...]
    scale: float

    def at(self, moment: float) -> float:
        """Return where a moment is, in points."""
        last = len(self.knots) - 2
        number = bisect_right(self.knots, (moment, float("inf"))) - 1
        (t1, x1), (t2, x2) = self.knots[(n := min(max(number, 0), last))], self.knots[n + 1]
        return x1 + (x2 - x1) * (moment - t1) / (t2 - t1)

    def moment(self, x: float) -> float:
        """Return which moment is at a place, as `at` has it."""
        places = [place for _, place in self.knots]
        number = min(max(bisect_right(places, x) - 1, 0), len(places) - 2)
        (t1, x1), (t2, x2) = self.knots[number], self.knots[number + 1]
        return t1 + (t2 - t1) * (x - x1) / (x2 - x1)

    def step(self, *, fine: bool = False) -> float:
        """Return how many years are from one tick to the next.

        fine: also name months and days where there is room, however much the axis covers.
        """
        if fine:
            steps = [(_DAY, _DAY_ROOM), (_WEEK, _DAY_ROOM)]
            steps += [(step, _MONTH_ROOM if step < 1 else _ROOM) for step in _STEPS]
        else:
            covered = sum(end - start for start, end in self._parts())
            least = 1 if covered > _BY_YEARS else 0
            steps = [(step, _ROOM) for step in _STEPS if step >= least]
        return next((step for step, room in steps if step * self.scale >= room), _STEPS[-1])

    def ticks(self, within: Span | None = None, *, fine: bool = False) -> list[Tick]:
        """Return the moments to draw a line at; the last of an unbroken part has no words.

        within: from where to where ticks are wanted, in points. fine: as for `step`.
        """
        step, ticks = self.step(fine=fine), []
        for start, end in self._parts():
            if within and (self.at(end) < within[0] or self.at(start) > within[1]):
                continue
            first = max(start, self.moment(within[0]) - step) if within else start
            last = min(end, self.moment(within[1]) + step) if within else end
            ticks += [
                Tick(self.at(t), _words(t, step)) for t in _named((start, end), first, last, step)
            ]
            if last == end:
                ticks.append(Tick(self.at(end), ""))
        return ticks

    def _parts(self) -> list[Span]:
        """Return the unbroken parts, in years."""
        return [(self.knots[n][0], self.knots[n + 1][0]) for n in range(0, len(self.knots), 2)]


def make_axis(spans: Iterable[Span], x: float, width: float, gap: float | None = None) -> Axis:
    """Return an axis for these spans, of which there is at least one, from x on and so wide.

    gap: how wide a stretch is that is cut short; a small part of the width if it is not given.
    """
    merged = _merged(spans)
    known = sum(end - start for start, end in merged)
    parts = [merged[0]]
    for start, end in merged[1:]:
        if start - parts[-1][1] > _LONG * known:
            parts.append((start, end))
        else:
            parts[-1] = (parts[-1][0], end)
    gap = _SHORT * width if gap is None else min(gap, width / (2 * len(parts)))
    covered = sum(end - start for start, end in parts)
    scale = (width - gap * (len(parts) - 1)) / covered
    knots: list[tuple[float, float]] = []
    for start, end in parts:
        knots += [(start, x), (end, x + (end - start) * scale)]
        x = knots[-1][1] + gap
    cuts = [knots[n][1] for n in range(1, len(knots) - 1)]
    breaks = tuple(zip(cuts[::2], cuts[1::2], strict=True))
    return Axis(tuple(knots), breaks, scale)


def year_words(year: int) -> str:
    """Return a year as it is written."""
    return f"{-year} BC" if year < 0 else str(year)


def _moment(date: str, *, last: bool = False) -> float:
    year, rest = divmod(sort_key(date, last=last) or 0, 10_000)
    month, day = divmod(rest, 100)
    return year + (month - 1) / 12 + (day - (not last)) / 372


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return what spans cover together, in whole years, or whole months where all are in a year."""
    spans = sorted(spans)
    whole = max(end for _, end in spans) - spans[0][0]
    unit = 1 if whole > 1 else 12
    merged: list[Span] = []
    for first, last in spans:
        start = floor(first * unit + _NIL) / unit
        end = max(ceil(last * unit - _NIL), start * unit + 1) / unit
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _named(part: Span, first: float, last: float, step: float) -> Iterator[float]:
    """Go through the moments to name from first to last, in a part of the axis.

    Where there is none in all of the part, its start is one.
    """
    if step < _STEPS[0]:
        yield from _days(first, last, 7 if step > _DAY else 1)
        return
    if first == part[0] and ceil(part[0] / step - _NIL) >= ceil(part[1] / step - _NIL):
        yield part[0]
    low, high = ceil(first / step - _NIL), ceil(last / step - _NIL)
    yield from (number * step for number in range(low, high))


def _days(first: float, last: float, every: int) -> Iterator[float]:
    """Go through days, each so many after the other from the first of a month on."""
    from calendar import monthrange

    for number in range(floor(first * 12 + _NIL), ceil(last * 12 - _NIL)):
        year, month = divmod(number, 12)
        # The calendar of the years before 1 is as good as any for how long a month is.
        long = monthrange(year % 400 + 400, month + 1)[1]
        for day in range(1, min(long, 28) + 1 if every > 1 else long + 1, every):
            moment = number / 12 + (day - 1) * _DAY
            if first - _NIL <= moment < last - _NIL:
                yield moment


def _words(moment: float, step: float) -> str:
    number = floor(moment * 12 + _NIL) if step < _STEPS[0] else round(moment * 12)
    year, month = divmod(number, 12)
    if step >= 1 and not month:
        return year_words(year)
    words = f"{_MONTHS[month]} {year_words(year)}"
    day = round((moment - number / 12) / _DAY) + 1
    return f"{day} {words}" if step < _STEPS[0] else words
