"""Choosing the kind of question: what fits first, all others searched, all of it one change."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QListWidget

from planner.model import edits
from planner.model.evidence import Question
from planner.model.framework import Need, QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Field, Part
from planner.packs.data import read_question_types
from planner.store.library import Library
from planner.ui.kind_dialog import KindDialog
from planner.ui.kinds import Kinds
from tests.ui import look, samples
from tests.ui.modal import close, press, settle

AGREE = "‘Cunning decided the power struggle.’ How far do you agree? [20]"


@pytest.fixture
def asked(desk, library):
    """Return a window with a question that kinds of several boards fit."""
    question = Question("own/q", AGREE, "how-far-agree", 17, 25)
    library.plans.save(replace(samples.begun("asked"), question=question), 1)
    desk.open_plan("asked")
    settle()
    return desk


def lines(dialog) -> list[str]:
    kinds = look.named(dialog, "Kinds of question", QListWidget)
    rows = [kinds.item(row) for row in range(kinds.count())]
    return [row.text().partition("\n")[0] for row in rows if not row.isHidden()]


def pick(dialog, name: str) -> None:
    kinds = look.named(dialog, "Kinds of question", QListWidget)
    found = [r for r in range(kinds.count()) if kinds.item(r).text().startswith(name)]
    kinds.setCurrentRow(found[0])


def field(dialog, name: str) -> QLineEdit:
    return look.named(dialog, name, QLineEdit)


def numbers(dialog) -> tuple[str, ...]:
    return tuple(field(dialog, name).text() for name in ("Marks", "Minutes", "Paragraphs"))


def held(window) -> tuple[str, int, int]:
    question = window.session.plan.question
    return question.type, question.marks, question.minutes


def ask(window, modals, *answers) -> None:
    modals.answer(*answers)
    window.desk.header.type.click()
    settle()


def test_the_kinds_that_fit_come_first_and_the_plans_own_is_chosen(asked, modals):
    def answer(dialog):
        kinds = asked.kit.kinds.all()
        told = lines(dialog)
        fitting = [kind.name for kind in asked.kit.kinds.asked(AGREE).types]
        assert told[: len(fitting) + 2] == ["Fits this question", *fitting, "Other kinds"]
        assert sorted(told[1 : len(fitting) + 1] + told[len(fitting) + 2 :]) == sorted(
            kind.name for kind in kinds.values()
        )
        assert dialog.kind().id == "how-far-agree"
        assert numbers(dialog) == ("17", "25", "3")
        close(dialog)

    before = asked.session.plan
    ask(asked, modals, answer)
    assert asked.session.plan is before


def test_a_kind_is_chosen_with_what_is_given_for_it_by_one_change(asked, modals, library):
    def answer(dialog):
        pick(dialog, "Explain why")
        # The question names 20 marks, and the usual 18 minutes are for 12.
        assert numbers(dialog) == ("20", "30", "3")
        field(dialog, "Marks").setText("10")
        field(dialog, "Minutes").setText("14")
        field(dialog, "Paragraphs").setText("5")
        press("Use this kind")(dialog)

    before = asked.session.plan
    ask(asked, modals, answer)
    assert held(asked) == ("explain-why", 10, 14)
    assert len(asked.session.plan.paragraphs) == 5
    assert asked.desk.header.type.text() == "Explain why · 10 marks · 14 min"
    assert asked.session.undo_words == "choose Explain why"
    assert library.setting("last_kind") == "explain-why"
    asked.turning.undo()
    assert asked.session.plan == before


def test_a_search_finds_board_level_and_words(asked, modals):
    def answer(dialog):
        search = look.named(dialog, "Search kinds of question", QLineEdit)
        search.setText("ib examine")
        assert lines(dialog)[0] == "Examine"
        assert dialog.kind().id == "ib-examine"
        search.setText("no such kind")
        assert lines(dialog) == []
        assert dialog.kind().id == "ib-examine"
        search.clear()
        assert lines(dialog)[0] == "Fits this question"
        close(dialog)

    ask(asked, modals, answer)


def test_the_kinds_framework_is_taken_unless_it_is_not_wanted(asked, modals):
    def offered(dialog):
        return dialog.reframe

    def leave(dialog):
        assert not offered(dialog).isVisible()
        pick(dialog, "Examine")
        assert offered(dialog).isVisible()
        assert offered(dialog).isChecked()
        # A screen of 640 pixels still shows its buttons.
        assert dialog.height() <= 600
        offered(dialog).click()
        press("Use this kind")(dialog)

    ask(asked, modals, leave)
    assert asked.session.plan.framework.id == "peel"
    framework = asked.kit.frameworks.named(asked.kit.kinds.all()["ib-examine"].framework)

    def take(dialog):
        assert offered(dialog).text() == f"Build the paragraphs with {framework.name}"
        # The plan has this kind by now, so that its framework is only offered.
        assert not offered(dialog).isChecked()
        offered(dialog).click()
        field(dialog, "Paragraphs").setText("4")
        press("Use this kind")(dialog)

    ask(asked, modals, take)
    plan = asked.session.plan
    assert plan.framework == framework
    assert [len(p.slots) for p in plan.paragraphs] == [len(framework.slots)] * 4


def test_fewer_paragraphs_leave_those_that_are_written(asked, modals):
    last = asked.session.plan.paragraphs[2].id
    asked.session.apply(lambda p: edits.write(p, Field(Part.HEADING, last), "Kept"), "x")

    def answer(dialog):
        field(dialog, "Paragraphs").setText("1")
        press("Use this kind")(dialog)

    ask(asked, modals, answer)
    assert [p.id for p in asked.session.plan.paragraphs] == [last]


def test_another_kind_brings_all_that_is_given_for_it(desk, library, modals):
    """Also where the words told no kind, and marks and minutes were there before."""
    question = Question("own/q", "Stalin and his rivals", "general", 17, 21)
    library.plans.save(replace(samples.begun("unknown"), question=question), 1)
    desk.open_plan("unknown")
    settle()
    kind = desk.kit.kinds.all()["to-what-extent"]

    def answer(dialog):
        assert numbers(dialog) == ("17", "21", "3")
        assert dialog.needs.ticked() == ()
        pick(dialog, "To what extent\nAQA")
        assert numbers(dialog) == ("25", "45", "4") == (str(kind.marks), str(kind.minutes), "4")
        assert set(dialog.needs.ticked()) == set(kind.needs)
        assert dialog.reframe.isChecked()
        assert dialog.reframe.text() == "Build the paragraphs with A-level chain"
        assert dialog.shares.text().startswith("Of 45 minutes: ")
        assert "for each of 4 paragraphs" in dialog.shares.text()
        press("Use this kind")(dialog)

    before = desk.session.plan
    ask(desk, modals, answer)
    plan = desk.session.plan
    assert held(desk) == ("to-what-extent", 25, 45)
    assert len(plan.paragraphs) == 4
    assert plan.framework.id == "a-level-chain" == kind.framework
    assert all(len(p.slots) == len(plan.framework.slots) for p in plan.paragraphs)
    assert plan.needs is None
    desk.turning.undo()
    assert desk.session.plan == before


def test_what_the_answer_has_to_have_can_be_chosen(asked, modals):
    def answer(dialog):
        dialog.needs.boxes[Need.JUDGEMENT].click()
        dialog.needs.boxes[Need.COMPARISON].click()
        press("Use this kind")(dialog)

    ask(asked, modals, answer)
    plan = asked.session.plan
    assert plan.needs == (Need.STATED_FACTOR, Need.BOTH_SIDES, Need.COMPARISON)
    assert asked.kit.kinds.of_plan(plan).needs == plan.needs

    def again(dialog):
        assert dialog.needs.ticked() == plan.needs
        dialog.needs.boxes[Need.JUDGEMENT].click()
        dialog.needs.boxes[Need.COMPARISON].click()
        press("Use this kind")(dialog)

    ask(asked, modals, again)
    assert asked.session.plan.needs is None


def test_the_desk_goes_by_what_was_chosen(asked, modals):
    def answer(dialog):
        pick(dialog, "Explain why")
        field(dialog, "Marks").setText("12")
        assert "conclusion" not in dialog.shares.text()
        dialog.needs.boxes[Need.JUDGEMENT].click()
        assert "for the conclusion" in dialog.shares.text()
        press("Use this kind")(dialog)

    ask(asked, modals, answer)
    assert "for the conclusion" in asked.desk.header.type.accessibleDescription()


def test_paragraphs_that_are_begun_are_counted(asked, modals):
    for paragraph in asked.session.plan.paragraphs:
        heading = Field(Part.HEADING, paragraph.id)
        asked.session.apply(lambda p, heading=heading: edits.write(p, heading, "Kept"), "x")

    def answer(dialog):
        field(dialog, "Paragraphs").setText("2")
        assert "for each of 3 paragraphs" in dialog.shares.text()
        assert dialog.shares.text().endswith("3 paragraphs are begun, and stay.")
        close(dialog)

    ask(asked, modals, answer)


def test_too_many_minutes_are_told(asked, modals):
    def answer(dialog):
        field(dialog, "Minutes").setText("501")
        press("Use this kind")(dialog)
        assert dialog.isVisible()
        assert dialog.problem.text() == "Marks and minutes can be at most 500."
        field(dialog, "Minutes").setText("")
        assert not dialog.problem.isVisible()
        press("Use this kind")(dialog)

    ask(asked, modals, answer)
    assert held(asked) == ("how-far-agree", 17, 0)


def test_the_minutes_are_shared_as_one_types(asked):
    dialog = KindDialog(asked, asked.kit, asked.session.plan)
    before = dialog.shares.text()
    assert "for each of 3 paragraphs" in before
    field(dialog, "Paragraphs").setText("6")
    assert "for each of 6 paragraphs" in dialog.shares.text()
    field(dialog, "Minutes").setText("")
    assert dialog.shares.text().strip() == ""


def test_a_packs_kinds_are_there_while_the_pack_is(desk, library):
    name = "Our own <b>kind</b>"
    own = QuestionType("school/mine", name, marks=7, minutes=9, stems=("Debate whether",))
    library.install(Pack(PackInfo("school", "Ours"), question_types=(own,)))
    desk.deeds.changed.emit()
    desk.kit.gestures.ask("Debate whether Stalin was cunning.", desk.kit.kinds.all())
    assert held(desk) == ("school/mine", 7, 9)
    assert desk.desk.header.type.text() == "Our own <b>kind</b> · 7 marks · 9 min"
    library.hide("school")
    desk.deeds.changed.emit()
    assert "school/mine" not in desk.kit.kinds.all()
    assert desk.kit.kinds.of(desk.session.plan.question).id == "general"


def test_a_damaged_pack_leaves_our_own_kinds(library, path):
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE packs SET body = '[{' WHERE id = 'usa'")
        connection.commit()
    with Library.open(path) as again:
        assert Kinds(read_question_types(), again).all() == read_question_types()


def test_changing_the_question_changes_its_kind_and_offers_its_framework(desk, modals):
    def answer(dialog):
        look.named(dialog, "Question").setPlainText("Examine the reasons why Stalin won.")
        press("OK")(dialog)

    modals.answer(answer)
    desk.desk.header.edit.click()
    settle()
    kind = desk.kit.kinds.of(desk.session.plan.question)
    assert kind.command == "Examine"
    framework = desk.kit.frameworks.named(kind.framework)
    assert framework.id != "peel"
    assert f"often built with {framework.name}" in desk.notice.text.text()
    assert desk.session.plan.framework.id == "peel"
    look.pushed(desk.notice, f"Use {framework.name}").click()
    assert desk.session.plan.framework == framework


def test_a_reworded_question_offers_nothing(desk, modals):
    desk.kit.gestures.use_framework(desk.kit.frameworks.named("teel"))

    def answer(dialog):
        look.named(dialog, "Question").setPlainText("Why did Stalin win at last?")
        press("OK")(dialog)

    modals.answer(answer)
    desk.desk.header.edit.click()
    settle()
    assert held(desk) == ("explain-why", 12, 18)
    assert not desk.notice.isVisible()
