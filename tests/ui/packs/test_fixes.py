from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from planner.packs.fix_file import Fix, find_fix, fix_text, read_fix, save_fix_file
from planner.ui.packs.fix_dialog import FixDialog
from tests.ui import look, samples
from tests.ui.modal import choose, close, press, settle

FUNERAL = samples.FUNERAL
BETTER = replace(FUNERAL, headline="The funeral lie")


@pytest.fixture
def save_as(monkeypatch):
    """Return where the system's dialog says that a file goes."""
    chosen = {"path": "", "asked": ""}

    def save(_parent, _title, start, *_):
        chosen["asked"] = start
        return chosen["path"], ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", save)
    return chosen


def filled(then, why: str = "I read it in Service.", **fields: str):
    def answer(dialog) -> None:
        assert isinstance(dialog, FixDialog)
        for name, words in fields.items():
            look.named(dialog, name.capitalize()).setText(words)
        look.named(dialog, "Why?").setPlainText(why)
        look.named(dialog, "Your name").setText("Ada")
        then(dialog)

    return answer


def ask(desk, modals, *answers) -> None:
    """Ask for a fix from the shelf's menu."""
    shelf = desk.desk.shelf.list
    look.choose(shelf, look.row(shelf, FUNERAL.headline))
    modals.answer(choose("Suggest a fix"), *answers)
    shelf.customContextMenuRequested.emit(shelf.visualRect(shelf.currentIndex()).center())


def said(window) -> str:
    return window.notice.text.text()


WANTED = Fix("usa", 1, FUNERAL, BETTER, "I read it in Service.", "Ada")


# Sending one


def test_a_fix_is_saved_as_a_file(desk, library, modals, save_as, tmp_path):
    save_as["path"] = str(tmp_path / "mine")
    ask(desk, modals, filled(press("Save as a file…"), headline=BETTER.headline))
    assert read_fix(tmp_path / "mine.evidencefix") == WANTED
    assert Path(save_as["asked"]).name == "funeral.evidencefix"
    assert "Send that file to your teacher." in said(desk)
    # The student's own library is as it was.
    assert library.cards([FUNERAL.id]) == [FUNERAL]


def test_a_fix_is_copied_as_text(desk, modals):
    ask(desk, modals, filled(press("Copy as text"), headline=BETTER.headline))
    text = QGuiApplication.clipboard().text()
    assert find_fix(text) == WANTED
    assert "The funeral lie" in text
    assert "Paste it into a message" in said(desk)


def test_a_fix_is_suggested_from_the_card_too(desk, modals):
    modals.answer(press("Suggest a fix…"), filled(press("Copy as text"), headline=BETTER.headline))
    desk.kit.hands.open_card(FUNERAL)
    assert find_fix(QGuiApplication.clipboard().text()) == WANTED


def test_the_fix_is_of_the_card_as_its_pack_has_it(desk, library, modals):
    desk.session.apply(lambda plan: samples.placed(plan, FUNERAL), "place")
    newer = replace(FUNERAL, headline="The funeral ruse")
    pack = samples.pack()
    cards = tuple(newer if card == FUNERAL else card for card in pack.cards)
    desk.deeds.install(replace(pack, info=replace(pack.info, version=2), cards=cards), "")
    modals.answer(press("Suggest a fix…"), filled(press("Copy as text"), headline="Better"))
    desk.kit.hands.open_card(FUNERAL)
    fix = find_fix(QGuiApplication.clipboard().text())
    assert (fix.before, fix.version) == (newer, 2)


def test_what_is_wrong_is_told_and_kept(desk, modals):
    seen: list[str] = []

    def problem(dialog) -> str:
        return "".join(
            b.text() for b in dialog.findChildren(QLabel) if b.property("kind") == "problem"
        )

    def answer(dialog) -> None:
        press("Copy as text")(dialog)
        seen.append(problem(dialog))
        look.named(dialog, "Headline").setText("")
        press("Save as a file…")(dialog)
        seen.append(problem(dialog))
        dialog.reject()
        assert dialog.isVisible()
        dialog.reject()
        assert not dialog.isVisible()

    ask(desk, modals, answer, press("Go back"), press("Leave it"))
    assert "Nothing is changed yet." in seen[0]
    assert "needs a headline" in seen[1]


