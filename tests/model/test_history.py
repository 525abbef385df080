import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.history import MOST_STEPS, PAUSE, RUN, History


def typed(history, words, key="line", gap=0.1, now=0.0):
    """Type words a character at a time."""
    for _ in words:
        now += gap
        history = history.after(history.present + words[len(history.present)], "typing", key, now)
    return history


def test_a_new_history_has_nothing_to_undo():
    history = History("a")
    assert (history.undo_words, history.redo_words) == ("", "")
    assert history.undone() is history
    assert history.redone() is history


def test_undo_and_redo_say_what_they_do():
    history = History("a").after("b", "write b").after("c", "write c")
    assert (history.present, history.undo_words, history.redo_words) == ("c", "write c", "")
    back = history.undone()
    assert (back.present, back.undo_words, back.redo_words) == ("b", "write b", "write c")
    first = back.undone()
    assert (first.present, first.undo_words, first.redo_words) == ("a", "", "write b")
    again = first.redone().redone()
    assert (again.present, again.undo_words, again.redo_words) == ("c", "write c", "")


def test_a_change_after_undo_leaves_nothing_to_redo():
    history = History("a").after("b", "write b").undone().after("c", "write c")
    assert history.future == ()
    assert history.undone().present == "a"


def test_no_change_is_no_step():
    history = History("a").after("b", "write b").undone()
    assert history.after("a", "write a") is history


@given(st.lists(st.integers(0, 5), max_size=50))
def test_undo_leads_to_the_start_and_redo_to_the_end(values):
    history = History(-1)
    passed = [-1]
    for value in values:
        history = history.after(value, str(value))
        if value != passed[-1]:
            passed.append(value)
    end = history
    for value in reversed(passed):
        assert history.present == value
        history = history.undone()
    assert history == history.undone()
    for value in passed:
        assert history.present == value
        history = history.redone()
    assert history.present == end.present
    assert history.undo_words == end.undo_words


@given(st.lists(st.sampled_from(["change", "undo", "redo"]), max_size=60))
def test_any_mixture_agrees_with_a_list_and_a_place_in_it(moves):
    history, values, at, fresh = History(0), [0], 0, 0
    for move in moves:
        if move == "change":
            fresh += 1
            history = history.after(fresh, f"write {fresh}")
            values[at + 1 :] = [fresh]
            at += 1
        elif move == "undo":
            history, at = history.undone(), max(0, at - 1)
        else:
            history, at = history.redone(), min(len(values) - 1, at + 1)
        assert history.present == values[at]
        assert history.undo_words == (f"write {values[at]}" if at else "")
        assert history.redo_words == (f"write {values[at + 1]}" if values[at + 1 :] else "")


def test_at_least_200_steps_can_be_undone_and_the_oldest_goes_first():
    assert MOST_STEPS >= 200
    history = History(0)
    for value in range(1, MOST_STEPS + 11):
        history = history.after(value, f"write {value}")
    assert len(history.past) == MOST_STEPS
    for _ in range(MOST_STEPS):
        history = history.undone()
    assert (history.present, history.undo_words) == (10, "")
    for _ in range(MOST_STEPS):
        history = history.redone()
    assert history.present == MOST_STEPS + 10
    assert len(history.past) == MOST_STEPS


def test_typing_joins_into_one_step():
    history = typed(History(""), "cunning", now=1e9)
    assert history.present == "cunning"
    assert len(history.past) == 1
    assert history.undone().present == ""
    assert history.undone().redone().present == "cunning"


def test_a_pause_begins_a_new_step():
    history = History("").after("cun", "typing", "line", 8.0)
    joined = history.after("cunn", "typing", "line", 8.0 + PAUSE)
    apart = history.after("cunn", "typing", "line", 8.0 + PAUSE + 0.5)
    assert len(joined.past) == 1
    assert len(apart.past) == 2
    assert apart.undone().present == "cun"


def test_a_pause_is_measured_from_the_last_key():
    history = typed(History(""), "slow", gap=PAUSE * 0.9)
    assert len(history.past) == 1


def test_a_long_run_begins_a_new_step_without_a_pause():
    history = History("")
    for second in range(int(RUN) + 1):
        history = history.after("x" * (second + 1), "typing", "line", float(second))
    assert len(history.past) == 1
    before = history.present
    history = history.after(before + "y", "typing", "line", RUN + 0.5)
    assert len(history.past) == 2
    assert history.undone().present == before


def test_another_field_begins_a_new_step():
    history = History("").after("a", "typing", "line", 0.0).after("ab", "typing", "other", 0.1)
    assert len(history.past) == 2


def test_what_is_no_typing_joins_nothing():
    history = History("").after("a", "place", "", 0.0).after("b", "place", "", 0.0)
    assert len(history.past) == 2
    mixed = History("").after("a", "typing", "line", 0.0).after("b", "place", "", 0.0)
    mixed = mixed.after("c", "typing", "line", 0.1)
    assert [step.words for step in mixed.past] == ["typing", "place", "typing"]


def test_typing_after_undo_joins_nothing_that_was_before():
    history = History("").after("a", "typing", "line", 0.0).after("b", "place", "", 0.1)
    history = history.undone().after("ac", "typing", "line", 0.2)
    assert [step.words for step in history.past] == ["typing", "typing"]
    assert history.undone().present == "a"


def test_typing_that_is_taken_back_leaves_no_step():
    history = History("").after("before", "write", "", 0.0)
    history = history.after("before it", "write more", "", 0.0)
    typing = history.after("before it.", "typing", "line", 0.1)
    assert [step.words for step in typing.past] == ["write", "write more", "typing"]
    assert typing.after("before it", "typing", "line", 0.2) == history


def test_typing_that_goes_on_leaves_all_that_was_before_it():
    history = History("").after("a", "write").after("ab", "write on")
    history = history.after("abx", "typing", "line", 0.1)
    history = history.after("abxy", "typing", "line", 0.2)
    assert [step.words for step in history.past] == ["write", "write on", "typing"]
    assert history.undone().present == "ab"


def test_without_a_clock_all_is_at_once():
    (step,) = History("").after("a", "typing", "line").past
    assert (step.began, step.touched) == (0.0, 0.0)


@pytest.mark.parametrize("key", ["", "line"])
def test_a_history_is_a_value(key):
    history = History("").after("a", "typing", key)
    history.after("ab", "typing", key)
    history.undone()
    assert history == History("").after("a", "typing", key)


def test_every_value_is_changed_alike_and_each_step_stays_what_it_was():
    history = History(1).after(2, "write 2", "line", 3.0).after(3, "write 3").undone()
    doubled = history.each(lambda value: 2 * value)
    assert (doubled.present, doubled.undone().present, doubled.redone().present) == (4, 2, 6)
    assert doubled.each(lambda value: value // 2) == history
    (step,) = doubled.past
    assert (step.words, step.key, step.began, step.touched) == ("write 2", "line", 3.0, 3.0)
    assert doubled.redo_words == "write 3"
