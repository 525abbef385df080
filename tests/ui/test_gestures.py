import pytest
from msgspec.structs import replace

from planner.model import edits
from planner.model.framework import Role, SlotKind
from planner.model.plan import Plan
from planner.packs.data import read_frameworks
from planner.ui.gestures import Gestures, place_name
from planner.ui.payload import Payload
from planner.ui.session import Session
from tests.ui import samples


@pytest.fixture
def gestures(session: Session) -> Gestures:
    return Gestures(session)


def carried(plan: Plan, *cards) -> Payload:
    """Return cards as they are picked up from where they are in the plan."""
    ids = {card.id for card in cards}
    found = tuple(p.id for p in plan.placements() if p.card.id in ids)
    return Payload(cards, samples.FACTORS, plan.id, found)


def words(session: Session) -> str:
    """Return what the last change is called, once it has been taken back and made again."""
    said, after = session.undo_words, session.plan
    session.undo()
    assert session.redo_words == said
    session.redo()
    assert session.plan == after
    return said


def test_cards_from_the_shelf_are_placed_with_their_factors(session, gestures):
    where = samples.evidence(session.plan)
    assert gestures.land(Payload((samples.FUNERAL,), samples.FACTORS), where.id)
    assert samples.headlines(samples.evidence(session.plan)) == ["The funeral trick"]
    assert words(session) == "place The funeral trick"
    assert gestures.land(Payload((samples.POST, samples.CHARGE)), where.id, 0)
    assert words(session) == "place 2 cards"
    assert samples.headlines(samples.evidence(session.plan)) == [
        "General Secretary",
        "The factionalism charge",
        "The funeral trick",
    ]


def test_placed_cards_move_and_are_copied_on_demand(session, gestures):
    session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    payload = carried(session.plan, samples.FUNERAL)
    second = samples.evidence(session.plan, 2)
    assert gestures.land(payload, second.id)
    assert words(session) == "move The funeral trick"
    assert samples.headlines(samples.evidence(session.plan)) == []
    assert samples.headlines(samples.evidence(session.plan, 2)) == ["The funeral trick"]
    assert gestures.land(payload, samples.evidence(session.plan).id, copy=True)
    assert words(session) == "copy The funeral trick"
    assert samples.headlines(samples.evidence(session.plan)) == ["The funeral trick"]


def test_what_may_land_is_what_lands(session, gestures):
    session.apply(lambda plan: samples.placed(plan, samples.FUNERAL), "place")
    first, second = (samples.evidence(session.plan, n) for n in (1, 2))
    shelf, placed = Payload((samples.FUNERAL,)), carried(session.plan, samples.FUNERAL)
    for payload, where, copy, may in [
        (shelf, first, False, False),
        (shelf, second, False, True),
        (placed, first, False, True),
        (placed, first, True, False),
        (placed, second, True, True),
        (shelf, replace(first, id="n999"), False, False),
        (carried(replace(session.plan, id="other"), samples.FUNERAL), first, False, False),
    ]:
        assert gestures.may_land(payload, where.id, None, copy=copy) is may
        before = session.plan
        assert gestures.land(payload, where.id, copy=copy) is may
        if session.plan != before:
            session.undo()


def test_cards_are_removed_by_name(session, gestures):
    session.open(samples.placed(session.plan, samples.FUNERAL, samples.POST))
    ids = [p.id for p in session.plan.placements()]
    assert gestures.remove(ids[:1])
    assert words(session) == "remove The funeral trick"
    assert not gestures.remove(["n999"])
    assert not gestures.remove([])
    assert gestures.remove(ids[1:])
    assert words(session) == "remove General Secretary"


def test_text_is_added_after_what_is_there(session, gestures):
    point = samples.slot(session.plan, "Point")
    gestures.add_text(point.id, "One")
    gestures.add_text(point.id, "Two")
    assert samples.slot(session.plan, "Point").text == "One\nTwo"
    assert words(session) == "drop text"


