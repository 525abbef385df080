"""Each verb by example."""

import pytest
from msgspec.structs import replace

from planner.model import edits
from planner.model.edits import EditError
from planner.model.evidence import Factor
from planner.model.framework import Framework, Role, SlotKind
from planner.model.plan import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_PARAGRAPHS,
    MOST_SLOTS,
    Field,
    Part,
    slot_names,
)
from planner.model.text import LINE, PASSAGE, QUESTION, TextError
from tests.model.examples import (
    CARDS,
    CHARGE,
    CUNNING,
    FUNERAL,
    MACHINE,
    PEA,
    PEEL,
    TESTAMENT,
    essay,
    headlines,
    slot,
    slot_labels,
)
from tests.model.examples import (
    QUESTION as ASKED,
)


def placed(*cards, paragraph=1, plan=None):
    """Place cards in a paragraph's Evidence; return the plan and the placements' ids."""
    plan = plan or essay()
    plan = edits.place(plan, slot(plan, paragraph=paragraph).id, cards)
    return plan, [p.id for p in slot(plan, paragraph=paragraph).placements[-len(cards) :]]


# Beginning


def test_a_new_plan_has_three_empty_paragraphs_in_its_framework():
    plan = essay()
    assert [slot_labels(p) for p in plan.paragraphs] == 3 * [
        ["Point", "Evidence", "Explain", "Link"]
    ]
    assert not any(s.filled for s in plan.slots())
    assert (plan.title, plan.factors) == (ASKED.text, (CUNNING,))


# Text


@pytest.mark.parametrize("part", [Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION])
def test_writing_replaces_what_was_there(part):
    plan = edits.write(edits.write(essay(), Field(part), "first"), Field(part), "a\r\nb ")
    assert plan.text(Field(part)) == "a\nb "
    others = {Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION} - {part}
    assert not any(plan.text(Field(other)) for other in others)


def test_writing_in_a_slot_changes_no_other():
    plan = essay()
    field = Field(Part.SLOT, slot(plan, "Point", 2).id)
    plan = edits.write(plan, field, "One reason was")
    assert plan.text(field) == "One reason was"
    assert [s.text for s in plan.slots() if s.text] == ["One reason was"]


def test_a_heading_is_one_line():
    plan = essay()
    field = Field(Part.HEADING, plan.paragraphs[1].id)
    plan = edits.write(plan, field, " The party\nmachine ")
    assert [p.heading for p in plan.paragraphs] == ["", "The party machine", ""]
    assert plan.text(field) == "The party machine"


@pytest.mark.parametrize("part", [Part.HEADING, Part.SLOT])
def test_what_is_gone_cannot_be_written_in(part):
    with pytest.raises(EditError, match="no longer in the plan"):
        edits.write(essay(), Field(part, "n999"), "words")
    assert essay().text(Field(part, "n999")) == ""


@pytest.mark.parametrize(
    ("write", "limit"),
    [
        (lambda p, w: edits.write(p, Field(Part.LINE_OF_ARGUMENT), w), PASSAGE),
        (lambda p, w: edits.write(p, Field(Part.INTRODUCTION), w), PASSAGE),
        (lambda p, w: edits.write(p, Field(Part.CONCLUSION), w), PASSAGE),
        (lambda p, w: edits.write(p, Field(Part.SLOT, slot(p).id), w), PASSAGE),
        (lambda p, w: edits.write(p, Field(Part.HEADING, p.paragraphs[0].id), w), LINE),
        (lambda p, w: edits.add_paragraph(p, None, w), LINE),
        (lambda p, w: edits.rename_plan(p, w), LINE),
        (lambda p, w: edits.rename_slot(p, slot(p).id, w), LINE),
        (lambda p, w: edits.add_slot(p, p.paragraphs[0].id, SlotKind(w)), LINE),
        (lambda p, w: edits.ask(p, w), QUESTION),
    ],
)
def test_text_that_is_too_long_is_refused_in_words(write, limit):
    plan = essay()
    assert "x" * limit in repr(write(plan, "x" * limit))
    with pytest.raises(TextError, match=f"at most {limit:,} characters"):
        write(plan, "x" * (limit + 1))


