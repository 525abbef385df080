import os

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressDialog, QWidget

from planner.packs.data import read_frameworks
from planner.paper import Sheet
from planner.ui import paper_dialog
from planner.ui.paper_dialog import PaperDialog, ask_paper
from planner.ui.paper_preview import Preview
from tests.ui import look, samples
from tests.ui.modal import press, settle


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def make(folder, theme, qtbot):
    """Return what opens the dialog on a pack."""
    parent = QWidget()
    made = []

    def make(pack=None):
        dialog = PaperDialog(parent, pack or samples.pack(), read_frameworks(), theme, folder)
        made.append(dialog)
        dialog.show()
        settle()
        return dialog

    yield make
    for dialog in made:
        dialog.hide()
    parent.deleteLater()


@pytest.fixture
def dialog(make):
    return make()


def path(dialog):
    return look.named(dialog, "Save to")


def choice(dialog, name) -> QComboBox:
    return look.named(dialog, name, QComboBox)


def choose(dialog, name, words):
    """Choose from a list with the keyboard, as its user does."""
    box = choice(dialog, name)
    QTest.keyClick(box, Qt.Key.Key_Home)
    while not box.currentText().startswith(words):
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before, offered(box)
    settle()


def offered(box):
    return [box.itemText(number) for number in range(box.count())]


def shown(dialog):
    """Return which choices can be seen."""
    names = ("Paper", "Cards", "Factors", "Framework")
    return [name for name in names if choice(dialog, name).isVisible()]


def problem(dialog) -> str:
    labels = dialog.findChildren(QLabel)
    return "".join(b.text() for b in labels if b.property("kind") == "problem" and b.isVisible())


def pixels(dialog) -> QImage:
    return dialog.findChild(Preview).grab().toImage()


def save(dialog):
    press("Save as PDF")(dialog)


def many(count):
    cards = tuple(replace(samples.FUNERAL, id=f"usa/c{number}") for number in range(count))
    return replace(samples.pack(), cards=cards)


@pytest.mark.parametrize(
    ("sheet", "choices", "sizes"),
    [
        ("Cards to cut out", ["Paper", "Cards", "Factors"], ["A4", "Letter"]),
        ("Paragraph mat", ["Paper", "Framework"], ["A4", "A3", "Letter"]),
        ("Knowledge organiser", ["Paper", "Factors"], ["A4", "Letter"]),
        ("Timeline", ["Paper", "Factors"], ["A4", "A3", "Letter"]),
    ],
)
def test_each_sheet_asks_what_goes_with_it(dialog, sheet, choices, sizes):
    look.pushed(dialog, sheet).click()
    settle()
    assert shown(dialog) == choices
    assert look.pushed(dialog, "Print backs too").isVisible() == (sheet == "Cards to cut out")
    assert offered(choice(dialog, "Paper")) == sizes


def test_paper_stays_as_chosen_where_the_sheet_has_it(dialog):
    choose(dialog, "Paper", "Letter")
    look.pushed(dialog, "Timeline").click()
    assert choice(dialog, "Paper").currentText() == "Letter"
    choose(dialog, "Paper", "A3")
    look.pushed(dialog, "Knowledge organiser").click()
    assert choice(dialog, "Paper").currentText() == "A4"


def test_only_factors_that_have_cards_are_offered(make):
    assert offered(choice(make(), "Factors")) == [
        "All factors",
        "Stalin’s cunning",
        "The party machine",
    ]
    one = replace(samples.pack(), cards=(samples.FUNERAL,))
    assert offered(choice(make(one), "Factors")) == ["All factors", "Stalin’s cunning"]


def test_the_keyboard_goes_from_sheet_to_sheet(dialog, qtbot):
    dialog.activateWindow()
    first = look.pushed(dialog, "Cards to cut out")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    settle()
    assert look.pushed(dialog, "Paragraph mat").isChecked()
    assert shown(dialog) == ["Paper", "Framework"]


def test_the_first_page_follows_every_choice(dialog):
    seen = [pixels(dialog)]

    def changed() -> bool:
        settle()
        seen.append(pixels(dialog))
        return seen[-1] != seen[-2]

    choose(dialog, "Cards", "9")
    assert changed()
    choose(dialog, "Factors", "The party")
    assert changed()
    choose(dialog, "Paper", "Letter")
    assert changed()
    for sheet in ("Paragraph mat", "Timeline", "Knowledge organiser"):
        look.pushed(dialog, sheet).click()
        assert changed()
    look.pushed(dialog, "Paragraph mat").click()
    assert changed()
    choose(dialog, "Framework", "PEACE")
    assert changed()


