"""Which of many moments are kept as time goes on: one rule for backups and earlier versions."""

from collections.abc import Iterable

MOST_RECENT, MOST_DAYS, MOST_WEEKS = 10, 7, 4
"""How many moments are kept: the newest ones, one of each day, and one of each week."""

_DAY = 86_400
_MONDAY = 3
"""The days from a Monday to 1 January 1970."""


def kept(times: Iterable[float], now: float) -> set[float]:
    """Return which of some moments are kept: the newest, and one of each late day and week.

    What a wrong clock dated after now is thinned by itself, so that it ousts nothing.
    """
    held = set(times)
    late = {at for at in held if at > now}
    return _thinned(late) | _thinned(held - late)


def _thinned(times: set[float]) -> set[float]:
    ordered = sorted(times)
    days = {at // _DAY: at for at in ordered}
    weeks = {(at // _DAY + _MONDAY) // 7: at for at in ordered}
    last_days = sorted(days)[-MOST_DAYS:]
    last_weeks = sorted(weeks)[-MOST_WEEKS:]
    return {
        *ordered[-MOST_RECENT:],
        *(days[day] for day in last_days),
        *(weeks[week] for week in last_weeks),
    }