def test_text_is_appended_on_a_line_of_its_own():
    plan = essay()
    held = slot(plan).id
    plan = edits.append_text(plan, held, "first")
    plan = edits.append_text(plan, held, "second")
    assert slot(plan).text == "first\nsecond"


def test_a_plan_is_called_by_its_name_or_else_its_question():
    plan = edits.rename_plan(essay(), " Essay \n one ")
    assert plan.title == "Essay one"
    assert edits.rename_plan(plan, "").title == ASKED.text
    assert edits.rename_plan(plan, ASKED.text).name == ""


def test_another_question_keeps_its_type_and_time():
    plan = edits.ask(essay(), " Who\nwon? ")
    assert plan.question == replace(ASKED, text="Who won?")
    with pytest.raises(EditError, match="needs a question"):
        edits.ask(plan, " \n ")


# Cards


def test_cards_are_placed_in_order():
    plan, _ = placed(TESTAMENT, CHARGE)
    plan = edits.place(plan, slot(plan).id, [FUNERAL], 1)
    assert headlines(slot(plan)) == [c.headline for c in (TESTAMENT, FUNERAL, CHARGE)]
    assert not any(s.placements for s in plan.slots() if s.id != slot(plan).id)


@pytest.mark.parametrize(("at", "lands"), [(-5, 0), (0, 0), (1, 1), (2, 2), (99, 2), (None, 2)])
def test_a_card_lands_where_it_is_dropped(at, lands):
    plan, _ = placed(TESTAMENT, CHARGE)
    plan = edits.place(plan, slot(plan).id, [FUNERAL], at)
    assert headlines(slot(plan)).index(FUNERAL.headline) == lands


def test_a_slot_holds_a_card_once():
    plan, _ = placed(TESTAMENT)
    with pytest.raises(EditError, match="already"):
        edits.place(plan, slot(plan).id, [TESTAMENT])
    plan = edits.place(plan, slot(plan).id, [TESTAMENT, FUNERAL, FUNERAL])
    assert headlines(slot(plan)) == [TESTAMENT.headline, FUNERAL.headline]


def test_a_card_in_two_wordings_is_one_card():
    updated = replace(TESTAMENT, headline="The hidden testament")
    plan, _ = placed(TESTAMENT, updated)
    assert headlines(slot(plan)) == [TESTAMENT.headline]
    with pytest.raises(EditError, match="already"):
        edits.place(plan, slot(plan).id, [updated])


def test_a_card_can_be_in_two_slots():
    plan, _ = placed(TESTAMENT)
    plan, _ = placed(TESTAMENT, plan=plan, paragraph=2)
    assert plan.used_in() == {TESTAMENT.id: (1, 2)}


def test_a_plan_carries_the_factors_of_its_cards_once():
    plan = edits.place(
        essay(), slot(essay()).id, [CHARGE], factors=[CUNNING, MACHINE, MACHINE, Factor("a/b", "B")]
    )
    assert plan.factors == (CUNNING, MACHINE)
    assert plan.factor(MACHINE.id) == MACHINE
    assert plan.factor("a/b") is None


def test_a_plan_keeps_its_own_wording_of_a_factor():
    plan = edits.place(
        essay(), slot(essay()).id, [FUNERAL], factors=[replace(CUNNING, name="Guile")]
    )
    assert plan.factors == (CUNNING,)


def test_cards_move_between_slots_in_the_order_asked_for():
    plan, ids = placed(*CARDS)
    plan = edits.move(plan, [ids[2], ids[0]], slot(plan, paragraph=2).id)
    assert headlines(slot(plan)) == [FUNERAL.headline]
    assert headlines(slot(plan, paragraph=2)) == [CHARGE.headline, TESTAMENT.headline]
    assert [p.id for p in slot(plan, paragraph=2).placements] == [ids[2], ids[0]]


