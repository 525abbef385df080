from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QAccessible

from planner.model.text import PASSAGE
from planner.ui.controls import MOST_TOLD, PlainEdit, announce, tip


def test_a_tip_is_text_in_paragraphs():
    assert tip("<img src=x>", "", "a & b") == "<p>&lt;img src=x&gt;</p><p>a &amp; b</p>"
    assert tip("") == ""


def test_a_tip_tells_no_more_than_can_be_read():
    told = tip("<" * 20_000)
    assert told == f"<p>{'&lt;' * (MOST_TOLD - 1)}…</p>"


def test_a_screen_reader_is_told_what_is_announced(monkeypatch, qapp):
    told, teller = [], QObject()

    class Access(QAccessible):
        @staticmethod
        def updateAccessibility(event):
            told.append((event.object(), event.type(), event.message()))

    monkeypatch.setattr("PySide6.QtGui.QAccessible", Access)
    announce(teller, "Placed in Point & more")
    assert told == [(teller, QAccessible.Event.Announcement, "Placed in Point & more")]


def test_a_paste_of_millions_is_cut_and_still_too_long_to_be_saved(theme, qtbot):
    edit, mime = PlainEdit(), QMimeData()
    qtbot.addWidget(edit)
    mime.setText("x\x1b" * 1_000_000)
    edit.insertFromMimeData(mime)
    # What is no text is gone; the rest tells by its length that something is amiss.
    assert edit.toPlainText() == "x" * ((PASSAGE + 1_000) // 2)
    mime.setText("x" * 2_000_000)
    edit.setPlainText("")
    edit.insertFromMimeData(mime)
    assert PASSAGE < len(edit.toPlainText()) < 2 * PASSAGE
