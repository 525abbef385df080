import random
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel

from planner.model.evidence import Card, When
from planner.model.pack import Pack, PackInfo
from planner.ui.card_list import CardList
from planner.ui.chips import Chips
from planner.ui.timeline.stock import MOST, Stock, packs_of
from tests.ui import look, samples
from tests.ui.modal import choose, entries, settle
from tests.ui.timeline.conftest import place

IN_TIME = [
    "General Secretary",
    "The funeral trick",
    "The suppressed testament",
    "The factionalism charge",
]
CTRL = Qt.KeyboardModifier.ControlModifier


def dated(view) -> list[str]:
    return look.shown(look.named(view, "Timeline"))


def undated(view) -> list[str]:
    return look.shown(look.named(view, "Cards without a date"))


def read(view) -> str:
    """Return what the readout tells a screen reader."""
    return view.readout.accessibleDescription()


def go(view, row: int) -> None:
    look.choose(view.cards, row)
    settle()


def middle(view, row: int) -> QPoint:
    """Return the middle of a card's mark, in the viewport."""
    rect = view.cards.visualRect(view.cards.cards.index(row))
    return QPoint(rect.left() + 7, rect.center().y())


def ground(view) -> QPoint:
    """Return a point of the chart where no card is."""
    return QPoint(view.cards.viewport().width() - 30, view.cards.viewport().height() - 10)


def stock(library, count: int) -> list[Card]:
    """Put a pack of so many cards into the library, over twelve years."""
    hand = random.Random(4)
    cards = []
    for number in range(count):
        year, month = hand.randint(1917, 1929), hand.randint(1, 12)
        when = When(f"{year}-{month:02}", f"{year}-{month:02}", f"{year}-{month:02}")
        if number % 3 == 0:
            when = When(str(year), str(year), str(min(1929, year + number % 4)))
        cards.append(Card(f"usa/n{number}", f"Card number {number}", "Detail.", when))
    pack = samples.pack()
    library.install(Pack(PackInfo("usa", "Many", version=2), pack.factors, (), tuple(cards)))
    return cards


# What is shown


def test_cards_are_read_one_after_the_other_in_the_order_of_time(view):
    assert dated(view) == IN_TIME
    listed = [child.text(QAccessible.Text.Name) for child in look.below(look.told_of(view.cards))]
    told = [name for name in listed if name]
    assert told[:3] == [
        "General Secretary, 1922, not in the plan",
        "The funeral trick, January 1924, in the plan",
        "The suppressed testament, May 1924, not in the plan",
    ]


def test_cards_without_a_date_are_listed_beside_the_axis(view):
    assert undated(view) == ["An open race"]
    assert "Without a date: 1" in [label.text() for label in view.findChildren(QLabel)]


def test_it_is_told_how_many_cards_are_in_the_plan(view, session):
    assert view.legend.accessibleName() == "In the plan: 1, Not in it: 4"
    session.apply(place(session, samples.MOOD), "place")
    assert view.legend.accessibleName() == "In the plan: 2, Not in it: 3"


def test_a_card_that_is_placed_stays_chosen(view, session):
    go(view, 2)
    session.apply(place(session, samples.TESTAMENT), "place")
    assert view.cards.currentIndex().data() == "The suppressed testament"
    assert view.cards.cards.used_at(2) == "✓ in ¶1"


def test_the_cards_of_the_plan_stand_above_the_others(view, session):
    def above():
        made = view.cards.layout_now()
        return {dated(view)[n] for n, spot in enumerate(made.spots) if spot.row < made.own}

    assert above() == {"The funeral trick"}
    session.apply(place(session, samples.CHARGE), "place")
    assert above() == {"The funeral trick", "The factionalism charge"}


def test_the_others_can_be_left_out(view):
    view.only.click()
    assert dated(view) == ["The funeral trick"]
    assert not undated(view)
    view.only.click()
    assert dated(view) == IN_TIME


def test_the_filter_of_the_shelf_is_followed(view, theme, qtbot):
    chips = Chips(theme)
    qtbot.addWidget(chips)
    chips.show_factors(samples.FACTORS)
    view.follow(chips)
    chips.of_factor[samples.MACHINE.id].click()
    assert dated(view) == ["General Secretary", "The factionalism charge"]
    assert view.filtered.isVisible()
    chips.clear()
    assert dated(view) == IN_TIME
    assert not view.filtered.isVisible()


