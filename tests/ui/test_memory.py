import pytest

from planner.store.errors import StoreError
from planner.ui.memory import Memory
from planner.ui.notice import Notice


def test_what_is_kept_is_there_again(library, theme):
    memory = Memory(library, Notice(theme))
    assert memory.get("folder", "usual") == "usual"
    memory.set("folder", "/somewhere")
    assert memory.get("folder") == "/somewhere"


def test_what_is_the_same_is_not_written_again(library, theme, monkeypatch):
    memory = Memory(library, Notice(theme))
    memory.set("folder", "/somewhere")

    def never(*_):
        raise AssertionError("written again")

    monkeypatch.setattr(library, "set_setting", never)
    memory.set("folder", "/somewhere")
    memory.set("never-set", "")


def test_a_failure_is_only_told(library, theme, monkeypatch):
    def full(*_):
        raise StoreError("The disk is full.")

    notice = Notice(theme)
    monkeypatch.setattr(library, "set_setting", full)
    Memory(library, notice).set("folder", "/somewhere")
    assert notice.text.text() == "The disk is full."


def test_the_window_comes_back_as_it_was(make_window, store):
    first = make_window(store)
    first.open_plan("usa/worked")
    first.resize(1000, 700)
    first.desk.split.setSizes([300, 500, 200])
    sizes = first.desk.split.sizes()
    first.close()
    second = make_window(store)
    assert second.memory.get("window")
    second.resize(1000, 700)
    second.open_plan("usa/worked")
    assert second.desk.split.sizes() == pytest.approx(sizes, abs=2)


def test_nonsense_that_was_kept_is_passed_over(make_window, library, store):
    for key in ("window", "panes", "scheme", "last_plan", "folder"):
        library.set_setting(key, "nonsense 😀")
    window = make_window(store)
    assert not window.on_desk
    window.open_plan("usa/worked")
    assert all(size > 0 for size in window.desk.split.sizes())