@pytest.mark.parametrize(
    ("which", "at", "order"),
    [
        ([0], 0, "abcd"),
        ([0], 1, "abcd"),
        ([0], 2, "bacd"),
        ([0], 4, "bcda"),
        ([0], None, "bcda"),
        ([3], 0, "dabc"),
        ([3], 2, "abdc"),
        ([0, 1], 3, "cabd"),
        ([1, 3], 2, "abdc"),
        ([0, 1, 2, 3], 2, "abcd"),
        ([2], -3, "cabd"),
        ([2], 99, "abdc"),
    ],
)
def test_cards_move_within_a_slot_to_before_the_card_pointed_at(which, at, order):
    four = [replace(TESTAMENT, id=f"own/{letter}", headline=letter) for letter in "abcd"]
    plan, ids = placed(*four)
    plan = edits.move(plan, [ids[i] for i in which], slot(plan).id, at)
    assert "".join(headlines(slot(plan))) == order


def test_a_card_does_not_move_to_where_it_is_twice():
    plan, _ = placed(TESTAMENT)
    plan, second = placed(TESTAMENT, plan=plan, paragraph=2)
    with pytest.raises(EditError, match="already"):
        edits.move(plan, second, slot(plan).id)


def test_the_same_card_from_two_slots_arrives_once_and_the_other_stays():
    plan, first = placed(TESTAMENT)
    plan, second = placed(TESTAMENT, plan=plan, paragraph=2)
    plan = edits.move(plan, first + second, slot(plan, paragraph=3).id)
    assert plan.used_in() == {TESTAMENT.id: (2, 3)}


def test_copying_leaves_the_card_where_it_was():
    plan, ids = placed(TESTAMENT, FUNERAL)
    plan = edits.copy(plan, ids, slot(plan, paragraph=3).id, 0)
    assert headlines(slot(plan, paragraph=3)) == [TESTAMENT.headline, FUNERAL.headline]
    assert [p.id for p in slot(plan).placements] == ids
    assert not {p.id for p in slot(plan, paragraph=3).placements} & set(ids)


def test_removing_takes_out_these_placements_and_no_others():
    plan, ids = placed(*CARDS)
    plan = edits.remove(plan, [ids[0], ids[2]])
    assert headlines(slot(plan)) == [FUNERAL.headline]


def test_removing_a_card_from_two_slots_removes_both():
    plan, first = placed(TESTAMENT, FUNERAL)
    plan, second = placed(TESTAMENT, plan=plan, paragraph=2)
    plan = edits.remove(plan, [first[0], *second])
    assert plan.used_in() == {FUNERAL.id: (1,)}


@pytest.mark.parametrize("ids", [[], ["n999"]])
def test_a_card_that_is_gone_cannot_be_moved_copied_or_removed(ids):
    plan, _ = placed(TESTAMENT)
    for change in (
        lambda: edits.move(plan, ids, slot(plan).id),
        lambda: edits.copy(plan, ids, slot(plan).id),
        lambda: edits.remove(plan, ids),
    ):
        with pytest.raises(EditError, match="no longer in the plan"):
            change()


def test_a_slot_holds_so_many_cards():
    many = [replace(TESTAMENT, id=f"own/c{i}") for i in range(MOST_CARDS + 1)]
    plan, _ = placed(*many[:-1])
    with pytest.raises(EditError, match=f"at most {MOST_CARDS} cards"):
        edits.place(plan, slot(plan).id, many[-1:])
    # Moving within a full slot adds nothing to it.
    moved = edits.move(plan, [slot(plan).placements[0].id], slot(plan).id)
    assert len(slot(moved).placements) == MOST_CARDS


def test_a_plan_carries_so_many_factors():
    many = [Factor(f"own/f{i}", f"Factor {i}") for i in range(MOST_FACTORS)]
    plan = edits.begin("plan-1", ASKED, PEEL, many)
    assert len(plan.factors) == MOST_FACTORS
    with pytest.raises(EditError, match=f"at most {MOST_FACTORS} factors"):
        edits.place(plan, slot(plan).id, [CHARGE], factors=[MACHINE])
    with pytest.raises(EditError, match=f"at most {MOST_FACTORS} factors"):
        edits.begin("plan-1", ASKED, PEEL, [*many, MACHINE])


# Paragraphs