def test_the_current_card_is_current_again_where_it_still_is(view, theme, qtbot):
    chips = Chips(theme)
    qtbot.addWidget(chips)
    chips.show_factors(samples.FACTORS)
    view.follow(chips)
    go(view, 3)
    chips.of_factor[samples.MACHINE.id].click()
    assert view.cards.currentIndex().data() == "The factionalism charge"


def test_a_card_of_the_plan_is_shown_though_its_pack_is_gone(view, library, kit):
    library.remove("usa")
    kit.marks.refresh()
    settle()
    assert dated(view) == ["The funeral trick"]


def test_a_card_that_is_new_in_the_library_is_shown(view, library, kit):
    library.save_card(Card(f"own/{0:032x}", "Mine", when=When("1930", "1930", "1930")))
    kit.marks.refresh()
    assert dated(view) == [*IN_TIME, "Mine"]


def test_an_empty_timeline_says_what_will_be_here(view, library, kit, session):
    library.remove("usa")
    kit.marks.refresh()
    session.undo()
    settle()
    said = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "No cards yet" in said
    assert not view.nearer.isEnabled()
    assert not view.cards.isVisible()


# Reading


def test_the_keyboard_reads_a_card(view):
    go(view, 1)
    assert read(view).startswith("The funeral trick. Trotsky was not there. January 1924. Stalin’s")
    assert "paragraph 1" in read(view)
    assert view.readout.finder.text() == "Show on the board"


def test_pointing_at_a_card_reads_it_and_then_the_current_one_again(view, qtbot):
    go(view, 0)
    qtbot.mouseMove(view.cards.viewport(), middle(view, 2))
    qtbot.waitUntil(lambda: read(view).startswith("The suppressed testament"))
    assert view.readout.finder.text() == "Show on the shelf"
    QApplication.sendEvent(view.cards.viewport(), QEvent(QEvent.Type.Leave))
    assert read(view).startswith("General Secretary")


@pytest.mark.parametrize(
    ("key", "begin", "end"),
    [
        (Qt.Key.Key_Right, 0, 1),
        (Qt.Key.Key_Left, 2, 1),
        (Qt.Key.Key_Left, 0, 0),
        (Qt.Key.Key_End, 0, 3),
        (Qt.Key.Key_Home, 3, 0),
        (Qt.Key.Key_PageDown, 0, 3),
    ],
)
def test_keys_go_from_card_to_card(view, qtbot, key, begin, end):
    go(view, begin)
    qtbot.keyClick(view.cards, key)
    assert view.cards.currentIndex().row() == end


@pytest.mark.parametrize(("key", "way"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)])
def test_down_and_up_go_to_the_rows_below_and_above(view, library, kit, qtbot, key, way):
    stock(library, 40)
    kit.marks.refresh()
    settle()
    made = view.cards.layout_now()
    for row, spot in enumerate(made.spots):
        go(view, row)
        qtbot.keyClick(view.cards, key)
        there = made.spots[view.cards.currentIndex().row()]
        last = spot.row == (made.rows - 1 if way > 0 else 0)
        assert there is spot if last else (there.row - spot.row) * way > 0


# Finding, placing, dragging


def test_a_click_finds_a_card_of_the_plan_on_the_board(view, session, qtbot):
    placed = next(session.plan.placements()).id
    with qtbot.waitSignal(view.place_asked) as asked, qtbot.assertNotEmitted(view.card_asked):
        qtbot.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 1))
    assert asked.args == [placed]


def test_a_click_finds_another_card_on_the_shelf(view, qtbot):
    with qtbot.waitSignal(view.card_asked) as asked, qtbot.assertNotEmitted(view.place_asked):
        qtbot.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2))
    assert asked.args == [samples.TESTAMENT.id]


def test_a_click_finds_a_card_without_a_date(view, qtbot):
    cards = view.undated.cards
    point = cards.visualRect(cards.cards.index(0)).center()
    with qtbot.waitSignal(view.card_asked) as asked:
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == [samples.MOOD.id]


@pytest.mark.parametrize("name", ["Timeline", "Cards without a date"])
def test_a_key_finds_a_card(view, qtbot, name):
    cards = look.named(view, name)
    look.choose(cards, 0)
    with qtbot.waitSignal(view.card_asked):
        qtbot.keyClick(cards, Qt.Key.Key_Return, CTRL)


