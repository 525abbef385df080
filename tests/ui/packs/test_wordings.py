import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from planner.model import sorting, wordings
from planner.model.evidence import wording
from planner.ui.card_list import CardList
from planner.ui.card_model import UPDATED, WITHDRAWN, CardRole
from planner.ui.packs.field_changes import MarkedText
from planner.ui.packs.wording_dialog import WordingDialog
from tests.ui import look, samples
from tests.ui.modal import choose, close, press, settle
from tests.ui.packs.conftest import FUNERAL, second

DESCRIPTION = look.QAccessible.Text.Description
MOOD = samples.MOOD


@pytest.fixture
def updated(desk, library):
    """Return a desk whose plan has three cards of version 1, where version 2 is installed."""
    desk.session.apply(
        lambda plan: samples.placed(plan, samples.FUNERAL, samples.CHARGE, MOOD), "place cards"
    )
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL, paragraph=2), "again")
    desk.deeds.install(second(), "")
    settle()
    return desk


def cards(window, paragraph: int = 1):
    return look.slot(window, f"Evidence, paragraph {paragraph}").cards


def told(window, row: int) -> str:
    settle()
    return look.told_of(cards(window)).child(row).text(DESCRIPTION)


def marked(window) -> list[bool]:
    model = cards(window).model()
    return [model.index(row, 0).data(CardRole.UPDATED) for row in range(model.rowCount())]


def placed(window):
    return [p.card for p in window.session.plan.placements() if p.card.id == FUNERAL.id]


def fields(dialog) -> dict[str, str]:
    return {t.accessibleName(): t.toPlainText() for t in dialog.findChildren(MarkedText)}


# Marks


def test_a_card_with_a_new_wording_is_marked_in_the_slot(updated):
    assert marked(updated) == [True, False, False]
    assert UPDATED in told(updated, 0)
    assert UPDATED not in told(updated, 2)
    assert "new wording" in cards(updated).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_withdrawn_card_is_told_and_stays(updated, library):
    assert WITHDRAWN in told(updated, 1)
    assert samples.CHARGE in [p.card for p in updated.session.plan.placements()]
    # Where its pack is hidden or gone, nothing is known of it.
    updated.deeds.hide("usa", "The struggle")
    assert WITHDRAWN not in told(updated, 1)
    assert marked(updated) == [False, False, False]


def test_opening_the_plan_says_what_is_offered(updated):
    plan = updated.session.plan.id
    updated.go_home()
    updated.notice.clear()
    updated.open_plan(plan)
    assert updated.notice.text.text() == (
        "A card in this plan has a new wording. Nothing changes until you take it."
    )
    updated.session.apply(
        lambda plan: samples.placed(plan, samples.TESTAMENT, paragraph=3), "place"
    )
    assert updated.notice.isVisible()


def test_a_plan_without_news_opens_quietly(desk, plan):
    desk.go_home()
    desk.open_plan(plan.id)
    assert not desk.notice.isVisible()


def test_an_example_is_offered_nothing(window, library):
    window.deeds.install(second(), "")
    library.install(samples.pack())
    window.open_plan("usa/worked")
    assert window.kit.marks.offers() == ()


def test_ones_own_changed_card_is_offered_too(desk, library):
    mine = replace(MOOD, id="own/1")
    library.save_card(mine)
    desk.session.apply(lambda plan: samples.placed(plan, mine), "place")
    desk.desk.cards._keep(replace(mine, headline="A closed race"))  # noqa: SLF001
    assert [offer.after.headline for offer in desk.kit.marks.offers()] == ["A closed race"]
    assert marked(desk) == [True]


# The dialog


def look_at(updated, modals, *answers) -> None:
    modals.answer(*answers)
    updated.desk.ask_wordings()


def test_old_and_new_stand_side_by_side(updated, modals):
    seen: list[object] = []

    def read(dialog: WordingDialog) -> None:
        seen.append(dialog.windowTitle())
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        seen.append(fields(dialog))
        seen.extend(b.text() for b in dialog.findChildren(QLabel) if "paragraph" in b.text())
        old, new = dialog.findChildren(MarkedText)[:2]
        # Not by colour alone.
        assert any(form.toCharFormat().fontStrikeOut() for form in old.document().allFormats())
        assert any(form.toCharFormat().fontUnderline() for form in new.document().allFormats())
        dialog.reject()

    look_at(updated, modals, read)
    assert seen == [
        "New wording",
        ["The funeral trick"],
        {
            "Headline, in your plan": "The funeral trick",
            "Headline, new wording": "The funeral ruse",
            "Detail, in your plan": "Trotsky was not there.",
            "Detail, new wording": "Trotsky was far away.",
        },
        "Used in paragraphs 1, 2.",
    ]


def test_a_new_wording_is_taken_everywhere_and_undone(updated, modals):
    before = updated.session.plan
    look_at(updated, modals, press("Take"))
    assert placed(updated) == [FUNERAL, FUNERAL]
    assert look.shown(cards(updated))[0] == "The funeral ruse"
    assert marked(updated) == [False, False, False]
    assert updated.session.undo_words == "take the new wording of “The funeral ruse”"
    updated.turning.undo()
    assert updated.session.plan == before
    assert marked(updated) == [True, False, False]