@pytest.mark.parametrize(("at", "lands"), [(None, 3), (0, 0), (1, 1), (99, 3), (-1, 0)])
def test_a_paragraph_is_added(at, lands):
    plan = edits.add_paragraph(essay(), at, "Cunning")
    assert [p.heading for p in plan.paragraphs].index("Cunning") == lands
    assert slot_labels(plan.paragraphs[lands]) == slot_labels(plan.paragraphs[lands - 1])


def test_a_copy_of_a_paragraph_comes_after_it_with_ids_of_its_own():
    plan, _ = placed(*CARDS)
    plan = edits.write(plan, Field(Part.SLOT, slot(plan, "Point").id), "One reason")
    plan = edits.write(plan, Field(Part.HEADING, plan.paragraphs[0].id), "Cunning")
    original, *others = plan.paragraphs
    copied = edits.duplicate_paragraph(plan, original.id)
    assert copied.paragraphs[0] == original
    assert copied.paragraphs[2:] == tuple(others)
    assert copied.paragraphs[1].heading == "Cunning"
    assert headlines(slot(copied, paragraph=2)) == headlines(slot(plan))
    assert slot(copied, "Point", 2).text == "One reason"
    named = [x.id for x in (*copied.paragraphs, *copied.slots(), *copied.placements())]
    assert len(set(named)) == len(named)
    assert copied.serial == plan.serial + 1 + len(original.slots) + len(CARDS)


def test_a_paragraph_is_removed_with_what_is_in_it():
    plan, _ = placed(TESTAMENT)
    plan = edits.remove_paragraph(plan, plan.paragraphs[0].id)
    assert len(plan.paragraphs) == 2
    assert not plan.used_in()


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [(0, 0, "abc"), (0, 1, "bac"), (0, 2, "bca"), (2, 0, "cab"), (1, 99, "acb"), (1, -4, "bac")],
)
def test_a_paragraph_becomes_the_number_asked_for(which, to, order):
    plan = essay()
    for letter, paragraph in zip("abc", plan.paragraphs, strict=True):
        plan = edits.write(plan, Field(Part.HEADING, paragraph.id), letter)
    plan = edits.move_paragraph(plan, plan.paragraphs[which].id, to)
    assert "".join(p.heading for p in plan.paragraphs) == order


def test_a_paragraph_folds_and_opens():
    plan = edits.collapse(essay(), essay().paragraphs[1].id)
    assert [p.collapsed for p in plan.paragraphs] == [False, True, False]
    assert edits.collapse(plan, plan.paragraphs[1].id, False) == essay()


def test_a_plan_holds_so_many_paragraphs():
    plan = essay()
    while len(plan.paragraphs) < MOST_PARAGRAPHS:
        plan = edits.add_paragraph(plan)
    for change in (
        lambda: edits.add_paragraph(plan),
        lambda: edits.duplicate_paragraph(plan, plan.paragraphs[0].id),
    ):
        with pytest.raises(EditError, match=f"at most {MOST_PARAGRAPHS} paragraphs"):
            change()


@pytest.mark.parametrize(
    "change",
    [
        lambda p: edits.duplicate_paragraph(p, "n999"),
        lambda p: edits.remove_paragraph(p, "n999"),
        lambda p: edits.move_paragraph(p, "n999", 0),
        lambda p: edits.collapse(p, "n999"),
        lambda p: edits.reframe(p, "n999", PEA),
        lambda p: edits.add_slot(p, "n999", SlotKind("Link")),
        lambda p: edits.place(p, "n999", CARDS),
        lambda p: edits.repeat_slot(p, "n999"),
        lambda p: edits.rename_slot(p, "n999", "Link"),
        lambda p: edits.remove_slot(p, "n999"),
        lambda p: edits.move_slot(p, "n999", 0),
    ],
)
def test_what_is_gone_is_said_to_be_gone(change):
    with pytest.raises(EditError, match="no longer in the plan"):
        change(essay())


# Frameworks and slots


