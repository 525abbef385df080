"""Opening another plan turns what showed the one before to it, and leaves nothing of it behind."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from planner.model import edits
from planner.model.plan import Field, Part
from planner.ui.board import Board
from planner.ui.board_page import Page
from planner.ui.paragraph import ParagraphBox
from planner.ui.plan_text import PlanText
from planner.ui.slot import SlotBox
from planner.ui.slot_cards import SlotCards
from tests import strategies
from tests.ui import look, samples
from tests.ui.modal import settle

numbers = itertools.count()


def told(page: Page, widget: QWidget) -> tuple[object, ...]:
    """Return all that can be seen and heard of a widget."""
    point, size = widget.mapTo(page, QPoint()), widget.size()
    said: tuple[object, ...] = ()
    if isinstance(widget, PlanText):
        cursor = widget.textCursor()
        said = (
            widget.field,
            widget.words(),
            widget.toPlainText(),
            widget.placeholderText(),
            widget.isReadOnly(),
            widget.document().isUndoAvailable(),
            widget.document().isRedoAvailable(),
            (cursor.anchor(), cursor.position()),
        )
    elif isinstance(widget, SlotCards):
        model = widget.cards
        said = (
            [(model.id_at(row), model.card_at(row)) for row in range(model.count())],
            [index.row() for index in widget.chosen_indexes()],
            widget.currentIndex().row(),
            widget.empty_text,
        )
    elif isinstance(widget, QLabel):
        said = (widget.text(), widget.property("role"))
    elif isinstance(widget, SlotBox):
        said = (widget.slot, widget.paragraph, widget.acceptDrops())
    elif isinstance(widget, ParagraphBox):
        said = (widget.paragraph, list(widget.boxes))
    name, tip = widget.accessibleName(), widget.toolTip()
    place = point.y(), point.x(), size.width(), size.height()
    return (*place, type(widget).__name__, name, tip, widget.isEnabled(), *said)


def in_order(window) -> list[tuple[str, str]]:
    """Return what Tab is to go through, in reading order."""
    board = window.desk.board
    stops = board.parts[Part.LINE_OF_ARGUMENT].tab_stops()
    stops += board.parts[Part.INTRODUCTION].tab_stops()
    for box in window.findChild(Page).in_order():
        stops += box.tab_stops()
    stops += [board.add, *board.parts[Part.CONCLUSION].tab_stops()]
    return [(type(w).__name__, w.accessibleName()) for w in stops if w.isVisible()]


def shown(window) -> tuple[list[tuple[object, ...]], list[tuple[str, str]]]:
    """Return all that is on the board, and what Tab goes through."""
    page = window.findChild(Page)
    slots = [slot.id for paragraph in window.session.plan.paragraphs for slot in paragraph.slots]
    # It is shown in steps.
    while [name for box in page.in_order() for name in box.boxes] != slots:
        settle()
    for text in page.findChildren(PlanText):
        # A long one waits until it is seen, in as much room as it may need.
        text.show_whole()
    for _ in range(3):
        settle()
    seen = [told(page, w) for w in page.findChildren(QWidget) if w.isVisibleTo(page)]
    stops, first = [], look.named(window, "Line of argument")
    first.setFocus()
    while page.isAncestorOf(at := QApplication.focusWidget()) and len(stops) < 2_000:
        stops.append((type(at).__name__, at.accessibleName()))
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert stops == in_order(window)
    return sorted(seen, key=repr), stops


def disturb(window) -> None:
    """Leave traces wherever a plan is worked on: a cursor, what could be undone, what is chosen."""
    page = window.findChild(Page)
    for text in page.findChildren(PlanText):
        if text.isVisible() and not text.isReadOnly():
            text.setFocus()
            text.textCursor().insertText("Some words. ")
            text.selectAll()
            if not text.field.of.endswith(("1", "3")):
                QTest.keyClick(text, Qt.Key.Key_Delete)
    for cards in page.findChildren(SlotCards):
        if cards.cards.count():
            look.choose(cards, 0)
    window.session.settle()


def open_after(window, library, before, plan) -> None:
    """Open a plan, with another one on the board before it."""
    at = next(numbers)
    for name, held in (("before", before), ("plan", plan)):
        library.plans.save(replace(held, id=f"{name}-{at}"), 1.0)
    window.open_plan(f"before-{at}")
    settle()
    disturb(window)
    window.open_plan(f"plan-{at}")


def made_anew(window, library, before, plan):
    """Return what a board shows that makes all of it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Board, "_spared", lambda *_: None)
        open_after(window, library, before, plan)
        return shown(window)