def test_a_new_wording_is_left_and_not_offered_again(updated, library, modals):
    look_at(updated, modals, press("Leave"))
    assert placed(updated) == [samples.FUNERAL, samples.FUNERAL]
    assert marked(updated) == [False, False, False]
    lefts = {p.left for p in updated.session.plan.placements() if p.card.id == FUNERAL.id}
    assert lefts == {wording(FUNERAL)}
    plan = updated.session.plan.id
    updated.go_home()
    updated.notice.clear()
    updated.open_plan(plan)
    assert not updated.notice.isVisible()
    updated.desk.ask_wordings()
    assert "reads as its pack has it" in updated.notice.text.text()


def two_offers(desk, library):
    """Give version 3, in which two cards of the plan read otherwise."""
    pack = second()
    changed = replace(MOOD, headline="An open race, still")
    cards = tuple(changed if card.id == MOOD.id else card for card in pack.cards)
    desk.deeds.install(replace(pack, info=replace(pack.info, version=3), cards=cards), "")


@pytest.mark.parametrize("how", ["Take all", "Leave all"])
def test_all_are_taken_or_left_in_one_step(updated, library, modals, how):
    two_offers(updated, library)
    before = updated.session.plan
    look_at(updated, modals, press(how))
    assert updated.kit.marks.offers() == ()
    verb = how.partition(" ")[0].casefold()
    assert updated.session.undo_words == f"{verb} the new wording of 2 cards"
    heads = {p.card.headline for p in updated.session.plan.placements()}
    assert ("An open race, still" in heads) is (how == "Take all")
    updated.turning.undo()
    assert updated.session.plan == before


def test_one_after_the_other(updated, library, modals):
    two_offers(updated, library)
    counts: list[int] = []

    def answer(dialog: WordingDialog) -> None:
        counts.append(dialog.list.count())
        press("Leave")(dialog)
        counts.append(dialog.list.count())
        assert not look.pushed(dialog, "Take all").isVisible()
        press("Take")(dialog)
        assert not dialog.isVisible()

    look_at(updated, modals, answer)
    assert counts == [2, 1]
    assert updated.kit.marks.offers() == ()


def test_a_failure_keeps_the_offer_and_says_so(updated, store, modals):
    seen: list[str] = []

    def answer(dialog: WordingDialog) -> None:
        store.broken = True
        press("Take")(dialog)
        seen.append(dialog.problem.text())
        assert dialog.isVisible()
        store.broken = False
        press("Take")(dialog)

    look_at(updated, modals, answer)
    assert "disk is full" in seen[0]
    assert placed(updated) == [FUNERAL, FUNERAL]


def test_the_notice_leads_to_the_dialog(updated, modals):
    updated.desk.tell_new_wordings()
    modals.answer(close)
    look.pushed(updated.notice, "Look").click()


def test_the_card_and_its_menu_lead_there_too(updated, modals, qtbot):
    titles: list[str] = []

    def read(dialog) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    look.choose(cards(updated), 0)
    modals.answer(press("New wording…"), read)
    qtbot.keyClick(cards(updated), Qt.Key.Key_Space)
    modals.answer(choose("New wording…"), read)
    cards(updated).customContextMenuRequested.emit(
        cards(updated).visualRect(cards(updated).model().index(0, 0)).center()
    )
    assert titles == ["New wording", "New wording"]


def test_a_withdrawn_card_says_so_when_it_is_shown(updated, modals, qtbot):
    seen: list[str] = []

    def read(dialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    look.choose(cards(updated), 1)
    modals.answer(read)
    qtbot.keyClick(cards(updated), Qt.Key.Key_Space)
    assert f"{WITHDRAWN}." in seen


# Piles


def test_cards_in_piles_are_marked_told_and_offered_as_in_slots(updated, modals):
    def sort(plan):
        plan = sorting.add_pile(plan, "Early")
        cards = (samples.FUNERAL, samples.CHARGE)
        plan = sorting.sort_into(plan, plan.piles[0].id, cards)
        return sorting.sort_into(plan, sorting.ASIDE, [MOOD])

    updated.session.apply(sort, "sort")
    updated.desk.views.show_view("sort")
    settle()
    pile = look.named(updated, "Cards in pile 1", CardList)
    model = pile.model()
    assert [model.index(row, 0).data(CardRole.UPDATED) for row in range(2)] == [True, False]
    said = [look.told_of(pile).child(row).text(DESCRIPTION) for row in range(2)]
    assert UPDATED in said[0]
    assert WITHDRAWN in said[1]
    look.choose(pile, 0)
    asked = []
    updated.kit.hands.wording_asked.disconnect()
    updated.kit.hands.wording_asked.connect(asked.append)
    modals.answer(choose("New wording…"))
    pile.menu_asked.emit(QPoint())
    assert asked == [FUNERAL.id]


def test_a_new_wording_that_is_taken_is_in_the_piles_too(updated):
    updated.session.apply(
        lambda plan: sorting.sort_into(
            sorting.add_pile(plan), f"n{plan.serial}", [samples.FUNERAL]
        ),
        "sort",
    )
    taken = wordings.take_wording(updated.session.plan, [FUNERAL])
    updated.session.apply(lambda _plan: taken, "take")
    assert [p.card for p in updated.session.plan.piles[0].placements] == [FUNERAL]
    assert updated.kit.marks.offers() == ()
