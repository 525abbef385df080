import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from planner.model import edits
from planner.model.coverage import By, Sought
from planner.model.evidence import Card
from planner.model.plan import Field, Part
from planner.ui.coverage import Coverage, CoverageView
from tests.ui import look, samples
from tests.ui.modal import settle


@pytest.fixture
def coverage(kit, session, qtbot):
    """Return the coverage of a plan with two cards in its first paragraph, one in its second."""
    place(session, 1, samples.FUNERAL, samples.POST)
    place(session, 2, samples.CHARGE)
    made = Coverage(kit)
    qtbot.addWidget(made)
    made.resize(220, 420)
    made.show_plan(None, session.plan)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    return made


def place(session, paragraph, *cards):
    slot = samples.evidence(session.plan, paragraph).id
    session.apply(lambda plan: edits.place(plan, slot, cards, factors=samples.FACTORS), "place")


def table(coverage):
    return look.named(coverage, "Coverage", CoverageView)


def count_by(coverage, by: By) -> None:
    coverage.by.setCurrentIndex(coverage.by.findData(by))


def heads(coverage) -> list[str]:
    model = coverage.model
    return [model.headerData(n, Qt.Orientation.Vertical) for n in range(model.rowCount())]


def counts(coverage) -> list[str]:
    """Return the rows of counts, as the screen has them."""
    model = coverage.model
    return [
        " ".join(model.index(row, n).data() for n in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_cards_are_counted_by_factor_and_paragraph(coverage):
    assert heads(coverage) == ["Stalin’s cunning", "The party machine", "All cards"]
    assert counts(coverage) == ["2 2 · ·", "2 1 1 ·", "3 2 1 ·"]
    columns = [coverage.model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert columns == ["All", "1", "2", "3"]


def test_a_screen_reader_is_told_what_a_count_is_of(coverage, session):
    heading = Field(Part.HEADING, session.plan.paragraphs[1].id)
    session.apply(lambda plan: edits.write(plan, heading, "The machine"), "write")
    told = {
        child.text(QAccessible.Text.Name) for child in look.below(look.told_of(table(coverage)))
    }
    assert {
        "Stalin’s cunning, paragraph 1: 2 cards",
        "The party machine, paragraph 1: 1 card",
        "The party machine, paragraph 2 (The machine): 1 card",
        "Stalin’s cunning, paragraph 3: no cards",
        "All cards, whole plan: 3 cards",
        "paragraph 3",
        "The party machine",
    } <= told


def test_people_and_years_are_counted_too(coverage):
    wide = table(coverage).verticalHeader().width()
    count_by(coverage, By.PERSON)
    assert heads(coverage) == ["Stalin", "Trotsky", "Éric Dupont", "No one named", "All cards"]
    assert dict(zip(heads(coverage), counts(coverage), strict=True))["Éric Dupont"] == "1 · 1 ·"
    count_by(coverage, By.YEAR)
    assert table(coverage).verticalHeader().width() < wide
    assert heads(coverage)[:5] == ["1922", "1923", "1924", "1925", "1926"]


def test_a_change_of_the_plan_is_counted_at_once_and_what_is_current_stays(coverage, session):
    view = table(coverage)
    view.setCurrentIndex(coverage.model.index(1, 2))
    place(session, 3, samples.CHARGE)
    assert counts(coverage)[1] == "2 1 1 1"
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 2)


def test_a_plan_is_counted_when_it_is_shown_and_not_before(coverage, session):
    coverage.hide()
    place(session, 3, samples.CHARGE)
    assert counts(coverage)[1] == "2 1 1 ·"
    coverage.refresh()
    assert counts(coverage)[1] == "2 1 1 1"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_asks_for_such_cards(coverage, qtbot, key):
    view = table(coverage)
    coverage.take_focus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(coverage.row_asked) as asked:
        qtbot.keyClick(view, key)
    assert asked.args[0].sought == Sought(frozenset([samples.MACHINE.id]))


def test_a_click_asks_for_such_cards(coverage, qtbot):
    view = table(coverage)
    point = view.visualRect(coverage.model.index(0, 1)).center()
    with qtbot.waitSignal(coverage.row_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args[0].sought == Sought(frozenset([samples.CUNNING.id]))


def test_a_click_on_a_name_asks_for_such_cards(coverage, qtbot):
    count_by(coverage, By.PERSON)
    header = table(coverage).verticalHeader()
    row = heads(coverage).index("Trotsky")
    point = QPoint(10, header.sectionViewportPosition(row) + 8)
    with qtbot.waitSignal(coverage.row_asked) as asked:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args[0].sought == Sought(person="Trotsky")


def test_the_last_row_asks_for_all_cards(coverage, qtbot):
    with qtbot.waitSignal(coverage.row_asked) as asked:
        table(coverage).clicked.emit(coverage.model.index(2, 0))
    assert asked.args[0].sought == Sought()


def test_those_that_say_nothing_of_it_can_be_asked_for(coverage, qtbot):
    count_by(coverage, By.PERSON)
    row = heads(coverage).index("No one named")
    with qtbot.waitSignal(coverage.row_asked) as asked:
        table(coverage).clicked.emit(coverage.model.index(row, 0))
    assert asked.args[0].sought == Sought(lacking=By.PERSON)


@pytest.fixture
def beside(desk):
    """Return a desk with its coverage shown, of a plan with three cards in its paragraphs."""
    plan = desk.session.plan
    for paragraph, card in ((1, samples.TESTAMENT), (1, samples.CHARGE), (2, samples.MOOD)):
        slot = samples.evidence(plan, paragraph).id
        desk.session.apply(
            lambda now, slot=slot, card=card: edits.place(
                now, slot, [card], factors=samples.FACTORS
            ),
            "place",
        )
    desk.desk.panel.tabs["Coverage"].click()
    settle()
    return desk


def ask(window, by: By, name: str) -> list[str]:
    """Click on a row's first number, and return the cards that the shelf then shows."""
    coverage = window.desk.panel.pages["Coverage"]
    count_by(coverage, by)
    view = table(coverage)
    point = view.visualRect(coverage.model.index(heads(coverage).index(name), 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle()
    return on_shelf(window)


def on_shelf(window) -> list[str]:
    model = window.desk.shelf.model
    return sorted(model.card_at(row).id for row in range(model.rowCount()))


@pytest.mark.parametrize(
    ("by", "name", "cards"),
    [
        (By.YEAR, "1924", [samples.FUNERAL, samples.TESTAMENT]),
        (By.YEAR, "1927", [samples.CHARGE]),
        (By.YEAR, "No date", [samples.MOOD]),
        (By.PERSON, "Lenin", [samples.TESTAMENT]),
        (By.PERSON, "No one named", [samples.MOOD, samples.POST]),
        (By.FACTOR, "No factor", [samples.MOOD]),
        (By.FACTOR, "The party machine", [samples.CHARGE, samples.POST]),
    ],
)
def test_a_click_filters_the_shelf_and_says_so(beside, by, name, cards):
    shelf = beside.desk.shelf
    shelf.search.setText("nothing that is there")
    assert ask(beside, by, name) == sorted(card.id for card in cards)
    assert shelf.search.text() == ""
    chips = shelf.chips
    if name == "The party machine":
        assert chips.of_factor[samples.MACHINE.id].isChecked()
        assert not chips.narrowed.isVisible()
    else:
        assert chips.narrowed.isVisible()
        assert chips.narrowed.text().startswith(name)
        assert not chips.all.isChecked()
        chips.narrowed.click()
    chips.all.click()
    assert len(on_shelf(beside)) == len(samples.CARDS)
    assert chips.all.isChecked()
    assert not chips.narrowed.isVisible()


def test_one_filter_of_the_coverage_takes_the_place_of_another(beside):
    assert ask(beside, By.PERSON, "Lenin") == [samples.TESTAMENT.id]
    assert ask(beside, By.YEAR, "1927") == [samples.CHARGE.id]
    assert ask(beside, By.FACTOR, "All cards") == sorted(card.id for card in samples.CARDS)


def test_a_row_whose_cards_are_gone_from_the_shelf_is_told_so(beside):
    own = Card("own/1", "Mine", people=("Ruth",))
    slot = samples.evidence(beside.session.plan, 3).id
    beside.session.apply(lambda plan: edits.place(plan, slot, [own]), "place")
    assert ask(beside, By.PERSON, "Ruth") == []
    shelf = beside.desk.shelf
    said = [label.text() for label in shelf.findChildren(QLabel) if label.isVisible()]
    assert "No card on the shelf is found under “Ruth”." in said
    look.pushed(shelf, "Show all cards").click()
    assert len(on_shelf(beside)) == len(samples.CARDS)


def test_the_timeline_shows_what_the_shelf_is_narrowed_to(beside):
    beside.desk.views.show_view("timeline")
    ask(beside, By.YEAR, "1924")
    cards = look.named(beside, "Timeline").cards
    assert {cards.id_at(row) for row in range(cards.count())} == {
        samples.FUNERAL.id,
        samples.TESTAMENT.id,
    }


def test_the_whole_plan_is_counted_in_sight_however_many_paragraphs_there_are(coverage, session):
    coverage.setFixedWidth(190)
    for _ in range(20):
        session.apply(edits.add_paragraph, "add")
    settle()
    view = table(coverage)
    head = coverage.model.headerData(0, Qt.Orientation.Horizontal)
    assert head == "All"
    assert view.viewport().rect().contains(view.visualRect(coverage.model.index(0, 0)))


def test_it_says_where_there_is_nothing_to_count_by(kit, session, coverage):
    for _ in range(2):
        session.undo()
    count_by(coverage, By.PERSON)
    said = [label.text() for label in coverage.findChildren(QLabel) if label.isVisible()]
    assert said == ["No card in the plan names anyone yet."]
    assert not coverage.table.isVisible()
    coverage.take_focus()
    assert coverage.by.hasFocus()


@pytest.mark.parametrize("width", [190, 240, 300])
def test_three_paragraphs_fit_a_narrow_panel(coverage, width):
    coverage.setFixedWidth(width)
    settle()
    view = table(coverage)
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalHeader().width() >= 70
    assert view.columnWidth(0) >= 21


def test_many_paragraphs_are_scrolled_to_beside_the_names(coverage, session):
    coverage.setFixedWidth(300)
    settle()
    wide = table(coverage).columnWidth(0)
    for _ in range(20):
        session.apply(edits.add_paragraph, "add")
    assert table(coverage).columnWidth(0) < wide
    coverage.setFixedWidth(190)
    settle()
    view = table(coverage)
    assert view.horizontalScrollBar().maximum() > 0
    assert 60 <= view.verticalHeader().width() <= 110


def test_marks_of_factors_follow_the_theme(coverage, theme):
    def mark():
        icon = coverage.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DecorationRole)
        return icon.pixmap(44).toImage().pixelColor(22, 22)

    assert mark() == theme.tokens.hue(samples.CUNNING.hue)
    light = mark()
    theme.choose(Qt.ColorScheme.Dark)
    try:
        assert mark() != light
    finally:
        theme.choose(Qt.ColorScheme.Light)
        theme.choose(Qt.ColorScheme.Unknown)


def test_tool_tips_are_only_text(coverage, kit, session):
    field = Field(Part.HEADING, session.plan.paragraphs[0].id)
    session.apply(lambda plan: edits.write(plan, field, "<b>bold"), "write")
    tip = coverage.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip
