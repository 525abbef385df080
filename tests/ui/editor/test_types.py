"""Question types of a pack's own: made in the editor, published, and met by a student."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from planner.model import pack_edits
from planner.model.framework import Need, QuestionType
from planner.packs.pack_file import build_pack, read_pack_file
from tests.ui import look
from tests.ui.modal import press, settle

Key = Qt.Key


@pytest.fixture
def types(editor):
    """Return the page of the question types, shown by its key."""
    QTest.keyClick(QApplication.focusWidget(), Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert editor.page() is editor.sheets["question type"]
    return editor.page()


def say(*words: str) -> None:
    """Type in whatever has the keyboard, with Tab after each."""
    for each in words:
        for letter in each:
            to = QApplication.focusWidget()
            QTest.keyClick(to, Key.Key_Return if letter == "\n" else letter)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        settle()


def made(editor) -> tuple[QuestionType, ...]:
    return editor.session.pack.question_types


def begin(types, name="Our mock") -> None:
    """Type a name in the table's empty row."""
    types.begin_new()
    for letter in name:
        QTest.keyClick(QApplication.focusWidget(), letter)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    settle()
    types.view.go_to("usa/our-mock")


def fill(editor, types) -> None:
    """Make a whole type with the keyboard alone, field after field of the form."""
    begin(types)
    types.form.take_focus("stems")
    say("How clever was\n... is it fair that", "How clever", "Our school", "Year 10", "30", "40")
    say("4")
    types.form.fields["needs"].boxes[Need.JUDGEMENT].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
    types.form.fields["framework"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "PEEZL")
    types.form.take_focus("rewarded")
    say("A judgement that is argued.", "2026")
    assert editor.settle()


MOCK = QuestionType(
    "usa/our-mock",
    "Our mock",
    "",
    30,
    40,
    "Our school",
    "Year 10",
    2026,
    "How clever",
    ("How clever was", "... is it fair that"),
    4,
    (Need.JUDGEMENT,),
    "peezl",
    "A judgement that is argued.",
)


def test_a_type_is_made_with_the_keyboard_and_saved_as_it_is_made(editor, types, drafts):
    fill(editor, types)
    assert made(editor) == (MOCK,)
    assert drafts.load("usa").question_types == (MOCK,)
    assert editor.switch.buttons[3].text() == "Question types  1"
    shown = [types.model.index(0, column).data() for column in range(types.model.columnCount())]
    assert shown == ["Our mock", *shown[1:2], "Our school", "Year 10", "30", "40"]
    while made(editor):
        editor.session.undo()
    editor.session.redo()
    assert made(editor)[0].name == "Our mock"


def test_what_is_wrong_is_listed_and_leads_to_its_field(editor, types, qtbot):
    begin(types)

    def told():
        return {p.rule: p for p in editor.problems.list.held.problems if p.kind == "question type"}

    qtbot.waitUntil(lambda: "no-stem" in told())
    editor.show_page(0)
    editor.show_problem(told()["no-stem"])
    assert editor.page() is types
    assert types.view.current_id() == "usa/our-mock"
    # A test’s keyboard has no such keys.
    types.form.fields["stems"].insertPlainText("… ‘…’")
    editor.settle()
    qtbot.waitUntil(lambda: "question-type" in told())
    problem = told()["question-type"]
    assert problem.grave
    assert problem.says == "The question type “Our mock” has a stem without words, “… ‘…’”."
    assert types.form.boxes["stems"].problem.text() == f"{problem.says} {problem.do}"


def test_a_number_that_is_none_is_refused_until_it_is_one(editor, types, host):
    begin(types)
    types.form.take_focus("paragraphs")
    say("99")
    assert made(editor)[0].paragraphs == 0
    assert not editor.settle()
    assert "Paragraphs should be a whole number from 0 to 20" in host.notice.text.text()
    types.form.take_focus("paragraphs")
    types.form.fields["paragraphs"].selectAll()
    say("12")
    assert made(editor)[0].paragraphs == 12


def test_a_question_can_be_of_a_type_of_the_packs_own_and_loses_it_with_it(editor, types, host):
    fill(editor, types)
    questions = editor.sheets["question"]
    editor.show_page(2)
    choice = questions.form.fields["type"]
    assert choice.itemText(0) == "Our mock"
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    first = editor.session.pack.questions[0]
    assert (first.type, first.minutes) == ("usa/our-mock", 40)
    editor.show_page(3)
    types.view.go_to("usa/our-mock")
    types.hands.remove()
    assert editor.session.pack.questions[0].type == "general"
    assert host.notice.text.text() == "Removed “Our mock”, and took it out of 1 question."
    editor.session.undo()
    assert editor.session.pack.questions[0] == first
    assert made(editor) == (MOCK,)


def test_a_copy_and_a_block_of_cells(editor, types):
    fill(editor, types)
    types.hands.duplicate()
    assert [kind.id for kind in made(editor)] == ["usa/our-mock", "usa/our-mock-2"]
    heads = ["Name", "Recognised by", "An answer has to have", "Paragraphs follow"]
    types.hands.paste_block([heads, ["Pasted", "Rank the", "both sides, judgement", "TEEL"]])
    pasted = made(editor)[2]
    assert (pasted.stems, pasted.needs, pasted.framework) == (
        ("Rank the",),
        (Need.BOTH_SIDES, Need.JUDGEMENT),
        "teel",
    )
    types.hands.paste_block([heads, ["Other", "", "luck", ""]])
    assert len(made(editor)) == 3


def test_a_students_question_is_recognised_by_a_type_from_the_editor(
    editor, types, library, make_window, modals, tmp_path
):
    """Editor, file, import, new plan."""
    fill(editor, types)
    moved = pack_edits.rename_id(editor.session.pack, "school")
    path = tmp_path / "school.evidencepack"
    path.write_bytes(build_pack(moved))
    library.install(read_pack_file(path).pack)
    desk = make_window()

    def answer(dialog):
        look.named(dialog, "Your own question").setPlainText("3 (b) how clever was Stalin")
        assert dialog.recognised.text() == "Our mock · 30 marks · 40 min · Our school Year 10"
        assert dialog.framework.currentText().startswith("PEEZL")
        assert "for each of 4 paragraphs" in dialog.begins.text()
        assert dialog.begins.text().endswith("The answer has to have a judgement.")
        press("Create plan")(dialog)

    modals.answer(answer)
    look.pushed(desk.home, "New plan").click()
    plan = desk.session.plan
    question = plan.question
    assert (question.type, question.marks, question.minutes) == ("school/our-mock", 30, 40)
    assert (plan.framework.id, len(plan.paragraphs)) == ("peezl", 4)

    def list_kinds(dialog):
        kinds = look.named(dialog, "Kinds of question", QListWidget)
        assert kinds.item(1).text().startswith("Our mock")
        dialog.reject()

    modals.answer(list_kinds)
    desk.desk.header.type.click()