def test_a_click_with_a_key_held_only_chooses(view, qtbot):
    with qtbot.assertNotEmitted(view.card_asked):
        qtbot.mouseClick(
            view.cards.viewport(), Qt.MouseButton.LeftButton, CTRL, pos=middle(view, 2)
        )
    assert [card.headline for card in view.cards.chosen()] == ["The suppressed testament"]


def test_the_readout_finds_the_card_that_it_reads(view, qtbot):
    go(view, 0)
    with qtbot.waitSignal(view.card_asked) as asked:
        view.readout.finder.click()
    assert asked.args == [samples.POST.id]


def test_enter_asks_where_a_card_goes(view, session, qtbot, modals):
    go(view, 2)
    modals.answer(choose("Evidence, paragraph 2"))
    qtbot.keyClick(view.cards, Qt.Key.Key_Return)
    assert samples.headlines(samples.evidence(session.plan, 2)) == ["The suppressed testament"]


def test_space_opens_a_card(view, kit, qtbot):
    go(view, 2)
    with qtbot.waitSignal(kit.hands.card_opened) as opened:
        qtbot.keyClick(view.cards, Qt.Key.Key_Space)
    assert opened.args == [samples.TESTAMENT]


def test_a_card_is_dragged_as_from_the_shelf(view):
    go(view, 1)
    payload = view.cards.payload()
    assert payload.cards == (samples.FUNERAL,)
    assert payload.factors == (samples.CUNNING,)
    assert (payload.plan, payload.placements) == ("", ())
    assert view.cards.drag_actions() == (Qt.DropAction.CopyAction,) * 2


def test_a_card_that_was_dragged_away_is_not_looked_for(view, qtbot, monkeypatch):
    monkeypatch.setattr(CardList, "startDrag", lambda cards, actions: None)
    port = view.cards.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=middle(view, 2))
    view.cards.startDrag(Qt.DropAction.CopyAction)
    with qtbot.assertNotEmitted(view.card_asked):
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=middle(view, 2))


def test_the_menu_offers_the_same(view, qtbot, modals):
    seen = []

    def answer(menu):
        seen.extend(entries(menu))
        menu.close()

    modals.answer(answer)
    view.cards.customContextMenuRequested.emit(middle(view, 1))
    assert seen[:2] == ["Show on the board", "Show the whole card"]
    assert seen[2:] == ["Suggest a fix…", "Place in", "Copy"]


# Near and far


def across(view):
    return view.cards.horizontalScrollBar()


def turn(view, notches: int, at: QPoint, keys=CTRL) -> None:
    where = QPointF(view.cards.viewport().mapToGlobal(at))
    event = QWheelEvent(
        QPointF(at), where, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.cards.viewport(), event)


def test_ctrl_and_the_wheel_come_nearer_about_the_pointer(view):
    left = middle(view, 1) - QPoint(7, 0)
    turn(view, 3, left)
    assert view.cards.zoom > 3
    assert abs(middle(view, 1).x() - 7 - left.x()) <= 1
    turn(view, -20, left)
    assert view.cards.zoom == 1


def test_fingers_come_nearer(view):
    at = QPointF(middle(view, 1))
    device = QPointingDevice(
        "pad", 7, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position, 2, 0,
    )  # fmt: skip
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.5, QPointF(), 1
    )
    QApplication.sendEvent(view.cards.viewport(), pinch)
    assert view.cards.zoom == 1.5


def test_keys_and_buttons_come_nearer_and_go_back(view, qtbot):
    assert not view.farther.isEnabled()
    assert not view.fit.isEnabled()
    qtbot.keyClick(view.cards, Qt.Key.Key_Plus)
    view.nearer.click()
    assert view.cards.zoom == pytest.approx(2.25)
    assert view.farther.isEnabled()
    qtbot.keyClick(view.cards, Qt.Key.Key_Minus)
    assert view.cards.zoom == pytest.approx(1.5)
    view.fit.click()
    assert view.cards.zoom == 1
    assert across(view).maximum() == 0
    qtbot.keyClick(view.cards, Qt.Key.Key_Plus)
    qtbot.keyClick(view.cards, Qt.Key.Key_0)
    assert view.cards.zoom == 1


