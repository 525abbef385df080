import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from planner.model import edits
from planner.model.evidence import Card
from planner.model.framework import Role
from planner.model.plan import Part
from planner.ui import hands as hands_module
from planner.ui.hands import Hands, menu_text, moved
from planner.ui.kit import Kit
from planner.ui.payload import Payload, from_mime
from tests.ui import samples
from tests.ui.modal import choose, close, entries, find


@pytest.fixture
def hands(kit: Kit) -> Hands:
    return kit.hands


@pytest.fixture
def said(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr(hands_module, "announce", lambda _of, words: told.append(words))
    return told


def carried(kit: Kit, *cards: Card) -> Payload:
    plan = kit.session.plan
    names = tuple(p.id for card in cards for p in plan.placements() if p.card.id == card.id)
    return Payload(cards, (), plan.id, names)


def held(kit: Kit, paragraph: int = 1) -> list[str]:
    return samples.headlines(samples.evidence(kit.session.plan, paragraph))


def open_with(kit: Kit, *cards: Card) -> None:
    kit.session.open(samples.placed(kit.session.plan, *cards))


def test_cards_that_land_are_told_of_and_selected(kit, hands, said, qtbot):
    slot = samples.evidence(kit.session.plan)
    with qtbot.waitSignal(hands.landed, timeout=100) as landed:
        hands.land(Payload((samples.FUNERAL,)), slot.id)
    assert landed.args[0] == {p.id for p in kit.session.plan.placements()}
    hands.land(Payload((samples.POST, samples.MOOD)), slot.id)
    assert said == [
        "The funeral trick is in Evidence, paragraph 1",
        "2 cards are in Evidence, paragraph 1",
    ]


def test_cards_that_move_stay_selected(kit, hands, said, qtbot):
    open_with(kit, samples.FUNERAL, samples.POST)
    payload = carried(kit, samples.POST)
    with qtbot.waitSignal(hands.landed, timeout=100) as landed:
        hands.land(payload, samples.evidence(kit.session.plan, 2).id)
    assert landed.args[0] == set(payload.placements)
    assert said == ["General Secretary is in Evidence, paragraph 2"]


def test_cards_that_may_not_land_are_not_told_of(kit, hands, said, qtbot):
    open_with(kit, samples.FUNERAL)
    with qtbot.assertNotEmitted(hands.landed):
        assert not hands.land(Payload((samples.FUNERAL,)), samples.evidence(kit.session.plan).id)
    assert said == []


def test_cards_shift_within_their_slot_and_stop_at_its_ends(kit, hands):
    open_with(kit, *samples.CARDS[:4])
    first, second, third, fourth = (card.headline for card in samples.CARDS[:4])

    def shift(by: int, *cards: Card) -> list[str]:
        hands.shift(samples.evidence(kit.session.plan), carried(kit, *cards), by)
        return held(kit)

    assert shift(1, samples.CARDS[0]) == [second, first, third, fourth]
    assert shift(-1, samples.CARDS[0]) == [first, second, third, fourth]
    assert shift(-1, samples.CARDS[0]) == [first, second, third, fourth]
    assert shift(1, samples.CARDS[3]) == [first, second, third, fourth]
    assert shift(1, *samples.CARDS[:2]) == [third, first, second, fourth]
    assert shift(1, *samples.CARDS[:2]) == [third, fourth, first, second]
    assert shift(-1, samples.CARDS[2]) == [third, fourth, first, second]


def test_cards_are_carried_from_evidence_to_evidence(kit, hands, said):
    open_with(kit, samples.FUNERAL)
    plan = kit.session.plan
    hands.carry(samples.evidence(plan).id, carried(kit, samples.FUNERAL), 1)
    assert held(kit, 2) == ["The funeral trick"]
    hands.carry(samples.evidence(plan, 2).id, carried(kit, samples.FUNERAL), 1)
    hands.carry(samples.evidence(plan, 3).id, carried(kit, samples.FUNERAL), 1)
    assert held(kit, 3) == ["The funeral trick"]
    assert said[-1] == "There is no other slot that way"
    hands.carry(samples.evidence(plan, 3).id, carried(kit, samples.FUNERAL), -1)
    assert held(kit, 2) == ["The funeral trick"]


def test_a_slot_that_has_the_card_is_passed_over(kit, hands):
    plan = samples.placed(kit.session.plan, samples.FUNERAL)
    kit.session.open(samples.placed(plan, samples.FUNERAL, paragraph=2))
    (first, _second) = kit.session.plan.placements()
    payload = Payload((samples.FUNERAL,), (), plan.id, (first.id,))
    hands.carry(samples.evidence(plan).id, payload, 1)
    assert (held(kit, 1), held(kit, 3)) == ([], ["The funeral trick"])


def test_cards_are_copied_for_marshal_and_as_text(kit, hands, said):
    open_with(kit, samples.FUNERAL)
    hands.copy(carried(kit, samples.FUNERAL))
    clipboard = QGuiApplication.clipboard()
    assert from_mime(clipboard.mimeData()).cards == (samples.FUNERAL,)
    assert clipboard.text().startswith("The funeral trick (January 1924): ")
    assert said == ["Copied The funeral trick"]
    assert held(kit) == ["The funeral trick"]


def test_cards_are_cut_and_pasted(kit, hands, said):
    open_with(kit, samples.FUNERAL, samples.POST)
    hands.cut(carried(kit, samples.FUNERAL))
    assert held(kit) == ["General Secretary"]
    assert kit.session.undo_words == "remove The funeral trick"
    assert said == ["Removed from the plan"]
    hands.paste(samples.evidence(kit.session.plan, 2).id)
    hands.paste(samples.evidence(kit.session.plan).id, 0)
    assert held(kit, 2) == ["The funeral trick"]
    assert held(kit) == ["The funeral trick", "General Secretary"]


def test_text_is_pasted_as_text_and_nothing_as_nothing(kit, hands):
    point = samples.slot(kit.session.plan, "Point")
    QGuiApplication.clipboard().clear()
    hands.paste(point.id)
    assert kit.session.undo_words == ""
    QGuiApplication.clipboard().setText("Stalin was cunning.")
    hands.paste(point.id)
    assert samples.slot(kit.session.plan, "Point").text == "Stalin was cunning."


# The menu of places


def places(kit: Kit, hands: Hands, payload: Payload) -> QMenu:
    menu = QMenu()
    hands.fill_places(menu, payload)
    return menu


def test_the_places_are_named_with_evidence_first(kit, hands):
    second = kit.session.plan.paragraphs[1].id
    kit.session.open(samples.write(kit.session.plan, Part.HEADING, "A & B", second))
    menu = places(kit, hands, Payload((samples.FUNERAL,)))
    assert entries(menu) == [
        "Evidence, paragraph 1",
        "Evidence, paragraph 2   A & B",
        "Evidence, paragraph 3",
        "Another slot",
    ]
    assert entries(menu.actions()[-1].menu())[:4] == [
        "Point, paragraph 1",
        "Explain, paragraph 1",
        "Link, paragraph 1",
        "Point, paragraph 2",
    ]


def test_a_place_that_has_the_card_is_greyed_out(kit, hands):
    open_with(kit, samples.FUNERAL)
    menu = places(kit, hands, Payload((samples.FUNERAL,)))
    assert [a.isEnabled() for a in menu.actions()] == [False, True, True, True]


def test_a_placed_card_can_be_removed_from_the_menu(kit, hands):
    open_with(kit, samples.FUNERAL)
    menu = places(kit, hands, carried(kit, samples.FUNERAL))
    find(menu, "Remove from the plan").trigger()
    assert held(kit) == []


def test_a_place_is_chosen(kit, hands, modals):
    parent = QWidget()
    modals.answer(choose("Another slot", "Link, paragraph 3"))
    hands.ask_where(Payload((samples.FUNERAL,)), QPoint(5, 5), parent)
    assert samples.headlines(samples.slot(kit.session.plan, "Link", 3)) == ["The funeral trick"]


def test_the_menu_can_be_put_away(kit, hands, modals):
    parent = QWidget()
    modals.answer(close)
    hands.ask_where(Payload((samples.FUNERAL,)), QPoint(5, 5), parent)
    assert kit.session.undo_words == ""


def test_a_plan_without_paragraphs_says_what_to_do_first(kit, hands, modals):
    for paragraph in kit.session.plan.paragraphs:
        kit.session.apply(
            lambda plan, name=paragraph.id: edits.remove_paragraph(plan, name), "remove"
        )
    seen = []

    def answer(menu):
        seen.extend(entries(menu))
        menu.close()

    modals.answer(answer)
    hands.ask_where(Payload((samples.FUNERAL,)), QPoint(5, 5), QWidget())
    assert seen == ["Add a paragraph first"]


def test_a_plan_with_no_place_left_does_not_fail(kit, hands, modals):
    for paragraph in kit.session.plan.paragraphs:
        for slot in paragraph.slots:
            if slot.kind.role is not Role.EVIDENCE:
                kit.session.apply(lambda p, name=slot.id: edits.remove_slot(p, name), "remove")
        hands.land(Payload((samples.FUNERAL,)), paragraph.slots[1].id)
    modals.answer(close)
    hands.ask_where(Payload((samples.FUNERAL,)), QPoint(5, 5), QWidget())


def test_menus_show_text_as_it_is():
    assert menu_text("Peace & bread") == "Peace && bread"
    assert menu_text("x" * 100) == "x" * 59 + "…"
    assert menu_text("abc", 2) == "a…"


def test_what_moved_is_what_is_elsewhere(plan):
    before = samples.placed(plan, samples.FUNERAL, samples.POST)
    first, second = before.placements()
    after = edits.move(before, [second.id], samples.evidence(before, 2).id)
    assert moved(before, after) == {second.id}
    assert moved(after, before) == {second.id}
    assert moved(edits.remove(before, [first.id]), before) == {first.id}
    assert moved(before, before) == set()
