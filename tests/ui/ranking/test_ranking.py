import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox

from planner.model import edits, ranking
from planner.model.evidence import Factor
from planner.model.plan import Field, Part
from planner.ui import drag_scroll
from planner.ui.card_paint import STRIPE
from planner.ui.plan_text import PlanText
from planner.ui.ranking.carrying import FACTOR, carried, factor_mime
from planner.ui.ranking.deeds import step
from planner.ui.ranking.rung import Free
from planner.ui.ranking.tile import Tile
from tests.ui import look, modal, samples
from tests.ui.modal import settle
from tests.ui.ranking.conftest import FACTORS, C, L, M, R, in_tray, on_screen, ranked

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
MOVE = Qt.DropAction.MoveAction


def rank(session, *names: str, diamond: bool = False) -> None:
    known = {factor.id: factor for factor in session.plan.factors}
    for name in names:
        session.apply(lambda plan, name=name: ranking.rank(plan, known[name]), "rank")
    if diamond:
        session.apply(lambda plan: ranking.shape(plan, True), "shape")
    settle()


def press(key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, held)
    settle()


def tile(view, factor: str) -> Tile:
    settle()
    return view.tray.tiles[factor] if factor in view.tray.tiles else view.ranks.rungs[factor].tile


def gap(view, at: int) -> QPoint:
    """Return a point of the ranking in front of rung number at, or after the last."""
    settle()
    rungs = view.ranks.in_order()
    if at < len(rungs):
        return rungs[at].geometry().topLeft() + QPoint(30, 4)
    return rungs[-1].geometry().bottomLeft() + QPoint(30, -4)


# The tray and what is ranked


def test_the_factors_begin_in_the_tray(view):
    assert in_tray(view) == [factor.name for factor in FACTORS]
    assert on_screen(view) == []
    assert look.named(view, "Not ranked yet", QGroupBox)
    assert look.named(view, "Ranking", QGroupBox)


def test_without_factors_of_its_own_a_plan_ranks_those_that_are_known(view, session):
    session.apply(lambda plan: replace(plan, factors=()), "clear")
    assert in_tray(view) == ["Stalin’s cunning", "The party machine"]
    session.apply(lambda plan: ranking.add_factor(plan, "Fear"), "add")
    assert in_tray(view) == ["Stalin’s cunning", "The party machine"]
    tile(view, M).click()
    assert session.plan.factor(M) == samples.MACHINE
    # With a factor of a pack in the plan, that pack's others need not be its own.
    assert in_tray(view) == []


def test_enter_ranks_from_the_tray_one_after_another(view, session):
    tile(view, M).setFocus()
    press(Qt.Key.Key_Return)
    assert ranked(session) == [M]
    assert tile(view, R).hasFocus()
    press(Qt.Key.Key_Space)
    assert ranked(session) == [M, R] == on_screen(view)
    assert in_tray(view) == ["Stalin’s cunning", "Luck & timing"]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert in_tray(view) == []
    assert view.tray.none.isVisible()
    assert view.tray.add.hasFocus()
    assert session.undo_words == "rank Stalin’s cunning"


def test_a_click_ranks_and_the_arrow_keys_go_through_the_tray(view, session, qtbot):
    tile(view, C).setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert tile(view, R).hasFocus()
    press(Qt.Key.Key_Left)
    assert tile(view, M).hasFocus()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Up)
    assert tile(view, C).hasFocus()
    qtbot.mouseClick(tile(view, L), LEFT)
    assert ranked(session) == [L]


def test_the_menu_of_a_tile(view, session, modals):
    rank(session, C)
    modals.answer(modal.choose("Make it the weightiest"))
    tile(view, R).menu_asked.emit(QPoint(5, 5))
    assert ranked(session) == [R, C]
    modals.answer(modal.choose("Add to the ranking"))
    tile(view, L).menu_asked.emit(QPoint(5, 5))
    assert ranked(session) == [R, C, L]


# Keys on the ladder


