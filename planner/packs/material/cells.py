"""Values of a spreadsheet's cells, as a person would write them."""

import datetime
import math
import re
from decimal import Decimal
from functools import lru_cache

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_LETTERS = re.compile(r"d+|m+|y+|h+|s+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cell_text(value: object, number_format: str = "") -> str:
    """Return a cell's value as text: 21 January 1924, 45%, 7.

    Of a date only what the cell's number format shows is told, so that what was typed as
    "January 1924" does not become its first day.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime.datetime):
        return _date(value.date(), value.time(), number_format)
    if isinstance(value, datetime.date):
        return _date(value, datetime.time(), number_format)
    if isinstance(value, datetime.time):
        return _time(value)
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return "#NUM!"
    sign = ""
    if _is_percent(number_format):
        value, sign = value * 100, "%"
    # A spreadsheet keeps 15 digits; what a program's number has beyond them is noise.
    digits = str(value) if isinstance(value, int) else format(Decimal(f"{value:.15g}"), "f")
    return digits + sign


def _date(day: datetime.date, time: datetime.time, number_format: str) -> str:
    has_day, has_month, has_year = _parts(number_format)
    words = [
        str(day.day) if has_day else "",
        _MONTHS[day.month - 1] if has_month else "",
        str(day.year) if has_year else "",
        _time(time) if time != datetime.time() else "",
    ]
    return " ".join(filter(None, words))


@lru_cache(maxsize=500)
def _is_percent(number_format: str) -> bool:
    return "%" in _LITERAL.sub("", number_format)


@lru_cache(maxsize=500)
def _parts(number_format: str) -> tuple[bool, bool, bool]:
    """Return whether a format shows a date's day, month and year; all where it shows none."""
    shown = _LETTERS.findall(_LITERAL.sub(" ", number_format.split(";")[0]).lower())
    letters = {found[0] for found in shown}
    has_day = bool({"d", "dd"} & set(shown))
    has_year = "y" in letters
    if not (has_day or has_year) and not any(len(found) > 2 for found in shown if found[0] == "m"):
        return True, True, True
    return has_day, "m" in letters, has_year


def _time(time: datetime.time) -> str:
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