def test_paper_is_white_in_the_dark_too(dialog, dark):
    settle()
    image = pixels(dialog)
    middle = {image.pixel(x, image.height() // 2) & 0xFFFFFF for x in range(image.width())}
    assert 0xFFFFFF in middle


@pytest.mark.parametrize("sheet", list(Sheet))
def test_it_saves_where_it_suggests(dialog, folder, sheet):
    dialog.sheets[sheet].click()
    assert path(dialog).text() == str(folder / f"usa {sheet}.pdf")
    save(dialog)
    assert dialog.saved == folder / f"usa {sheet}.pdf"
    assert dialog.saved.read_bytes().startswith(b"%PDF")
    assert not dialog.isVisible()
    assert os.listdir(folder) == [f"usa {sheet}.pdf"]


def test_a_name_that_was_typed_stays_and_gets_its_suffix(dialog, folder):
    path(dialog).clear()
    QTest.keyClicks(path(dialog), str(folder / "my sheet"))
    look.pushed(dialog, "Timeline").click()
    save(dialog)
    assert os.listdir(folder) == ["my sheet.pdf"]


def test_the_choices_are_kept_to(dialog, folder, monkeypatch):
    given = []
    monkeypatch.setattr(
        paper_dialog,
        "make_pdf",
        lambda pack, sheet, choices, framework, advance: (
            given.append((sheet, choices, framework.id)) or b"%PDF"
        ),
    )
    choose(dialog, "Paper", "Letter")
    choose(dialog, "Cards", "9")
    look.pushed(dialog, "Print backs too").click()
    choose(dialog, "Factors", "The party")
    save(dialog)
    choices = paper_dialog.PaperChoices("Letter", 9, True, "usa/machine")
    assert given == [(Sheet.CARDS, choices, "peel")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the name of the file to save."),
        (".", "is a folder. Add the name of a file to it."),
        ("missing/a.pdf", "There is no folder"),
        ("x" * 300 + ".pdf", "name is too long"),
        ("a\0b", "Choose another name"),
    ],
)
def test_a_bad_place_is_told_and_the_dialog_stays(dialog, folder, typed, said):
    path(dialog).setText(str(folder / typed) if typed else "")
    save(dialog)
    assert said in problem(dialog)
    assert dialog.isVisible()
    assert os.listdir(folder) == []
    path(dialog).setText(str(folder / "good.pdf"))
    save(dialog)
    assert dialog.saved == folder / "good.pdf"


def test_an_earlier_file_is_asked_about_and_kept_where_writing_fails(
    dialog, folder, modals, monkeypatch
):
    target = folder / "usa cards.pdf"
    target.write_text("Earlier")
    modals.answer(press("Go back"))
    save(dialog)
    assert target.read_text() == "Earlier"
    assert dialog.isVisible()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("planner.files.os.fsync", full)
        modals.answer(press("Replace"))
        save(dialog)
    assert "There is no room" in problem(dialog)
    assert "The earlier file is as it was." in problem(dialog)
    assert target.read_text() == "Earlier"
    modals.answer(press("Replace"))
    save(dialog)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_pack_without_cards_says_so_and_a_mat_can_be_printed(make, folder):
    dialog = make(replace(samples.pack(), cards=()))
    assert "This pack has no cards yet" in problem(dialog)
    save(dialog)
    assert "This pack has no cards yet" in problem(dialog)
    assert os.listdir(folder) == []
    look.pushed(dialog, "Paragraph mat").click()
    assert problem(dialog) == ""
    save(dialog)
    assert os.listdir(folder) == ["usa mat.pdf"]


@pytest.fixture
def lettered():
    """Return a pack of so many letters that to end its PDF would hold the window."""
    said = "".join(chr(0x4E00 + number) for number in range(2_500))
    return replace(samples.pack(), cards=(replace(samples.FUNERAL, detail=said),))


def test_a_pdf_that_would_hold_the_window_is_made_elsewhere(make, lettered, folder, monkeypatch):
    monkeypatch.delattr("planner.ui.paper_dialog.make_pdf")
    # It takes about as long as what is waited for in silence.
    monkeypatch.setattr("planner.ui.packs.progress.PATIENCE", 60)
    dialog = make(lettered)
    save(dialog)
    assert dialog.saved is not None
    assert dialog.saved.read_bytes().startswith(b"%PDF")


def test_one_that_is_cancelled_leaves_the_dialog(make, lettered, folder, modals, monkeypatch):
    monkeypatch.setattr("planner.ui.packs.progress.PATIENCE", 0)
    dialog = make(lettered)
    modals.answer(press("Cancel"))
    save(dialog)
    assert dialog.isVisible()
    assert not problem(dialog)
    assert os.listdir(folder) == []


def test_a_large_pack_shows_progress_and_can_be_stopped(make, folder, monkeypatch, modals):
    values = []

    def stop(progress):
        values.append((progress.value(), progress.maximum()))
        press("Stop")(progress)

    dialog = make(many(300))
    with monkeypatch.context() as patch:
        patch.setattr(paper_dialog, "_MOMENT", 0)
        patch.setattr(paper_dialog, "_BETWEEN", 0)
        modals.answer(stop)
        save(dialog)
    ((value, most),) = values
    assert value < most == 300
    assert dialog.isVisible()
    assert dialog.saved is None
    assert os.listdir(folder) == []
    assert problem(dialog) == ""
    save(dialog)
    assert os.listdir(folder) == ["usa cards.pdf"]


def test_a_small_pack_shows_no_progress(dialog, monkeypatch):
    seen = []
    monkeypatch.setattr(QProgressDialog, "show", lambda *_: seen.append("shown"))
    save(dialog)
    assert seen == []


def test_browsing_fills_in_the_place(dialog, folder, monkeypatch):
    # The system's own dialog is not ours to drive.
    monkeypatch.setattr(
        "planner.ui.paper_dialog.QFileDialog.getSaveFileName",
        lambda *_, **__: (str(folder / "chosen.pdf"), ""),
    )
    press("Browse…")(dialog)
    look.pushed(dialog, "Timeline").click()
    assert path(dialog).text() == str(folder / "chosen.pdf")


def test_asking_returns_where_the_sheet_is(folder, theme, modals, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = (parent, samples.pack(), read_frameworks(), theme, folder)
    modals.answer(press("Cancel"))
    assert ask_paper(*asked) is None
    modals.answer(press("Save as PDF"))
    assert ask_paper(*asked) == folder / "usa cards.pdf"


def test_every_part_has_a_name_and_it_fits_a_small_screen(dialog):
    assert dialog.minimumSizeHint().height() <= 500
    assert dialog.minimumSizeHint().width() <= 860
    for part in dialog.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            assert look.told_of(part).text(look.QAccessible.Text.Name), part
