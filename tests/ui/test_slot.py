import json

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage

from planner.model import edits
from planner.model.evidence import Card
from planner.ui.card_list import CardList
from planner.ui.payload import CARDS, PARAGRAPH, Payload, from_mime, to_mime
from tests.ui import look, samples
from tests.ui.hand import CTRL
from tests.ui.modal import choose, close, entries, find, press, settle

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
POINT, EVIDENCE, SECOND = "Point, paragraph 1", "Evidence, paragraph 1", "Evidence, paragraph 2"


@pytest.fixture
def placed(desk):
    """Return a desk whose first paragraph has three cards as its evidence."""
    cards = samples.CARDS[:3]
    desk.session.apply(lambda plan: samples.placed(plan, *cards), "place")
    settle()
    return desk


def lists(window, name: str) -> list[CardList]:
    return look.slot(window, name).findChildren(CardList)


def shelf_mime(*cards: Card) -> QMimeData:
    return to_mime(Payload(cards, samples.FACTORS))


def slot_mime(window, *rows: int, name: str = EVIDENCE) -> QMimeData:
    """Pick cards of a slot up, as its list does."""
    cards = look.slot(window, name).cards
    look.choose(cards, *rows)
    payload = cards.payload()
    assert payload is not None
    return to_mime(payload)


def held(window, paragraph: int = 1) -> list[str]:
    """Return what the plan holds, which the screen and the disk must hold too."""
    slot = look.slot(window, f"Evidence, paragraph {paragraph}")
    names = samples.headlines(samples.evidence(window.session.plan, paragraph))
    assert look.shown(slot.cards) == names
    assert window.session.status == "Saved"
    return names


def rest_of(window, row: int, name: str = EVIDENCE) -> QPoint:
    """Return the middle of a card in a slot, as a point of the slot."""
    slot = look.slot(window, name)
    rect = slot.cards.visualRect(slot.cards.cards.index(row))
    return slot.mapFromGlobal(slot.cards.viewport().mapToGlobal(rect.center()))


def before(window, row: int) -> QPoint:
    return rest_of(window, row) - QPoint(30, 0)


def after(window, row: int) -> QPoint:
    return rest_of(window, row) + QPoint(30, 0)


A, B, C = (card.headline for card in samples.CARDS[:3])


# Slots without cards


def test_a_slot_has_a_list_once_it_has_cards(desk, hand):
    slot = look.slot(desk, POINT)
    assert lists(desk, POINT) == []
    assert len(lists(desk, EVIDENCE)) == 1
    assert hand.drop(shelf_mime(samples.FUNERAL), slot, slot.text.geometry().center()) == COPY
    (shown,) = lists(desk, POINT)
    assert look.shown(shown) == ["The funeral trick"]
    assert shown.isVisible()
    assert shown.accessibleName() == f"{POINT}, cards"
    stops = [slot.text]
    while len(stops) < 4:
        stop = stops[-1].nextInFocusChain()
        while not stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stop = stop.nextInFocusChain()
        stops.append(stop)
    assert stops == slot.tab_stops() == [slot.text, shown, slot.starters, slot.options]
    desk.desk.undo()
    settle()
    assert lists(desk, POINT) == [shown]
    assert not shown.isVisible()


def test_cards_are_dragged_over_a_slot_without_a_list_and_away(desk, hand):
    slot = look.slot(desk, POINT)
    hand.enter(shelf_mime(samples.FUNERAL), slot)
    hand.leave(slot)
    assert lists(desk, POINT) == []
    assert not slot.choose({"none"})


# Dragging


def test_cards_from_the_shelf_are_placed(desk, hand, library):
    slot = look.slot(desk, EVIDENCE)
    assert hand.drop(shelf_mime(samples.FUNERAL), slot) == COPY
    assert held(desk) == ["The funeral trick"]
    assert hand.drop(shelf_mime(samples.POST, samples.MOOD), slot) == COPY
    assert held(desk) == ["The funeral trick", "General Secretary", "An open race"]
    assert library.plans.load("plan") == desk.session.plan
    assert desk.session.undo_words == "place 2 cards"


@pytest.mark.parametrize("part", ["text", "cards", "badge", "caption", "options"])
def test_a_card_may_be_dropped_anywhere_on_a_slot(desk, hand, part):
    slot = look.slot(desk, EVIDENCE)
    assert hand.drop(shelf_mime(samples.FUNERAL), getattr(slot, part)) == COPY
    assert held(desk) == ["The funeral trick"]
    assert samples.evidence(desk.session.plan).text == ""


