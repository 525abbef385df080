import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from planner.model import edits
from planner.ui.views import Views
from tests.ui import look, samples
from tests.ui.modal import settle


class Page(QWidget):
    """A view that writes down what it is told."""

    def __init__(self):
        super().__init__()
        self.told = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def show_plan(self, before, plan):
        self.told.append((before, plan))


@pytest.fixture
def made():
    return {}


@pytest.fixture
def views(session, made, qtbot):
    """Return three views of the session's plan, shown in a window."""
    first = QWidget()
    QVBoxLayout(first).addWidget(QLineEdit())
    views = Views(session, "board", "Board", first)

    def make(name):
        made[name] = Page()
        return made[name]

    views.register("sort", "Sort", lambda: make("sort"))
    views.register("rank", "Rank", lambda: make("rank"))
    views.show()
    views.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is views)
    yield views
    views.hide()
    views.deleteLater()


def change(session, words):
    session.apply(lambda plan: edits.rename_plan(plan, words), "rename")
    return session.plan


def test_a_view_is_made_when_it_is_first_shown(views, made):
    assert views.current == "board"
    assert not made
    views.show_view("sort")
    assert list(made) == ["sort"]
    assert made["sort"].isVisible()
    first = made["sort"]
    views.show_view("board")
    assert not first.isVisible()
    views.show_view("sort")
    assert made["sort"] is first


def test_only_the_view_that_is_shown_hears_of_changes(views, made, session):
    begun = session.plan
    views.show_view("sort")
    assert made["sort"].told == [(None, begun)]
    one = change(session, "One")
    assert made["sort"].told[1:] == [(begun, one)]
    views.show_view("board")
    two = change(session, "Two")
    assert len(made["sort"].told) == 2
    # It is then told of all that it missed.
    views.show_view("sort")
    assert made["sort"].told[2:] == [(one, two)]


def test_another_plan_is_shown_on_the_board_and_anew_in_the_others(views, made, session):
    views.show_view("sort")
    other = replace(samples.begun("other"), name="Other")
    session.open(other)
    assert views.current == "board"
    assert views.buttons["board"].isChecked()
    assert len(made["sort"].told) == 1
    views.show_view("sort")
    assert made["sort"].told[1:] == [(None, other)]


def test_what_is_typed_is_kept_before_another_view_is_shown(views, made, session):
    field = samples.Field(samples.Part.LINE_OF_ARGUMENT)
    session.type(field, "Because he was cunning")
    views.show_view("sort")
    assert made["sort"].told[0][1].line_of_argument == "Because he was cunning"
    assert not session.unsaved


def test_the_keyboard_goes_with_the_view(views, made):
    views.show_view("sort")
    made["sort"].field.setFocus()
    views.show_view("rank")
    assert made["rank"].field.hasFocus()
    # It stays where it was where that was in no view.
    views.buttons["rank"].setFocus()
    views.show_view("sort")
    assert views.buttons["rank"].hasFocus()


def test_arrow_keys_go_between_the_buttons(views, made):
    views.buttons["board"].setFocus()
    QTest.keyClick(views.buttons["board"], Qt.Key.Key_Right)
    assert views.current == "sort"
    assert views.buttons["sort"].hasFocus()
    QTest.keyClick(views.buttons["sort"], Qt.Key.Key_Left)
    assert views.current == "board"
    assert [name for name, button in views.buttons.items() if button.isChecked()] == ["board"]


def test_each_view_is_told_of_once_it_is_shown(views):
    heard = []
    views.shown.connect(heard.append)
    views.buttons["sort"].click()
    views.show_view("sort")
    views.show_view("board")
    assert heard == ["sort", "board"]


def test_the_buttons_say_what_they_are(views):
    names = [button.accessibleName() for button in views.buttons.values()]
    assert names == ["Board view", "Sort view", "Rank view"]
    assert "Ctrl+2" in views.buttons["sort"].toolTip()


# On the desk


def press(window, key):
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_keys_and_the_menu_go_between_the_desks_views(desk):
    views = desk.desk.views
    press(desk, Qt.Key.Key_2)
    assert views.current == "sort"
    assert not desk.desk.board.isVisible()
    menu = next(m for m in desk.menuBar().actions() if m.text() == "&View").menu()
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert "Sort" in checked
    assert "Board" not in checked
    press(desk, Qt.Key.Key_1)
    assert views.current == "board"
    assert desk.desk.board.isVisible()


def test_all_of_the_desks_views_can_be_shown_and_follow_the_plan(desk):
    views = desk.desk.views
    assert views.names[:2] == ["board", "sort"]
    for name in views.names:
        views.show_view(name)
        change(desk.session, f"Seen in {name}")
        desk.session.undo()
        desk.grab()


def test_a_place_in_the_plan_is_shown_on_the_board(desk):
    desk.desk.views.show_view("sort")
    desk.desk.panel.place_asked.emit(samples.Field(samples.Part.INTRODUCTION))
    assert desk.desk.views.current == "board"
    assert look.named(desk, "Introduction").hasFocus()


def test_f6_goes_to_the_view_that_is_shown(desk):
    desk.desk.views.show_view("sort")
    desk.desk.shelf.list.setFocus()
    desk.desk.next_pane()
    assert desk.desk.views.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget().isVisible()
    desk.desk.next_pane()
    assert desk.desk.panel.isAncestorOf(QApplication.focusWidget())


def test_the_keys_are_the_editors_own_in_the_editor(window, library):
    library.drafts.save(samples.pack(), 1.0)
    editor = window.open_draft("usa")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert editor is not None
    checked = [
        b for b in editor.findChildren(type(look.pushed(window, "Details"))) if b.isChecked()
    ]
    assert any(b.accessibleName().startswith("Factors") for b in checked)
