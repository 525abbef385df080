import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from planner.model import edits
from planner.model.text import PASSAGE
from planner.packs.plan_file import plan_bytes, read_plan, read_plan_file, save_plan_file
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.plan_files import both_notes
from tests.ui import look, samples
from tests.ui.modal import close, press, settle


@pytest.fixture
def pick_file(monkeypatch):
    """Return what the system's own file dialogs answer, which are not ours to drive."""
    chosen = {"save": "", "open": "", "asked": []}

    def save(_parent, _title, start, *_, **__):
        chosen["asked"].append(start)
        return chosen["save"], ""

    def open_(_parent, _title, start, *_, **__):
        chosen["asked"].append(start)
        return chosen["open"], ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", save)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", open_)
    return chosen


@pytest.fixture
def away(tmp_path) -> Path:
    """Return the file of a plan that this library does not have."""
    folder = tmp_path / "stick"
    folder.mkdir()
    there = samples.placed(samples.begun("from-elsewhere"), samples.FUNERAL)
    save_plan_file(there, folder / "there.essayplan")
    return folder / "there.essayplan"


def said(window) -> str:
    return window.notice.text.text() if window.notice.isVisible() else ""


def titles(library: Library) -> int:
    return len(library.plans.summaries())


def test_a_plan_is_saved_with_what_was_just_typed(desk, pick_file, tmp_path):
    desk.session.type(samples.Field(samples.Part.CONCLUSION), "In the end …")
    pick_file["save"] = str(tmp_path / "mine.essayplan")
    desk.files.save_as()
    saved = read_plan(tmp_path / "mine.essayplan")
    assert saved == desk.session.plan
    assert saved.conclusion == "In the end …"
    assert said(desk) == f"Saved the plan to {tmp_path / 'mine.essayplan'}"
    assert pick_file["asked"][0].endswith("Why did Stalin win the power struggle.essayplan")
    # The folder is remembered.
    desk.files.save_as()
    assert Path(pick_file["asked"][1]).parent == tmp_path


@pytest.mark.parametrize("name", ["mine", "mine v1.2", "mine.docx"])
def test_a_plan_file_always_has_its_suffix(desk, pick_file, tmp_path, name):
    pick_file["save"] = str(tmp_path / name)
    desk.files.save_as()
    assert read_plan(tmp_path / f"{name}.essayplan") == desk.session.plan


@pytest.mark.parametrize("answer", ["Replace", "Go back"])
def test_a_file_that_the_system_did_not_ask_about_is_asked_about(
    desk, pick_file, tmp_path, modals, answer
):
    target = tmp_path / "mine.essayplan"
    target.write_text("Earlier")
    pick_file["save"] = str(tmp_path / "mine")
    modals.answer(press(answer))
    desk.files.save_as()
    assert (target.read_text() == "Earlier") is (answer == "Go back")


def test_saving_can_be_put_away(desk, pick_file, tmp_path):
    before = sorted(os.listdir(tmp_path))
    desk.files.save_as()
    assert sorted(os.listdir(tmp_path)) == before
    assert said(desk) == ""


def test_a_file_that_cannot_be_written_is_told(desk, pick_file, tmp_path):
    pick_file["save"] = str(tmp_path / "missing" / "mine.essayplan")
    desk.files.save_as()
    assert "could not be written" in said(desk)
    assert desk.notice.is_warning
    pick_file["save"] = str(tmp_path / "mine.essayplan")
    look.pushed(desk.notice, "Try again").click()
    assert (tmp_path / "mine.essayplan").exists()


def test_a_plan_from_elsewhere_is_opened_and_kept(window, library, pick_file, away):
    pick_file["open"] = str(away)
    window.receiving.choose()
    assert window.on_desk
    settle()
    assert look.shown(look.slot(window, "Evidence, paragraph 1").cards) == ["The funeral trick"]
    assert library.plans.load("from-elsewhere") == read_plan(away)
    assert said(window) == "Opened there.essayplan. The plan is among your plans now."


