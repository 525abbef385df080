import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits
from planner.model.compare import FieldChange, Named, PartChange, card_changes, compare
from planner.model.evidence import Card, Factor, Question, When
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Field, Part, Plan
from tests import strategies as some
from tests.model.examples import CARDS, CHARGE, CUNNING, FUNERAL, MACHINE, PEA, PEEL, QUESTION

PACK = Pack(
    PackInfo("power-struggle", "The struggle", "Marshal"),
    (CUNNING, MACHINE),
    (QUESTION,),
    CARDS,
    (edits.place(edits.begin("power-struggle/worked", QUESTION, PEEL), "n3", [FUNERAL]),),
)
(WORKED,) = PACK.plans
KINDS = ("factors", "questions", "cards", "plans")


def with_part(pack: Pack, kind: str, part: Card | Factor | Question | Plan) -> Pack:
    """Return the pack with another wording of one of its parts."""
    parts = [part if held.id == part.id else held for held in getattr(pack, kind)]
    return replace(pack, **{kind: tuple(parts)})


@settings(max_examples=40)
@given(some.packs(plan_most=3))
def test_a_pack_does_not_differ_from_itself(pack):
    assert not compare(pack, pack)
    assert not compare(pack, replace(pack, info=replace(pack.info, version=77)))


@settings(max_examples=40)
@given(some.packs(plan_most=2))
def test_without_a_pack_before_all_of_it_is_new(pack):
    found = compare(None, pack)
    assert not found.info
    for kind in KINDS:
        changes = getattr(found, kind)
        assert [named.id for named in changes.added] == [part.id for part in getattr(pack, kind)]
        assert not changes.changed
        assert not changes.withdrawn


@settings(max_examples=40)
@given(some.packs(), some.packs())
def test_what_is_added_one_way_is_withdrawn_the_other(before, after):
    there, back = compare(before, after), compare(after, before)
    assert bool(there) is bool(back)
    assert there.reordered is back.reordered
    for kind in KINDS:
        one, other = getattr(there, kind), getattr(back, kind)
        assert [named.id for named in one.added] == [named.id for named in other.withdrawn]
        assert {part.id for part in one.changed} == {part.id for part in other.changed}