def test_one_cannot_come_nearer_than_single_days(view):
    for _ in range(40):
        view.nearer.click()
    assert view.cards.zoom == view.cards.most_zoom()
    assert not view.nearer.isEnabled()


def test_the_chosen_card_stays_where_it_is_while_one_comes_nearer(view, qtbot):
    go(view, 1)
    before = middle(view, 1).x()
    for _ in range(8):
        qtbot.keyClick(view.cards, Qt.Key.Key_Plus)
        assert abs(middle(view, 1).x() - before) <= 8


def test_the_arrow_keys_bring_a_card_in_sight(view, qtbot):
    go(view, 0)
    view.cards.zoom_to(12)
    across(view).setValue(0)
    for row in range(1, 4):
        qtbot.keyClick(view.cards, Qt.Key.Key_Right)
        assert 0 <= middle(view, row).x() < view.cards.viewport().width()


def test_the_ground_is_dragged(view, qtbot):
    view.cards.zoom_to(4)
    across(view).setValue(500)
    port, at = view.cards.viewport(), ground(view)
    assert not view.cards.indexAt(at).isValid()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(port, at - QPoint(60, 0))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at - QPoint(60, 0))
    assert across(view).value() == 560


def test_ctrl_and_arrows_move_along_the_axis(view, qtbot):
    view.cards.zoom_to(4)
    across(view).setValue(0)
    qtbot.keyClick(view.cards, Qt.Key.Key_Right, CTRL)
    moved = across(view).value()
    assert moved > 100
    qtbot.keyClick(view.cards, Qt.Key.Key_Left, CTRL)
    assert across(view).value() == 0


def test_the_wheel_moves_along_the_axis_where_all_rows_are_seen(view):
    view.cards.zoom_to(4)
    across(view).setValue(300)
    turn(view, -1, ground(view), Qt.KeyboardModifier.NoModifier)
    assert across(view).value() > 300


# Many


def test_a_click_hits_the_card_that_is_drawn_there(view, library, kit):
    stock(library, 300)
    kit.marks.refresh()
    cards = view.cards
    for zoom in (1, 7):
        cards.zoom_to(zoom)
        rect = cards.viewport().rect()
        seen = 0
        for row in range(cards.cards.count()):
            point = middle(view, row)
            if rect.contains(point) and point.y() > 40:
                seen += 1
                assert cards.indexAt(point).row() == row
        assert seen > 10


def test_marks_are_full_where_the_plan_has_them_and_hollow_elsewhere(view, theme):
    picture = view.cards.viewport().grab().toImage()

    def colour(row):
        return picture.pixelColor(middle(view, row) + QPoint(1, 0))

    tokens = theme.tokens
    assert colour(1) == tokens.hue(samples.CUNNING.hue)
    assert colour(2) == QColor(tokens.surface)


def test_five_hundred_cards_are_painted_within_a_frame(view, library, kit):
    stock(library, 500)
    kit.marks.refresh()
    assert view.cards.cards.count() == 501
    times = []
    for _ in range(15):
        began = perf_counter()
        view.cards.viewport().repaint()
        times.append(perf_counter() - began)
    # 6 ms where nothing else runs; a frame is 16.
    assert median(times) < 0.04


def test_plans_ask_for_the_cards_of_their_own_packs(library, session):
    other = Card("other/a", "Another", when=When("1924", "1924", "1924"))
    library.install(Pack(PackInfo("other", "Other"), (), (), (other,)))
    assert packs_of(session.plan) == {"usa"}
    found = Stock(library).cards(session.plan, frozenset())
    assert [card.id for card in found] == [card.id for card in samples.CARDS]
    library.remove("usa")
    assert [card.id for card in Stock(library).cards(session.plan, frozenset())] == ["other/a"]


def test_of_very_many_cards_some_are_shown(library, session):
    stock(library, MOST + 300)
    assert len(Stock(library).cards(session.plan, frozenset())) == MOST


def test_a_low_view_spares_room_for_the_axis(view, library):
    stock(library, 60)
    view.refresh()
    wide = view.readout.sizeHint().height()
    view.resize(900, 380)
    settle()
    assert view.undated.cards.most_rows == 1
    assert view.readout.sizeHint().height() < wide
    view.resize(900, 620)
    settle()
    assert view.undated.cards.most_rows == 3


def test_the_keyboard_comes_to_the_cards_first(view):
    view.take_focus()
    assert view.focusWidget() is view.cards