def test_opening_twice_does_not_double(window, library, away):
    assert window.files.take_in(away) == window.files.take_in(away)
    assert titles(library) == 1


def test_a_plan_that_differs_becomes_a_second(window, library, away):
    first = window.files.take_in(away)
    changed = edits.rename_plan(first, "Worked on since")
    library.plans.save(changed, 5)
    second = window.files.take_in(away)
    assert second is not None
    assert second.id != first.id
    assert replace(second, id=first.id) == first
    assert library.plans.load(first.id) == changed
    assert titles(library) == 2


def test_a_plan_that_differs_is_taken_in_once(window, library, away):
    first = window.files.take_in(away)
    library.plans.save(edits.rename_plan(first, "Worked on since"), 5)
    assert window.files.take_in(away) == window.files.take_in(away)
    assert titles(library) == 2


def test_a_sound_file_is_opened_though_the_plan_here_is_damaged(window, library, away):
    first = window.files.take_in(away)
    with library._database.writing() as db:  # noqa: SLF001
        db.execute("UPDATE plans SET body = replace(body, 'funeral', 'picnic')")
    second = window.files.take_in(away)
    assert second is not None
    assert replace(second, id=first.id) == first
    assert library.plans.load(second.id) == second


def test_a_deleted_plan_that_is_opened_is_back(window, library, away):
    plan = window.files.take_in(away)
    library.plans.delete(plan.id, 5)
    assert window.files.take_in(away) == plan
    assert [summary.id for summary in library.plans.summaries()] == [plan.id]
    assert library.plans.deleted() == []


def test_a_worked_example_from_a_file_stays_an_example(window, library, tmp_path):
    file = tmp_path / "worked.essayplan"
    save_plan_file(library.plans.load("usa/worked"), file)
    plan = window.files.take_in(file)
    assert plan.id == "usa/worked"
    assert titles(library) == 0


def test_a_worked_example_that_is_gone_becomes_a_plan_that_its_pack_cannot_take(
    window, library, tmp_path
):
    file = tmp_path / "worked.essayplan"
    worked = library.plans.load("usa/worked")
    save_plan_file(worked, file)
    pack = library.pack("usa")
    library.remove("usa")
    plan = window.files.take_in(file)
    assert plan == replace(worked, id=plan.id)
    library.install(pack)
    assert library.plans.load("usa/worked") == worked
    library.plans.save(edits.rename_plan(plan, "Mine"), 5)
    assert [summary.title for summary in library.plans.summaries()] == ["Mine"]


def _newer(data: bytes) -> bytes:
    return json.dumps({**json.loads(data), "version": 99}).encode()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: data[: len(data) // 2], "cut short or damaged"),
        (lambda data: b"\xff\xfe" + data, "byte order mark"),
        (_newer, "saved by a newer version of Marshal"),
        (lambda data: b"{}", "is not a plan file"),
        (lambda data: b"PK\x03\x04\xff", "not UTF-8"),
        (lambda data: b"[" * 20_000, "nested"),
    ],
    ids=["empty", "cut", "bom", "newer", "not-a-plan", "zip", "deep"],
)
def test_a_bad_file_gives_one_sentence(window, library, away, spoil, words):
    away.write_bytes(spoil(away.read_bytes()))
    assert window.files.take_in(away) is None
    assert words in said(window)
    assert "there.essayplan" in said(window)
    assert "\n" not in said(window)
    assert window.notice.is_warning
    assert titles(library) == 0


def test_a_file_that_is_not_there_is_told(window, tmp_path):
    assert window.files.take_in(tmp_path / "gone.essayplan") is None
    assert "gone.essayplan" in said(window)


def test_a_full_disk_is_told(window, store, library, away):
    store.broken = True
    assert window.files.take_in(away) is None
    assert "The disk is full" in said(window)


def test_a_file_is_dropped_on_the_window(window, hand, away):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(away))])
    hand.drop(mime, window.home)
    settle()
    assert window.on_desk
    assert window.session.plan.id == "from-elsewhere"


