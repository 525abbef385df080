import os
import shutil
import subprocess
import threading

import pytest
from docx import Document
from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton, QWidget

from planner.export import Choices
from planner.model.evidence import When
from planner.packs.data import read_frameworks
from planner.ui.beside import Between
from planner.ui.export_dialog import ExportDialog
from planner.ui.export_memory import ExportMemory
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from tests.export.samples import thought
from tests.ui import look, samples
from tests.ui.modal import press, settle


@pytest.fixture
def plan():
    plan = samples.write(samples.begun(), samples.Part.LINE_OF_ARGUMENT, "Stalin was cunning.")
    return samples.placed(plan, samples.FUNERAL)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def memory(library, theme):
    return Memory(library, Notice(theme))


@pytest.fixture
def make(folder, memory, qtbot):
    """Return what opens the dialog for a plan."""
    parent = QWidget()
    made = []

    def make(plan):
        dialog = ExportDialog(parent, plan, read_frameworks().essay, folder, {}, memory)
        made.append(dialog)
        dialog.show()
        settle()
        return dialog

    yield make
    for dialog in made:
        dialog.hide()
    parent.deleteLater()


@pytest.fixture
def dialog(make, plan):
    return make(plan)


@pytest.fixture
def thinking(make):
    """Show the dialog for a plan that has a ranking, links and piles."""
    return make(thought())


def path(dialog):
    return look.named(dialog, "Save to")


def radio(dialog, words: str) -> QRadioButton:
    return next(b for b in dialog.findChildren(QRadioButton) if words in b.text())


def check(dialog, words: str) -> QCheckBox:
    return next(b for b in dialog.findChildren(QCheckBox) if words in b.text())


def export(dialog) -> None:
    press("Export plan")(dialog)


def problem(dialog) -> str:
    labels = dialog.findChildren(QLabel)
    return "".join(b.text() for b in labels if b.property("kind") == "problem" and b.isVisible())


def test_it_suggests_a_word_document_named_by_the_question(dialog, folder):
    assert path(dialog).text() == str(folder / "Why did Stalin win the power struggle.docx")
    assert radio(dialog, "Word").isChecked()


def test_suffix_and_format_follow_one_another(dialog, folder):
    radio(dialog, "Markdown").click()
    assert path(dialog).text().endswith("struggle.md")
    path(dialog).setText(str(folder / "plan.docx"))
    assert radio(dialog, "Word").isChecked()
    path(dialog).setText(str(folder / "plan.MD"))
    assert radio(dialog, "Markdown").isChecked()
    path(dialog).setText(str(folder / "plan"))
    assert radio(dialog, "Markdown").isChecked()
    radio(dialog, "Word").click()
    assert path(dialog).text() == str(folder / "plan")


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("a.docx", "Word", "a.docx"),
        ("b.md", "Markdown", "b.md"),
        ("p.pdf", "Word", "p.pdf"),
        ("q", "PDF", "q.pdf"),
        ("c", "Word", "c.docx"),
        ("c", "Markdown", "c.md"),
        ("d.final", "Word", "d.final.docx"),
        ("e. 😀 שלום", "Markdown", "e. 😀 שלום.md"),
    ],
)
def test_it_writes_where_it_is_told(dialog, folder, typed, kind, written):
    radio(dialog, kind).click()
    path(dialog).setText(str(folder / typed))
    export(dialog)
    assert dialog.saved == folder / written
    assert not dialog.isVisible()
    data = (folder / written).read_bytes()
    begins = {".docx": b"PK", ".pdf": b"%PDF", ".md": b"# Why did Stalin"}
    assert data.startswith(begins[dialog.saved.suffix])
    assert os.listdir(folder) == [written]


def test_the_choices_are_kept_to(dialog, folder):
    def written() -> str:
        target = folder / "plan.md"
        target.unlink(missing_ok=True)
        path(dialog).setText(str(target))
        dialog.show()
        export(dialog)
        return target.read_text(encoding="utf-8")

    text = written()
    assert "Trotsky was not there" in text
    assert "Notes, page 3" in text
    assert "How does it answer the question" not in text
    check(dialog, "What the cards say").setChecked(False)
    check(dialog, "Sources").setChecked(False)
    check(dialog, "Prompts").setChecked(True)
    text = written()
    assert "Trotsky was not there" not in text
    assert "Notes, page 3" not in text
    assert "How does it answer the question" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the name of the file to export to."),
        ("missing/plan.docx", "There is no folder"),
        ("file/plan.docx", "is not a folder"),
        ("", ""),
        (".", "is a folder. Add the name of a file to it."),
        ("folder.docx", "is a folder. Add the name of a file to it."),
        ("x" * 300 + ".docx", "name is too long"),
    ],
)
def test_a_bad_place_is_told_and_the_dialog_stays(dialog, folder, typed, said):
    (folder / "file").write_text("a file")
    (folder / "folder.docx").mkdir()
    before = sorted(os.listdir(folder))
    text = str(folder / typed) if typed else typed
    path(dialog).setText(text)
    export(dialog)
    assert said in problem(dialog)
    assert dialog.isVisible()
    assert path(dialog).text() == text
    assert sorted(os.listdir(folder)) == before
    path(dialog).setText(str(folder / "good.md"))
    assert problem(dialog) == ""
    export(dialog)
    assert dialog.saved == folder / "good.md"


