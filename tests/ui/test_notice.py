import pytest
from PySide6.QtCore import Qt

from planner.ui import notice as notice_module
from planner.ui.notice import Notice
from tests.ui import look


@pytest.fixture
def notice(theme, qtbot):
    notice = Notice(theme)
    yield notice
    notice.hide()
    notice.deleteLater()


def test_a_warning_stays_until_it_is_put_away(notice, qtbot, monkeypatch):
    monkeypatch.setattr(notice_module, "PASSING", 10)
    notice.warn("The disk is full.")
    qtbot.wait(30)
    assert notice.is_warning
    assert notice.text.text() == notice.accessibleName() == "The disk is full."
    look.named(notice, "Close this message").click()
    assert not notice.isVisible()


def test_news_goes_by_itself(notice, qtbot, monkeypatch):
    monkeypatch.setattr(notice_module, "PASSING", 10)
    notice.tell("Exported.")
    assert notice.isVisible()
    assert not notice.is_warning
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_warning_after_news_stays(notice, qtbot, monkeypatch):
    monkeypatch.setattr(notice_module, "PASSING", 10)
    notice.tell("Exported.")
    notice.warn("The disk is full.")
    qtbot.wait(30)
    assert notice.isVisible()


def test_an_offer_is_taken_once(notice):
    done = []
    notice.tell("Deleted.", "Undo", lambda: done.append(1))
    undo = look.pushed(notice, "Undo")
    undo.click()
    assert done == [1]
    assert not notice.isVisible()
    undo.click()
    assert done == [1]


def test_what_is_offered_can_tell_something_new(notice):
    notice.warn("First.", "Try again", lambda: notice.warn("Second."))
    look.pushed(notice, "Try again").click()
    assert notice.isVisible()
    assert notice.text.text() == "Second."
    assert not notice.act.isVisible()


def test_a_quoted_text_is_text(notice):
    notice.warn("<b>bold</b>")
    assert notice.text.textFormat() == Qt.TextFormat.PlainText


def test_leaving_a_page_puts_away_only_what_is_so_there(notice):
    notice.tell("Exported.")
    notice.leave()
    assert notice.isVisible()
    notice.warn("The disk is full.")
    notice.leave()
    assert notice.isVisible()
    notice.tell("A card has a new wording.", "Look", lambda: None, passing=False)
    notice.leave()
    assert not notice.isVisible()


def test_more_is_offered_beside_what_was_told(notice, qtbot, monkeypatch):
    monkeypatch.setattr(notice_module, "PASSING", 10)
    done = []
    notice.tell("Installed.", "Undo", lambda: done.append("undo"))
    notice.add("A card has a new wording.", "Look", lambda: done.append("look"))
    qtbot.wait(30)
    assert notice.accessibleName() == "Installed. A card has a new wording."
    look.pushed(notice, "Look").click()
    assert done == ["look"]
    assert not notice.isVisible()
    notice.tell("Exported.", "Open", lambda: None)
    assert not notice.more.isVisible()
