import pytest
from msgspec.structs import replace

from planner.model.framework import Framework, Role, SlotKind
from planner.packs.data import read_frameworks
from planner.paper import PaperChoices, PaperError, Sheet
from planner.paper.mat import CARD
from planner.paper.page import Box, Line
from tests.paper import samples
from tests.paper.samples import PEEL

SHIPPED = read_frameworks().frameworks


def mats(framework=PEEL, size="A4"):
    return samples.pages(samples.pack(), Sheet.MAT, PaperChoices(size), framework)


def places(page):
    return [item.rect for item in page.items if isinstance(item, Box) and item.dashed]


@pytest.mark.parametrize("framework", SHIPPED, ids=lambda framework: framework.id)
@pytest.mark.parametrize("size", ["A4", "A3", "Letter"])
def test_each_shipped_framework_has_a_page_with_a_box_for_each_slot(framework, size):
    (page,) = mats(framework, size)
    samples.check_page(page, 34)
    said = " ".join(samples.words(page))
    for slot in framework.slots:
        assert slot.label in said
    boxes = [b for b in page.items if isinstance(b, Box) and b.outline == 0]
    assert len(boxes) == len(framework.slots) + 1
    for number, box in enumerate(boxes):
        assert not any(samples.meet(box.rect, other.rect) for other in boxes[:number])
    assert "Drag" not in said
    assert "press Enter" not in said


@pytest.mark.parametrize(("size", "count"), [("A4", 2), ("A3", 3), ("Letter", 2)])
def test_evidence_has_places_of_a_card_s_size(size, count):
    (page,) = mats(size=size)
    found = places(page)
    assert len(found) == count
    assert {(round(rect.width), round(rect.height)) for rect in found} == {CARD}
    for number, rect in enumerate(found):
        assert not any(samples.meet(rect, other) for other in found[:number])


def test_the_places_are_as_large_as_the_cards_that_are_cut_out():
    from planner.paper.cards import grid

    cell = grid(595, 842, 8).cell(0)
    assert (cell.width, cell.height) == pytest.approx(CARD, abs=0.6)


def test_there_is_room_for_a_question_a_name_and_writing():
    (page,) = mats()
    assert {"Question", "Name", "Date"} <= set(samples.words(page))
    lines = [item for item in page.items if isinstance(item, Line) and item.x1 < item.x2]
    assert len(lines) >= 2 + 2 + 3 * 2


def test_a_framework_of_many_slots_goes_on_and_loses_none():
    slots = tuple(SlotKind(f"Slot{n}", Role.OTHER, "Why? " * 50) for n in range(20))
    pages = mats(replace(PEEL, slots=slots))
    assert len(pages) > 1
    for page in pages:
        samples.check_page(page, 34)
    said = [words for page in pages for words in samples.words(page)]
    assert [words for words in said if words.startswith("Slot")] == [s.label for s in slots]


def test_a_mat_of_evidence_alone_fills_the_page():
    (page,) = mats(replace(PEEL, slots=PEEL.slots[1:2]))
    samples.check_page(page, 34)
    assert max(item.rect.bottom for item in page.items if isinstance(item, Box)) > 500


def test_a_framework_without_slots_is_told():
    with pytest.raises(PaperError, match="“Bare” has no parts to print"):
        mats(Framework("bare", "Bare"))
