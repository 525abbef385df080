import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel

from planner.model import ranking
from planner.model.coverage import Row, Sought
from planner.model.evidence import Card, Factor
from planner.model.pack import Pack, PackInfo
from planner.store.search import Query
from planner.ui.payload import Payload, to_mime
from planner.ui.shelf_model import FIRST
from tests.ui import look, samples
from tests.ui.hand import CTRL
from tests.ui.modal import choose, close, press, settle

ALL = [card.headline for card in samples.CARDS]
DOWN = Qt.Key.Key_Down


@pytest.fixture
def shelf(desk):
    return desk.desk.shelf


@pytest.fixture
def search(shelf):
    return look.named(shelf, "Search evidence")


def listed(shelf) -> list[str]:
    return look.shown(look.named(shelf, "Evidence cards"))


def type_in(qtbot, field, words: str) -> None:
    field.setFocus()
    field.clear()
    # QTest aborts on a key that no keyboard of its has.
    qtbot.keyClicks(field, words) if words.isascii() else field.insert(words)


def told(shelf) -> str:
    """Return what stands in the list's place while it is empty."""
    texts = [label for label in shelf.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in texts)


def order(shelf, words: str) -> None:
    box = look.named(shelf, "Order of the cards", QComboBox)
    box.setCurrentIndex(box.findText(words))


# Searching


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("funeral", ["The funeral trick"]),
        ("FUNER", ["The funeral trick"]),
        ("trick fun", ["The funeral trick"]),
        ("trick nothing", []),
        ("eric", ["The factionalism charge"]),
        ("Éric", ["The factionalism charge"]),
        ("trotsky", ["The funeral trick"]),
        ("1922", ["General Secretary"]),
        ("may 1924", ["The suppressed testament"]),
        ("machine", ["The factionalism charge", "General Secretary"]),
        ("stalin’s", ["The suppressed testament", "The funeral trick", "General Secretary"]),
        ("dagger's AND OR NOT *\"(", []),
        ("", ALL),
        ("   ", ALL),
    ],
)
def test_words_people_and_dates_are_found(shelf, search, qtbot, words, found):
    type_in(qtbot, search, words)
    assert sorted(listed(shelf)) == sorted(found)


def test_the_count_says_how_many_of_how_many(shelf, search, qtbot):
    assert shelf.count.text() == "5"
    type_in(qtbot, search, "funeral")
    assert shelf.count.text() == "1 of 5"
    assert look.told_of(shelf.count).text(look.QAccessible.Text.Name) == "1 of 5 cards shown"


def test_the_chosen_card_stays_chosen_while_it_matches(shelf, search, qtbot):
    look.choose(shelf.list, look.row(shelf.list, "General Secretary"))
    type_in(qtbot, search, "post")
    assert [card.headline for card in shelf.list.chosen()] == ["General Secretary"]
    type_in(qtbot, search, "funeral")
    assert "General Secretary" not in [card.headline for card in shelf.list.chosen()]


def test_escape_empties_the_search(shelf, search, qtbot):
    type_in(qtbot, search, "funeral")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert listed(shelf) == ALL


@pytest.mark.parametrize("key", [DOWN, Qt.Key.Key_Return])
def test_down_goes_on_to_the_cards(shelf, search, qtbot, key):
    type_in(qtbot, search, "funeral")
    qtbot.keyClick(search, key)
    assert shelf.list.hasFocus()
    assert shelf.list.currentIndex().data() == "The funeral trick"


def test_down_stays_where_nothing_matches(shelf, search, qtbot):
    type_in(qtbot, search, "nothing")
    qtbot.keyClick(search, DOWN)
    assert search.hasFocus()


def test_no_match_says_what_to_do(shelf, search, qtbot):
    type_in(qtbot, search, "nothing")
    assert "No card matches.\nTry fewer words, or clear the filters." in told(shelf)
    assert not shelf.list.isVisible()
    search.clear()
    assert shelf.list.isVisible()


def test_a_shelf_without_cards_says_so(make_window, library, store, plan):
    library.install(Pack(PackInfo("usa", "Emptied")))
    window = make_window(store)
    window.open_plan(plan.id)
    assert "There are no cards yet.\nMake one of your own with New card." in told(window.desk.shelf)


# Filters and order


