import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget

from tests.ui import look, samples
from tests.ui.modal import close, press


def told(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def own(dialog, words: str) -> None:
    look.named(dialog, "Your own question").setPlainText(words)


def ask(window, modals, *answers) -> None:
    modals.answer(*answers)
    look.pushed(window.home, "New plan").click()


def test_a_packs_question_begins_a_plan(window, modals, library):
    def answer(dialog):
        questions = look.named(dialog, "Questions", QListWidget)
        assert [questions.item(r).text() for r in range(questions.count())] == [
            samples.WHY.text,
            samples.HOW.text,
        ]
        questions.setCurrentRow(1)
        assert any("16 marks" in text for text in told(dialog))
        press("Create plan")(dialog)

    ask(window, modals, answer)
    plan = window.session.plan
    assert window.on_desk
    assert plan.question == samples.HOW
    assert plan.framework.id == "peel"
    assert len(plan.paragraphs) == 3
    assert plan.factors == samples.FACTORS
    assert library.plans.load(plan.id) == plan
    assert window.windowTitle().startswith(samples.HOW.text)


def test_what_is_typed_at_once_is_ones_own_question(window, modals, qtbot):
    def answer(dialog):
        # The second question of the list begins so.
        qtbot.keyClicks(dialog.focusWidget(), "H")
        qtbot.keyClicks(dialog.focusWidget(), "ow did Trotsky lose?")
        assert look.named(dialog, "Questions", QListWidget).currentRow() == -1
        press("Create plan")(dialog)

    ask(window, modals, answer)
    assert window.session.plan.question.text == "How did Trotsky lose?"


def test_what_is_pasted_at_once_is_ones_own_question(window, modals, qtbot):
    QGuiApplication.clipboard().setText("Why did Zinoviev lose?")

    def answer(dialog):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        press("Create plan")(dialog)

    ask(window, modals, answer)
    assert window.session.plan.question.text == "Why did Zinoviev lose?"


def test_the_first_question_is_chosen_and_enter_creates(window, modals, qtbot):
    def answer(dialog):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    ask(window, modals, answer)
    assert window.session.plan.question == samples.WHY


def test_the_chosen_framework_is_used(window, modals):
    def answer(dialog):
        frameworks = look.named(dialog, "Framework", QComboBox)
        frameworks.setCurrentIndex(frameworks.findData("teel"))
        press("Create plan")(dialog)

    ask(window, modals, answer)
    plan = window.session.plan
    assert plan.framework.id == "teel"
    assert [s.kind for s in plan.paragraphs[0].slots] == list(plan.framework.slots)


def test_ones_own_question_is_cleaned(window, modals):
    def answer(dialog):
        own(dialog, "  Why \x07did\nTrotsky\u202e lose? 😀 ")
        press("Create plan")(dialog)

    ask(window, modals, answer)
    assert window.session.plan.question.text == "Why did Trotsky lose? 😀"
    assert window.session.plan.question.id.startswith("own/")


def test_a_question_of_ten_thousand_characters_is_refused_and_kept(window, modals, library):
    long = "why " * 2_500

    def answer(dialog):
        own(dialog, long)
        press("Create plan")(dialog)
        assert dialog.isVisible()
        assert any("A question can have at most 600 characters" in text for text in told(dialog))
        assert look.named(dialog, "Your own question").toPlainText() == long
        dialog.reject()

    ask(window, modals, answer)
    assert not window.on_desk
    assert library.plans.summaries() == []


@pytest.mark.parametrize("words", ["\x07\u202e", "   \n "])
def test_a_question_of_nothing_is_not_a_question(window, modals, words):
    def answer(dialog):
        own(dialog, words)
        press("Create plan")(dialog)
        if dialog.isVisible():
            assert any("A plan needs a question" in text for text in told(dialog))
            dialog.reject()

    ask(window, modals, answer)
    if window.on_desk:
        assert window.session.plan.question == samples.WHY


def test_it_can_be_put_away(window, modals, library):
    ask(window, modals, close)
    assert not window.on_desk
    assert library.plans.summaries() == []


def test_a_plan_that_cannot_be_saved_is_told(window, modals, store):
    store.broken = True
    ask(window, modals, press("Create plan"))
    assert not window.on_desk
    assert "The disk is full" in window.notice.text.text()


def test_ones_own_question_is_recognised_and_its_framework_offered(window, modals):
    def answer(dialog):
        own(dialog, "To what extent was Stalin cunning?")
        kind = window.kit.kinds.all()["to-what-extent"]
        assert any(
            text.startswith(f"{kind.name} · {kind.marks} marks") and "would fit too" in text
            for text in told(dialog)
        )
        frameworks = look.named(dialog, "Framework", QComboBox)
        assert frameworks.currentData() == kind.framework
        press("Create plan")(dialog)

    ask(window, modals, answer)
    kind = window.kit.kinds.all()["to-what-extent"]
    question = window.session.plan.question
    assert (question.type, question.marks, question.minutes) == (kind.id, kind.marks, kind.minutes)
    assert window.session.plan.framework.id == kind.framework


def test_a_framework_that_was_chosen_is_not_changed_again(window, modals):
    def answer(dialog):
        frameworks = look.named(dialog, "Framework", QComboBox)
        at = frameworks.findData("teel")
        frameworks.setCurrentIndex(at)
        frameworks.activated.emit(at)
        own(dialog, "To what extent was Stalin cunning?")
        assert frameworks.currentData() == "teel"
        press("Create plan")(dialog)

    ask(window, modals, answer)
    assert window.session.plan.framework.id == "teel"


def test_a_question_that_is_pasted_keeps_its_points_and_its_marks(window, modals):
    def answer(dialog):
        own(dialog, "Explain why Stalin won. [12 marks]\nYou may use\n- luck\n- the machine")
        press("Create plan")(dialog)

    ask(window, modals, answer)
    question = window.session.plan.question
    assert (question.type, question.marks) == ("explain-why", 12)
    assert window.kit.kinds.asked(question.text).points == ("luck", "the machine")


def test_a_question_of_no_kind_is_an_essay(window, modals):
    def answer(dialog):
        own(dialog, "Stalin and his rivals")
        assert "Essay" in told(dialog)
        press("Create plan")(dialog)

    ask(window, modals, answer)
    question = window.session.plan.question
    assert (question.type, question.marks, question.minutes) == ("general", 0, 0)


def test_the_board_that_was_last_chosen_is_likelier(window, modals):
    window.memory.set("last_kind", "ib-to-what-extent")

    def answer(dialog):
        own(dialog, "To what extent was Stalin cunning?")
        press("Create plan")(dialog)

    ask(window, modals, answer)
    assert window.session.plan.question.type == "ib-to-what-extent"


def test_without_any_question_its_kind_cannot_be_chosen_yet(window, modals, library):
    library.hide("usa")

    def answer(dialog):
        assert not look.pushed(dialog, "Another kind, marks or minutes…").isEnabled()
        own(dialog, "Why did Zinoviev lose?")
        assert look.pushed(dialog, "Another kind, marks or minutes…").isEnabled()
        close(dialog)

    ask(window, modals, answer)
