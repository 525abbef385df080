import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from planner.model.evidence import Question
from tests.ui import look, samples
from tests.ui.modal import entries, find, settle


def tags(window) -> list[str]:
    header = window.desk.header
    return [w.text() for w in header.findChildren(QLabel) if w.property("kind") == "tag"]


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
    assert [tag for tag in tags(desk) if "12 marks" in tag]
    assert "18 min" in tags(desk)


def test_a_question_of_ones_own_asks_for_nothing(desk, library):
    opened(desk, library, Question("own/1", "Mine?"))
    header = desk.desk.header
    shown = [w for w in header.findChildren(QLabel) if w.property("kind") == "tag"]
    assert not [w for w in shown if w.isVisible() and "min" in w.text()]


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
