"""A plan with many paragraphs is shown in steps, and whatever comes between finds all it needs."""

import pytest
from PySide6.QtCore import Qt

from planner.model import edits
from planner.model.plan import Field, Part
from planner.packs.data import read_frameworks, read_question_types
from planner.ui.board_page import Page
from planner.ui.paragraph import ParagraphBox
from planner.ui.slot import SlotBox
from planner.ui.window import Window
from tests.ui import look, samples
from tests.ui.modal import settle

MANY = 14


@pytest.fixture
def opened(window, library):
    """Return a window that has just begun to show a plan of fourteen paragraphs."""
    plan = samples.begun("many")
    while len(plan.paragraphs) < MANY:
        plan = edits.duplicate_paragraph(plan, plan.paragraphs[0].id)
    for paragraph in plan.paragraphs:
        plan = edits.write(plan, Field(Part.SLOT, paragraph.slots[1].id), f"In {paragraph.id}")
    library.plans.save(plan, 1.0)
    window.open_plan("many")
    return window


def made(window) -> int:
    return len(window.findChild(Page).findChildren(SlotBox))


def wait(window, qtbot) -> None:
    """Wait until all is shown, and hold that it is what the plan says."""
    plan = window.session.plan
    qtbot.waitUntil(lambda: made(window) == sum(len(p.slots) for p in plan.paragraphs))
    settle()
    boxes = window.findChild(Page).findChildren(ParagraphBox)
    shown = sorted((box for box in boxes if not box.isHidden()), key=lambda box: box.y())
    assert [box.paragraph for box in shown] == list(plan.paragraphs)
    for number, box in enumerate(shown, 1):
        assert box.accessibleName() == f"Paragraph {number}"
        assert list(box.boxes) == [slot.id for slot in box.paragraph.slots]
        assert [b.text.words() for b in box.boxes.values()] == [s.text for s in box.paragraph.slots]


def test_a_large_plan_is_shown_in_steps(opened, qtbot):
    first = made(opened)
    assert first < 2 * MANY
    qtbot.waitUntil(lambda: made(opened) > first)
    assert made(opened) < 4 * MANY
    wait(opened, qtbot)


def test_tab_goes_through_it_in_reading_order(opened, qtbot):
    wait(opened, qtbot)
    at = look.named(opened, "Line of argument")
    seen = []
    for _ in range(2_000):
        at = at.nextInFocusChain()
        if isinstance(at.parentWidget(), SlotBox) and at is at.parentWidget().text:
            seen.append(at.field.of)
    slots = [slot.id for p in opened.session.plan.paragraphs for slot in p.slots]
    assert seen[: len(slots)] == slots


def test_a_place_that_is_looked_for_is_there(opened, qtbot):
    last = opened.session.plan.paragraphs[-1].slots[-1]
    opened.desk.board.show_place(Field(Part.SLOT, last.id))
    field = opened.focusWidget()
    assert field.field.of == last.id
    wait(opened, qtbot)


def test_what_changes_meanwhile_is_shown(opened, qtbot):
    session = opened.session
    first, second, *_, last = session.plan.paragraphs
    session.apply(lambda plan: edits.move_paragraph(plan, last.id, 0), "move")
    session.apply(
        lambda plan: edits.write(plan, Field(Part.SLOT, first.slots[1].id), "Other"), "write"
    )
    session.apply(lambda plan: edits.remove_paragraph(plan, second.id), "remove")
    wait(opened, qtbot)
    session.undo()
    session.undo()
    session.undo()
    wait(opened, qtbot)


def test_another_plan_may_be_opened_meanwhile(opened, qtbot, plan):
    opened.open_plan(plan.id)
    settle()
    opened.open_plan("many")
    wait(opened, qtbot)


def test_typing_goes_on_meanwhile(opened, qtbot):
    slot = opened.session.plan.paragraphs[0].slots[0]
    box = next(b for b in opened.findChildren(SlotBox) if b.slot.id == slot.id)
    box.text.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(box.text, "Stalin")
    opened.session.settle()
    wait(opened, qtbot)
    assert opened.session.plan.paragraphs[0].slots[0].text == "Stalin"


def test_at_the_start_what_is_out_of_sight_waits_for_the_first_frame(
    opened, library, theme, qapp, qtbot
):
    opened.close()
    library.set_setting("last_plan", "many")
    started = Window(qapp, library, theme, read_frameworks(), read_question_types())
    started.start()
    assert 0 < made(started) < 6
    painted: list[int] = []
    page = started.findChild(Page)
    page.painted.connect(lambda: painted.append(made(started)))
    started.show()
    wait(started, qtbot)
    assert painted[0] < MANY
    started.close()
