import pytest

from planner.store.errors import StoreError
from planner.ui.notice import Notice
from planner.ui.packs.progress import Cancelled
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


class Lamp:
    """Something that is switched on and off, and can be stuck."""

    def __init__(self, past: Past) -> None:
        self.past, self.on = past, True
        self.fault: Exception | None = None

    def off(self, told: str = "", of: str = "") -> None:
        self._switch(False)
        self.past.done("switch off", lambda: self._switch(True), self._again, told, of=of)

    def _again(self) -> None:
        self._switch(False)

    def _switch(self, on: bool) -> None:
        if self.fault is not None:
            raise self.fault
        # One step taken twice would not be told apart from one taken once.
        assert self.on is not on
        self.on = on


@pytest.fixture
def lamp(past):
    return Lamp(past)


def test_the_last_deed_is_undone_first_and_done_again_last(past):
    went: list[str] = []
    for name in ("one", "two"):
        past.done(name, lambda n=name: went.append(f"-{n}"), lambda n=name: went.append(f"+{n}"))
    assert (past.words, past.redo_words) == ("two", "")
    past.undo()
    assert (past.words, past.redo_words) == ("one", "two")
    past.undo()
    past.undo()
    assert (past.words, past.redo_words) == ("", "one")
    past.redo()
    past.redo()
    past.redo()
    assert went == ["-two", "-one", "+one", "+two"]
    assert (past.words, past.redo_words) == ("two", "")
    past.undo()
    assert went[-1] == "-two"


def test_what_was_undone_is_let_go_of_once_something_else_is_done(past, lamp):
    lamp.off()
    past.undo()
    past.done("rename", lambda: None, lambda: None)
    assert past.redo_words == ""
    past.redo()
    assert lamp.on


def test_a_notice_offers_to_undo(past, notice, lamp):
    lamp.off("Switched it off.")
    assert notice.text.text() == "Switched it off."
    look.pushed(notice, "Undo").click()
    assert lamp.on


@pytest.mark.parametrize("deed", ["done", "undo", "redo", "forget"])
def test_an_offer_is_taken_back_once_it_would_undo_something_else(past, notice, lamp, deed):
    past.done("rename", lambda: None, lambda: None)
    past.undo()
    if deed == "redo":
        notice.tell("Switched it off.", "Undo", past.undo)
        past.redo()
    else:
        lamp.off("Switched it off.", "lamp")
        match deed:
            case "done":
                past.done("rename", lambda: None, lambda: None)
            case "undo":
                past.undo()
            case "forget":
                past.forget("lamp")
    assert not notice.isVisible()


def test_what_cannot_be_undone_is_told_and_bars_nothing(past, notice, lamp):
    past.done("rename", lambda: None, lambda: None)
    lamp.off()
    lamp.fault = StoreError("The disk is full.")
    past.undo()
    assert notice.text.text() == "The disk is full."
    assert notice.is_warning
    assert (past.words, past.redo_words) == ("rename", "")


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_what_failed_can_be_tried_again(past, notice, lamp, turn):
    lamp.off()
    if turn == "redo":
        past.undo()
    before = lamp.on
    lamp.fault = StoreError("The disk is full.")
    getattr(past, turn)()
    look.pushed(notice, "Try again").click()
    assert notice.text.text() == "The disk is full."
    lamp.fault = None
    look.pushed(notice, "Try again").click()
    assert lamp.on is not before
    assert (past.words, past.redo_words) == (
        ("", "switch off") if turn == "undo" else ("switch off", "")
    )


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_what_was_cancelled_can_still_be_turned(past, notice, lamp, turn):
    lamp.off()
    if turn == "redo":
        past.undo()
    before, words = lamp.on, (past.words, past.redo_words)
    lamp.fault = Cancelled()
    getattr(past, turn)()
    assert notice.text.text() == "Cancelled. The library is as it was."
    assert (lamp.on, past.words, past.redo_words) == (before, *words)
    lamp.fault = None
    getattr(past, turn)()
    assert lamp.on is not before


def test_only_what_is_gone_for_good_is_forgotten(past):
    for of in ("a", "b", "a", "c"):
        past.done(f"rename {of}", lambda: None, lambda: None, of=of)
    past.undo()
    past.forget("c")
    assert past.redo_words == ""
    past.forget("a")
    assert past.words == "rename b"
    past.undo()
    assert past.words == ""


def test_everything_that_changes_it_is_told(past, lamp, qtbot):
    for deed in (lamp.off, past.undo, past.redo, lambda: past.forget("lamp")):
        with qtbot.waitSignal(past.changed, timeout=100):
            deed()
