import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QGroupBox, QLabel

from planner.model.plan import Part
from planner.ui.paragraph import ParagraphBox
from planner.ui.payload import PARAGRAPH
from tests.ui import look, samples
from tests.ui.modal import entries, find, settle

ALT = Qt.KeyboardModifier.AltModifier


def box(window, number: int = 1) -> ParagraphBox:
    settle()
    return look.named(window, f"Paragraph {number}", ParagraphBox)


def order(window) -> list[str]:
    return [paragraph.id for paragraph in window.session.plan.paragraphs]


def menu(window, number: int = 1):
    return box(window, number).options.menu()


def test_the_heading_is_written_and_undone(desk, qtbot):
    heading = look.named(desk, "Heading, paragraph 1")
    heading.setFocus()
    qtbot.keyClicks(heading, "Cunning & planning")
    desk.session.settle()
    assert desk.session.plan.paragraphs[0].heading == "Cunning & planning"
    assert desk.session.undo_words == "typing in a heading"


def test_how_far_it_is_is_counted(desk):
    def count():
        return [w.text() for w in box(desk).findChildren(QLabel) if " of " in w.text()]

    assert count() == ["0 of 4"]
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    point = samples.slot(desk.session.plan, "Point")
    desk.session.apply(lambda p: samples.write(p, Part.SLOT, "Because", point.id), "write")
    assert count() == ["2 of 4"]


def test_it_folds_and_unfolds(desk):
    fold = look.named(desk, "Collapse paragraph 1")
    slot = look.slot(desk, "Evidence, paragraph 1")
    fold.click()
    assert not slot.isVisible()
    assert fold.accessibleName() == "Expand paragraph 1"
    assert desk.session.undo_words == "collapse paragraph 1"
    fold.click()
    assert slot.isVisible()
    desk.turning.undo()
    assert not slot.isVisible()


def test_the_grip_moves_it_with_alt_and_arrows(desk, qtbot):
    a, b, c = order(desk)
    grip = look.named(desk, "Move paragraph 1")
    grip.setFocus()
    qtbot.keyClick(grip, Qt.Key.Key_Down, ALT)
    assert order(desk) == [b, a, c]
    assert grip.hasFocus()
    assert grip.accessibleName() == "Move paragraph 2"
    qtbot.keyClick(grip, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(grip, Qt.Key.Key_Down, ALT)
    assert order(desk) == [b, c, a]
    qtbot.keyClick(grip, Qt.Key.Key_Up, ALT)
    assert order(desk) == [b, a, c]
    qtbot.keyClick(grip, Qt.Key.Key_Up)
    assert order(desk) == [b, a, c]


def test_the_grip_stops_at_the_top(desk, qtbot):
    before = order(desk)
    grip = look.named(desk, "Move paragraph 1")
    grip.setFocus()
    qtbot.keyClick(grip, Qt.Key.Key_Up, ALT)
    assert order(desk) == before
    assert desk.session.undo_words == ""


def test_the_grip_is_dragged(desk, monkeypatch, qtbot):
    carried: list[bytes] = []

    def execute(drag: QDrag, *_actions) -> Qt.DropAction:
        carried.append(bytes(QByteArray(drag.mimeData().data(PARAGRAPH)).data()))
        assert not drag.pixmap().isNull()
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", execute)
    grip = look.named(desk, "Move paragraph 2")
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(grip, left, pos=QPoint(5, 5))
    qtbot.mouseMove(grip, QPoint(6, 6))
    assert carried == []
    qtbot.mouseMove(grip, QPoint(5, 60))
    qtbot.mouseRelease(grip, left, pos=QPoint(5, 60))
    qtbot.mouseMove(grip, QPoint(5, 5))
    assert carried == [order(desk)[1].encode()]


def test_its_menu(desk):
    a, b, c = order(desk)
    assert not find(menu(desk), "Move up").isEnabled()
    assert not find(menu(desk, 3), "Move down").isEnabled()
    find(menu(desk), "Move down").trigger()
    assert order(desk) == [b, a, c]
    find(menu(desk, 2), "Move up").trigger()
    assert order(desk) == [a, b, c]
    find(menu(desk), "Duplicate").trigger()
    assert len(order(desk)) == 4
    find(menu(desk, 2), "Remove paragraph").trigger()
    assert order(desk) == [a, b, c]
    find(menu(desk), "Collapse").trigger()
    assert desk.session.plan.paragraphs[0].collapsed
    options = menu(desk)
    options.aboutToShow.emit()
    assert "Expand" in entries(options)


def test_a_slot_is_added_at_its_end(desk):
    find(menu(desk), "Add a slot", "Judgement").trigger()
    assert look.slot(desk, "Judgement, paragraph 1")
    labels = [s.kind.label for s in desk.session.plan.paragraphs[0].slots]
    assert labels[-1] == "Judgement"


def test_another_framework_keeps_what_was_written(desk):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    point = samples.slot(desk.session.plan, "Point")
    desk.session.apply(lambda p: samples.write(p, Part.SLOT, "Because", point.id), "write")
    find(menu(desk), "Change framework", "TEEL").trigger()
    labels = [s.kind.label for s in desk.session.plan.paragraphs[0].slots]
    for label in labels:
        assert look.slot(desk, f"{label}, paragraph 1")
    texts = [slot.text.words() for slot in box(desk).boxes.values()]
    cards = [name for slot in box(desk).boxes.values() for name in look.shown(slot.cards)]
    assert "Because" in texts
    assert cards == ["The funeral trick"]
    desk.turning.undo()
    assert look.shown(look.slot(desk, "Evidence, paragraph 1").cards) == ["The funeral trick"]


@pytest.mark.parametrize("label", ["Point", "Evidence", "Explain", "Link"])
def test_slots_are_groups_named_by_label_and_paragraph(desk, label):
    for number in (1, 2, 3):
        assert look.named(desk, f"{label}, paragraph {number}", QGroupBox)
