import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from planner.model import edits
from planner.model.evidence import Question
from tests.ui import look, samples
from tests.ui.modal import entries, find, settle


def opened(desk, library, question: Question):
    plan = replace(samples.begun("asked"), question=question)
    library.plans.save(plan, 1)
    desk.open_plan("asked")
    settle()
    return desk


def test_the_question_and_what_it_asks_for(desk):
    question = look.named(desk, samples.WHY.text, QLabel)
    assert question.text() == samples.WHY.text
    assert question.minimumHeight() < 2 * question.fontMetrics().lineSpacing()
    chip = desk.desk.header.type
    assert chip.text() == "Explain why · 12 marks · 18 min"
    assert chip.accessibleName() == "Kind of question: Explain why · 12 marks · 18 min"
    assert "for each of 3 paragraphs" in chip.accessibleDescription()
    desk.session.apply(edits.add_paragraph, "add")
    assert "for each of 4 paragraphs" in chip.toolTip()


def test_a_question_of_ones_own_asks_for_nothing(desk, library):
    opened(desk, library, Question("own/1", "Mine?"))
    chip = desk.desk.header.type
    assert chip.text() == "Essay"
    assert "Of " not in chip.toolTip()


def test_what_the_question_says_is_looked_for_once_it_is_seen(desk, library, monkeypatch):
    asked, kinds = [], desk.kit.kinds
    look_for = kinds.asked
    monkeypatch.setattr(kinds, "asked", lambda text: asked.append(text) or look_for(text))
    plan = replace(
        samples.begun("claimed"), question=Question("own/1", "‘Luck.’ How far do you agree?")
    )
    library.plans.save(plan, 1)
    desk.open_plan("claimed")
    chip = desk.desk.header.type
    assert (asked, chip.text()) == ([], "Essay")
    settle()
    assert asked
    assert "states: “Luck”" in chip.accessibleDescription()


def test_what_the_question_states_and_gives_is_told(desk, library):
    question = (
        "‘Cunning & luck decided it.’ How far do you agree? You may use: • luck • the machine"
    )
    opened(desk, library, Question("own/1", question, "how-far-agree", 16, 25))
    chip = desk.desk.header.type
    told = chip.accessibleDescription()
    assert "states: “Cunning & luck decided it”" in told
    assert "gives: “luck”; “the machine”" in told
    assert "&amp; luck" in chip.toolTip()
    assert chip.text() == "How far do you agree · 16 marks · 25 min"


@pytest.mark.parametrize("text", ["Why? " * 120, "W" * 600, "שלום " * 100, "😀" * 600])
def test_the_longest_question_leaves_the_buttons_in_sight(desk, library, text):
    opened(desk, library, Question("own/1", text.strip()))
    desk.resize(1024, 640)
    settle()
    export = look.pushed(desk, "Export")
    assert desk.rect().contains(export.mapTo(desk, export.rect().bottomRight()))
    assert desk.width() == 1024
    question = look.named(desk, text.strip(), QLabel)
    assert question.height() < 4 * question.fontMetrics().lineSpacing()
    desk.grab()


def test_the_framework_is_named_and_chosen(desk):
    chooser = look.named(desk, "Framework: PEEL")
    offered = entries_of(chooser.menu())
    assert [entry for entry in offered if entry.startswith("PEEL")]
    find(chooser.menu(), "TEEL").trigger()
    assert desk.session.plan.framework.id == "teel"
    assert look.named(desk, "Framework: TEEL") is chooser


def entries_of(menu) -> list[str]:
    menu.aboutToShow.emit()
    return entries(menu)


def test_plans_leads_home(desk):
    look.pushed(desk, "Plans").click()
    assert not desk.on_desk