def test_another_framework_keeps_what_a_paragraph_holds_by_label_and_then_by_role():
    plan, _ = placed(*CARDS)
    plan = edits.write(plan, Field(Part.SLOT, slot(plan, "Point").id), "One reason")
    plan = edits.write(plan, Field(Part.SLOT, slot(plan, "Link").id), "So he won")
    plan = edits.reframe(plan, plan.paragraphs[0].id, PEA)
    assert slot_labels(plan.paragraphs[0]) == ["Point", "Example", "Analysis", "Link"]
    assert slot(plan, "Point").text == "One reason"
    assert headlines(slot(plan, "Example")) == [c.headline for c in CARDS]
    assert slot(plan, "Link").text == "So he won"
    assert slot_labels(plan.paragraphs[1]) == slot_labels(essay().paragraphs[1])


def test_the_label_decides_before_the_role():
    odd = Framework(
        "odd", "Odd", slots=(SlotKind("Proof", Role.EVIDENCE), SlotKind("Evidence", Role.OTHER))
    )
    plan, _ = placed(TESTAMENT)
    plan = edits.reframe(plan, plan.paragraphs[0].id, odd)
    assert headlines(slot(plan, "Evidence")) == [TESTAMENT.headline]
    assert slot(plan, "Evidence").kind.role == Role.OTHER


def test_a_plans_framework_changes_only_its_empty_paragraphs():
    plan, _ = placed(TESTAMENT)
    plan = edits.use_framework(plan, PEA)
    assert plan.framework == PEA
    assert [len(p.slots) for p in plan.paragraphs] == [4, 3, 3]
    assert slot_labels(edits.add_paragraph(plan).paragraphs[3]) == ["Point", "Example", "Analysis"]


def test_the_same_framework_again_changes_nothing():
    plan, _ = placed(TESTAMENT)
    assert edits.use_framework(plan, PEEL) == plan
    assert edits.reframe(plan, plan.paragraphs[0].id, PEEL) == plan


def test_a_slot_is_added_repeated_renamed_moved_and_removed_in_one_paragraph():
    plan = essay()
    first = plan.paragraphs[0].id
    plan = edits.add_slot(plan, first, SlotKind(" Counter-\nargument ", Role.OTHER), 3)
    plan = edits.repeat_slot(plan, slot(plan).id)
    plan = edits.rename_slot(plan, slot(plan, "Point").id, "Reason")
    plan = edits.move_slot(plan, slot(plan, "Link").id, 0)
    plan = edits.remove_slot(plan, slot(plan, "Explain").id)
    assert slot_labels(plan.paragraphs[0]) == [
        "Link",
        "Reason",
        "Evidence",
        "Evidence",
        "Counter- argument",
    ]
    assert plan.paragraphs[1:] == essay().paragraphs[1:]


def test_a_repeated_slot_is_empty():
    plan, _ = placed(TESTAMENT)
    plan = edits.repeat_slot(plan, slot(plan).id)
    assert [s.filled for s in plan.paragraphs[0].slots] == [False, True, False, False, False]


@pytest.mark.parametrize("label", ["", " \n\t", "\x00"])
def test_a_slot_needs_a_name(label):
    plan = essay()
    with pytest.raises(EditError, match="needs a name"):
        edits.rename_slot(plan, slot(plan).id, label)
    with pytest.raises(EditError, match="needs a name"):
        edits.add_slot(plan, plan.paragraphs[0].id, SlotKind(label))


def test_a_paragraph_holds_so_many_slots():
    plan = essay()
    while len(plan.paragraphs[0].slots) < MOST_SLOTS:
        plan = edits.repeat_slot(plan, slot(plan).id)
    with pytest.raises(EditError, match=f"at most {MOST_SLOTS} slots"):
        edits.repeat_slot(plan, slot(plan).id)


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["Point", "Evidence"], ["Point", "Evidence"]),
        (["Evidence", "Evidence", "Evidence"], ["Evidence", "Evidence 2", "Evidence 3"]),
        (["Evidence", "Evidence", "Evidence 2"], ["Evidence", "Evidence 2", "Evidence 2 2"]),
        (["Evidence", "Evidence 2", "Evidence"], ["Evidence", "Evidence 2", "Evidence 3"]),
    ],
)
def test_slots_of_one_paragraph_have_different_names(labels, names):
    kinds = tuple(SlotKind(label) for label in labels)
    plan = edits.begin("plan-1", ASKED, Framework("odd", "Odd", slots=kinds))
    assert slot_names(plan.paragraphs[0]) == names
