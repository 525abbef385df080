import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.model.plan import Field, Part
from planner.model.text import PASSAGE, clean_text
from planner.ui.payload import Payload, to_mime
from planner.ui.plan_text import AT_ONCE, PlanText
from planner.ui.session import Session
from tests.ui import samples

LINE = Field(Part.LINE_OF_ARGUMENT)

ODD = [
    "a\u00a0b\u202fc",
    "two\u2028parts\u2029three",
    "a\r\nb\rc",
    "עברית and عربي",
    "\u200f\u200eא",
    "😀👩‍👩‍👧 e\u0301 é",
    "a\tb\x00c\ufffc",
    "ends with a line\n\n",
    " spaces  kept ",
    "\ufdd0\ufdd1",
    "",
]


@pytest.fixture
def held(theme, session, qtbot):
    """Return a window to put fields in."""
    holder = QWidget()
    QVBoxLayout(holder)
    holder.resize(400, 300)
    yield holder
    holder.hide()
    holder.deleteLater()


def put(held: QWidget, session: Session, field=LINE, **how) -> PlanText:
    text = PlanText(session, field, "Line of argument", **how)
    held.layout().addWidget(text)
    return text


def show(held: QWidget, qtbot) -> None:
    held.show()
    held.activateWindow()
    qtbot.waitUntil(held.isActiveWindow)


def test_a_new_field_has_nothing_to_undo(held, session):
    text = PlanText(session, LINE, "Line of argument", parent=held)
    assert not text.document().isUndoAvailable()


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("single", [False, True], ids=["passage", "line"])
def test_showing_a_text_does_not_change_it(held, session, store, words, single):
    text = put(held, session, single=single)
    kept = " ".join(clean_text(words).split()) if single else clean_text(words)
    text.show_words(kept)
    assert not session.unsaved
    assert text.words() == kept
    # Nor does a key that is taken back at once.
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.insertPlainText("x")
    text.textCursor().deletePreviousChar()
    assert text.words() == kept


def test_what_is_typed_goes_to_the_session(held, session, qtbot):
    text = put(held, session)
    show(held, qtbot)
    text.setFocus()
    qtbot.keyClicks(text, "Stalin")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "won")
    assert session.unsaved
    session.settle()
    assert session.plan.line_of_argument == "Stalin\nwon"


def test_leaving_a_field_saves_it(held, session, qtbot):
    text, other = put(held, session), put(held, session, Field(Part.INTRODUCTION))
    show(held, qtbot)
    text.setFocus()
    qtbot.keyClicks(text, "Stalin")
    other.setFocus()
    assert session.plan.line_of_argument == "Stalin"
    assert session.status == "Saved"


def test_the_field_that_made_a_change_is_not_written_again(held, session, qtbot):
    text = put(held, session)
    session.plan_changed.connect(lambda _, plan: text.show_words(plan.line_of_argument))
    show(held, qtbot)
    text.setFocus()
    qtbot.keyClicks(text, "Stalin  won ")
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(text, "So")
    session.settle()
    assert text.textCursor().position() == 2
    assert text.document().isUndoAvailable()


def test_another_text_is_shown_with_the_cursor_where_it_was(held, session):
    text = put(held, session)
    text.show_words("Stalin was cunning")
    cursor = text.textCursor()
    cursor.setPosition(6)
    text.setTextCursor(cursor)
    text.show_words("Stalin was very cunning")
    assert text.textCursor().position() == 6
    text.show_words("S")
    assert text.textCursor().position() == 1
    assert not session.unsaved


def test_what_cannot_be_saved_is_not_written_over(held, session, qtbot):
    text = put(held, session)
    session.plan_changed.connect(lambda _, plan: text.show_words(plan.line_of_argument))
    long = "x" * (PASSAGE + 1)
    text.insertPlainText(long)
    assert not session.settle()
    session.type(Field(Part.INTRODUCTION), "Another change")
    assert not session.settle()
    assert session.plan.introduction == "Another change"
    assert text.words() == long


