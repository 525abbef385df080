import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from planner.model import edits
from planner.model.coverage import By
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
    assert counts(coverage) == ["2 · · 2", "1 1 · 2", "2 1 · 3"]
    columns = [coverage.model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert columns == ["1", "2", "3", "All"]


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
    assert dict(zip(heads(coverage), counts(coverage), strict=True))["Éric Dupont"] == "· 1 · 1"
    count_by(coverage, By.YEAR)
    assert table(coverage).verticalHeader().width() < wide
    assert heads(coverage)[:5] == ["1922", "1923", "1924", "1925", "1926"]


def test_a_change_of_the_plan_is_counted_at_once_and_what_is_current_stays(coverage, session):
    view = table(coverage)
    view.setCurrentIndex(coverage.model.index(1, 2))
    place(session, 3, samples.CHARGE)
    assert counts(coverage)[1] == "1 1 1 2"
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 2)


def test_a_plan_is_counted_when_it_is_shown_and_not_before(coverage, session):
    coverage.hide()
    place(session, 3, samples.CHARGE)
    assert counts(coverage)[1] == "1 1 · 2"
    coverage.refresh()
    assert counts(coverage)[1] == "1 1 1 2"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_asks_for_such_cards(coverage, qtbot, key):
    view = table(coverage)
    coverage.take_focus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(coverage.filter_asked) as asked:
        qtbot.keyClick(view, key)
    assert asked.args == ["", (samples.MACHINE.id,)]


def test_a_click_asks_for_such_cards(coverage, qtbot):
    view = table(coverage)
    point = view.visualRect(coverage.model.index(0, 1)).center()
    with qtbot.waitSignal(coverage.filter_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == ["", (samples.CUNNING.id,)]


def test_a_click_on_a_name_asks_for_such_cards(coverage, qtbot):
    count_by(coverage, By.PERSON)
    header = table(coverage).verticalHeader()
    row = heads(coverage).index("Trotsky")
    point = QPoint(10, header.sectionViewportPosition(row) + 8)
    with qtbot.waitSignal(coverage.filter_asked) as asked:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == ["Trotsky", ()]


def test_the_last_row_asks_for_all_cards(coverage, qtbot):
    with qtbot.waitSignal(coverage.filter_asked) as asked:
        table(coverage).clicked.emit(coverage.model.index(2, 0))
    assert asked.args == ["", ()]


def test_what_cannot_be_looked_for_is_not_asked_for(coverage, qtbot):
    count_by(coverage, By.PERSON)
    row = heads(coverage).index("No one named")
    with qtbot.assertNotEmitted(coverage.filter_asked):
        table(coverage).clicked.emit(coverage.model.index(row, 0))


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
    tip = coverage.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip
