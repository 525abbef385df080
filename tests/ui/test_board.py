import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtWidgets import QGroupBox

from planner.model import edits
from planner.ui.board_page import Page
from planner.ui.paragraph import ParagraphBox
from planner.ui.payload import PARAGRAPH
from planner.ui.plan_text import PlanText
from tests.ui import look, samples
from tests.ui.modal import settle


def order(window) -> list[str]:
    return [paragraph.id for paragraph in window.session.plan.paragraphs]


def boxes(window) -> list[ParagraphBox]:
    """Return the paragraphs on the screen, from the top."""
    settle()
    shown = [box for box in window.findChildren(ParagraphBox) if box.isVisible()]
    return sorted(shown, key=lambda box: box.y())


def carried(paragraph: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(PARAGRAPH, QByteArray(paragraph.encode()))
    return mime


def drop(window, hand, paragraph: str, gap: int):
    """Drop a paragraph between two others on the screen; gap 0 is above the first."""
    page = window.findChild(Page)
    shown = boxes(window)
    y = shown[gap].y() - 5 if gap < len(shown) else shown[-1].geometry().bottom() + 5
    return hand.drop(carried(paragraph), page, QPoint(page.width() // 2, y))


def test_the_plan_is_shown_in_reading_order(desk):
    names = [
        "Line of argument, part",
        "Introduction, part",
        "Paragraph 1",
        "Paragraph 2",
        "Paragraph 3",
        "Conclusion, part",
    ]
    page = desk.findChild(Page)
    tops = [look.named(page, name, QGroupBox).mapTo(page, QPoint()).y() for name in names]
    assert tops == sorted(tops)


@pytest.mark.parametrize(
    ("moved", "gap", "after"),
    [
        (0, 0, "abc"),
        (0, 1, "abc"),
        (0, 2, "bac"),
        (0, 3, "bca"),
        (2, 0, "cab"),
        (2, 1, "acb"),
        (2, 3, "abc"),
        (1, 0, "bac"),
    ],
)
def test_a_paragraph_lands_where_it_is_dropped(desk, hand, moved, gap, after):
    names = dict(zip("abc", order(desk), strict=True))
    paragraph = order(desk)[moved]
    assert drop(desk, hand, paragraph, gap) == Qt.DropAction.MoveAction
    assert order(desk) == [names[letter] for letter in after]
    assert [box.paragraph.id for box in boxes(desk)] == order(desk)
    assert [box.number.text() for box in boxes(desk)] == ["1", "2", "3"]
    slot = look.slot(boxes(desk)[0], "Evidence, paragraph 1")
    assert slot.slot.id == desk.session.plan.paragraphs[0].slots[1].id


def test_a_dragged_paragraph_passes_over_slots_and_texts(desk, hand):
    slot = look.slot(desk, "Evidence, paragraph 1")
    for part in (slot.text, slot.cards, slot.badge):
        assert hand.enter(carried(order(desk)[2]), part) == Qt.DropAction.MoveAction
        hand.leave(part)


def test_what_is_no_paragraph_of_this_plan_is_refused(desk, hand):
    page = desk.findChild(Page)
    point = QPoint(page.width() // 2, boxes(desk)[0].y() - 5)
    for data in (b"n999", b"", b"\xff\xfe"):
        mime = QMimeData()
        mime.setData(PARAGRAPH, QByteArray(data))
        assert hand.drop(mime, page, point) is None
    text = QMimeData()
    text.setText("words")
    assert hand.drop(text, page, point) is None
    assert desk.session.undo_words == ""


def test_the_gap_is_marked_until_it_is_left(desk, hand):
    page = desk.findChild(Page)
    point = QPoint(page.width() // 2, boxes(desk)[1].y() - 5)
    dark = page.grab().toImage()
    hand.enter(carried(order(desk)[0]), page, point)
    assert page.grab().toImage() != dark
    hand.leave(page)
    assert page.grab().toImage() == dark


def test_a_paragraph_is_added_and_ready_to_be_named(desk, qtbot):
    look.pushed(desk, "Add paragraph").click()
    settle()
    heading = look.named(desk, "Heading, paragraph 4")
    assert heading.hasFocus()
    qtbot.keyClicks(heading, "Cunning")
    qtbot.keyClick(heading, Qt.Key.Key_Return)
    assert desk.session.plan.paragraphs[3].heading == "Cunning"
    assert look.slot(desk, "Point, paragraph 4").text.hasFocus()


def test_parts_that_stay_keep_their_widgets(desk):
    before = {box.paragraph.id: box for box in boxes(desk)}
    heading = look.named(desk, "Heading, paragraph 2", PlanText)
    heading.setFocus()
    first, _, third = order(desk)
    desk.session.apply(lambda plan: edits.move_paragraph(plan, third, 0), "move")
    desk.session.apply(lambda plan: edits.duplicate_paragraph(plan, first), "duplicate")
    assert {name: box for box in boxes(desk) if (name := box.paragraph.id) in before} == before
    assert heading.hasFocus()
    assert len(boxes(desk)) == 4


def test_undo_brings_a_removed_paragraph_back_whole(desk):
    desk.session.apply(lambda plan: samples.placed(plan, *samples.CARDS[:2]), "place")
    first = order(desk)[0]
    desk.session.apply(lambda plan: edits.remove_paragraph(plan, first), "remove")
    assert len(boxes(desk)) == 2
    desk.turning.undo()
    assert len(boxes(desk)) == 3
    cards = look.slot(desk, "Evidence, paragraph 1").cards
    assert look.shown(cards) == [card.headline for card in samples.CARDS[:2]]


def test_another_plan_is_shown_from_its_top(desk, library):
    other = samples.write(samples.begun("other"), samples.Part.CONCLUSION, "In the end …")
    library.plans.save(other, 1.0)
    desk.resize(1280, 600)
    settle()
    bar = desk.desk.board.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    desk.open_plan("other")
    settle()
    assert bar.value() == 0
    assert look.named(desk, "Conclusion", PlanText).words() == "In the end …"
    assert desk.session.undo_words == ""


def test_a_pressed_part_is_written_in(desk, qtbot):
    part = look.named(desk, "Introduction, part")
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert look.named(desk, "Introduction", PlanText).hasFocus()


def test_odd_text_is_shown_without_a_change(desk, library, store):
    plan = samples.begun("odd")
    for part in (samples.Part.LINE_OF_ARGUMENT, samples.Part.CONCLUSION):
        plan = samples.write(plan, part, samples.ODD)
    for paragraph in plan.paragraphs:
        plan = samples.write(plan, samples.Part.HEADING, samples.ODD, paragraph.id)
        for slot in paragraph.slots:
            plan = samples.write(plan, samples.Part.SLOT, samples.ODD, slot.id)
    library.plans.save(plan, 1.0)
    store.saved.clear()
    desk.open_plan("odd")
    settle()
    # Being gone through with the keyboard is not being changed.
    for text in desk.findChildren(PlanText):
        text.setFocus()
    assert desk.session.settle()
    desk.go_home()
    assert store.saved == []
    assert desk.session.undo_words == ""
    assert library.plans.load("odd") == plan


def test_a_full_plan_is_shown(desk):
    for _ in range(10):
        desk.session.apply(edits.add_paragraph, "add")
    assert len(boxes(desk)) == 13
    assert look.slot(desk, "Link, paragraph 13")
