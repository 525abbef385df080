import dataclasses

import pytest
from msgspec.structs import replace

from planner.export.outline import Choices, outline
from planner.export.thinking import PARTS, parts_of
from planner.model import edits, ranking, sorting
from planner.model.evidence import Card, When
from planner.model.outline import (
    Entry,
    Figure,
    Heading,
    Item,
    Source,
    Sources,
    Subtitle,
    Title,
)
from planner.model.plan import Part
from tests.export.samples import BALLOT, ESSAY, FUNERAL, NOTES, empty, filled, thought, write

BARE = Choices(details=False, sources=False)


def test_says_the_whole_plan_in_reading_order():
    assert outline(filled(), Choices(), ESSAY) == [
        Title("Why did Stalin win the power struggle?"),
        Heading("Line of argument"),
        Entry(text="Stalin was cunning."),
        Heading("1. Cunning"),
        Entry("Point", "The main reason was cunning."),
        Entry(
            "Evidence",
            "He hid it.\n\nThen he lied.",
            (
                Item("The suppressed testament", "", "Few read it."),
                Item(
                    "The funeral trick",
                    "January 1924",
                    "Trotsky was not there.\nHe had the wrong date.",
                ),
            ),
        ),
        Heading("Paragraph 2"),
        Entry(
            "Evidence",
            items=(
                Item("Control of the ballots", "1925"),
                Item(
                    "The funeral trick",
                    "January 1924",
                    "Trotsky was not there.\nHe had the wrong date.",
                ),
            ),
        ),
        Heading("Conclusion"),
        Entry(text="Cunning came first.\nThe party came second."),
        Heading("Sources"),
        Sources(
            (
                Source("Course notes, page 3", ("The suppressed testament", "The funeral trick")),
                Source("Textbook, page 9", ("Control of the ballots",)),
            )
        ),
    ]


def test_leaves_out_details_and_sources_where_they_are_not_wanted():
    blocks = outline(filled(), BARE, ESSAY)

    items = [item for block in blocks if isinstance(block, Entry) for item in block.items]
    assert len(items) == 4
    assert not any(item.detail for item in items)
    assert not any(isinstance(block, Sources) for block in blocks)
    assert Heading("Sources") not in blocks


def test_has_no_sources_where_no_card_names_one():
    plan = empty()
    card = replace(BALLOT, source="  \n ")
    plan = edits.place(plan, plan.paragraphs[0].slots[0].id, [card])

    assert Heading("Sources") not in outline(plan, Choices(), ESSAY)


def test_an_empty_plan_is_its_question():
    assert outline(empty(), Choices(), ESSAY) == [Title("Why did Stalin win the power struggle?")]


def test_spaces_leave_no_trace():
    plan = write(empty(), Part.LINE_OF_ARGUMENT, " \n\n ")
    plan = write(plan, Part.SLOT, "\u00a0 ", plan.paragraphs[0].slots[0].id)

    assert len(outline(plan, Choices(), ESSAY)) == 1


def test_prompts_stand_where_nothing_is():
    blocks = outline(filled(), Choices(prompts=True), ESSAY)

    entries = [block for block in blocks if isinstance(block, Entry)]
    assert all(bool(e.prompt) != bool(e.text or e.items) for e in entries)
    assert Entry("Explain", prompt="Why did it matter?") in entries
    assert Entry(prompt="Name your reasons in order.") in entries
    assert Entry("Link", prompt="Still to be written.") in entries
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings[2:5] == ["1. Cunning", "Paragraph 2", "Paragraph 3"]


@pytest.mark.parametrize(
    ("name", "subtitle"),
    [
        ("My first go (again)", "My first go (again)"),
        ("Why did Stalin win the power struggle? (copy)", "Copy"),
    ],
)
def test_a_name_of_its_own_becomes_the_subtitle(name: str, subtitle: str):
    plan = edits.rename_plan(filled(), name)

    assert outline(plan, Choices(), ESSAY)[:2] == [
        Title("Why did Stalin win the power struggle?"),
        Subtitle(subtitle),
    ]


def test_slots_with_one_label_are_numbered():
    plan = edits.repeat_slot(filled(), filled().paragraphs[0].slots[0].id)
    plan = write(plan, Part.SLOT, "Another.", plan.paragraphs[0].slots[1].id)

    assert Entry("Point 2", "Another.") in outline(plan, Choices(), ESSAY)


def test_a_plan_from_elsewhere_is_cleaned():
    plan = empty()
    slot = plan.paragraphs[0].slots[0]
    card = Card(
        "own/x", "A\x07 \ud800line\nmore", "\x00one\r\n \n\n\n two \u202e", source="\x1b[0m"
    )
    plan = edits.place(plan, slot.id, [card])
    plan = replace(plan, question=replace(plan.question, text="\x00"), name="N\x01\ud800ame")

    assert outline(plan, Choices(), ESSAY) == [
        Title("Name"),
        Heading("Paragraph 1"),
        Entry("Point", items=(Item("A line more", "", "one\n\ntwo"),)),
        Heading("Sources"),
        Sources((Source("[0m", ("A line more",)),)),
    ]


def test_a_card_that_says_nothing_is_left_out():
    plan = empty()
    plan = edits.place(plan, plan.paragraphs[0].slots[0].id, [Card("own/x", " "), FUNERAL])

    entry = outline(plan, BARE, ESSAY)[2]
    assert isinstance(entry, Entry)
    assert [item.headline for item in entry.items] == ["The funeral trick"]


def test_notes_stand_with_their_cards_wherever_these_are():
    blocks = outline(filled(), Choices(), ESSAY, NOTES)

    items = [item for block in blocks if isinstance(block, Entry) for item in block.items]
    assert [(item.headline, item.note) for item in items] == [
        ("The suppressed testament", ""),
        ("The funeral trick", NOTES["pack/funeral"]),
        ("Control of the ballots", ""),
        ("The funeral trick", NOTES["pack/funeral"]),
    ]
    assert outline(filled(), Choices(notes=False), ESSAY, NOTES) == outline(
        filled(), Choices(), ESSAY
    )


def test_a_note_is_cleaned_and_keeps_its_card():
    plan = edits.place(empty(), empty().paragraphs[0].slots[0].id, [Card("own/x", " ")])

    entry = outline(plan, Choices(), ESSAY, {"own/x": "\x07 mine\r\n\n\n\nand more \u202e"})[2]
    assert entry == Entry("Point", items=(Item("", note="mine\n\nand more"),))


# What the plan was thought out with


def choosing(part):
    return dataclasses.replace(Choices(), **{part: True})


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_there_where_it_is_chosen_and_only_then(part: str):
    plain = outline(thought(), Choices(), ESSAY)
    blocks = outline(thought(), choosing(part), ESSAY)
    more = [block for block in blocks if block not in plain]
    assert isinstance(more[0], Heading)
    assert not [block for block in more[1:] if isinstance(block, Heading)]
    # It stands after the essay, and before its sources.
    at = blocks.index(more[0])
    assert blocks[:at] + blocks[at + len(more) :] == plain
    assert blocks[at + len(more)] == Heading("Sources")
    # A plan that has no such part says nothing of it.
    assert outline(empty(), choosing(part), ESSAY) == outline(empty(), Choices(), ESSAY)


def test_the_parts_that_a_plan_has():
    assert parts_of(thought()) == PARTS == ("ranking", "links", "timeline", "sorting")
    assert parts_of(empty()) == ()
    assert parts_of(filled()) == ("timeline",)
    assert parts_of(sorting.add_pile(empty())) == ()
    assert parts_of(sorting.add_pile(empty(), "A name")) == ("sorting",)
    assert parts_of(sorting.sort_into(empty(), sorting.ASIDE, [FUNERAL])) == ("sorting",)


def figure(plan, part):
    return next(b for b in outline(plan, choosing(part), ESSAY) if isinstance(b, Figure))


def test_a_diamond_numbers_its_rows():
    plan = ranking.shape(thought(), True)
    heads = [item.headline for item in figure(plan, "ranking").items]
    assert heads == ["1. Cunning", "2. Party machine", "2. Luck"]


def test_links_call_paragraphs_as_the_export_does():
    plan = thought()
    # The second paragraph is empty and has no place in the export, so that the third is number 2.
    assert Heading("Paragraph 2") in outline(plan, Choices(), ESSAY)
    plan = ranking.link(plan, plan.paragraphs[1].id, plan.paragraphs[0].id)
    heads = [item.headline for item in figure(plan, "links").items]
    assert heads == ["Cunning → Paragraph 2", "Luck → Cunning", "An empty paragraph → Cunning"]


def test_a_timeline_has_each_dated_card_once_in_the_order_of_time():
    early = Card("pack/early", "Early", when=When("44 BC", "-0044"))
    late = Card("pack/late", "", when=When("", "", "1930"))
    plan = edits.place(thought(), thought().paragraphs[1].slots[1].id, [late, early, FUNERAL])
    items = figure(plan, "timeline").items
    assert items == (
        Item("Early", "44 BC"),
        Item("The funeral trick", "January 1924"),
        Item("Control of the ballots", "1925"),
        Item("No headline"),
    )