def test_any_of_the_chosen_factors(shelf):
    cunning, machine = (look.pushed(shelf, factor.name) for factor in samples.FACTORS)
    every = look.pushed(shelf, "All")
    machine.click()
    assert listed(shelf) == ["The factionalism charge", "General Secretary"]
    assert not every.isChecked()
    cunning.click()
    assert listed(shelf) == ALL[:4]
    cunning.click()
    machine.click()
    assert listed(shelf) == ALL
    assert every.isChecked()


def test_all_clears_the_factors(shelf):
    machine, every = look.pushed(shelf, samples.MACHINE.name), look.pushed(shelf, "All")
    machine.click()
    every.click()
    assert listed(shelf) == ALL
    assert every.isChecked()
    assert not machine.isChecked()
    # It cannot be left by pressing it again.
    every.click()
    assert every.isChecked()


def test_unused_only_follows_the_plan(desk, shelf):
    unused = look.pushed(shelf, "Unused only")
    unused.click()
    assert listed(shelf) == ALL
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    assert listed(shelf) == [name for name in ALL if name != "The funeral trick"]
    assert shelf.count.text() == "4 of 5"
    desk.session.undo()
    assert listed(shelf) == ALL
    desk.session.redo()
    unused.click()
    assert listed(shelf) == ALL


def test_search_and_filters_go_together(desk, shelf, search, qtbot):
    desk.session.apply(lambda plan: samples.placed(plan, samples.CHARGE), "place")
    look.pushed(shelf, "Unused only").click()
    look.pushed(shelf, samples.MACHINE.name).click()
    assert listed(shelf) == ["General Secretary"]
    type_in(qtbot, search, "charge")
    assert listed(shelf) == []


def test_the_order_can_be_chosen(shelf):
    assert listed(shelf) == ALL
    order(shelf, "By date")
    assert listed(shelf) == [
        "General Secretary",
        "The funeral trick",
        "The suppressed testament",
        "The factionalism charge",
        "An open race",
    ]
    order(shelf, "By headline")
    assert listed(shelf) == sorted(ALL, key=str.casefold)
    order(shelf, "Pack order")
    assert listed(shelf) == ALL


def test_used_cards_say_where(desk, shelf):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL, paragraph=3), "place")
    index = shelf.model.index(look.row(shelf.list, "The funeral trick"))
    described = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert described.endswith("✓ in ¶1, 3")
    desk.session.undo()
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).endswith("✓ in ¶1")


def test_a_plan_brings_its_own_factors(desk, shelf, library):
    plan = samples.edits.begin("other", samples.WHY, samples.PEEL, [samples.MACHINE])
    library.plans.save(plan, 1.0)
    desk.open_plan("other")
    settle()
    look.pushed(shelf, samples.MACHINE.name)
    with pytest.raises(AssertionError):
        look.pushed(shelf, samples.CUNNING.name)


def test_a_thousand_cards_are_paged(make_window, library, store, plan, qtbot):
    cards = [Card(f"big/{n:04}", f"Card {n:04}") for n in range(1_000)]
    library.install(Pack(PackInfo("big", "Big"), cards=tuple(cards)))
    window = make_window(store)
    window.open_plan(plan.id)
    shelf = window.desk.shelf
    assert shelf.count.text() == "1,005"
    assert shelf.model.rowCount() == FIRST
    cards = shelf.list
    cards.setFocus()
    for expected in (288, 544, 800, 1_005):
        cards.scrollToBottom()
        qtbot.waitUntil(lambda wanted=expected: shelf.model.rowCount() >= wanted)
    qtbot.keyClick(cards, Qt.Key.Key_End)
    assert cards.currentIndex().data() == "Card 0999"
    shelf.search.setText("card")
    # Of a crowd it is told how many they are once nothing more is typed.
    assert shelf.count.text() == "… of 1,005"
    assert shelf.list.isVisible()
    qtbot.waitUntil(lambda: shelf.count.text() == "1,000 of 1,005")


# Placing


def test_enter_asks_where_a_card_goes(desk, shelf, modals, qtbot):
    look.choose(shelf.list, look.row(shelf.list, "The funeral trick"))
    modals.answer(choose("Evidence, paragraph 2"))
    qtbot.keyClick(shelf.list, Qt.Key.Key_Return)
    assert samples.headlines(samples.evidence(desk.session.plan, 2)) == ["The funeral trick"]
    assert desk.session.undo_words == "place The funeral trick"