def test_a_folder_without_a_name_is_not_taken_for_a_file(dialog, folder):
    path(dialog).setText(str(folder))
    export(dialog)
    assert "is a folder" in problem(dialog)
    assert [name for name in os.listdir(folder.parent) if name.startswith("out")] == ["out"]


def test_an_earlier_file_is_asked_about(dialog, folder, modals):
    target = folder / "plan.md"
    target.write_text("Earlier")
    path(dialog).setText(str(target))
    seen = []

    def refuse(box):
        seen.append(box.text())
        press("Go back")(box)

    modals.answer(refuse)
    export(dialog)
    assert seen == ["Replace plan.md?"]
    assert target.read_text() == "Earlier"
    assert dialog.isVisible()
    modals.answer(press("Replace"))
    export(dialog)
    assert "Stalin was cunning" in target.read_text(encoding="utf-8")


def test_a_name_that_gets_its_suffix_is_asked_about_too(dialog, folder, modals):
    target = folder / "plan.docx"
    target.write_text("Earlier")
    path(dialog).setText(str(folder / "plan"))
    modals.answer(press("Go back"))
    export(dialog)
    assert target.read_text() == "Earlier"


def test_a_failed_export_leaves_the_earlier_file(dialog, folder, modals, monkeypatch):
    target = folder / "plan.docx"
    target.write_text("Earlier")
    path(dialog).setText(str(target))

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.files.os.fsync", full)
    modals.answer(press("Replace"))
    export(dialog)
    assert "There is no room" in problem(dialog)
    assert "The earlier file is as it was." in problem(dialog)
    assert dialog.isVisible()
    assert target.read_text() == "Earlier"
    assert os.listdir(folder) == ["plan.docx"]


def test_the_word_document_opens(dialog, folder):
    path(dialog).setText(str(folder / "plan.docx"))
    export(dialog)
    texts = [p.text for p in Document(str(folder / "plan.docx")).paragraphs]
    assert texts[0] == samples.WHY.text


def test_browsing_fills_in_the_place(dialog, folder, monkeypatch):
    # The system's own dialog is not ours to drive.
    monkeypatch.setattr(
        "planner.ui.export_dialog.QFileDialog.getSaveFileName",
        lambda *_, **__: (str(folder / "chosen.md"), ""),
    )
    press("Browse…")(dialog)
    assert path(dialog).text() == str(folder / "chosen.md")
    assert radio(dialog, "Markdown").isChecked()


# What the plan was thought out with


def test_only_what_the_plan_has_is_offered_and_nothing_is_chosen(dialog, thinking):
    assert list(dialog.parts) == ["timeline"]
    boxes = list(thinking.parts.values())
    assert len(boxes) == 4
    assert all(box.isVisible() and not box.isChecked() for box in boxes)
    assert thinking.choices() == Choices()
    check(thinking, "ranking").click()
    check(thinking, "piles").click()
    assert thinking.choices() == Choices(ranking=True, sorting=True)


def test_a_word_document_gets_pictures_of_what_is_chosen(thinking, folder):
    for words in ("ranking", "Links", "timeline"):
        check(thinking, words).click()
    export(thinking)
    document = Document(str(thinking.saved))
    assert len(document.inline_shapes) == 2
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[-4:] == ["Ranking", "Links", "Timeline", "Sources"]