def test_paragraphs(session, gestures):
    def order():
        return [p.id for p in session.plan.paragraphs]

    start = order()
    second = session.plan.paragraphs[1]
    gestures.move_paragraph(second, 0)
    assert order() == [start[1], start[0], start[2]]
    assert words(session) == "move paragraph 2"
    gestures.duplicate(session.plan.paragraphs[2])
    assert words(session) == "duplicate paragraph 3"
    gestures.collapse(session.plan.paragraphs[0])
    assert session.plan.paragraphs[0].collapsed
    assert words(session) == "collapse paragraph 1"
    gestures.collapse(session.plan.paragraphs[0])
    assert not session.plan.paragraphs[0].collapsed
    assert words(session) == "expand paragraph 1"
    gestures.remove_paragraph(session.plan.paragraphs[3])
    assert order() == [start[1], start[0], start[2]]
    assert words(session) == "remove paragraph 4"
    gestures.add_paragraph()
    assert len(order()) == 4
    assert words(session) == "add paragraph"


def test_a_paragraph_that_is_gone_is_refused_in_words(session, gestures, qtbot):
    gone = session.plan.paragraphs[0]
    session.apply(lambda plan: edits.remove_paragraph(plan, gone.id), "remove")
    with qtbot.waitSignal(session.refused, timeout=100) as refused:
        gestures.duplicate(gone)
    assert refused.args == ["This paragraph is no longer in the plan."]


def test_frameworks(session, gestures):
    pea = read_frameworks().named("pea")
    first = session.plan.paragraphs[0]
    gestures.reframe(first, pea)
    assert [s.kind for s in session.plan.paragraphs[0].slots] == list(pea.slots)
    assert session.plan.paragraphs[1].slots == session.plan.paragraphs[1].slots
    assert words(session) == f"change paragraph 1 to {pea.name}"
    gestures.use_framework(pea)
    assert session.plan.framework == pea
    assert words(session) == f"use {pea.name}"


def test_slots(session, gestures):
    def labels():
        return [s.kind.label for s in session.plan.paragraphs[0].slots]

    point = samples.slot(session.plan, "Point")
    gestures.rename_slot(point, "Reason")
    assert labels() == ["Reason", "Evidence", "Explain", "Link"]
    assert words(session) == "rename Point, paragraph 1"
    gestures.repeat_slot(samples.evidence(session.plan))
    assert labels() == ["Reason", "Evidence", "Evidence", "Explain", "Link"]
    assert words(session) == "repeat Evidence, paragraph 1"
    gestures.move_slot(session.plan.paragraphs[0].slots[2], 4)
    assert labels() == ["Reason", "Evidence", "Explain", "Link", "Evidence"]
    assert words(session) == "move Evidence 2, paragraph 1"
    gestures.remove_slot(session.plan.paragraphs[0].slots[4])
    assert labels() == ["Reason", "Evidence", "Explain", "Link"]
    gestures.add_slot(session.plan.paragraphs[0], SlotKind("Counter", Role.OTHER), 1)
    assert labels()[1] == "Counter"
    assert words(session) == "add Counter to paragraph 1"
    assert session.plan.paragraphs[1].slots[0].kind.label == "Point"


def test_the_plan(session, gestures):
    gestures.rename_plan("Mine")
    assert (session.plan.name, words(session)) == ("Mine", "rename plan")
    gestures.ask("Why not Trotsky?", {})
    assert (session.plan.question.text, words(session)) == ("Why not Trotsky?", "change question")
    assert session.plan.question.minutes == samples.WHY.minutes


def test_places_are_named_as_the_screen_names_them(session, gestures):
    gestures.repeat_slot(samples.evidence(session.plan, 2))
    slots = session.plan.paragraphs[1].slots
    assert place_name(session.plan, slots[1].id) == "Evidence, paragraph 2"
    assert place_name(session.plan, slots[2].id) == "Evidence 2, paragraph 2"
    assert place_name(session.plan, "n999") == ""
