"""An axis of time; long stretches of it without evidence are cut short."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor

from planner.model.evidence import When, sort_key

Span = tuple[float, float]
"""The first and the last moment of something, in years."""

# A stretch that is this much of what has evidence is cut short, to this much of the width.
_LONG, _SHORT = 0.2, 0.035
_STEPS = (1 / 12, 1 / 4, 1 / 2, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
# The least room for a tick's words, in points, and the years from which on no month is named.
_ROOM = 40.0
_BY_YEARS = 3
# What is left over where parts of a year are added up.
_NIL = 1e-6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span_of(when: When) -> Span | None:
    """Return what the dates of a card cover, or None where it has no date."""
    keys = [(sort_key(date), date) for date in (when.start, when.end)]
    dates = [date for key, date in sorted((key, date) for key, date in keys if key is not None)]
    if not dates:
        return None
    return _moment(dates[0]), max(_moment(date, last=True) for date in dates)


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on an axis: where it is, in points, and its name."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
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

    def ticks(self) -> list[Tick]:
        """Return the moments to draw a line at; the last of an unbroken part has no words."""
        parts = [(self.knots[n][0], self.knots[n + 1][0]) for n in range(0, len(self.knots), 2)]
        least = 1 if sum(end - start for start, end in parts) > _BY_YEARS else 0
        steps = (step for step in _STEPS if step >= least and step * self.scale >= _ROOM)
        step = next(steps, _STEPS[-1])
        ticks = []
        for start, end in parts:
            ticks += [Tick(self.at(t), _words(t, step)) for t in _multiples(start, end, step)]
            ticks.append(Tick(self.at(end), ""))
        return ticks


def make_axis(spans: Iterable[Span], x: float, width: float) -> Axis:
    """Return an axis for these spans, of which there is at least one, from x on and so wide."""
    merged = _merged(spans)
    known = sum(end - start for start, end in merged)
    parts = [merged[0]]
    for start, end in merged[1:]:
        if start - parts[-1][1] > _LONG * known:
            parts.append((start, end))
        else:
            parts[-1] = (parts[-1][0], end)
    gap = _SHORT * width
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


def _multiples(start: float, end: float, step: float) -> Iterator[float]:
    """Go through the moments to name in a part of the axis; its start is one where no other is."""
    first, last = ceil(start / step - _NIL), ceil(end / step - _NIL)
    if first >= last:
        yield start
    yield from (number * step for number in range(first, last))


def _words(moment: float, step: float) -> str:
    year, month = divmod(round(moment * 12), 12)
    return year_words(year) if step >= 1 and not month else f"{_MONTHS[month]} {year_words(year)}"
