import itertools

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox

from planner.model import ranking
from planner.model.plan import Arrow, Field, Part
from planner.ui.plan_text import PlanText
from planner.ui.ranking.curves import PORT, Curve, curves, towards
from tests.ui import look, modal, samples
from tests.ui.modal import settle
from tests.ui.ranking.conftest import C, L, M, R

LEFT = Qt.MouseButton.LeftButton


def link(session, start: str, end: str, because: str = "") -> str:
    session.apply(lambda plan: ranking.link(plan, start, end), "link")
    arrow = session.plan.arrows[-1].id
    if because:
        session.apply(lambda plan: samples.write(plan, Part.BECAUSE, because, arrow), "write")
    settle()
    return arrow


def pairs(session) -> list[tuple[str, str]]:
    return [(arrow.start, arrow.end) for arrow in session.plan.arrows]


def paragraph(session, number: int) -> str:
    return session.plan.paragraphs[number - 1].id


def press(key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    settle()


def drag(view, qtbot, start: str, end: str | QPoint) -> None:
    """Drag from a box to another, or to a point of the map, with the mouse."""
    node = view.map.nodes[start]
    to = end if isinstance(end, QPoint) else view.map.nodes[end].geometry().center()
    point = node.mapFrom(view.map, to)
    qtbot.mousePress(node, LEFT, pos=node.rect().center())
    qtbot.mouseMove(node, node.rect().center() + QPoint(15, 15))
    qtbot.mouseMove(node, point)
    qtbot.mouseRelease(node, LEFT, pos=point)
    settle()


def on(view, arrow: str) -> QPoint:
    """Return a point on an arrow."""
    return view.map.curve(arrow).path.pointAtPercent(0.3).toPoint()


# Drawing


def test_factors_and_paragraphs_stand_in_two_columns(view, session):
    nodes = view.map.nodes
    assert list(nodes) == [C, M, R, L, *(p.id for p in session.plan.paragraphs)]
    left = [nodes[name].geometry() for name in (C, M, R, L)]
    right = [nodes[p.id].geometry() for p in session.plan.paragraphs]
    assert max(r.right() for r in left) + 60 < min(r.left() for r in right)
    for column in (left, right):
        assert all(a.bottom() < b.top() for a, b in itertools.pairwise(column))
    assert nodes[R].accessibleName() == "Factor Rivals’ mistakes, no arrows"
    names = [nodes[p.id].accessibleName() for p in session.plan.paragraphs]
    assert names[1:] == ["Paragraph 2, Stalin’s cunning, no arrows", "Paragraph 3, no arrows"]


def test_the_ranked_factors_come_first(view, session):
    session.apply(lambda plan: ranking.rank(plan, plan.factor(R)), "rank")
    settle()
    assert list(view.map.nodes)[:2] == [R, C]
    assert view.map.nodes[R].y() < view.map.nodes[C].y()


def test_an_arrow_is_drawn_by_dragging_and_explained_at_once(view, session, qtbot):
    drag(view, qtbot, C, paragraph(session, 3))
    assert pairs(session) == [(C, paragraph(session, 3))]
    arrow = session.plan.arrows[0].id
    because = look.named(view, "Explain Stalin’s cunning → Paragraph 3", PlanText)
    assert because.hasFocus()
    qtbot.keyClicks(because, "it gave him time")
    session.settle()
    assert session.plan.text(Field(Part.BECAUSE, arrow)) == "it gave him time"
    assert view.list.rows[arrow].because.words() == "it gave him time"
    session.undo()
    assert because.words() == ""
    session.undo()
    assert pairs(session) == []
    assert view.list.rows == {}
    assert not view.map.note.isVisible()


def test_a_drag_that_ends_nowhere_draws_nothing(view, session, qtbot):
    drag(view, qtbot, C, QPoint(view.map.width() // 2, 5))
    with qtbot.assertNotEmitted(session.refused):
        drag(view, qtbot, C, C)
    assert pairs(session) == []
    assert not any(node.lit for node in view.map.nodes.values())


def test_what_is_under_way_is_shown(view, session, qtbot):
    node, other = view.map.nodes[C], view.map.nodes[paragraph(session, 1)]
    plain = view.map.grab().toImage()
    qtbot.mousePress(node, LEFT, pos=node.rect().center())
    qtbot.mouseMove(node, node.rect().center() + QPoint(15, 15))
    qtbot.mouseMove(node, node.mapFrom(view.map, QPoint(view.map.width() // 2, 30)))
    free = view.map.grab().toImage()
    qtbot.mouseMove(node, node.mapFrom(view.map, other.geometry().center()))
    over = view.map.grab().toImage()
    assert plain != free != over != plain
    assert other.lit
    assert "Choose where the arrow from “Stalin’s cunning” goes." in view.hint.text()
    qtbot.mouseRelease(node, LEFT, pos=QPoint(5, -400))
    assert not other.lit
    assert "Choose where" not in view.hint.text()


def test_an_arrow_is_drawn_by_two_presses(view, session, qtbot):
    qtbot.mouseClick(view.map.nodes[M], LEFT)
    assert view.map.nodes[M].lit
    qtbot.mouseClick(view.map.nodes[M], LEFT)
    assert not view.map.nodes[M].lit
    qtbot.mouseClick(view.map.nodes[M], LEFT)
    qtbot.mouseClick(view.map.nodes[R], LEFT)
    qtbot.mouseClick(view.map.nodes[L], LEFT)
    qtbot.mouseClick(view.map, LEFT, pos=QPoint(view.map.width() // 2, 2))
    qtbot.mouseClick(view.map.nodes[C], LEFT)
    assert pairs(session) == [(M, R)]


def test_an_arrow_is_drawn_with_keys(view, session):
    view.map.nodes[C].setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_L)
    assert "The party machine" in view.hint.text()
    press(Qt.Key.Key_Down)
    assert view.map.nodes[R].lit
    press(Qt.Key.Key_Right)
    assert not view.map.nodes[R].lit
    went = QApplication.focusWidget().of
    assert went in [p.id for p in session.plan.paragraphs]
    press(Qt.Key.Key_L)
    assert pairs(session) == [(M, went)]
    view.map.nodes[went].setFocus()
    press(Qt.Key.Key_Left)
    assert QApplication.focusWidget().of in (C, M, R, L)


def test_escape_leaves_an_arrow_that_was_begun(view, session):
    view.map.nodes[C].setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert pairs(session) == [(M, C)]


def test_the_menu_of_a_box_links_and_offers_its_arrows(view, session, modals):
    arrow = link(session, C, M)
    asked = view.map.nodes[C].menu_asked.emit

    def look_at_it(menu):
        assert not modal.find(menu, "Link to", "Factor The party machine").isEnabled()
        modal.choose("Link to", "Paragraph 2, Stalin’s cunning")(menu)

    modals.answer(look_at_it)
    asked(QPoint(5, 5))
    assert pairs(session) == [(C, M), (C, paragraph(session, 2))]
    modals.answer(modal.choose("Explain Stalin’s cunning → The party machine"))
    asked(QPoint(5, 5))
    assert explained(view) == arrow
    modals.answer(modal.choose("Begin an arrow here"))
    asked(QPoint(5, 5))
    assert view.map.nodes[C].lit


def test_a_second_arrow_of_one_kind_is_refused_in_words(view, session, qtbot):
    link(session, C, M)
    with qtbot.waitSignal(session.refused) as refused:
        drag(view, qtbot, C, M)
    assert refused.args == ["There is an arrow between these already."]
    drag(view, qtbot, M, C)
    assert pairs(session) == [(C, M), (M, C)]


# Choosing, explaining, deleting


def test_a_press_on_an_arrow_goes_to_what_explains_it(view, session, qtbot):
    one, two = link(session, C, paragraph(session, 3)), link(session, L, paragraph(session, 1))
    for arrow in (one, two):
        qtbot.mouseClick(view.map, LEFT, pos=on(view, arrow) + QPoint(0, 3))
        assert explained(view) == arrow


def explained(view) -> str:
    """Return the arrow whose explanation has the keyboard, beside it."""
    settle()
    # The offscreen screen may leave the window inactive behind a menu that was.
    assert view.focusWidget() is view.map.note.text
    assert view.map.rect().contains(view.map.note.geometry())
    return view.map.note.text.field.of


def test_the_note_goes_with_the_keyboard_and_keeps_what_was_typed(view, session, qtbot):
    arrow = link(session, M, C)
    view.map.explain(arrow)
    qtbot.keyClicks(view.map.note.text, "one")
    press(Qt.Key.Key_Escape)
    assert not view.map.note.isVisible()
    assert view.map.nodes[M].hasFocus()
    assert session.plan.text(Field(Part.BECAUSE, arrow)) == "one"
    view.map.explain(arrow)
    assert view.map.note.text.words() == "one"
    qtbot.keyClicks(view.map.note.text, "two")
    view.order.setFocus()
    settle()
    assert not view.map.note.isVisible()
    assert session.plan.text(Field(Part.BECAUSE, arrow)) == "onetwo"
    view.map.explain(arrow)
    settle()
    high = view.map.note.height()
    qtbot.keyClicks(view.map.note.text, " and on" * 12)
    settle()
    assert view.map.note.height() > high
    view.map.note.remove.click()
    assert pairs(session) == []
    assert not view.map.note.isVisible()


def test_the_note_goes_from_one_arrow_to_another(view, session, qtbot):
    one, two = link(session, M, C), link(session, C, R)
    for arrow in (one, two):
        view.map.explain(arrow)
        # At once: the keyboard cannot be given to what is not seen yet.
        assert view.map.note.text.isVisible()
        qtbot.keyClicks(view.map.note.text, arrow)
    view.order.setFocus()
    settle()
    assert [arrow.because for arrow in session.plan.arrows] == [one, two]


@pytest.mark.parametrize("height", [3, 40])
def test_the_note_stays_within_the_map(view, session, height):
    ends = [C, M, R, L, *(p.id for p in session.plan.paragraphs)]
    for start, end in [(C, ends[4]), (L, ends[6]), (C, M), (R, L), (ends[4], ends[5])]:
        arrow = link(session, start, end)
        session.apply(lambda p, a=arrow: samples.write(p, Part.BECAUSE, "so " * height, a), "w")
        view.map.explain(arrow)
        assert explained(view) == arrow


def test_an_arrow_under_the_pointer_is_told_and_stands_out(view, session, qtbot):
    arrow = link(session, C, M, "it gave him <b>time</b>")
    link(session, R, paragraph(session, 1))
    plain = view.map.grab().toImage()
    qtbot.mouseMove(view.map, on(view, arrow))
    settle()
    assert "because it gave him &lt;b&gt;time" in view.map.toolTip()
    assert view.map.grab().toImage() != plain
    qtbot.mouseMove(view.map, QPoint(view.map.width() // 2, view.map.height() - 2))
    settle()
    assert view.map.toolTip() == ""
    assert view.map.grab().toImage() == plain


def test_the_arrow_whose_row_has_the_keyboard_stands_out(view, session):
    arrow = link(session, C, M)
    link(session, R, paragraph(session, 1))
    view.order.setFocus()
    settle()
    plain = view.map.grab().toImage()
    view.list.rows[arrow].ends.setFocus()
    settle()
    assert view.map.grab().toImage() != plain
    view.order.setFocus()
    settle()
    assert view.map.grab().toImage() == plain


def test_the_rows_are_gone_through_and_deleted_with_keys(view, session):
    arrows = [link(session, C, M), link(session, M, R), link(session, R, L)]
    rows = view.list.rows
    rows[arrows[0]].ends.setFocus()
    press(Qt.Key.Key_Down)
    assert rows[arrows[1]].ends.hasFocus()
    press(Qt.Key.Key_Delete)
    assert pairs(session) == [(C, M), (R, L)]
    assert view.list.rows[arrows[2]].ends.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert view.list.rows[arrows[0]].ends.hasFocus()
    press(Qt.Key.Key_Return)
    assert view.list.rows[arrows[0]].because.hasFocus()
    session.undo()
    assert pairs(session) == [(C, M), (R, L)]
    assert session.redo_words == "delete the arrow Rivals’ mistakes → Luck & timing"


def test_an_arrow_is_deleted_by_its_button_and_by_menus(view, session, modals):
    for_button, for_row, for_map = (link(session, C, M), link(session, M, R), link(session, R, L))
    view.list.rows[for_button].remove.click()
    modals.answer(modal.choose("Delete the arrow"))
    ends = view.list.rows[for_row].ends
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(ends, QContextMenuEvent(keyboard, QPoint(3, 3), QPoint(3, 3)))
    assert pairs(session) == [(R, L)]
    modals.answer(modal.choose("Delete the arrow"))
    point = on(view, for_map)
    mouse = QContextMenuEvent.Reason.Mouse
    at = view.map.mapToGlobal(point)
    QApplication.sendEvent(view.map, QContextMenuEvent(mouse, point, at))
    assert pairs(session) == []


def test_the_arrows_are_said_in_words(view, session):
    arrow = link(session, C, M)
    row = view.list.rows[arrow]
    told = look.told_of(row.ends)
    assert told.role() == QAccessible.Role.Button
    between = "Stalin’s cunning → The party machine"
    assert told.text(QAccessible.Text.Name) == f"{between}: not explained yet"
    for because in ("he had\n time", "Because he had time"):
        session.apply(lambda p, w=because: samples.write(p, Part.BECAUSE, w, arrow), "w")
        said = told.text(QAccessible.Text.Name)
        assert said.casefold() == f"{between}: because he had time".casefold()
    assert look.named(view, between, QGroupBox) is row
    assert view.map.nodes[C].accessibleName() == "Factor Stalin’s cunning, one arrow"
    session.apply(
        lambda plan: samples.write(plan, Part.HEADING, "A & B", paragraph(session, 3)), ""
    )
    later = link(session, M, paragraph(session, 3))
    assert modal.plain(view.list.rows[later].ends.text()) == "The party machine → A & B"


def test_an_arrow_that_is_not_explained_looks_otherwise(view, session):
    arrow = link(session, C, M)
    view.order.setFocus()
    settle()
    plain = view.map.grab().toImage()
    session.apply(lambda p: samples.write(p, Part.BECAUSE, "time", arrow), "write")
    settle()
    assert view.map.grab().toImage() != plain


def test_an_arrow_that_was_begun_goes_with_its_box(view, session, kit):
    view.map.begin(paragraph(session, 1))
    kit.gestures.remove_paragraph(session.plan.paragraphs[0])
    settle()
    assert "Choose where" not in view.hint.text()
    view.map.nodes[C].click()
    assert view.map.nodes[C].lit


def test_arrows_go_with_what_they_go_between(view, session, kit):
    link(session, C, paragraph(session, 1))
    link(session, C, M)
    gone = session.plan.paragraphs[0]
    kit.gestures.remove_paragraph(gone)
    settle()
    assert pairs(session) == [(C, M)]
    assert gone.id not in view.map.nodes
    assert len(view.list.rows) == 1


# Where arrows run


def boxes(many: int, x: int) -> dict[str, QRectF]:
    return {f"{x}-{n}": QRectF(x, n * 60, 180, 48) for n in range(many)}


def test_twenty_arrows_among_twelve_boxes_cross_no_box_and_meet_at_no_point():
    left, right = boxes(6, 0), boxes(6, 420)
    names = [*left, *right]
    chosen = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]][::3][:20]
    assert len(chosen) == 20
    arrows = [Arrow(f"n{n}", a, b) for n, (a, b) in enumerate(chosen)]
    made = curves(left, right, arrows)
    for curve in made.values():
        for part in range(1, 100):
            point = curve.path.pointAtPercent(part / 100)
            assert 180 <= point.x() <= 420
    tips = [
        (round(p.x()), round(p.y(), 1)) for c in made.values() for p in (c.points[0], c.head[0])
    ]
    assert len(set(tips)) == 40


@pytest.mark.parametrize("way", [1, -1])
def test_arrows_that_part_at_a_box_do_not_cross(way):
    left, right = boxes(6, 0), boxes(6, 420)
    start = "0-0" if way > 0 else "0-5"
    others = [name for name in (*left, *right) if name != start]
    # As high as a box with so many arrows is made.
    left[start].setHeight(12 * PORT) if way > 0 else left[start].setTop(348 - 12 * PORT)
    for name in left:
        if name != start:
            left[name].translate(0, way * 84)
    made = curves(left, right, [Arrow(name, start, name) for name in others])
    for one, other in itertools.combinations(made.values(), 2):
        assert not [
            (a, b)
            for a, b in itertools.product(pieces(one), pieces(other))
            if a.intersects(b)[0] == QLineF.IntersectionType.BoundedIntersection
        ]


def pieces(curve: Curve) -> list[QLineF]:
    return [QLineF(a, b) for a, b in itertools.pairwise(curve.points)]


def test_a_point_is_near_the_arrow_it_is_on():
    left, right = boxes(2, 0), boxes(2, 420)
    made = curves(left, right, [Arrow("a", "0-0", "420-1"), Arrow("b", "0-1", "420-0")])
    for name, curve in made.items():
        point = curve.path.pointAtPercent(0.2)
        assert curve.distance(point) < 1
        assert made["b" if name == "a" else "a"].distance(point) > 10
    assert made["a"].distance(made["a"].path.pointAtPercent(0.2) + QPointF(0, 40)) > 10


@pytest.mark.parametrize(("x", "left"), [(300, True), (100, True), (300, False), (-50, False)])
def test_an_arrow_under_way_ends_at_the_pointer(x, left):
    box = QRectF(0, 0, 180, 48) if left else QRectF(200, 0, 180, 48)
    tip, back, _ = towards(box, QPointF(x, 90), left=left).head
    assert abs(tip.x() - x) <= 1
    assert tip.y() == 90
    # It points away from its box, or comes round to the side that it left by.
    assert (back.x() < tip.x()) == (x == 300)