@settings(max_examples=40)
@given(some.packs(), some.packs())
def test_every_part_that_differs_is_told(before, after):
    found = compare(before, after)
    for kind in ("factors", "questions", "cards"):
        old = {part.id: part for part in getattr(before, kind)}
        new = {part.id: part for part in getattr(after, kind)}
        told = {part.id for part in getattr(found, kind).changed}
        differ = {name for name in old.keys() & new.keys() if old[name] != new[name]}
        # No one can see a person without a name.
        unseen = {
            name
            for name in differ
            if kind == "cards" and "" in (*old[name].people, *new[name].people)
        }
        assert differ - unseen <= told <= differ


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "Another", FieldChange("Title", "The struggle", "Another")),
        ("author", "", FieldChange("Author", "Marshal", "")),
        ("subject", "History", FieldChange("Subject", "", "History")),
        ("licence", "CC0", FieldChange("Licence", "", "CC0")),
        ("language", "de", FieldChange("Language", "en-GB", "de")),
        ("about", "Words", FieldChange("About", "", "Words")),
    ],
)
def test_what_a_pack_says_of_itself_is_compared(field, value, told):
    found = compare(PACK, replace(PACK, info=replace(PACK.info, **{field: value})))
    assert found.info == (told,)
    assert found


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        (FUNERAL, {"headline": "The trick"}, ("Headline", "The funeral trick", "The trick")),
        (FUNERAL, {"detail": "In Moscow."}, ("Detail", "", "In Moscow.")),
        (FUNERAL, {"when": When("1924")}, ("When", "", "1924")),
        (FUNERAL, {"when": When(start="1924")}, ("From", "", "1924")),
        (FUNERAL, {"when": When(end="1925")}, ("To", "", "1925")),
        (FUNERAL, {"people": ("Lenin", "Stalin")}, ("People", "", "Lenin, Stalin")),
        (FUNERAL, {"people": ("Lenin, Stalin",)}, ("People", "", "“Lenin, Stalin”")),
        (FUNERAL, {"factors": (MACHINE.id,)}, ("Factors", "Cunning", "Party machine")),
        (FUNERAL, {"source": "Notes"}, ("Source", "", "Notes")),
        (MACHINE, {"name": "Machine"}, ("Name", "Party machine", "Machine")),
        (MACHINE, {"about": "Posts"}, ("About", "", "Posts")),
        (MACHINE, {"hue": 5}, ("Colour", "2", "6")),
        (QUESTION, {"text": "How?"}, ("Question", "Why did Stalin win?", "How?")),
        (QUESTION, {"type": "assess"}, ("Type", "explain-why", "assess")),
        (QUESTION, {"marks": 0}, ("Marks", "12", "")),
        (QUESTION, {"minutes": 9}, ("Minutes", "15", "9")),
        (QUESTION, {"factors": ("x/gone",)}, ("Factors", "", "x/gone")),
        (WORKED, {"name": "A plan"}, ("Name", "", "A plan")),
        (WORKED, {"framework": PEA}, ("Framework", "PEEL", "PEA")),
        (WORKED, {"conclusion": "So."}, ("Conclusion", "", "So.")),
    ],
)
def test_each_field_is_compared_and_named(part, change, told):
    kind = f"{type(part).__name__.lower()}s"
    new = replace(part, **change)
    found = compare(PACK, with_part(PACK, kind, new))
    name = {"cards": "headline", "factors": "name", "questions": "text", "plans": "title"}[kind]
    (changed,) = getattr(found, kind).changed
    assert changed == PartChange(part.id, getattr(new, name), (FieldChange(*told),))


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda plan: edits.write(plan, Field(Part.SLOT, "n2"), "Said."),
            FieldChange("Sentences", "", "1. Point: Said."),
        ),
        (
            lambda plan: edits.place(plan, "n3", [CHARGE]),
            FieldChange(
                "Cards",
                "1. Evidence: The funeral trick",
                "1. Evidence: The funeral trick\n1. Evidence: The factionalism charge",
            ),
        ),
        (
            lambda plan: edits.ask(plan, "How?"),
            FieldChange("Question", "Why did Stalin win?", "How?"),
        ),
        (
            lambda plan: edits.write(plan, Field(Part.HEADING, "n6"), "Second"),
            FieldChange("Paragraphs", "1. \n2. \n3. ", "1. \n2. Second\n3. "),
        ),
    ],
)
def test_what_a_worked_plan_says_is_compared(edit, told):
    (changed,) = compare(PACK, replace(PACK, plans=(edit(WORKED),))).plans.changed
    assert changed.fields == (told,)


def test_the_names_of_what_is_in_a_plan_are_no_difference():
    again = edits.remove_paragraph(edits.add_paragraph(WORKED), "n17")
    assert again != WORKED
    assert not compare(PACK, replace(PACK, plans=(again,)))


def test_a_renamed_factor_changes_none_of_its_cards():
    found = compare(PACK, with_part(PACK, "factors", replace(CUNNING, name="Guile")))
    assert [part.id for part in found.factors.changed] == [CUNNING.id]
    assert not found.cards


def test_factors_of_one_name_are_told_apart():
    alike = with_part(PACK, "factors", replace(MACHINE, name="Cunning"))
    moved = with_part(alike, "cards", replace(FUNERAL, factors=(MACHINE.id,)))
    (changed,) = compare(alike, moved).cards.changed
    assert changed.fields == (FieldChange("Factors", CUNNING.id, MACHINE.id),)


def test_what_is_new_and_withdrawn_is_named_in_its_packs_order():
    found = compare(replace(PACK, cards=CARDS[:1]), replace(PACK, cards=CARDS[1:]))
    assert found.cards.added == tuple(Named(card.id, card.headline) for card in CARDS[1:])
    assert found.cards.withdrawn == (Named(CARDS[0].id, CARDS[0].headline),)
    assert not found.reordered


@given(st.permutations(CARDS))
def test_another_order_is_told(cards):
    found = compare(PACK, replace(PACK, cards=tuple(cards)))
    assert found.reordered is (tuple(cards) != CARDS)
    assert not found.cards


def test_two_wordings_of_a_card_are_compared():
    new = replace(FUNERAL, headline="The trick", factors=())
    assert card_changes(FUNERAL, new, {CUNNING.id: "Cunning"}) == (
        FieldChange("Headline", "The funeral trick", "The trick"),
        FieldChange("Factors", "Cunning", ""),
    )
    assert card_changes(FUNERAL, FUNERAL, {}) == ()
