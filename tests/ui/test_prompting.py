"""Prompts and starters that fade: all of them, the prompts, or none."""

import pytest
from PySide6.QtWidgets import QToolButton

from planner.model import asking
from planner.model.plan import Part
from planner.ui.prompting import Level
from tests.ui import look, samples
from tests.ui.modal import entries, find, settle

EVIDENCE = "Evidence, paragraph 1"
STARTERS = "Sentence starters for introduction"


def level(window, name: str) -> None:
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&View")
    find(menu, "Prompts and starters", name).trigger()
    settle()


def prompts(window) -> list[str]:
    slots = [look.slot(window, f"{name}, paragraph 1") for name in ("Point", "Explain", "Link")]
    return [slot.text.placeholderText() for slot in slots]


def test_at_first_there_are_prompts_and_starters(desk):
    assert prompts(desk) == [
        "What is your reason?",
        "Why did it matter?",
        "How does it answer the question?",
    ]
    assert look.slot(desk, "Link, paragraph 1").starters.isVisible()
    assert look.named(desk, STARTERS).isVisible()


def test_hints_are_prompts_alone(desk):
    before = prompts(desk)
    level(desk, "Hints")
    assert prompts(desk) == before
    assert not look.slot(desk, "Point, paragraph 1").starters.isVisible()
    assert not look.named(desk, STARTERS).isVisible()
    assert look.slot(desk, EVIDENCE).cards.empty_text == "Drag cards here"


def test_none_is_neither(desk):
    level(desk, "None")
    assert prompts(desk) == ["", "", ""]
    slot = look.slot(desk, EVIDENCE)
    assert (slot.cards.empty_text, slot.text.placeholderText()) == ("", "")
    assert not slot.starters.isVisible()
    assert look.named(desk, "Introduction").placeholderText() == ""
    assert slot.cards.isVisible()


def test_all_comes_back(desk):
    before = prompts(desk)
    level(desk, "None")
    level(desk, "Full")
    assert prompts(desk) == before
    assert look.slot(desk, "Point, paragraph 1").starters.isVisible()
    assert look.named(desk, STARTERS).isVisible()


def test_what_was_chosen_is_remembered(make_window, store, plan):
    first = make_window(store)
    first.open_plan(plan.id)
    level(first, "Hints")
    first.close()
    second = make_window(store)
    second.open_plan(plan.id)
    settle()
    assert second.kit.prompting.level is Level.HINTS
    assert not look.slot(second, "Point, paragraph 1").starters.isVisible()
    menu = next(a.menu() for a in second.menuBar().actions() if a.text() == "&View")
    assert find(menu, "Prompts and starters", "Hints").isChecked()


@pytest.mark.parametrize("kept", ["nonsense", "FULL"])
def test_nonsense_that_was_kept_is_all_help(make_window, library, store, kept):
    library.set_setting("starters", kept)
    assert make_window(store).kit.prompting.level is Level.FULL


def test_starters_follow_the_kind_of_question(desk):
    def offered(part: QToolButton) -> list[str]:
        part.menu().aboutToShow.emit()
        return entries(part.menu())

    slot = look.slot(desk, "Point, paragraph 1")
    introduction = look.named(desk, STARTERS, QToolButton)
    before, first = offered(slot.starters), offered(introduction)
    asked = "‘Cunning decided it.’ How far do you agree?"
    desk.kit.gestures.ask(asked, desk.kit.kinds.all())
    settle()
    prompting = desk.kit.prompting
    kind = samples.slot(desk.session.plan, "Point").kind
    after = [text.replace("&&", "&") for text in offered(slot.starters)]
    assert after == list(prompting.starters(kind))
    assert after != before
    assert offered(introduction) != first


def test_a_prompt_on_the_screen_follows_the_kind_of_question(desk):
    introduction = look.named(desk, "Introduction")
    before = introduction.placeholderText()
    desk.session.apply(lambda p: asking.retype(p, "wjec-how-valuable", 10, 15), "retype")
    essay = desk.kit.frameworks.essay
    after = desk.kit.prompting.prompt(essay.introduction, Part.INTRODUCTION)
    assert introduction.placeholderText() == after != before


def test_a_starter_of_the_introduction_is_written(desk):
    text = look.named(desk, "Introduction")
    menu = look.named(desk, STARTERS, QToolButton).menu()
    menu.aboutToShow.emit()
    starter = menu.actions()[0].text()
    menu.actions()[0].trigger()
    assert text.words() == starter.rstrip(" …") + " "
    desk.session.settle()
    assert desk.session.plan.introduction.strip() == starter.rstrip(" …")