def alike(seen):
    """Return what is shown, without the plans' own names."""
    widgets, stops = seen
    return [repr(widget) for widget in widgets], stops


@settings(max_examples=12, suppress_health_check=[*HealthCheck], deadline=None)
@given(strategies.plans(6), strategies.plans(6))
def test_a_turned_board_is_as_a_new_one(desk, library, before, plan):
    desk.resize(1100, 700)
    wanted = made_anew(desk, library, before, plan)
    open_after(desk, library, before, plan)
    assert alike(shown(desk)) == alike(wanted)


@st.composite
def filled(draw):
    """A plan of some paragraphs of PEEL in which something stands wherever it can."""
    slots = draw(st.sampled_from([samples.PEEL.slots, samples.PEEL.slots[::-1]]))
    plan = edits.begin("plan", samples.WHY, replace(samples.PEEL, slots=slots), samples.FACTORS)
    for _ in range(draw(st.integers(0, 2))):
        plan = edits.add_paragraph(plan)
    words = st.sampled_from(["", "Some words. ", "Other words", "long " * 300])
    for paragraph in plan.paragraphs:
        plan = edits.write(plan, Field(Part.HEADING, paragraph.id), draw(words)[:40])
        for slot in paragraph.slots:
            plan = edits.write(plan, Field(Part.SLOT, slot.id), draw(words))
            if draw(st.booleans()):
                cards = draw(
                    st.lists(st.sampled_from(samples.CARDS), min_size=1, max_size=3, unique=True)
                )
                plan = edits.place(plan, slot.id, cards)
        if draw(st.booleans()):
            plan = edits.collapse(plan, paragraph.id, True)
    return plan


@settings(max_examples=8, suppress_health_check=[*HealthCheck], deadline=None)
@given(filled(), filled())
def test_so_is_one_that_showed_much(desk, library, before, plan):
    desk.resize(1100, 700)
    wanted = made_anew(desk, library, before, plan)
    open_after(desk, library, before, plan)
    assert alike(shown(desk)) == alike(wanted)


def test_what_is_alike_is_turned_and_the_rest_made_or_taken_away(desk, library):
    def boxes():
        settle()
        QApplication.sendPostedEvents(None, 52)
        return {
            box.accessibleName(): box for box in desk.findChild(Page).findChildren(ParagraphBox)
        }

    before = boxes()
    slots = list(before["Paragraph 1"].boxes.values())
    assert len(before) == 3
    plan = samples.begun("other")
    first, _, third = plan.paragraphs
    plan = edits.remove_paragraph(plan, third.id)
    plan = edits.move_slot(plan, first.slots[3].id, 1)
    library.plans.save(plan, 1.0)
    desk.open_plan("other")
    after = boxes()
    assert set(after) == {"Paragraph 1", "Paragraph 2"}
    assert all(after[name] is before[name] for name in after)
    kept = list(after["Paragraph 1"].boxes.values())
    assert kept[0] is slots[0]
    assert not {*kept[1:]} & {*slots[1:]}
    assert list(after["Paragraph 2"].boxes) == [slot.id for slot in plan.paragraphs[1].slots]


def test_the_keyboard_does_not_stay_in_a_field_of_the_plan_before(desk, library):
    library.plans.save(samples.begun("other"), 1.0)
    text = look.slot(desk, "Point, paragraph 1").text
    text.setFocus(Qt.FocusReason.TabFocusReason)
    assert text.hasFocus()
    desk.open_plan("other")
    settle()
    assert not text.hasFocus()
    assert look.slot(desk, "Point, paragraph 1").text is text


def test_what_is_turned_shows_its_words_in_the_same_turn(desk, library):
    plan = samples.begun("other")
    for paragraph in plan.paragraphs:
        plan = edits.write(plan, Field(Part.SLOT, paragraph.slots[0].id), f"In {paragraph.id}")
    library.plans.save(plan, 1.0)
    with pytest.MonkeyPatch.context() as patched:
        # One step in each turn.
        patched.setattr("planner.ui.board._AT_ONCE", 1)
        desk.open_plan("other")
        for _ in range(40):
            for box in desk.findChild(Page).findChildren(SlotBox):
                if box.isVisible():
                    assert box.slot == plan.slot(box.text.field.of)
                    assert box.text.words() == box.slot.text
            QApplication.processEvents()
    assert len([b for b in desk.findChild(Page).findChildren(SlotBox) if b.isVisible()]) == 12