def test_what_waits_for_the_disk_is_not_written_over(held, session, store):
    text, other = put(held, session), put(held, session, Field(Part.INTRODUCTION))
    session.plan_changed.connect(lambda _, plan: text.show_words(plan.line_of_argument))
    session.plan_changed.connect(lambda _, plan: other.show_words(plan.introduction))
    store.broken = True
    text.insertPlainText("One")
    other.insertPlainText("Two")
    assert not session.settle()
    store.broken = False
    assert session.settle()
    assert (text.words(), other.words()) == ("One", "Two")
    assert other.document().isUndoAvailable()


def test_a_heading_is_one_line(held, session, plan, qtbot):
    paragraph = plan.paragraphs[0]
    heading = put(held, session, Field(Part.HEADING, paragraph.id), single=True)
    put(held, session)
    show(held, qtbot)
    heading.setFocus()
    QGuiApplication.clipboard().setText("Cunning\nand\r\n\tplanning\u2028too")
    heading.paste()
    assert heading.words() == "Cunning and planning too"
    with qtbot.waitSignal(heading.entered, timeout=100):
        qtbot.keyClick(heading, Qt.Key.Key_Return)
    assert heading.words() == "Cunning and planning too"
    session.settle()
    assert session.plan.paragraphs[0].heading == "Cunning and planning too"


def test_pasted_text_is_cleaned_and_plain(held, session):
    text = put(held, session)
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("a\r\nb\x07\u202e\u00a0c")
    QGuiApplication.clipboard().setMimeData(mime)
    text.paste()
    assert text.words() == "a\nb\u00a0c"


def test_cards_pasted_in_the_line_of_argument_are_text(held, session):
    text = put(held, session)
    QGuiApplication.clipboard().setMimeData(to_mime(Payload((samples.FUNERAL,))))
    text.paste()
    assert text.words() == "The funeral trick (January 1924): Trotsky was not there."


def test_cards_pasted_in_a_slots_text_go_to_the_slot(held, session, qtbot):
    text = put(held, session)
    text.take_cards()
    QGuiApplication.clipboard().setMimeData(to_mime(Payload((samples.FUNERAL,))))
    with qtbot.waitSignal(text.cards_pasted, timeout=100):
        text.paste()
    assert text.words() == ""


def test_a_whole_prompt_is_shown(held, session, qtbot):
    prompt = "Which factor mattered most, and by what test do you judge that? " * 3
    text = put(held, session)
    held.resize(220, 400)
    show(held, qtbot)
    line = text.fontMetrics().lineSpacing()
    one = text.height()
    text.show_prompt(prompt)
    assert text.height() >= one + 4 * line
    tall = text.height()
    qtbot.keyClicks(text, "x")
    assert text.height() == one
    text.clear()
    assert text.height() == tall


def test_a_field_grows_with_what_is_written(held, session, qtbot):
    text = put(held, session)
    show(held, qtbot)
    one, line = text.height(), text.fontMetrics().lineSpacing()
    text.insertPlainText("a\nb\nc")
    assert text.height() == one + 2 * line
    session.settle()
    assert text.verticalScrollBar().maximum() == 0
    text.show_words("words " * 200)
    assert text.verticalScrollBar().maximum() == 0
    text.show_words("")
    assert text.height() == one


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "One reason was "),
        ("So", "So One reason was "),
        ("So ", "So One reason was "),
        ("So\n", "So\nOne reason was "),
    ],
)
def test_a_starter_is_written_where_the_cursor_is(held, session, before, after):
    text = put(held, session)
    text.insertPlainText(before)
    text.begin_with("One reason was …")
    assert text.words() == after
    session.settle()
    assert session.plan.line_of_argument == after


LONG = "Stalin held the party. " * 400


def test_of_a_long_text_only_the_beginning_is_laid_out_until_it_is_seen(held, session, qtbot):
    text = put(held, session)
    text.show_words(LONG)
    assert text.words() == LONG
    assert text.toPlainText() == LONG[:AT_ONCE]
    assert text.isReadOnly()
    guessed = text.height()
    show(held, qtbot)
    qtbot.waitUntil(lambda: text.toPlainText() == LONG)
    assert not text.isReadOnly()
    assert text.verticalScrollBar().maximum() == 0
    assert guessed > 10 * text.fontMetrics().lineSpacing()
    assert not session.unsaved