def test_a_slot_without_evidence_takes_cards_too(desk, hand):
    slot = look.slot(desk, "Point, paragraph 1")
    assert not slot.cards.isVisible()
    assert hand.drop(shelf_mime(samples.FUNERAL), slot.text) == COPY
    assert slot.cards.isVisible()
    assert look.shown(slot.cards) == ["The funeral trick"]
    desk.session.undo()
    assert not slot.cards.isVisible()


def test_cards_move_between_paragraphs(placed, hand):
    assert hand.drop(slot_mime(placed, 1), look.slot(placed, SECOND)) == MOVE
    assert (held(placed), held(placed, 2)) == ([A, C], [B])
    assert placed.session.undo_words == f"move {B}"


def test_several_cards_move_in_their_order(placed, hand):
    assert hand.drop(slot_mime(placed, 2, 0), look.slot(placed, SECOND)) == MOVE
    assert (held(placed), held(placed, 2)) == ([B], [A, C])


def test_ctrl_copies(placed, hand):
    slot = look.slot(placed, SECOND)
    assert hand.drop(slot_mime(placed, 1), slot, keys=CTRL) == COPY
    assert (held(placed), held(placed, 2)) == ([A, B, C], [B])
    assert placed.session.undo_words == f"copy {B}"


def test_ctrl_can_be_let_go_of_on_the_way(placed, hand):
    slot, mime = look.slot(placed, SECOND), slot_mime(placed, 1)
    assert hand.enter(mime, slot, keys=CTRL) == COPY
    assert hand.move(mime, slot) == MOVE
    assert hand.move(mime, slot, keys=CTRL) == COPY
    hand.leave(slot)


@pytest.mark.parametrize(
    ("row", "side", "to", "order"),
    [
        (0, after, 2, [B, C, A]),
        (2, before, 0, [C, A, B]),
        (0, after, 1, [B, A, C]),
        (1, before, 0, [B, A, C]),
        (1, before, 1, [A, B, C]),
        (1, after, 1, [A, B, C]),
    ],
)
def test_cards_are_reordered_within_a_slot(placed, hand, row, side, to, order):
    slot = look.slot(placed, EVIDENCE)
    assert hand.drop(slot_mime(placed, row), slot, side(placed, to)) == MOVE
    assert held(placed) == order


def test_a_card_lands_where_it_is_dropped(placed, hand):
    slot = look.slot(placed, EVIDENCE)
    assert hand.drop(shelf_mime(samples.MOOD), slot, before(placed, 1)) == COPY
    assert held(placed) == [A, "An open race", B, C]


def test_a_duplicate_is_refused_at_once(placed, hand, store):
    slot, saved = look.slot(placed, EVIDENCE), len(store.saved)
    assert hand.enter(shelf_mime(samples.FUNERAL), slot) is None
    hand.leave(slot)
    assert hand.enter(slot_mime(placed, 0), slot, keys=CTRL) is None
    hand.leave(slot)
    assert hand.drop(shelf_mime(samples.FUNERAL), slot) is None
    assert held(placed) == [A, B, C]
    assert len(store.saved) == saved


def test_of_several_cards_only_the_new_ones_are_placed(placed, hand):
    mime = shelf_mime(samples.FUNERAL, samples.MOOD)
    assert hand.drop(mime, look.slot(placed, EVIDENCE)) == COPY
    assert held(placed) == [A, B, C, "An open race"]


@pytest.mark.parametrize("name", ["Line of argument", "Introduction", "Conclusion"])
def test_what_is_only_written_refuses_cards(desk, hand, name):
    text = look.named(desk, name)
    desk.desk.board.ensureWidgetVisible(text)
    settle()
    assert hand.drop(shelf_mime(samples.FUNERAL), text) is None
    assert hand.drop(shelf_mime(samples.FUNERAL), text.parentWidget()) is None
    assert text.words() == ""
    assert desk.session.undo_words == ""


def test_a_heading_refuses_cards(desk, hand):
    heading = look.named(desk, "Heading, paragraph 1")
    assert hand.drop(shelf_mime(samples.FUNERAL), heading) is None
    assert heading.words() == ""


def test_a_landed_card_is_selected_and_in_hand(desk, hand):
    hand.drop(shelf_mime(samples.FUNERAL, samples.POST), look.slot(desk, EVIDENCE))
    settle()
    cards = look.slot(desk, EVIDENCE).cards
    assert [card.headline for card in cards.chosen()] == held(desk)