def test_the_keys_of_the_ladder(view, session):
    rank(session, C, M, R, L)
    tile(view, C).setFocus()
    press(Qt.Key.Key_Down)
    assert tile(view, M).hasFocus()
    press(Qt.Key.Key_Down, CTRL)
    assert ranked(session) == [C, R, M, L] == on_screen(view)
    assert tile(view, M).hasFocus()
    press(Qt.Key.Key_Down, CTRL)
    press(Qt.Key.Key_Down, CTRL)
    assert ranked(session) == [C, R, L, M]
    for _ in range(4):
        press(Qt.Key.Key_Up, CTRL)
    assert ranked(session) == [M, C, R, L]
    press(Qt.Key.Key_Up)
    assert tile(view, M).hasFocus()
    press(Qt.Key.Key_Delete)
    assert ranked(session) == [C, R, L] == on_screen(view)
    assert tile(view, C).hasFocus()
    tile(view, L).setFocus()
    press(Qt.Key.Key_Delete)
    assert tile(view, R).hasFocus()
    session.undo()
    assert ranked(session) == [C, R, L] == on_screen(view)


def test_enter_goes_to_the_reason_and_a_click_stays(view, session, qtbot):
    rank(session, C, M)
    qtbot.mouseClick(tile(view, M), LEFT)
    assert tile(view, M).hasFocus()
    press(Qt.Key.Key_Return)
    assert view.ranks.rungs[M].reason.hasFocus()


def test_a_reason_is_typed_in_place_and_undone(view, session, qtbot):
    rank(session, C, M)
    reason = look.named(view, "Reason for The party machine, number 2", PlanText)
    reason.setFocus()
    qtbot.keyClicks(reason, "It chose who came")
    session.settle()
    assert session.plan.text(Field(Part.REASON, M)) == "It chose who came"
    tile(view, M).setFocus()
    press(Qt.Key.Key_Up, CTRL)
    assert ranked(session) == [M, C]
    moved = look.named(view, "Reason for The party machine, number 1", PlanText)
    assert moved is reason
    assert reason.words() == "It chose who came"
    session.undo()
    session.undo()
    assert reason.words() == ""


def test_tab_goes_through_the_view_in_reading_order(view, session):
    rank(session, C, M)
    tile(view, M).setFocus()
    press(Qt.Key.Key_Up, CTRL)
    view.tray.add.setFocus()
    went = []
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        went.append(QApplication.focusWidget())
    first, second = (view.ranks.rungs[name] for name in (M, C))
    assert went == [
        tile(view, R),
        tile(view, L),
        first.tile,
        first.reason,
        first.options,
        second.tile,
        second.reason,
        second.options,
        view.order,
    ]


def test_a_screen_reader_is_told_names_and_places(view, session):
    rank(session, C, M)
    told = look.told_of(tile(view, M))
    assert told.role() == QAccessible.Role.Button
    assert told.text(QAccessible.Text.Name) == "The party machine, number 2 of 2"
    assert look.told_of(tile(view, L)).text(QAccessible.Text.Name) == "Luck & timing, not ranked"
    session.apply(lambda plan: ranking.shape(plan, True), "shape")
    settle()
    name = told.text(QAccessible.Text.Name)
    assert name == "The party machine, row 2, number 2 of 2"
    assert look.named(view, "Number 1, Stalin’s cunning", QGroupBox)
    assert look.named(view, "Options for The party machine")


def test_the_menu_of_a_rung(view, session, modals):
    rank(session, C, M, R)
    asked = tile(view, R).menu_asked.emit
    modals.answer(modal.choose("Make it the weightiest"))
    asked(QPoint(5, 5))
    assert ranked(session) == [R, C, M]
    modals.answer(modal.choose("Move down"))
    asked(QPoint(5, 5))
    assert ranked(session) == [C, R, M]
    modals.answer(modal.choose("Move up"))
    asked(QPoint(5, 5))
    assert ranked(session) == [R, C, M]

    def look_at_it(menu):
        assert not modal.find(menu, "Move up").isEnabled()
        assert not modal.find(menu, "Make it the weightiest").isEnabled()
        modal.choose("Make it the least")(menu)

    modals.answer(look_at_it)
    view.ranks.rungs[R].options.click()
    assert ranked(session) == [C, M, R]
    modals.answer(modal.choose("Take out of the ranking"))
    asked(QPoint(5, 5))
    assert ranked(session) == [C, M]


# The diamond


