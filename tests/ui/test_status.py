"""What the status bar and the notice say of what could not be done."""

from planner.model import edits
from planner.model.text import LINE
from tests.ui import look, samples
from tests.ui.modal import settle
from tests.ui.packs.conftest import second

LINE_OF_ARGUMENT = samples.Field(samples.Part.LINE_OF_ARGUMENT)


def status(window) -> str:
    return window.statusBar().currentMessage()


def refuse(plan):
    raise edits.EditError("That cannot be done here.")


def test_a_refused_gestures_words_stay(desk):
    desk.session.apply(refuse, "do it")
    assert status(desk) == "Saved"
    assert desk.notice.is_warning
    # What is done next, and saved, does not put away what was not read yet.
    desk.session.type(LINE_OF_ARGUMENT, "Stalin won.")
    desk.session.settle()
    desk.session.settle()
    assert status(desk) == "Saved"
    assert desk.notice.is_warning
    assert desk.notice.text.text() == "That cannot be done here."


def test_refused_typings_words_go_once_it_is_put_right(desk):
    desk.session.type(LINE_OF_ARGUMENT, "x" * 50 * LINE * LINE)
    desk.session.settle()
    assert status(desk) == "Not saved"
    assert "Shorten it to save it." in desk.notice.text.text()
    # Other changes leave it: the words are still too many.
    desk.session.apply(edits.add_paragraph, "add paragraph")
    assert status(desk) == "Not saved"
    assert desk.notice.is_warning
    desk.session.type(LINE_OF_ARGUMENT, "Stalin won.")
    assert desk.notice.is_warning
    desk.session.settle()
    assert status(desk) == "Saved"
    assert not desk.notice.isVisible()


def test_a_gesture_refused_after_typing_was_put_right_stays(desk):
    desk.session.type(LINE_OF_ARGUMENT, "x" * 50 * LINE * LINE)
    desk.session.settle()
    desk.session.type(LINE_OF_ARGUMENT, "Stalin won.")
    desk.session.settle()
    desk.session.apply(refuse, "do it")
    desk.session.settle()
    assert desk.notice.text.text() == "That cannot be done here."
    assert desk.notice.is_warning


def offered(desk, library) -> None:
    """Open a plan of which a card has a new wording."""
    desk.session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    library.install(second())
    desk.go_home()
    desk.open_plan("plan")
    settle()
    assert "has a new wording" in desk.notice.text.text()
    assert desk.notice.isVisible()


def test_what_is_said_of_a_plan_is_not_said_on_other_pages(desk, library):
    for leave in (desk.go_home, desk.go_packs):
        offered(desk, library)
        leave()
        assert not desk.notice.isVisible()


def test_what_is_said_of_a_plan_is_not_said_of_the_next(desk, library):
    offered(desk, library)
    library.plans.save(samples.begun("next"), 1.0)
    desk.open_plan("next")
    assert not desk.notice.isVisible()


def test_what_was_done_and_what_went_wrong_go_along_to_the_next_page(desk):
    for say in (desk.notice.tell, desk.notice.warn):
        desk.open_plan("plan")
        say("Read me.")
        desk.go_home()
        assert desk.notice.isVisible()
        assert desk.notice.text.text() == "Read me."
        look.named(desk, "Close this message").click()