def test_a_card_of_a_plan_that_is_no_longer_open_is_placed(placed, hand, library):
    mime = slot_mime(placed, 0)
    other = samples.begun("other")
    library.plans.save(other, 1.0)
    placed.open_plan("other")
    settle()
    assert hand.drop(mime, look.slot(placed, EVIDENCE)) == COPY
    assert held(placed) == [A]
    assert len(list(library.plans.load("plan").placements())) == 3


def test_a_failed_save_leaves_the_card_where_it_was(placed, hand, store):
    mime = slot_mime(placed, 0)
    store.broken = True
    hand.drop(mime, look.slot(placed, SECOND))
    assert look.shown(look.slot(placed, EVIDENCE).cards) == [A, B, C]
    assert look.shown(look.slot(placed, SECOND).cards) == []
    assert placed.statusBar().currentMessage() == "Not saved"
    assert "The disk is full" in placed.notice.text.text()


# Text


def test_text_is_written_where_it_is_dropped(desk, hand):
    mime = QMimeData()
    mime.setText("From a\r\nbrowser\x07")
    slot = look.slot(desk, "Explain, paragraph 1")
    assert hand.drop(mime, slot.badge) == COPY
    assert slot.text.words() == "From a\nbrowser"
    assert samples.slot(desk.session.plan, "Explain").text == "From a\nbrowser"
    assert desk.session.undo_words == "drop text"
    hand.drop(mime, slot.caption)
    assert slot.text.words() == "From a\nbrowser\nFrom a\nbrowser"


def test_text_dropped_in_the_field_is_typing(desk, hand):
    mime = QMimeData()
    mime.setText("word")
    slot = look.slot(desk, "Explain, paragraph 1")
    assert hand.drop(mime, slot.text) is not None
    desk.session.settle()
    assert samples.slot(desk.session.plan, "Explain").text == "word"


def test_text_that_is_too_long_is_refused_in_words(desk, hand):
    mime = QMimeData()
    mime.setText("x" * 20_001)
    hand.drop(mime, look.slot(desk, "Explain, paragraph 1").badge)
    assert "at most 20,000 characters" in desk.notice.text.text()
    assert desk.session.undo_words == ""


# What is not ours


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"",
        b"[" * 10_000,
        b"\xff",
        b'{"cards": 3}',
        b'{"cards": []}',
        json.dumps({"cards": [{"id": "usa/a", "headline": 4}]}).encode(),
        b" " * 4_000_001,
    ],
    ids=range(8),
)
@pytest.mark.parametrize("where", [EVIDENCE, "Line of argument", "Heading, paragraph 1"])
def test_hostile_cards_are_refused(desk, hand, data, where):
    mime = QMimeData()
    mime.setData(CARDS, QByteArray(data))
    target = look.named(desk, where)
    assert hand.drop(mime, target) is None
    assert hand.drop(mime, desk.desk.shelf) is None
    assert desk.session.undo_words == ""


def test_hostile_cards_on_the_clipboard_are_not_pasted(desk, qtbot):
    mime = QMimeData()
    mime.setData(CARDS, QByteArray(b"{"))
    QGuiApplication.clipboard().setMimeData(mime)
    slot = look.slot(desk, EVIDENCE)
    slot.cards.setFocus()
    qtbot.keyClick(slot.cards, Qt.Key.Key_V, CTRL)
    slot.text.paste()
    assert desk.session.undo_words == ""
    assert slot.text.words() == ""


def test_a_paragraph_is_not_dropped_in_a_slot(desk, hand):
    mime = QMimeData()
    mime.setData(PARAGRAPH, QByteArray(b"n999"))
    mime.setText("n999")
    assert hand.drop(mime, look.slot(desk, EVIDENCE)) is None


def test_a_picture_is_refused(desk, hand):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(b"\x89PNG"))
    assert hand.drop(mime, look.slot(desk, EVIDENCE)) is None


# Where cards may land


def grab(slot) -> QImage:
    return slot.grab().toImage()