def grow(session, many: int) -> list[str]:
    """Give the plan so many factors, all ranked, and show them as a diamond."""
    new = [Factor(f"usa/f{n}", f"Factor {n}", hue=n) for n in range(many)]
    session.apply(lambda plan: replace(plan, factors=tuple(new)), "factors")
    rank(session, *[factor.id for factor in new], diamond=True)
    return [factor.id for factor in new]


def rows(view) -> list[int]:
    """Return how many rungs and free places stand in each row on the screen."""
    settle()
    places = [*view.ranks.rungs.values(), *view.ranks.findChildren(Free)]
    shown = [place.y() for place in places if place.isVisible()]
    return [shown.count(y) for y in sorted(set(shown))]


def test_the_shape_is_chosen_and_undone(view, session, qtbot):
    rank(session, C, M, R)
    qtbot.mouseClick(view.diamond, LEFT)
    assert session.plan.diamond
    assert rows(view) == [1, 2, 3, 2, 1]
    session.undo()
    assert not session.plan.diamond
    assert view.ladder.isChecked()
    assert rows(view) == [1, 1, 1]


@pytest.mark.parametrize(
    ("many", "shown"), [(0, [1, 2, 3, 2, 1]), (9, [1, 2, 3, 2, 1]), (11, [1, 2, 3, 2, 1, 1, 1])]
)
def test_a_diamond_has_nine_places_and_what_is_over_below(view, session, many, shown):
    names = grow(session, many)
    assert rows(view) == shown
    assert on_screen(view) == names
    told = [str(row) for row, most in enumerate(shown, 1) for _ in range(most)][:many]
    assert [rung.number.text() for rung in view.ranks.in_order()] == told
    boxes = [rung.geometry() for rung in view.ranks.in_order()]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_the_keys_of_the_diamond(view, session):
    names = grow(session, 9)
    tile(view, names[4]).setFocus()
    press(Qt.Key.Key_Right, CTRL)
    assert ranked(session).index(names[4]) == 5
    press(Qt.Key.Key_Right, CTRL)
    assert ranked(session).index(names[4]) == 5
    press(Qt.Key.Key_Left, CTRL)
    assert ranked(session) == names
    press(Qt.Key.Key_Up, CTRL)
    assert ranked(session).index(names[4]) in (1, 2)
    press(Qt.Key.Key_Up, CTRL)
    assert ranked(session)[0] == names[4]
    assert tile(view, names[4]).hasFocus()
    for _ in range(4):
        press(Qt.Key.Key_Down)
    assert tile(view, ranked(session)[8]).hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Left)
    assert QApplication.focusWidget() in [tile(view, n) for n in ranked(session)[6:8]]


@pytest.mark.parametrize(
    ("here", "way", "to"),
    [
        (0, (0, 1), 2),
        (1, (0, 1), 3),
        (2, (0, 1), 5),
        (4, (0, 1), 7),
        (3, (0, -1), 1),
        (5, (0, -1), 2),
        (8, (0, 1), 8),
        (0, (0, -1), 0),
        (2, (1, 0), 2),
        (1, (1, 0), 2),
    ],
)
def test_a_step_in_the_diamond(view, session, here, way, to):
    grow(session, 9)
    assert step(session.plan, here, *way) == to


# By mouse


@pytest.mark.parametrize(
    ("moved", "at", "after"),
    [
        (0, 0, "abcd"),
        (0, 2, "bacd"),
        (0, 4, "bcda"),
        (3, 0, "dabc"),
        (3, 1, "adbc"),
        (1, 2, "abcd"),
    ],
)
def test_a_factor_lands_between_the_rungs_it_is_dropped_between(
    view, session, hand, moved, at, after
):
    rank(session, C, M, R, L)
    names = dict(zip("abcd", (C, M, R, L), strict=True))
    mime = factor_mime((C, M, R, L)[moved])
    assert hand.drop(mime, view.ranks, gap(view, at)) == MOVE
    assert ranked(session) == [names[letter] for letter in after] == on_screen(view)
    assert tile(view, (C, M, R, L)[moved]).hasFocus()


