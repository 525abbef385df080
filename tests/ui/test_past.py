import pytest

from planner.store.errors import StoreError
from planner.ui.notice import Notice
from planner.ui.past import Past
from tests.ui import look


@pytest.fixture
def notice(theme, qtbot):
    notice = Notice(theme)
    qtbot.addWidget(notice)
    return notice


@pytest.fixture
def past(notice):
    return Past(notice)


def test_the_last_deed_is_undone_first(past):
    undone: list[str] = []
    for name in ("one", "two"):
        past.done(name, lambda name=name: undone.append(name))
    assert past.words == "two"
    past.undo()
    assert past.words == "one"
    past.undo()
    past.undo()
    assert undone == ["two", "one"]
    assert past.words == ""


def test_a_notice_offers_to_undo(past, notice):
    undone: list[str] = []
    past.done("delete", lambda: undone.append("it"), "Deleted it.")
    assert notice.text.text() == "Deleted it."
    look.pushed(notice, "Undo").click()
    assert undone == ["it"]


def test_an_offer_is_taken_back_once_something_else_is_done(past, notice):
    past.done("delete", lambda: None, "Deleted it.")
    past.done("rename", lambda: None)
    assert not notice.isVisible()


def test_what_cannot_be_undone_is_told_and_gone(past, notice):
    def fail() -> None:
        raise StoreError("The disk is full.")

    past.done("delete", fail)
    past.undo()
    assert notice.text.text() == "The disk is full."
    assert notice.is_warning
    assert past.words == ""


def test_everything_that_changes_it_is_told(past, qtbot):
    for deed in (lambda: past.done("delete", lambda: None), past.undo, past.forget):
        with qtbot.waitSignal(past.changed, timeout=100):
            deed()
