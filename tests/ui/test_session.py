import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from planner.model import edits, history
from planner.model.edits import EditError
from planner.model.plan import Field, Part, Plan
from planner.model.text import PASSAGE, TextError
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui import session as session_module
from planner.ui.session import Session
from tests.strategies import REFUSALS, edits_on, new_plans, raw_text
from tests.ui import samples
from tests.ui.store import FULL, ShakyStore

LINE_OF_ARGUMENT = Field(Part.LINE_OF_ARGUMENT)
INTRODUCTION = Field(Part.INTRODUCTION)
LONG = "x" * (PASSAGE + 1)


class Listener:
    """Notes what a session tells, in order, with what was on the disk at that moment."""

    def __init__(self, session: Session, library: Library) -> None:
        self.session, self.library = session, library
        self.heard: list[str] = []
        self.refused: list[str] = []
        self.failed: list[str] = []
        self.statuses: list[str] = []
        self.on_disk: list[bool] = []
        session.plan_changed.connect(self.on_plan)
        session.history_changed.connect(self.on_history)
        session.refused.connect(self.refused.append)
        session.failed.connect(self.failed.append)
        session.status_changed.connect(self.on_status)

    def on_plan(self, _before: Plan | None, plan: Plan) -> None:
        self.heard.append("plan")
        self.on_disk.append(self.library.plans.load(plan.id) == plan == self.session.plan)

    def on_history(self) -> None:
        self.heard.append("history")

    def on_status(self, status: str) -> None:
        self.heard.append(status)
        self.statuses.append(status)


@pytest.fixture
def heard(session: Session, library: Library) -> Listener:
    return Listener(session, library)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "SETTLE", 20)
    monkeypatch.setattr(session_module, "RETRY", 30)


def held(library: Library, session: Session) -> Plan:
    return library.plans.load(session.plan.id)


def rename(name: str):
    return lambda plan: edits.rename_plan(plan, name)


def test_a_session_without_a_plan_offers_nothing(store: ShakyStore):
    session = Session(store)
    assert not session.is_open
    assert (session.undo_words, session.redo_words) == ("", "")
    assert not session.apply(edits.add_paragraph, "add paragraph")
    session.undo()
    session.redo()
    assert session.settle()
    with pytest.raises(RuntimeError):
        _ = session.plan
    assert store.saved == []


def test_a_change_is_on_the_disk_before_anyone_is_told(session: Session, heard: Listener):
    assert session.apply(edits.add_paragraph, "add paragraph")
    session.undo()
    session.redo()
    assert heard.on_disk == [True, True, True]


def test_saved_is_said_last(session: Session, heard: Listener):
    session.apply(edits.add_paragraph, "add paragraph")
    assert heard.heard[-3:] == ["plan", "history", "Saved"]


def test_an_edit_that_changes_nothing_is_no_step_and_no_save(session: Session, store: ShakyStore):
    assert session.apply(lambda plan: plan, "nothing")
    assert session.undo_words == ""
    assert store.saved == []


def test_a_refused_edit_is_told_in_words_and_changes_nothing(
    session: Session, store: ShakyStore, heard: Listener
):
    before = session.plan
    assert not session.apply(lambda plan: edits.remove_paragraph(plan, "n99"), "remove")
    assert heard.refused == ["This paragraph is no longer in the plan."]
    assert session.plan is before
    assert store.saved == []


def test_undo_and_redo_name_what_they_do_and_are_kept(session: Session, library: Library):
    start = session.plan
    session.apply(rename("One"), "rename plan")
    session.apply(edits.add_paragraph, "add paragraph")
    end = session.plan
    assert (session.undo_words, session.redo_words) == ("add paragraph", "")
    session.undo()
    assert (session.undo_words, session.redo_words) == ("rename plan", "add paragraph")
    assert held(library, session) == session.plan
    session.undo()
    assert held(library, session) == session.plan == start
    session.undo()
    assert session.plan == start
    session.redo()
    session.redo()
    session.redo()
    assert held(library, session) == session.plan == end


def test_two_hundred_changes_can_be_taken_back(session: Session, library: Library):
    start = session.plan
    for number in range(220):
        assert session.apply(rename(f"Plan {number}"), "rename plan")
    for _ in range(220):
        session.undo()
    assert session.plan == start == held(library, session)
    assert session.undo_words == ""


# A disk that fails


def test_a_failed_save_leaves_plan_history_and_disk_as_they_were(
    session: Session, store: ShakyStore, library: Library, heard: Listener
):
    session.apply(rename("Before"), "rename plan")
    before = session.plan
    heard.heard.clear()
    store.broken = True
    assert not session.apply(edits.add_paragraph, "add paragraph")
    assert session.plan is before
    assert (session.undo_words, session.redo_words) == ("rename plan", "")
    assert held(library, session) == before
    assert heard.heard == ["Not saved"]
    assert heard.failed[-1] == FULL
    session.undo()
    assert session.plan is before
    assert (session.undo_words, session.redo_words) == ("rename plan", "")


