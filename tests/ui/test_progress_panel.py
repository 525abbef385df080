from PySide6.QtWidgets import QProgressBar

from planner.model import asking, edits
from planner.model.minutes import share_minutes
from planner.model.plan import Part
from tests.ui import look, samples
from tests.ui.modal import settle


def lines(window) -> list[str]:
    """Return what each line of the panel is called."""
    from planner.ui.progress_panel import Bar, Row

    panel = window.desk.panel.progress
    return [
        widget.accessibleName()
        for kind in (Row, Bar)
        for widget in panel.findChildren(kind)
        if widget.isVisible()
    ]


def write(window, part: Part, words: str, of: str = "") -> None:
    window.session.apply(lambda plan: samples.write(plan, part, words, of), "write")


def test_an_empty_plan_is_empty_throughout(desk):
    assert lines(desk) == [
        "Line of argument: empty",
        "Introduction: empty",
        "1  Paragraph 1: 0/4",
        "2  Paragraph 2: 0/4",
        "3  Paragraph 3: 0/4",
        "Conclusion: empty",
        "Stalin’s cunning: 0 cards",
        "The party machine: 0 cards",
    ]
    assert desk.desk.panel.progress.count.text() == "0 of 15"


def test_it_follows_the_plan(desk):
    write(desk, Part.LINE_OF_ARGUMENT, "Stalin was cunning.")
    write(desk, Part.HEADING, "Cunning & more", desk.session.plan.paragraphs[0].id)
    desk.session.apply(lambda p: samples.placed(p, samples.FUNERAL, samples.POST), "place")
    desk.session.apply(lambda p: samples.placed(p, samples.POST, paragraph=2), "place")
    told = lines(desk)
    assert told[0] == "Line of argument: filled"
    assert told[2:4] == ["1  Cunning & more: 1/4", "2  Paragraph 2: 1/4"]
    assert told[-2:] == ["Stalin’s cunning: 2 cards", "The party machine: 1 card"]
    assert desk.desk.panel.progress.count.text() == "3 of 15"
    bar = look.named(desk.desk.panel, "How far the plan is", QProgressBar)
    assert (bar.value(), bar.maximum()) == (3, 15)
    desk.turning.undo()
    assert desk.desk.panel.progress.count.text() == "2 of 15"


def test_its_lines_come_and_go_with_the_paragraphs(desk):
    desk.session.apply(edits.add_paragraph, "add")
    assert lines(desk)[5] == "4  Paragraph 4: 0/4"
    for paragraph in desk.session.plan.paragraphs:
        desk.session.apply(lambda p, name=paragraph.id: edits.remove_paragraph(p, name), "remove")
    assert lines(desk)[:-2] == [
        "Line of argument: empty",
        "Introduction: empty",
        "Conclusion: empty",
    ]


def test_a_line_leads_to_its_part(desk):
    desk.resize(1280, 600)
    settle()
    panel = desk.desk.panel
    look.named(panel, "Conclusion: empty").click()
    settle()
    conclusion = look.named(desk, "Conclusion")
    assert conclusion.hasFocus()
    view = desk.desk.board.viewport()
    assert view.rect().contains(conclusion.mapTo(view, conclusion.rect().center()))
    look.named(panel, "2  Paragraph 2: 0/4").click()
    settle()
    assert look.named(desk, "Heading, paragraph 2").hasFocus()


def test_the_minutes_are_shared_over_the_paragraphs(desk):
    minutes = desk.desk.panel.progress.minutes
    share = share_minutes(desk.kit.kinds.all()["explain-why"], 3, minutes=18, marks=12)
    assert set(share.paragraphs) == {4, 5}
    assert minutes.text() == f"4–5 min for each paragraph, {share.planning} to plan"
    desk.session.apply(edits.add_paragraph, "add")
    assert minutes.text().startswith("3–4 min for each paragraph")
    desk.session.apply(lambda p: asking.retype(p, "general", 0, 0), "retype")
    assert not minutes.isVisible()
