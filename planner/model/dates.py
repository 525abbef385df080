"""Reading the dates that people write, as dates that sort."""

import re

from planner.model.evidence import When
from planner.model.text import clean_line

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{3,4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ONE = re.compile(rf"(?:(?:{_DAY}\s+)?{_MONTH}\s+)?(?<!\d){_YEAR}(?!\d)", re.ASCII)
_DECADE = re.compile(r"(?<!\d)(?P<tens>\d{3})0s\b", re.ASCII)
_SPAN = re.compile(r"(?<!\d)(?P<first>\d{4})\s*[-–—/]\s*(?P<last>\d{4}|\d{2})(?!\d)", re.ASCII)


def read_when(shown: str) -> When:
    """Return when, with the first and last date that the words name; words without one have none.

    Understands years, months and days ("21 January 1924"), decades ("the 1920s"), and
    spans ("1922–29", "1924 to 1927").
    """
    shown = clean_line(shown)
    span = _SPAN.search(shown)
    if span:
        first, last = span["first"], span["last"]
        last = last if len(last) == 4 else first[:2] + last
        if last >= first:
            return When(shown, first, last)
    decade = _DECADE.search(shown)
    if decade:
        return When(shown, f"{decade['tens']}0", f"{decade['tens']}9")
    dates = [date for date in map(_date, _ONE.finditer(shown)) if date]
    return When(shown, min(dates), max(dates)) if dates else When(shown)


def _date(found: re.Match[str]) -> str:
    year = found["year"].zfill(4)
    month = _month(found["month"] or "")
    if not month:
        return year
    if found["day"] and 1 <= int(found["day"]) <= 31:
        return f"{year}-{month:02}-{int(found['day']):02}"
    return f"{year}-{month:02}"


def _month(word: str) -> int:
    word = word.lower()
    return next(
        (number for number, name in enumerate(_MONTHS, 1) if word == name or word == name[:3]), 0
    )