def test_a_pdf_has_the_same_choices_and_pictures(thinking, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")

    def said():
        path(thinking).setText(str(tmp_path / "plan.pdf"))
        thinking.show()
        export(thinking)
        read = subprocess.run(["pdftotext", thinking.saved, "-"], capture_output=True, check=True)
        thinking.saved.unlink()
        return read.stdout.decode()

    assert "Course notes, page 3" in said()
    check(thinking, "Sources").click()
    for words in ("ranking", "Prompts"):
        check(thinking, words).click()
    text = said()
    assert "Course notes, page 3" not in text
    assert "[Still to be written.]" in text
    # A picture of it, in which words are words.
    assert "Party machine" in text[text.index("Ranking") :]


def test_a_pdf_is_made_where_qt_has_fonts_and_the_window_answers(dialog, folder, monkeypatch):
    seen = []

    def note(blocks, advance):
        seen.append((threading.current_thread(), type(advance)))
        return b"%PDF"

    monkeypatch.setattr("planner.ui.printing.plan_pdf", note)
    path(dialog).setText(str(folder / "plan.pdf"))
    export(dialog)
    assert seen == [(threading.main_thread(), Between)]
    assert (folder / "plan.pdf").read_bytes() == b"%PDF"


@pytest.fixture
def many(make, plan):
    """Show the dialog for a plan of so many letters that to end its PDF would hold the window."""
    said = "".join(chr(0x4E00 + number) for number in range(2_500))
    return make(samples.write(plan, samples.Part.LINE_OF_ARGUMENT, said))


def test_a_pdf_that_would_hold_the_window_is_made_elsewhere(many, folder, monkeypatch):
    monkeypatch.delattr("planner.ui.printing.plan_pdf")
    path(many).setText(str(folder / "plan.pdf"))
    # It takes about as long as what is waited for in silence.
    monkeypatch.setattr("planner.ui.packs.progress.PATIENCE", 60)
    export(many)
    assert (folder / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_one_that_is_cancelled_leaves_the_dialog(many, folder, modals, monkeypatch):
    monkeypatch.setattr("planner.ui.packs.progress.PATIENCE", 0)
    path(many).setText(str(folder / "plan.pdf"))
    modals.answer(press("Cancel"))
    export(many)
    assert many.isVisible()
    assert not problem(many)
    assert os.listdir(folder) == []


def test_a_pdf_that_cannot_be_made_is_told(dialog, folder, monkeypatch):
    monkeypatch.setattr("planner.paper.plan_pdf.QPainter.begin", lambda *_: False)
    path(dialog).setText(str(folder / "plan.pdf"))
    export(dialog)
    assert "Qt could not make a PDF. Nothing was written." in problem(dialog)
    assert dialog.isVisible()
    assert os.listdir(folder) == []


def test_markdown_gets_lists(thinking):
    check(thinking, "ranking").click()
    radio(thinking, "Markdown").click()
    export(thinking)
    assert "## Ranking\n\n- **1. Cunning**" in thinking.saved.read_text(encoding="utf-8")


# What is remembered


@pytest.fixture
def again(folder, memory, qtbot):
    """Return what opens the dialog anew for a plan."""
    parent = QWidget()
    essay = read_frameworks().essay
    yield lambda of, notes=None: ExportDialog(parent, of, essay, folder, notes or {}, memory)
    parent.deleteLater()


def test_what_was_chosen_is_chosen_the_next_time(thinking, again, plan, folder, library):
    radio(thinking, "Markdown").click()
    for words in ("Sources", "Prompts", "ranking", "piles"):
        check(thinking, words).click()
    export(thinking)
    assert thinking.saved is not None
    assert library.setting("export")
    next_time = again(thought())
    chosen = Choices(sources=False, prompts=True, ranking=True, sorting=True)
    assert next_time.choices() == chosen
    assert radio(next_time, "Markdown").isChecked()
    assert path(next_time).text().endswith(".md")
    # A plan that has no ranking changes nothing of what is wanted of one that has.
    other = again(plan)
    assert "ranking" not in other.parts
    check(other, "Prompts").click()
    path(other).setText(str(folder / "other.md"))
    export(other)
    assert again(thought()).choices() == Choices(sources=False, ranking=True, sorting=True)


def test_what_is_put_away_is_not_remembered(thinking, again):
    check(thinking, "Sources").click()
    press("Cancel")(thinking)
    assert again(thought()).choices() == Choices()


def test_notes_are_remembered_only_where_they_were_asked_about(plan, folder, again):
    export(again(plan))
    told = again(plan, {samples.FUNERAL.id: "Mine"})
    assert told.notes.isChecked()
    check(told, "My notes").click()
    path(told).setText(str(folder / "without.docx"))
    export(told)
    without = again(plan)
    path(without).setText(str(folder / "again.docx"))
    export(without)
    assert not again(plan, {samples.FUNERAL.id: "Mine"}).notes.isChecked()


@pytest.mark.parametrize("kept", ["", "odt -details", "docx  - -- details -nonsense"])
def test_a_memory_that_means_nothing_is_no_fault(plan, again, memory, kept):
    memory.set("export", kept)
    dialog = again(plan)
    assert radio(dialog, "Word").isChecked()
    assert dialog.choices().details is ("-details" not in kept)


def test_a_choice_that_was_never_made_has_its_usual_value(memory):
    kept = ExportMemory(memory)
    assert kept.wants("details", True)
    assert not kept.wants("prompts", False)
    kept.keep("md", {"details": False})
    assert not ExportMemory(memory).wants("details", True)
    assert ExportMemory(memory).format == "md"


def test_it_says_where_a_timeline_has_no_room_for_a_picture(again):
    def dated(count):
        year = 1900
        return [
            replace(samples.FUNERAL, id=f"usa/{n}", when=When(f"{year + n}", f"{year + n}"))
            for n in range(count)
        ]

    def shown(count):
        full = samples.begun()
        cards = dated(count)
        for number in range(3):
            some = cards[number * 99 : number * 99 + 99]
            full = samples.placed(full, *some, paragraph=number + 1) if some else full
        dialog = again(full)
        dialog.show()
        check(dialog, "timeline").click()
        settle()
        return dialog

    few, many = shown(9), shown(290)
    assert not few.hint.isVisible()
    assert "list in the order of time" in many.hint.text()
    assert many.hint.isVisible()
    # Markdown has no pictures.
    radio(many, "Markdown").click()
    assert not many.hint.isVisible()
    for dialog in (few, many):
        dialog.hide()