def test_where_a_card_may_land_lights_up(placed, monkeypatch, theme):
    names = [EVIDENCE, SECOND, "Point, paragraph 1"]
    dark = {name: grab(look.slot(placed, name)) for name in names}
    lit: dict[str, bool] = {}
    carried: list[QMimeData] = []

    def execute(drag: QDrag, *_actions) -> Qt.DropAction:
        lit.update({name: grab(look.slot(placed, name)) != dark[name] for name in names})
        mime = QMimeData()
        for kind in drag.mimeData().formats():
            mime.setData(kind, drag.mimeData().data(kind))
        carried.append(mime)
        return Qt.DropAction.IgnoreAction

    # A real drag waits for a real mouse, which there is only on a real screen.
    monkeypatch.setattr(QDrag, "exec", execute)
    shelf = placed.desk.shelf.list
    look.choose(shelf, look.row(shelf, "The funeral trick"))
    dark = {name: grab(look.slot(placed, name)) for name in names}
    shelf.startDrag(COPY)
    # The slot that has the card stays as it was.
    assert lit == {EVIDENCE: False, SECOND: True, "Point, paragraph 1": True}
    assert {name: grab(look.slot(placed, name)) for name in names} == dark
    payload = from_mime(carried[0])
    assert payload is not None
    assert payload.cards == (samples.FUNERAL,)
    assert payload.factors == (samples.CUNNING,)
    assert carried[0].text() == "The funeral trick (January 1924): Trotsky was not there."


def test_the_slot_under_the_pointer_is_marked_until_it_is_left(desk, hand):
    slot = look.slot(desk, EVIDENCE)
    dark = grab(slot)
    mime = shelf_mime(samples.FUNERAL)
    hand.enter(mime, slot)
    assert grab(slot) != dark
    hand.leave(slot)
    assert grab(slot) == dark
    hand.enter(mime, slot)
    other = look.slot(desk, "Explain, paragraph 1")
    hand.move(mime, other)
    assert grab(slot) == dark
    hand.leave(other)


def test_a_place_between_cards_is_marked(placed, hand):
    slot = look.slot(placed, EVIDENCE)
    mime = shelf_mime(samples.MOOD)
    hand.enter(mime, slot, before(placed, 0))
    first = grab(slot)
    hand.move(mime, slot, after(placed, 2))
    assert grab(slot) != first
    hand.leave(slot)


# The keyboard


def test_enter_asks_where_a_card_goes(placed, modals, qtbot):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    modals.answer(choose(SECOND))
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert (held(placed), held(placed, 2)) == ([A, C], [B])


def test_alt_with_arrows_moves_a_card_and_keeps_it_in_hand(placed, qtbot):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 0)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(cards, Qt.Key.Key_Right, alt)
    assert held(placed) == [B, A, C]
    assert cards.currentIndex().data() == A
    qtbot.keyClick(cards, Qt.Key.Key_Right, alt)
    qtbot.keyClick(cards, Qt.Key.Key_Right, alt)
    assert held(placed) == [B, C, A]
    qtbot.keyClick(cards, Qt.Key.Key_Left, alt)
    assert held(placed) == [B, A, C]
    qtbot.keyClick(cards, Qt.Key.Key_Down, alt)
    assert (held(placed), held(placed, 2)) == ([B, C], [A])
    settle()
    other = look.slot(placed, SECOND).cards
    assert other.hasFocus()
    assert other.currentIndex().data() == A
    qtbot.keyClick(other, Qt.Key.Key_Up, alt)
    assert held(placed) == [B, C, A]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_cards_out(placed, qtbot, key):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 0, 2)
    qtbot.keyClick(cards, key)
    assert held(placed) == [B]
    assert placed.session.undo_words == "remove 2 cards"


def test_cards_are_cut_and_pasted_with_keys(placed, qtbot):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    qtbot.keyClick(cards, Qt.Key.Key_X, CTRL)
    assert held(placed) == [A, C]
    other = look.slot(placed, SECOND).cards
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_V, CTRL)
    assert held(placed, 2) == [B]
    look.choose(cards, 0)
    qtbot.keyClick(cards, Qt.Key.Key_V, CTRL)
    # After the card that is chosen.
    assert held(placed) == [A, B, C]


def test_cards_are_copied_with_keys_and_pasted_as_text(placed, qtbot):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    qtbot.keyClick(cards, Qt.Key.Key_C, CTRL)
    assert held(placed) == [A, B, C]
    line = look.named(placed, "Line of argument")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_V, CTRL)
    assert line.words() == "The funeral trick (January 1924): Trotsky was not there."
    text = look.slot(placed, SECOND).text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_V, CTRL)
    assert text.words() == ""
    assert held(placed, 2) == [B]


def test_space_shows_the_card(placed, modals, qtbot):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    seen = []

    def read(dialog):
        seen.append(dialog.windowTitle())
        dialog.reject()

    modals.answer(read)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert seen == [B]


# Menus