def test_a_factor_from_the_tray_lands_in_an_empty_ranking_and_then_between(view, session, hand):
    assert hand.drop(factor_mime(R), view.ranks) == MOVE
    assert hand.drop(factor_mime(C), view.ranks, gap(view, 1)) == MOVE
    assert hand.drop(factor_mime(L), view.ranks, gap(view, 1)) == MOVE
    assert ranked(session) == [R, L, C]
    assert in_tray(view) == ["The party machine"]


@pytest.mark.parametrize(("over", "side", "at"), [(0, -1, 0), (0, 1, 1), (2, -1, 2), (5, 1, 6)])
def test_a_factor_lands_beside_another_in_the_diamond(view, session, hand, over, side, at):
    names = grow(session, 9)
    box = view.ranks.rungs[names[over]].geometry()
    point = box.center() + QPoint(side * (box.width() // 2 - 4), 0)
    assert hand.drop(factor_mime(names[8]), view.ranks, point) == MOVE
    assert ranked(session) == [*names[:at], names[8], *names[at:8]] == on_screen(view)


def test_the_place_is_marked_until_it_is_left(view, session, hand):
    rank(session, C, M)
    plain = view.ranks.grab().toImage()
    seen = []
    for at in range(3):
        assert hand.enter(factor_mime(R), view.ranks, gap(view, at)) == MOVE
        seen.append(view.ranks.grab().toImage())
        assert seen[-1] != plain
    assert seen[0] != seen[1] != seen[2] != seen[0]
    hand.leave(view.ranks)
    assert view.ranks.grab().toImage() == plain


def test_a_ranked_factor_dropped_on_the_tray_is_ranked_no_more(view, session, hand):
    rank(session, C, M)
    plain = view.tray.grab().toImage()
    assert hand.enter(factor_mime(M), view.tray) == MOVE
    assert view.tray.grab().toImage() != plain
    assert hand.drop(factor_mime(M), view.tray) == MOVE
    assert ranked(session) == [C]
    assert tile(view, M).hasFocus()
    assert hand.drop(factor_mime(M), view.tray) is None


def test_what_is_no_factor_of_the_plan_is_refused(view, session, hand):
    rank(session, C)
    words, odd = QMimeData(), QMimeData()
    words.setText("words")
    odd.setData(FACTOR, b"\xff\xfe")
    before = session.plan
    for mime in (words, odd, factor_mime("usa/nothing"), factor_mime("")):
        assert hand.drop(mime, view.ranks, gap(view, 0)) is None
        assert hand.drop(mime, view.tray) is None
    assert session.plan is before


def test_a_factor_is_not_dropped_into_a_reason(view, session, hand):
    rank(session, C, M)
    reason = view.ranks.rungs[M].reason
    assert hand.drop(factor_mime(C), reason, QPoint(10, reason.height() - 3)) == MOVE
    assert ranked(session) == [M, C]
    assert reason.words() == ""


def test_a_tile_that_is_dragged_carries_its_factor(view, session, qtbot, monkeypatch):
    rank(session, C)
    seen = []

    def execute(drag: QDrag, *_actions) -> Qt.DropAction:
        seen.append(carried(drag.mimeData()))
        assert not drag.pixmap().isNull()
        return MOVE

    monkeypatch.setattr(QDrag, "exec", execute)
    for name in (C, M):
        held = tile(view, name)
        qtbot.mousePress(held, LEFT, pos=QPoint(10, 10))
        qtbot.mouseMove(held, QPoint(12, 11))
        assert len(seen) == (0 if name == C else 1)
        qtbot.mouseMove(held, QPoint(60, 40))
        qtbot.mouseRelease(held, LEFT, pos=QPoint(60, 40))
    assert seen == [C, M]
    assert ranked(session) == [C]


@pytest.mark.parametrize(("edge", "way"), [("top", -1), ("bottom", 1)])
def test_a_drag_near_the_edge_scrolls(view, session, qtbot, monkeypatch, edge, way):
    rank(session, C, M, R, L)
    view.resize(900, 400)
    settle()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    port = view.viewport()
    point = QPoint(200, 5 if edge == "top" else port.height() - 5)

    class Pointer:
        @staticmethod
        def pos() -> QPoint:
            return port.mapToGlobal(point)

    monkeypatch.setattr(drag_scroll, "QCursor", Pointer)
    seen = []

    def execute(_drag: QDrag, *_actions) -> Qt.DropAction:
        before = bar.value()
        qtbot.waitUntil(lambda: bar.value() != before)
        seen.append((bar.value() - before) * way)
        return MOVE

    monkeypatch.setattr(QDrag, "exec", execute)
    held = tile(view, C)
    held.drag_began.emit(QPoint(3, 3))
    assert seen[0] > 0
    after = bar.value()
    qtbot.wait(80)
    assert bar.value() == after


def test_a_field_that_becomes_narrow_shows_all_its_lines(view, session):
    rank(session, C, M, R)
    view.resize(510, 640)
    settle()
    session.apply(lambda plan: ranking.shape(plan, True), "shape")
    settle()
    for rung in view.ranks.in_order():
        reason = rung.reason
        assert reason.viewport().height() == reason.contentsRect().height()


# What becomes of the ranking


def test_a_factor_of_ones_own(view, session, modals):
    rank(session, C)

    def name(dialog):
        dialog.edit.setText("stalin’s CUNNING")
        modal.press("OK")(dialog)
        assert "already" in dialog.problem.text()
        dialog.edit.setText("  Fear ")
        modal.press("OK")(dialog)

    modals.answer(name)
    view.tray.add.click()
    fear = session.plan.factors[-1]
    assert fear.name == "Fear"
    assert ranked(session) == [C, fear.id]
    # The offscreen screen leaves the window inactive behind the dialog that was.
    assert view.focusWidget() is tile(view, fear.id)
    session.undo()
    assert ranked(session) == [C]
    modals.answer(modal.close)
    view.tray.add.click()
    assert ranked(session) == [C]


def test_the_paragraphs_are_ordered_and_it_says_so(view, session):
    rank(session, C, R)
    one, two, three = (paragraph.id for paragraph in session.plan.paragraphs)
    view.order.click()
    assert [p.id for p in session.plan.paragraphs] == [two, one, three]
    said = "The paragraphs stand in this order now: Stalin’s cunning, Rivals’ mistakes."
    assert view.told.text() == f"{said} One that is about no ranked factor comes last."
    assert view.told.isVisible()
    view.order.click()
    assert view.told.text() == "The paragraphs stand in this order already."
    session.undo()
    assert not view.told.isVisible()
    assert [p.id for p in session.plan.paragraphs] == [one, two, three]


def test_no_order_where_nothing_is_ranked_or_no_paragraph_speaks_of_it(view, session, qtbot):
    with qtbot.waitSignal(session.refused) as refused:
        view.order.click()
    assert refused.args[0].startswith("Nothing is ranked yet.")
    assert not view.told.isVisible()
    rank(session, L)
    view.order.click()
    assert view.told.text().startswith("No paragraph is about a ranked factor")


def test_the_ranking_is_offered_to_the_conclusion_and_added_in_one_step(view, session):
    session.apply(lambda plan: samples.write(plan, Part.CONCLUSION, "So:"), "write")
    rank(session, M, C)
    field = Field(Part.REASON, M)
    session.type(field, "It chose who came")
    view.conclude.click()
    assert view.offer.isVisible()
    lines = "1. The party machine: It chose who came\n2. Stalin’s cunning"
    assert view.offer.lines.text() == lines
    assert session.plan.conclusion == "So:"
    assert view.offer.add.hasFocus()
    press(Qt.Key.Key_Space)
    assert session.plan.conclusion == f"So:\n{lines}"
    assert not view.offer.isVisible()
    assert "conclusion" in view.told.text()
    assert view.conclude.hasFocus()
    view.conclude.click()
    assert not view.offer.isVisible()
    assert view.told.text() == "The conclusion has this ranking already."
    session.undo()
    assert session.plan.conclusion == "So:"


def test_the_offer_is_left_and_follows_the_ranking(view, session):
    view.conclude.click()
    assert not view.offer.isVisible()
    assert view.told.text().startswith("Nothing is ranked yet.")
    rank(session, M)
    view.conclude.click()
    rank(session, C)
    assert view.offer.lines.text() == "1. The party machine\n2. Stalin’s cunning"
    press(Qt.Key.Key_Escape)
    assert not view.offer.isVisible()
    view.conclude.click()
    view.offer.leave.click()
    assert not view.offer.isVisible()
    assert session.plan.conclusion == ""
    view.conclude.click()
    session.undo()
    session.undo()
    assert not view.offer.isVisible()


def test_a_save_that_fails_changes_nothing(view, session, store):
    rank(session, C, M)
    store.broken = True
    tile(view, M).setFocus()
    press(Qt.Key.Key_Up, CTRL)
    tile(view, R).click()
    assert ranked(session) == [C, M] == on_screen(view)
    store.broken = False


def test_another_plan_begins_at_the_top_with_nothing_told(view, session):
    rank(session, C)
    view.order.click()
    view.conclude.click()
    view.map.begin(C)
    session.open(samples.begun("other"))
    settle()
    assert not view.told.isVisible()
    assert not view.offer.isVisible()
    assert on_screen(view) == []
    assert "Choose where" not in view.hint.text()


def test_the_marks_are_drawn_in_either_scheme(view, session, dark):
    grabbed = {name: tile(view, name).grab().toImage() for name in (C, M, R, L)}
    of = dark.tokens
    for number, (name, picture) in enumerate(grabbed.items()):
        colours = {
            picture.pixelColor(x, y).name()
            # Beside the stripe, which has the same colour.
            for x in range(STRIPE + 4, picture.width())
            for y in range(picture.height())
        }
        assert of.hue(number).name() in colours, name


# A factor of the student's own


def own_factor(view, session) -> str:
    session.apply(lambda plan: ranking.add_factor(plan, "Luck again"), "add")
    settle()
    return session.plan.factors[-1].id


@pytest.mark.parametrize("where", ["ranked", "tray"])
def test_a_factor_of_ones_own_is_renamed_from_its_menu(view, session, modals, where):
    own = own_factor(view, session)
    if where == "tray":
        session.apply(lambda plan: ranking.unrank(plan, own), "unrank")

    def type_name(dialog):
        dialog.edit.setText("Fortune")
        modal.press("OK")(dialog)

    modals.answer(modal.choose("Rename…"), type_name)
    tile(view, own).menu_asked.emit(QPoint())
    settle()
    assert session.plan.factor(own).name == "Fortune"
    assert tile(view, own).text() == "Fortune"
    assert view.map.nodes[own].name == "Fortune"
    assert session.undo_words == "rename the factor Luck again"
    session.undo()
    assert tile(view, own).text() == "Luck again"


def test_a_factor_of_ones_own_is_removed_and_brought_back(view, session, modals):
    rank(session, M)
    own = own_factor(view, session)
    field = Field(Part.REASON, own)
    session.apply(lambda plan: edits.write(plan, field, "It was."), "write")
    session.apply(lambda plan: ranking.link(plan, own, M), "link")
    card = replace(samples.MOOD, factors=(own,))
    session.apply(lambda plan: samples.placed(plan, card), "place")
    before = session.plan
    tile(view, own).setFocus()
    modals.answer(modal.choose("Remove from the plan"))
    tile(view, own).menu_asked.emit(QPoint())
    settle()
    assert session.plan.factor(own) is None
    assert ranked(session) == [M]
    assert view.focusWidget() is tile(view, M)
    assert view.told.text() == (
        "“Luck again” is removed from the plan, with the reason for its place and 1 arrow. "
        "One card about it stays where it is. Undo brings it back."
    )
    session.undo()
    assert session.plan == before
    assert ranked(session) == [M, own]


def test_a_removed_factor_is_not_offered_again(kit, view, session):
    session.apply(lambda plan: replace(plan, factors=()), "take all")
    own = own_factor(view, session)
    kit.factors[own] = session.plan.factor(own)
    session.apply(lambda plan: ranking.remove_factor(plan, own), "remove")
    assert own not in view.tray.tiles
    settle()
    assert set(view.tray.tiles) == {C, M}


def test_a_factor_of_a_pack_can_only_be_ranked(view, modals):
    def look_at(menu):
        assert modal.entries(menu) == ["Add to the ranking", "Make it the weightiest"]
        menu.close()

    modals.answer(look_at)
    tile(view, M).menu_asked.emit(QPoint())
