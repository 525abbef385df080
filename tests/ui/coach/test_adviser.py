"""The coach runs after each change, late enough and only as often as is needed."""

import os
import subprocess
import sys

import pytest

from planner.model import edits
from planner.model.plan import Field, Part
from planner.packs.data import read_starters
from planner.ui.coach.adviser import Adviser
from planner.ui.coach.loading import Loading
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from tests.ui import samples


@pytest.fixture
def memory(library, theme):
    return Memory(library, Notice(theme))


@pytest.fixture
def adviser(kit, memory, session):
    return Adviser(kit, memory, session)


def rules(adviser) -> list[str]:
    return [advice.rule for advice in adviser.advice]


def test_it_advises_by_itself_once_a_plan_is_open(adviser, session, plan, qtbot):
    assert (adviser.advice, adviser.ready) == ((), False)
    with qtbot.waitSignal(adviser.changed, timeout=5_000, check_params_cb=None):
        session.apply(edits.add_paragraph, "add")
    assert adviser.ready
    assert "no-argument" in rules(adviser)


def test_advice_comes_a_little_at_a_time(adviser, session, monkeypatch):
    monkeypatch.setattr("planner.ui.coach.adviser.AT_ONCE", 0.0)
    adviser.take_step()
    steps = 1
    while not adviser.ready:
        assert adviser.advice == ()
        adviser.take_step()
        steps += 1
    loading = len([*Loading(read_starters).steps()])
    assert loading >= 8
    texts = sum(1 for _ in session.plan.slots()) + len(session.plan.paragraphs)
    # Each part that is loaded, each text that is read, and each rule.
    assert steps > loading + texts + len(adviser.rules)
    assert rules(adviser)


def test_advice_on_what_was_read_takes_little_and_so_one_step(adviser, session, monkeypatch):
    monkeypatch.setattr("planner.ui.coach.adviser.AT_ONCE", 60.0)
    adviser.take_step()
    assert adviser.ready


def test_advice_begun_before_a_change_is_not_gone_on_with(adviser, session, monkeypatch, qtbot):
    adviser.advise()
    session.apply(edits.add_paragraph, "add")
    monkeypatch.setattr("planner.ui.coach.adviser.AT_ONCE", 0.0)
    for _ in range(5):
        adviser.take_step()
    told = []
    adviser.changed.connect(lambda: told.append(rules(adviser)))
    session.apply(
        lambda p: samples.write(p, Part.LINE_OF_ARGUMENT, "Because he was cunning, he won."), "x"
    )
    qtbot.waitUntil(lambda: bool(told), timeout=5_000)
    assert "no-argument" not in told[0]


def test_a_change_in_between_is_advised_on(adviser, session, qtbot):
    session.apply(edits.add_paragraph, "add")
    # The first steps are taken, as after the first wait.
    adviser.take_step()
    adviser.take_step()
    assert not adviser.ready
    session.apply(
        lambda p: samples.write(p, Part.LINE_OF_ARGUMENT, "Because he was cunning, he won."), "x"
    )
    qtbot.waitUntil(lambda: adviser.ready, timeout=5_000)
    assert "no-argument" not in rules(adviser)
    assert rules(adviser)


def test_what_is_asked_at_once_is_answered_at_once(adviser):
    adviser.take_step()
    adviser.advise()
    assert adviser.ready
    told = []
    adviser.changed.connect(lambda: told.append(1))
    adviser.take_step()
    assert told == [1]


def test_the_words_are_loaded_once_and_with_the_starters():
    asked = []

    def starters():
        asked.append(1)
        return read_starters()

    loading = Loading(starters)
    steps = loading.steps()
    next(steps)
    words = loading.finish()
    assert [*steps] == [*loading.steps()] == []
    assert loading.finish() is words
    assert asked == [1]
    assert words.is_start(("one", "reason", "was", "that"))
    assert not words.is_start(("one", "reason", "was", "luck"))


def test_a_starter_left_over_from_another_kind_of_question_is_no_point(adviser, session):
    slot = samples.slot(session.plan, "Point", 1)
    left = "One way in which it mattered was"
    assert not any(left in starter for starter in slot.kind.starters)
    session.apply(lambda p: edits.write(p, Field(Part.SLOT, slot.id), left), "x")
    adviser.advise()
    assert Field(Part.SLOT, slot.id) in [a.where.field for a in adviser.advice]


def test_changes_that_come_together_are_advised_on_once(adviser, session, qtbot):
    adviser.advise()
    told = []
    adviser.changed.connect(lambda: told.append(rules(adviser)))
    session.apply(edits.add_paragraph, "add")
    session.apply(
        lambda p: samples.write(p, Part.LINE_OF_ARGUMENT, "Because he was cunning, he won."), "x"
    )
    qtbot.waitUntil(lambda: bool(told), timeout=5_000)
    qtbot.wait(150)
    assert len(told) == 1
    assert "no-argument" not in told[0]


def test_another_plan_is_not_told_what_the_last_one_lacks(adviser, session):
    adviser.advise()
    assert adviser.advice
    told = []
    adviser.changed.connect(lambda: told.append(adviser.advice))
    session.open(samples.begun("other"))
    assert told == [()]
    assert not adviser.ready


def test_what_the_question_states_is_looked_for(adviser, session, kit):
    asked = "‘The testament decided it.’ How far do you agree?"
    kit.gestures.ask(asked, kit.kinds.all())
    for number, paragraph in enumerate(session.plan.paragraphs, 1):
        words = f"One reason was that his rivals made mistakes of kind {'abc'[number - 1]}."
        field = Field(Part.SLOT, samples.slot(session.plan, "Point", number).id)
        session.apply(lambda p, f=field, w=words: edits.write(p, f, w), "point")
        assert paragraph.id
    adviser.advise()
    assert "stated-factor-missing" in rules(adviser)


def test_a_rule_that_is_switched_off_is_silent_from_then_on(adviser, kit, memory, session):
    adviser.advise()
    adviser.switch("no-argument", on=False)
    assert "no-argument" not in rules(adviser)
    again = Adviser(kit, memory, session)
    again.advise()
    assert again.off == {"no-argument"}
    assert "no-argument" not in rules(again)
    again.switch("no-argument", on=True)
    assert "no-argument" in rules(again)
    assert Adviser(kit, memory, session).off == frozenset()


def test_rules_of_another_version_that_are_off_do_no_harm(kit, memory, session):
    memory.set("coach_off", "gone-rule,,no-argument")
    adviser = Adviser(kit, memory, session)
    adviser.advise()
    assert adviser.off == {"gone-rule", "no-argument"}


def test_nothing_is_asked_while_no_plan_is_open(kit, memory, session, monkeypatch):
    adviser = Adviser(kit, memory, session)
    monkeypatch.setattr(type(session), "is_open", False)
    adviser.advise()
    assert not adviser.ready


def test_the_window_starts_without_the_coach():
    code = "import sys, planner.ui.window; print(any('planner.coach' in m for m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    assert done.stdout.strip() == "False"