def test_the_failure_is_over_once_a_save_works(
    session: Session, store: ShakyStore, heard: Listener
):
    store.broken = True
    session.apply(edits.add_paragraph, "add paragraph")
    store.broken = False
    assert session.apply(edits.add_paragraph, "add paragraph")
    assert heard.failed == [FULL, ""]
    assert session.status == "Saved"


def test_what_was_typed_is_kept_and_saved_once_the_disk_works_again(
    session: Session, store: ShakyStore, library: Library, heard: Listener, quick, qtbot
):
    store.broken = True
    session.type(LINE_OF_ARGUMENT, "Stalin was cunning.")
    qtbot.waitUntil(lambda: heard.statuses[-1] == "Not saved")
    assert session.unsaved
    assert held(library, session).line_of_argument == ""
    assert "Saved" not in heard.statuses
    store.broken = False
    qtbot.waitUntil(lambda: heard.statuses[-1] == "Saved", timeout=2000)
    assert held(library, session).line_of_argument == "Stalin was cunning."
    assert not session.unsaved


def test_a_failed_drop_does_not_leave_the_status_wrong_for_ever(
    session: Session, store: ShakyStore, quick, qtbot
):
    store.broken = True
    session.apply(edits.add_paragraph, "add paragraph")
    assert session.status == "Not saved"
    # The plan on the screen is the one on the disk.
    qtbot.waitUntil(lambda: session.status == "Saved", timeout=2000)


def test_a_change_that_failed_can_be_tried_again(session: Session, store: ShakyStore):
    session.apply(rename("One"), "rename plan")
    store.broken = True
    session.apply(edits.add_paragraph, "add paragraph")
    session.retry()
    assert len(session.plan.paragraphs) == 3
    store.broken = False
    session.retry()
    assert len(session.plan.paragraphs) == 4
    assert session.undo_words == "add paragraph"
    session.retry()
    assert len(session.plan.paragraphs) == 4
    store.broken = True
    session.undo()
    store.broken = False
    session.retry()
    assert len(session.plan.paragraphs) == 3


def test_an_old_failure_is_not_tried_again(session: Session, store: ShakyStore):
    store.broken = True
    session.apply(edits.add_paragraph, "add paragraph")
    store.broken = False
    session.type(LINE_OF_ARGUMENT, "Stalin")
    assert session.settle()
    store.broken = True
    session.type(LINE_OF_ARGUMENT, "Stalin won")
    assert not session.settle()
    store.broken = False
    session.retry()
    assert session.plan.line_of_argument == "Stalin won"
    assert len(session.plan.paragraphs) == 3


def test_a_library_that_can_no_longer_be_written_to_fails_in_words(
    path: Path, library: Library, heard: Listener, session: Session
):
    # SQLite itself refuses here: no one stands in for it.
    connection = library.plans._database._connection  # noqa: SLF001
    connection.execute("PRAGMA query_only=ON")
    before = session.plan
    assert not session.apply(edits.add_paragraph, "add paragraph")
    assert session.plan is before
    assert str(path) in heard.failed[-1]
    assert session.status == "Not saved"
    connection.execute("PRAGMA query_only=OFF")
    assert session.apply(edits.add_paragraph, "add paragraph")
    assert session.status == "Saved"


def test_a_full_disk_fails_in_words(session: Session, library: Library, heard: Listener):
    connection = library.plans._database._connection  # noqa: SLF001
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    before = session.plan
    words = "much to say " * 1_600
    session.type(LINE_OF_ARGUMENT, words)
    session.type(INTRODUCTION, words)
    assert not session.settle()
    assert "The disk is full" in heard.failed[0]
    assert session.status == "Not saved"
    assert held(library, session) == session.plan
    connection.execute("PRAGMA max_page_count=1073741823")
    assert session.settle()
    assert held(library, session).introduction == words
    assert before != session.plan


# Typing


def test_typing_is_saved_within_a_second(session: Session, library: Library, heard: Listener):
    began = time.monotonic()
    words = ""
    while time.monotonic() - began < 0.95:
        # Keys keep coming: what was typed first does not wait for the last.
        words += "a"
        session.type(LINE_OF_ARGUMENT, words)
        QCoreApplication.processEvents()
        time.sleep(0.05)
    assert held(library, session).line_of_argument != ""
    assert heard.statuses[0] == "Saving…"


def test_nothing_says_saved_while_typing_waits(session: Session, heard: Listener):
    session.type(LINE_OF_ARGUMENT, "Stalin")
    assert session.status == "Saving…"
    assert session.unsaved
    session.settle()
    assert session.status == "Saved"
    assert heard.statuses == ["Saving…", "Saved"]