def test_the_place_menu_is_worked_with_keys(desk, shelf, modals, qtbot):
    look.choose(shelf.list, look.row(shelf.list, "The funeral trick"))

    def keys(menu):
        # The first place is chosen already.
        qtbot.keyClick(menu, DOWN)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    modals.answer(keys)
    qtbot.keyClick(shelf.list, Qt.Key.Key_Return)
    assert samples.headlines(samples.evidence(desk.session.plan, 2)) == ["The funeral trick"]


def test_several_cards_go_together(desk, shelf, modals, qtbot):
    look.choose(shelf.list, 3, 1)
    modals.answer(choose("Evidence, paragraph 1"))
    qtbot.keyClick(shelf.list, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert samples.headlines(samples.evidence(desk.session.plan)) == [ALL[1], ALL[3]]


def test_enter_without_a_card_asks_nothing(desk, shelf, qtbot):
    shelf.list.clearSelection()
    qtbot.keyClick(shelf.list, Qt.Key.Key_Return)
    qtbot.keyClick(shelf.list, Qt.Key.Key_Space)
    assert desk.session.undo_words == ""


def test_space_shows_the_whole_card(shelf, modals, qtbot):
    look.choose(shelf.list, look.row(shelf.list, "The funeral trick"))
    seen: list[str] = []

    def read(dialog):
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    modals.answer(read)
    qtbot.keyClick(shelf.list, Qt.Key.Key_Space)
    assert {"The funeral trick", "Trotsky was not there.", "January 1924"} <= set(seen)
    assert {"Stalin, Trotsky", "Stalin’s cunning", "Notes, page 3"} <= set(seen)


def test_a_card_is_copied_with_ctrl_c(shelf, qtbot):
    look.choose(shelf.list, look.row(shelf.list, "The funeral trick"))
    qtbot.keyClick(shelf.list, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("The funeral trick (January 1924)")


def test_the_menu_places_and_copies(desk, shelf, modals):
    index = shelf.model.index(look.row(shelf.list, "The funeral trick"))
    point = shelf.list.visualRect(index).center()
    modals.answer(choose("Place in", "Evidence, paragraph 3"), choose("Copy"))
    shelf.list.customContextMenuRequested.emit(point)
    shelf.list.customContextMenuRequested.emit(point)
    assert samples.headlines(samples.evidence(desk.session.plan, 3)) == ["The funeral trick"]
    assert QGuiApplication.clipboard().text().startswith("The funeral trick")


# Cards that come back


def test_a_card_dropped_on_the_shelf_leaves_the_plan(desk, shelf, hand):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL, samples.POST), "place")
    cards = look.slot(desk, "Evidence, paragraph 1").cards
    look.choose(cards, 0)
    mime = to_mime(cards.payload())
    assert hand.drop(mime, shelf.list) == Qt.DropAction.MoveAction
    assert samples.headlines(samples.evidence(desk.session.plan)) == ["General Secretary"]
    assert desk.session.undo_words == "remove The funeral trick"
    # It is not there to be taken out a second time.
    assert hand.drop(mime, shelf.list) is None


def test_the_shelf_refuses_its_own_cards_and_text(desk, shelf, hand):
    assert hand.drop(to_mime(Payload((samples.FUNERAL,))), shelf.list) is None
    text = QMimeData()
    text.setText("words")
    assert hand.drop(text, shelf.list) is None
    assert desk.session.undo_words == ""


# Cards of one's own


def own(headline: str, detail: str = ""):
    def answer(dialog):
        look.named(dialog, "Headline").setText(headline)
        look.named(dialog, "Detail").setPlainText(detail)
        press("Save")(dialog)

    return answer


@pytest.fixture
def mine(desk, shelf, modals):
    """Put a card of the student's own on the shelf."""
    modals.answer(own("My own card", "Of my own"))
    look.pushed(shelf, "New card").click()
    return shelf


def test_a_new_card_is_on_the_shelf_and_chosen(mine, library):
    assert listed(mine) == ["My own card", *ALL]
    assert [card.headline for card in mine.list.chosen()] == ["My own card"]
    assert mine.count.text() == "6"
    (card,) = library.page(Query("own"), 0, 1)
    assert (card.pack, card.detail) == ("own", "Of my own")


def test_a_new_card_is_shown_whatever_is_searched_for(desk, shelf, search, modals, qtbot):
    type_in(qtbot, search, "funeral")
    modals.answer(own("My own card"))
    look.pushed(shelf, "New card").click()
    assert [card.headline for card in shelf.list.chosen()] == ["My own card"]