def test_the_plan_is_copied_as_markdown(desk):
    desk.session.type(samples.Field(samples.Part.CONCLUSION), "In the end …")
    desk.files.copy_markdown()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"# {samples.WHY.text}")
    assert "In the end …" in text
    assert said(desk) == "Copied the plan as Markdown."


def test_an_export_is_told_with_where_it_is(desk, modals, tmp_path):
    def answer(dialog):
        look.named(dialog, "Save to").setText(str(tmp_path / "plan.md"))
        press("Export plan")(dialog)

    modals.answer(answer, close)
    look.pushed(desk, "Export").click()
    assert said(desk) == f"Exported to {tmp_path / 'plan.md'}"
    assert (tmp_path / "plan.md").exists()
    # The next export begins in the same folder.
    desk.files.export()
    assert desk.memory.get("folder") == str(tmp_path)


# The notes on its cards


FUNERAL = samples.FUNERAL.id


@pytest.fixture
def noted(tmp_path):
    """Return what puts a plan that holds one card in a file, with a note on that."""

    def make(note: str, name: str = "noted.essayplan") -> Path:
        plan = samples.placed(samples.begun("noted"), samples.FUNERAL)
        save_plan_file(plan, tmp_path / name, {FUNERAL: note})
        return tmp_path / name

    return make


def kept(library: Library) -> str:
    return library.notes([FUNERAL]).get(FUNERAL, "")


def test_a_plan_takes_the_notes_on_its_cards_along(desk, library, pick_file, tmp_path):
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    library.set_note(FUNERAL, "For paragraph 2")
    library.set_note(samples.CHARGE.id, "Of no concern here")
    pick_file["save"] = str(tmp_path / "mine.essayplan")
    desk.files.save_as()
    file = read_plan_file(tmp_path / "mine.essayplan")
    assert file.plan == desk.session.plan
    assert file.notes == {FUNERAL: "For paragraph 2"}


def test_notes_come_with_a_plan(window, library, noted):
    path = noted("For paragraph 2")
    plan = window.files.take_in(path)
    window.open_plan(plan.id)
    assert kept(library) == "For paragraph 2"
    assert window.kit.marks.note(FUNERAL) == "For paragraph 2"
    # A plan that is here already brings what is new in its notes all the same.
    assert window.files.take_in(noted("For paragraph 2, or 3")) == plan
    assert kept(library) == "For paragraph 2, or 3"
    window.files.take_in(path)
    assert kept(library) == "For paragraph 2, or 3"


def test_a_note_that_is_here_is_kept_and_the_files_added_once(window, library, noted):
    library.set_note(FUNERAL, "My own words")
    for _ in range(2):
        window.files.take_in(noted("Words from home"))
    both = "My own words\n\nFrom the plan file:\nWords from home"
    assert kept(library) == both
    # And back again: where the other words are, nothing is said twice.
    library.set_note(FUNERAL, "Words from home")
    window.files.take_in(noted(both))
    assert kept(library) == both


# A note that says nothing is not kept at all.
WRITTEN = st.text(max_size=12).filter(str.strip)


@given(st.just("") | WRITTEN, WRITTEN)
def test_joined_notes_lose_nothing(mine, other):
    both = both_notes(mine, other)
    assert mine.strip() in both
    assert other in both
    assert both_notes(both, other) == both_notes(both, mine) == both


def test_notes_that_leave_no_room_are_left_out_and_told(window, library, noted):
    library.set_note(FUNERAL, "x" * PASSAGE)
    plan = window.files.take_in(noted("Words from home"))
    assert plan is not None
    assert kept(library) == "x" * PASSAGE
    assert said(window).startswith("Opened noted.essayplan without all of its notes. A note can")
    assert window.notice.is_warning


def test_a_disk_that_is_full_of_notes_leaves_the_plan(window, library, noted, monkeypatch):
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library, "set_note", full)
    plan = window.files.take_in(noted("Words from home"))
    assert library.plans.load("noted") == plan
    assert "without all of its notes. The disk is full." in said(window)


def test_the_same_bytes_each_time(plan):
    assert plan_bytes(plan) == plan_bytes(plan)
