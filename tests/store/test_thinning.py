"""Which moments are kept: the newest, and one of each late day and week."""

from hypothesis import given
from hypothesis import strategies as st

from planner.store.thinning import MOST_DAYS, MOST_RECENT, MOST_WEEKS, kept

DAY = 86_400.0
NOW = 20_000 * DAY
"""A Friday, 4 October 2024."""

moments = st.sets(st.floats(0, NOW).map(lambda at: round(at, 3)), max_size=80)


def test_ten_minutes_of_work_each_for_a_year():
    times = [NOW - DAY * 365 + n * 600 for n in range(365 * 144) if n % 144 < 12]
    held = kept(times, NOW)
    newest = sorted(times)[-10:]
    assert held >= set(newest)
    days = {int(at // DAY) for at in held}
    # The ten newest are of the last day; then come six days before it, and three weeks.
    assert sorted(days)[-7:] == [19_993 + n for n in range(7)]
    assert len(days) == 9
    assert len(held) == 10 + 6 + 2


def test_of_a_day_and_of_a_week_the_newest_is_kept():
    # Twelve in an hour of each of three days, so that the ten newest are all of the last one.
    times = [NOW - DAY * n + 300 * m for n in (9, 4, 1) for m in range(12)]
    held = sorted(kept(times, NOW))
    assert held[:2] == [NOW - 9 * DAY + 3_300, NOW - 4 * DAY + 3_300]
    assert held[2:] == sorted(times)[-10:]


def test_a_week_ends_with_its_sunday():
    # Ten in the last hour, and one at noon of each of forty days.
    last = [NOW - 300.0 * n for n in range(10)]
    held = kept([*last, *(NOW - DAY * (n + 0.5) for n in range(40))], NOW)
    days = sorted({int(at // DAY) for at in held}, reverse=True)
    sundays = [day for day in range(19_993, 19_960, -1) if day % 7 == 3]
    # Seven days reach into the week before this one; the two weeks before that have a day each.
    assert days[:8] == [20_000, 19_999, 19_998, 19_997, 19_996, 19_995, 19_994, sundays[0]]
    assert days[8:] == [sundays[1]]


def test_days_on_which_nothing_was_done_do_not_count():
    times = [NOW - 30 * DAY * n for n in range(20)]
    held = sorted(kept(times, NOW))
    assert held == sorted(times)[-10:]


def test_what_a_wrong_clock_dated_ousts_nothing():
    late = {NOW + DAY * n for n in range(1, 60)}
    times = {NOW - 600.0 * n for n in range(10)}
    assert kept(times | late, NOW) >= times
    assert len(kept(times | late, NOW)) < 10 + 25


@given(moments)
def test_the_rule_is_stable_and_bounded(times):
    held = kept(times, NOW)
    assert held <= times
    assert held >= set(sorted(times)[-MOST_RECENT:])
    assert kept(held, NOW) == held
    assert len(held) <= MOST_RECENT + MOST_DAYS + MOST_WEEKS


@given(moments, st.floats(0, NOW))
def test_what_was_let_go_is_never_missed_later(times, extra):
    # Thinning at each step keeps what thinning once at the end would.
    steps: set[float] = set()
    for at in sorted(times | {extra}):
        steps = kept(steps | {at}, NOW)
    assert steps == kept(times | {extra}, NOW)