def test_a_cards_menu_does_what_the_keys_do(placed, modals):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    for entry, order in [
        ("Move left", [B, A, C]),
        ("Move right", [A, B, C]),
        ("Copy", [A, B, C]),
        ("Cut", [A, C]),
        ("Paste", [A, C, B]),
        ("Remove", [A, C]),
    ]:
        modals.answer(choose(entry))
        point = cards.visualRect(cards.currentIndex()).center()
        cards.customContextMenuRequested.emit(point)
        assert held(placed) == order, entry
        settle()
        if entry == "Cut":
            look.choose(cards, 1)


def test_a_slots_menu(desk, modals, qtbot):
    def menu():
        settle()
        return look.slot(desk, "Point, paragraph 1").options.menu()

    def labels():
        return [s.kind.label for s in desk.session.plan.paragraphs[0].slots]

    find(menu(), "Repeat").trigger()
    assert labels()[:3] == ["Point", "Point", "Evidence"]
    settle()
    assert look.slot(desk, "Point 2, paragraph 1").isVisible()
    find(menu(), "Move down").trigger()
    assert not find(menu(), "Move up").isEnabled()
    find(menu(), "Add below", "Judgement").trigger()
    assert "Judgement" in labels()
    find(menu(), "Remove this slot").trigger()
    QGuiApplication.clipboard().setMimeData(shelf_mime(samples.FUNERAL))
    find(menu(), "Paste cards").trigger()
    assert look.shown(look.slot(desk, "Point, paragraph 1").cards) == ["The funeral trick"]

    def rename(dialog):
        look.named(dialog, "Name in this paragraph").setText("Reason")
        dialog.accept()

    modals.answer(rename)
    find(menu(), "Rename").trigger()
    assert "Reason" in labels()
    assert look.slot(desk, "Reason, paragraph 1").caption.text() == "Reason"
    assert desk.session.plan.paragraphs[1].slots[0].kind.label == "Point"


def test_a_slot_with_a_name_of_ones_own(desk, modals):
    def name(dialog):
        look.named(dialog, "Name of the slot").setText("Counter & reply")
        press("OK")(dialog)

    menu = look.slot(desk, "Point, paragraph 1").options.menu()
    modals.answer(name)
    find(menu, "Add below", "Another name").trigger()
    settle()
    assert look.slot(desk, "Counter & reply, paragraph 1").isVisible()
    modals.answer(close)
    find(menu, "Add below", "Another name").trigger()
    assert len(desk.session.plan.paragraphs[0].slots) == 5


def test_a_slot_without_a_name_is_refused_in_words(desk, modals):
    def empty(dialog):
        look.named(dialog, "Name in this paragraph").setText("  ")
        dialog.accept()

    modals.answer(empty)
    find(look.slot(desk, "Point, paragraph 1").options.menu(), "Rename").trigger()
    assert desk.notice.text.text() == "A slot needs a name. Type one, such as Evidence."


def test_sentence_starters_are_written(desk):
    slot = look.slot(desk, "Point, paragraph 1")
    assert slot.starters.isVisible()
    menu = slot.starters.menu()
    find(menu, "One reason was").trigger()
    # Those of the question's kind come first, and the slot's own among them.
    assert entries(menu)[0] == "One reason was that …"
    assert "One reason was …" in entries(menu)
    assert slot.text.words() == "One reason was that "
    assert slot.text.hasFocus()


# Bringing itself up to date


def test_a_change_elsewhere_leaves_the_selection_alone(placed):
    cards = look.slot(placed, EVIDENCE).cards
    look.choose(cards, 1)
    widget = look.slot(placed, EVIDENCE)
    placed.session.apply(edits.add_paragraph, "add paragraph")
    assert cards.currentIndex().data() == B
    assert look.slot(placed, EVIDENCE) is widget


def test_too_long_a_text_stays_while_cards_come_and_go(desk, hand):
    slot = look.slot(desk, EVIDENCE)
    long = "x" * 20_001
    slot.text.insertPlainText(long)
    hand.drop(shelf_mime(samples.FUNERAL), slot)
    assert look.shown(slot.cards) == ["The funeral trick"]
    assert slot.text.words() == long
    assert desk.statusBar().currentMessage() == "Not saved"
    slot.text.setPlainText("short")
    assert desk.session.settle()
    assert samples.evidence(desk.session.plan).text == "short"


def test_a_new_prompt_comes_with_a_new_kind(desk):
    slot = look.slot(desk, "Explain, paragraph 1")
    assert slot.text.placeholderText() == "Why did it matter?"
    assert look.slot(desk, EVIDENCE).cards.empty_text == "Drag cards here"
    assert slot.badge.text() == "E"
