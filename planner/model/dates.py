"""Reading the dates that people write in a field of their own, as dates that sort."""

import re

from planner.model.evidence import When
from planner.model.mentions import combine, find_dates, month_number
from planner.model.text import clean_line

_WORD = re.compile("[A-Za-z]+")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)", re.ASCII)
_SPAN = re.compile(r"(?<!\d)(?P<first>\d{4})\s*[-–—/]\s*(?P<last>\d{4}|\d{2})(?!\d)", re.ASCII)


def read_when(shown: str) -> When:
    """Return when, with the first and last date that the words name; words without one have none.

    Understands what running text can hold ("21 January 1924", "the 1920s", "1922–29", "44 BC"),
    and, since nothing but a date is meant, years of three digits and months in small letters.
    """
    shown = clean_line(shown)
    # In a field of its own, "may" is a month however it is written.
    plain = _WORD.sub(_with_capital, shown)
    found = combine(date.when for date in find_dates(plain))
    if found.start:
        return When(shown, found.start, found.end)
    span = _SPAN.search(shown)
    if span:
        first, last = span["first"], span["last"]
        last = last if len(last) == 4 else first[:2] + last
        if last >= first:
            return When(shown, first, last)
    years = [year.zfill(4) for year in _YEAR.findall(shown)]
    return When(shown, min(years), max(years)) if years else When(shown)


def _with_capital(found: re.Match[str]) -> str:
    return found[0].title() if month_number(found[0]) else found[0]