def test_many_new_letters_are_met_in_turns_of_their_own_before_they_are_laid_out(
    held, session, qtbot, monkeypatch
):
    turns = []

    def meet_some(words, _font):
        assert words == LONG
        turns.append(text.toPlainText())
        return len(turns) == 3

    monkeypatch.setattr("planner.ui.plan_text.meet", meet_some)
    # The first has the keyboard, which shows a text whole at once.
    _, text = put(held, session), put(held, session, Field(Part.INTRODUCTION))
    text.show_words(LONG)
    show(held, qtbot)
    qtbot.waitUntil(lambda: text.toPlainText() == LONG)
    assert turns == 3 * [LONG[:AT_ONCE]]


def test_letters_are_met_before_a_field_gets_the_keyboard(held, session, qtbot, monkeypatch):
    met = []
    monkeypatch.setattr(
        "planner.ui.plan_text.meet_all", lambda words, _: met.append((words, text.toPlainText()))
    )
    other, text = put(held, session), put(held, session, Field(Part.INTRODUCTION))
    show(held, qtbot)
    text.hide()
    text.show_words(LONG)
    other.setFocus()
    text.show()
    text.setFocus()
    assert met == [(LONG, LONG[:AT_ONCE])]
    assert text.toPlainText() == LONG


def test_another_text_of_many_new_letters_begins_with_its_beginning(held, session, monkeypatch):
    text = put(held, session)
    text.show_words("Stalin")
    monkeypatch.setattr("planner.ui.plan_text.meet", lambda *_: False)
    text.show_words(LONG)
    assert (text.words(), text.toPlainText()) == (LONG, LONG[:AT_ONCE])


def test_a_field_that_gets_the_keyboard_has_its_whole_text(held, session, qtbot):
    other, text = put(held, session), put(held, session, Field(Part.INTRODUCTION))
    show(held, qtbot)
    text.hide()
    text.show_words(LONG)
    assert text.toPlainText() == LONG[:AT_ONCE]
    other.setFocus()
    text.show()
    text.setFocus()
    assert text.toPlainText() == LONG
    qtbot.keyClicks(text, "x")
    session.settle()
    assert session.plan.introduction == clean_text("x" + LONG)


def test_a_starter_is_written_into_the_whole_text(held, session):
    text = put(held, session)
    text.show_words(LONG)
    text.begin_with("One reason was …")
    session.settle()
    assert session.plan.line_of_argument == "One reason was " + LONG


def test_a_long_text_that_is_not_seen_yet_can_be_another(held, session):
    text = put(held, session)
    text.show_words(LONG)
    text.show_words("Stalin")
    assert (text.words(), text.toPlainText(), text.isReadOnly()) == ("Stalin", "Stalin", False)
    text.show_words(LONG)
    assert text.toPlainText() == LONG
    assert not session.unsaved


def test_a_short_text_is_there_at_once(held, session):
    text = put(held, session)
    text.show_words("x" * AT_ONCE)
    assert text.toPlainText() == "x" * AT_ONCE
    assert not text.isReadOnly()


class Heights(QObject):
    """Notes how high a field becomes."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.seen: list[int] = []
        field.installEventFilter(self)

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.seen.append(event.size().height())
        return False


def test_a_field_is_as_high_as_the_text_that_comes_after_another(held, session, qtbot):
    text = put(held, session)
    show(held, qtbot)
    text.show_words("one\ntwo\nthree")
    low, heights = text.height(), Heights(text)
    text.show_words("one\ntwo\nthree\nfour")
    high = low + text.fontMetrics().lineSpacing()
    assert text.height() == high
    text.show_words("one\ntwo\nsix")
    assert text.height() == low
    # It is never without a text between the two.
    assert {*heights.seen} == {low, high}