def test_a_file_that_cannot_be_written_is_told(desk, modals, save_as, tmp_path):
    save_as["path"] = str(tmp_path / "missing" / "a.evidencefix")

    def answer(dialog) -> None:
        filled(press("Save as a file…"), headline=BETTER.headline)(dialog)
        assert dialog.isVisible()
        assert "could not be written" in dialog.problem.text()
        save_as["path"] = str(tmp_path / "a.evidencefix")
        press("Save as a file…")(dialog)

    ask(desk, modals, answer)
    assert read_fix(tmp_path / "a.evidencefix") == WANTED


def test_a_fix_can_be_put_away_untouched(desk, modals):
    ask(desk, modals, close)


def test_an_own_card_has_no_teacher(desk, library, modals):
    library.save_card(replace(samples.MOOD, id="own/1"))
    seen: list[str] = []

    def read(view: QWidget) -> None:
        seen.extend(b.text() for b in view.findChildren(type(look.pushed(desk, "Export"))))
        view.close()

    modals.answer(read)
    desk.kit.hands.open_card(replace(samples.MOOD, id="own/1"))
    assert "Suggest a fix…" not in seen
    assert "Edit card…" in seen


# Receiving one


class Editor:
    """Stands for the editor: what it is asked to show is noted."""

    def __init__(self) -> None:
        self.fixes: list[Fix] = []

    def take_fix(self, fix: Fix) -> bool:
        self.fixes.append(fix)
        return True


@pytest.fixture
def made(window, library, monkeypatch):
    """Return what the editor of a pack that is made here is given."""
    library.drafts.save(samples.pack(), 1.0)
    editor = Editor()
    opened: list[str] = []

    def open_draft(draft_id: str) -> Editor:
        opened.append(draft_id)
        return editor

    monkeypatch.setattr(window, "open_draft", open_draft)
    yield editor.fixes
    assert set(opened) <= {"usa"}


def test_a_fix_that_is_opened_goes_to_the_editor(window, made, tmp_path):
    save_fix_file(WANTED, tmp_path / "a.evidencefix")
    window.receiving.open(tmp_path / "a.evidencefix")
    assert made == [WANTED]


def test_a_fix_that_is_dropped_goes_to_the_editor(window, made, hand, tmp_path):
    save_fix_file(WANTED, tmp_path / "a.evidencefix")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.evidencefix"))])
    hand.drop(mime, window.home)
    settle()
    assert made == [WANTED]


def test_a_fix_is_pasted_from_a_message(window, made):
    quoted = "\n".join(f"> {line}" for line in fix_text(WANTED).splitlines())
    QGuiApplication.clipboard().setText(f"Hello, see below\n{quoted}\nAda")
    window.receiving.paste_fix()
    assert made == [WANTED]


def test_a_fix_for_anothers_pack_is_said_to_be(window, modals, tmp_path):
    save_fix_file(WANTED, tmp_path / "a.evidencefix")
    seen: list[str] = []

    def read(box) -> None:
        seen.extend(label.text() for label in box.findChildren(QLabel))
        press("OK")(box)

    modals.answer(read)
    window.receiving.open(tmp_path / "a.evidencefix")
    assert "This fix is for a pack that is not made here" in seen
    assert any("The funeral trick" in text for text in seen)


@pytest.mark.parametrize("text", ["", "Hello"])
def test_a_clipboard_without_a_fix_is_told(window, text):
    QGuiApplication.clipboard().setText(text)
    window.receiving.paste_fix()
    assert window.notice.is_warning


def test_a_bad_fix_is_told(window, tmp_path):
    (tmp_path / "a.evidencefix").write_bytes(b"{}")
    window.receiving.open(tmp_path / "a.evidencefix")
    assert window.notice.is_warning
    assert "a.evidencefix" in said(window)