def test_typing_joins_into_one_step(session: Session):
    start = session.plan
    for words in ("S", "St", "Stalin"):
        session.type(LINE_OF_ARGUMENT, words)
        session.settle()
    assert session.undo_words == "typing in Line of argument"
    session.undo()
    assert session.plan == start
    assert session.undo_words == ""


def test_typing_after_a_pause_or_elsewhere_is_another_step(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    now = [100.0]
    monkeypatch.setattr(session_module.time, "monotonic", lambda: now[0])
    session.type(LINE_OF_ARGUMENT, "One")
    session.settle()
    now[0] += history.PAUSE + 0.1
    session.type(LINE_OF_ARGUMENT, "One two")
    session.settle()
    session.type(INTRODUCTION, "Three")
    session.settle()
    session.undo()
    assert (session.plan.line_of_argument, session.plan.introduction) == ("One two", "")
    session.undo()
    assert session.plan.line_of_argument == "One"
    session.undo()
    assert session.plan.line_of_argument == ""


@pytest.mark.parametrize("deed", ["apply", "undo", "redo"])
def test_what_was_typed_goes_first(session: Session, deed: str):
    session.apply(rename("One"), "rename plan")
    if deed == "redo":
        session.undo()
    session.type(LINE_OF_ARGUMENT, "Stalin")
    if deed == "apply":
        session.apply(edits.add_paragraph, "add paragraph")
        session.undo()
        assert session.plan.line_of_argument == "Stalin"
        assert session.redo_words == "add paragraph"
    elif deed == "undo":
        session.undo()
        assert session.redo_words == "typing in Line of argument"
        assert session.plan.name == "One"
    else:
        session.redo()
        assert session.plan.line_of_argument == "Stalin"
        assert session.plan.name == ""


def test_text_that_is_too_long_is_refused_in_words_and_stays(session: Session, heard: Listener):
    session.type(LINE_OF_ARGUMENT, LONG)
    assert not session.settle()
    assert heard.refused == [
        "The line of argument can have at most 20,000 characters, and this has 20,001. "
        "Shorten it to save it."
    ]
    assert session.unsaved
    assert session.status == "Not saved"
    session.type(LINE_OF_ARGUMENT, LONG[:-1])
    assert session.settle()
    assert session.status == "Saved"
    assert session.plan.line_of_argument == LONG[:-1]


def test_other_changes_do_not_say_saved_over_text_that_is_not(session: Session, heard: Listener):
    session.type(LINE_OF_ARGUMENT, LONG)
    session.settle()
    assert session.apply(edits.add_paragraph, "add paragraph")
    assert session.status == "Not saved"
    session.type(INTRODUCTION, "Short")
    assert not session.settle()
    assert session.plan.introduction == "Short"
    session.undo()
    assert session.status == "Not saved"
    assert "Saved" not in heard.statuses


def test_text_of_a_slot_that_is_gone_is_not_waited_for(session: Session):
    paragraph = session.plan.paragraphs[0]
    session.type(Field(Part.HEADING, paragraph.id), "x" * 301)
    assert not session.settle()
    session.apply(lambda plan: edits.remove_paragraph(plan, paragraph.id), "remove paragraph 1")
    assert session.settle()
    assert session.status == "Saved"


def test_another_plan_opens_without_what_was_typed_in_the_last(session: Session, library: Library):
    first = session.plan
    session.type(LINE_OF_ARGUMENT, "For the first plan")
    second = samples.begun("second")
    library.plans.save(second, 1.0)
    session.open(second)
    assert session.status == "Saved"
    assert session.settle()
    assert library.plans.load("second") == second
    assert library.plans.load(first.id) == first


# The worked example


@pytest.fixture
def worked(session: Session, library: Library) -> Plan:
    worked = library.plans.load("usa/worked")
    session.open(worked, worked=True)
    return worked


def test_the_worked_example_becomes_a_copy_at_the_first_change(
    session: Session, library: Library, worked: Plan, qtbot
):
    with qtbot.waitSignal(session.copied, timeout=100):
        assert session.apply(edits.add_paragraph, "add paragraph")
    assert not session.is_worked
    assert session.plan.id != worked.id
    assert session.plan.name == "Copy of Worked example"
    assert library.plans.load(worked.id) == worked
    assert held(library, session) == session.plan
    assert len(session.plan.paragraphs) == 4


def test_taking_the_first_change_back_leaves_a_copy_that_is_like_the_example(
    session: Session, library: Library, worked: Plan
):
    session.apply(edits.add_paragraph, "add paragraph")
    copy = session.plan
    session.undo()
    assert session.plan == replace(worked, id=copy.id, name=copy.name)
    assert held(library, session) == session.plan
    assert not session.is_worked
    session.redo()
    assert session.plan == copy


def test_typing_in_the_worked_example_copies_it_once(
    session: Session, library: Library, worked: Plan
):
    for words in ("One", "Two"):
        session.type(LINE_OF_ARGUMENT, words)
        session.settle()
    assert [summary.title for summary in library.plans.summaries()].count(session.plan.title) == 1
    assert session.plan.line_of_argument == "Two"
    assert library.plans.load(worked.id) == worked


def test_a_refused_or_empty_change_does_not_copy(session: Session, store: ShakyStore, worked: Plan):
    session.apply(lambda plan: plan, "nothing")
    session.apply(lambda plan: edits.remove_paragraph(plan, "n99"), "remove")
    store.broken = True
    session.apply(edits.add_paragraph, "add paragraph")
    assert session.is_worked
    assert session.plan is worked
    assert store.saved == []


def test_a_copy_of_a_plan_has_a_name_that_fits(plan: Plan):
    long = edits.rename_plan(plan, "n" * 300)
    assert len(session_module.copy_of(long).name) == 300
    edits.rename_plan(plan, session_module.copy_of(long).name)


# Any run


@settings(max_examples=25)
@given(data=st.data())
def test_any_run_reloads_as_it_is_and_can_be_taken_back(
    data: st.DataObject, stocked: bytes, tmp_path_factory: pytest.TempPathFactory, qapp
):
    folder = tmp_path_factory.mktemp("run")
    (folder / "evidence.db").write_bytes(stocked)
    with Library.open(folder / "evidence.db") as library:
        store = ShakyStore(library.plans)
        session = Session(store)
        start = data.draw(new_plans())
        library.plans.save(start, 1.0)
        session.open(start)
        for _ in range(data.draw(st.integers(0, 8))):
            store.broken = data.draw(st.integers(0, 4)) == 4
            match data.draw(st.sampled_from(["apply", "apply", "type", "undo", "redo"])):
                case "apply":
                    apply(session, store, data.draw(edits_on(session.plan)))
                case "type":
                    session.type(LINE_OF_ARGUMENT, data.draw(raw_text()))
                case "undo":
                    session.undo()
                case "redo":
                    session.redo()
            assert held(library, session) == session.plan
        store.broken = False
        assert session.settle()
        assert session.status == "Saved"
        assert held(library, session) == session.plan
        end, steps = session.plan, 0
        while session.undo_words:
            session.undo()
            steps += 1
        assert held(library, session) == session.plan == start
        for _ in range(steps):
            session.redo()
        assert held(library, session) == session.plan == end
        session.deleteLater()
    shutil.rmtree(folder)


def apply(session: Session, store: ShakyStore, edit) -> None:
    session.settle()
    before = session.plan
    try:
        expected = edit(before)
    except REFUSALS:
        expected = None
    done = session.apply(edit, "edit")
    if expected is None or (store.broken and expected != before):
        assert not done
        assert session.plan is before
    else:
        assert done
        assert session.plan == expected


def test_the_errors_a_session_expects_are_those_that_edits_and_stores_raise():
    assert set(REFUSALS) == {EditError, TextError}
    assert issubclass(StoreError, Exception)


def test_a_plan_that_other_hands_changed_goes_on_as_a_second_one(session, library, plan):
    session.type(LINE_OF_ARGUMENT, "Ours before.")
    session.settle()
    theirs = samples.write(session.plan, Part.CONCLUSION, "Theirs.")
    library.plans.save(theirs, 2.0)
    told = []
    session.parted.connect(told.append)
    assert session.apply(edits.add_paragraph, "add paragraph")
    assert told == [plan.title]
    assert library.plans.load(plan.id) == theirs
    ours = session.plan
    assert ours.id != plan.id
    assert ours.title == f"Copy of {plan.title}"
    assert library.plans.load(ours.id) == ours
    assert (ours.line_of_argument, len(ours.paragraphs)) == ("Ours before.", 4)
    # What came before can still be taken back, in the second plan alone.
    session.undo()
    session.undo()
    assert session.plan.line_of_argument == ""
    assert library.plans.load(ours.id) == session.plan
    session.redo()
    assert library.plans.load(ours.id).line_of_argument == "Ours before."
    assert library.plans.load(plan.id) == theirs
    assert len(told) == 1


def test_a_second_plan_that_cannot_be_saved_is_tried_again(session, store, library, plan):
    theirs = samples.write(plan, Part.CONCLUSION, "Theirs.")
    library.plans.save(theirs, 2.0)
    store.broken = True
    session.type(LINE_OF_ARGUMENT, "Ours.")
    assert not session.settle()
    assert session.plan == plan
    store.broken = False
    assert session.settle()
    assert session.plan.line_of_argument == "Ours."
    assert {p.id for p in library.plans.summaries()} == {plan.id, session.plan.id}