def test_a_card_form_that_is_put_away_makes_no_card(shelf, modals):
    modals.answer(close)
    look.pushed(shelf, "New card").click()
    assert listed(shelf) == ALL


def menu_of(mine, modals, *answers) -> None:
    modals.answer(*answers)
    point = mine.list.visualRect(mine.model.index(0)).center()
    mine.list.customContextMenuRequested.emit(point)


def test_an_own_card_is_edited_and_plans_keep_their_wording(desk, mine, modals):
    (card,) = mine.list.chosen()
    desk.session.apply(lambda plan: samples.placed(plan, card), "place")
    menu_of(mine, modals, choose("Edit card"), own("Another headline"))
    assert listed(mine)[0] == "Another headline"
    assert samples.headlines(samples.evidence(desk.session.plan)) == ["My own card"]


def test_a_placed_own_card_is_edited_from_its_newest_wording(desk, mine, modals):
    (card,) = mine.list.chosen()
    desk.session.apply(lambda plan: samples.placed(plan, card), "place")
    menu_of(mine, modals, choose("Edit card"), own("Newer on the shelf"))
    seen: list[str] = []

    def read(form):
        seen.append(look.named(form, "Headline").text())
        form.reject()

    modals.answer(press("Edit card…"), read)
    desk.kit.hands.open_card(samples.evidence(desk.session.plan).placements[0].card)
    assert seen == ["Newer on the shelf"]


def test_an_own_card_is_deleted_and_brought_back(desk, mine, modals, search, qtbot):
    before = mine.list.chosen()
    menu_of(mine, modals, choose("Delete card"))
    assert listed(mine) == ALL
    assert "Deleted the card “My own card”." in desk.notice.text.text()
    look.pushed(desk.notice, "Undo").click()
    assert listed(mine)[0] == "My own card"
    assert mine.list.chosen() == before
    type_in(qtbot, search, "of my own")
    assert listed(mine) == ["My own card"]


def test_a_packs_card_is_not_edited_or_deleted(shelf, modals):
    seen: list[str] = []

    def read(menu):
        seen.extend(action.text() for action in menu.actions())
        menu.close()

    modals.answer(read)
    point = shelf.list.visualRect(shelf.model.index(0)).center()
    shelf.list.customContextMenuRequested.emit(point)
    assert not [text for text in seen if "Edit" in text or "Delete" in text]


def test_the_filters_follow_the_plans_own_factors_and_stay_chosen(desk):
    chips = desk.desk.shelf.chips
    chips.of_factor[samples.MACHINE.id].click()
    desk.session.apply(lambda plan: ranking.add_factor(plan, "Luck"), "add")
    own = desk.session.plan.factors[-1].id
    assert chips.of_factor[own].text() == "Luck"
    assert chips.chosen() == {samples.MACHINE.id}
    chips.of_factor[own].click()
    desk.session.apply(lambda plan: ranking.rename_factor(plan, own, "Fate"), "rename")
    assert chips.of_factor[own].text() == "Fate"
    assert chips.chosen() == {samples.MACHINE.id, own}
    assert desk.kit.factors[own].name == "Fate"
    desk.session.apply(lambda plan: ranking.remove_factor(plan, own), "remove")
    assert chips.chosen() == {samples.MACHINE.id}
    assert own not in desk.kit.factors
    assert len(look.shown(desk.desk.shelf.list)) == 2


def test_in_a_low_window_many_filters_leave_room_for_the_cards(desk):
    shelf = desk.desk.shelf
    many = [Factor(f"usa/f{n}", f"A factor with a long name {n}", hue=n) for n in range(8)]
    shelf.chips.show_factors(many)
    settle()
    assert shelf.filters.verticalScrollBar().maximum() == 0
    desk.resize(880, 520)
    settle()
    assert shelf.filters.verticalScrollBar().maximum() > 0
    assert shelf.list.height() > 90
    # A filter that the coverage sets is brought in sight.
    shelf.show_row(Row("Seven", Sought(frozenset(["usa/f7"])), (), 0))
    settle()
    chip = shelf.chips.of_factor["usa/f7"]
    assert chip.isChecked()
    seen = shelf.filters.viewport()
    assert seen.rect().contains(chip.mapTo(seen, chip.rect().center()))
