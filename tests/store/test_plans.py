from contextlib import closing
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import edits, sorting
from planner.model.evidence import Card, Question
from planner.model.plan import Field, Part, Plan
from planner.model.progress import plan_progress
from planner.model.text import PASSAGE
from planner.store.database import Database
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.plans import PlanSummary, Stale
from tests.store.conftest import CARDS, PEEL, worked
from tests.strategies import ids, plans


def plan(number=1, question="Why did Stalin win?", name=""):
    made = edits.begin(f"plan/{number}", Question("own/q", question), PEEL)
    return edits.rename_plan(made, name)


def test_a_plan_comes_back_as_it_was_saved(library, path):
    first = edits.place(plan(), "n3", [CARDS[0], Card("own/1", "“Ünusual” 💡")])
    second = edits.write(first, Field(Part.INTRODUCTION), "line\nline  two ")
    for saved in (first, second):
        library.plans.save(saved, 5.0)
        assert library.plans.load("plan/1") == saved
    library.close()
    with Library.open(path, write=False) as again:
        assert again.plans.load("plan/1") == second


def test_the_plans_that_were_sorted_from_one_are_found(library):
    first = plan(1)
    others = [replace(plan(n), sorted_for=first.id) for n in (2, 3, 4)]
    # What a student types is no such mark.
    typed = edits.write(plan(5), Field(Part.INTRODUCTION), f'"sorted_for":"{first.id}"')
    for number, saved in enumerate((first, *others, typed, replace(plan(6), sorted_for="plan/10"))):
        library.plans.save(saved, float(number))
    library.plans.delete("plan/3", 9.0)
    assert [found.id for found in library.plans.sorted_from("plan/1")] == ["plan/4", "plan/2"]
    assert library.plans.sorted_from("plan/2") == []


def test_summaries_come_newest_first(library):
    for number, touched in ((1, 10.0), (2, 30.0), (3, 20.0)):
        library.plans.save(plan(number, f"Why {number}?"), touched)
    library.plans.save(plan(1, "Why 1?", "First"), 40.0)
    found = library.plans.summaries()
    assert [summary.id for summary in found] == ["plan/1", "plan/2", "plan/3"]
    progress = plan_progress(plan())
    assert found[0] == PlanSummary(
        "plan/1", "First", "Why 1?", progress.filled, progress.total, 40.0, False
    )


def test_delete_restore_and_forget(library):
    library.plans.save(plan(1), 1.0)
    library.plans.save(plan(2), 2.0)
    library.plans.delete("plan/1", 3.0)
    assert [s.id for s in library.plans.summaries()] == ["plan/2"]
    assert [s.id for s in library.plans.deleted()] == ["plan/1"]
    assert library.plans.load("plan/1") == plan(1)
    library.plans.restore("plan/1")
    assert library.plans.summaries()[1].touched == 1.0
    assert library.plans.deleted() == []
    library.plans.delete("plan/1", 4.0)
    library.plans.forget("plan/1")
    assert library.plans.deleted() == []
    for act in (library.plans.load, library.plans.restore, library.plans.find):
        with pytest.raises(StoreError, match=r"There is no plan .* `python main.py plans`"):
            act("plan/1")


def test_saving_a_deleted_plan_brings_it_back(library):
    library.plans.save(plan(), 1.0)
    library.plans.delete("plan/1", 2.0)
    library.plans.save(plan(), 3.0)
    assert [s.id for s in library.plans.summaries()] == ["plan/1"]


def test_what_is_among_the_plans(stocked):
    stocked.plans.save(plan(), 5.0)
    assert stocked.plans.has("plan/1")
    assert not stocked.plans.has("plan/2")
    assert not stocked.plans.has("usa/worked")
    stocked.plans.delete("plan/1", 6.0)
    assert not stocked.plans.has("plan/1")


def test_worked_plans_are_read_and_not_changed(stocked):
    assert stocked.plans.is_worked("usa/worked")
    assert not stocked.plans.is_worked("plan/1")
    (summary,) = stocked.plans.worked()
    assert (summary.id, summary.title, summary.worked) == ("usa/worked", "Worked: why", True)
    assert stocked.plans.summaries() == []
    with pytest.raises(StoreError, match="Make a copy"):
        stocked.plans.save(worked(), 1.0)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE plans SET body = replace(body, 'Stalin', 'Lenin')",
        "UPDATE plans SET digest = ''",
        "UPDATE plans SET body = ''",
    ],
)
def test_a_changed_body_is_damage(library, path, change):
    library.plans.save(plan(1), 1.0)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute(change)
    with Library.open(path) as again:
        assert len(again.plans.summaries()) == 1
        with pytest.raises(StoreError, match=r"“Why did Stalin win\?” is damaged"):
            again.plans.load("plan/1")


def test_a_plan_is_found_by_id_or_by_the_start_of_its_title(stocked):
    stocked.plans.save(plan(1, "‘Trotsky’s fault.’ Discuss."), 1.0)
    stocked.plans.save(plan(2, "Why did Stalin win the power struggle?", "Étude in power"), 2.0)
    for text, found in (
        ("plan/2", "plan/2"),
        ("etude", "plan/2"),
        ("ÉTUDE  IN power", "plan/2"),
        ("'trotsky's", "plan/1"),
        ("usa/worked", "usa/worked"),
        ("worked: wh", "usa/worked"),
    ):
        assert stocked.plans.find(text).id == found


def test_the_students_own_plan_comes_before_a_worked_one(stocked):
    stocked.plans.save(plan(1, name="Worked: mine"), 1.0)
    assert stocked.plans.find("worked").id == "plan/1"
    stocked.plans.delete("plan/1", 2.0)
    assert stocked.plans.find("worked").id == "usa/worked"


def test_a_whole_title_is_meant_before_a_longer_one(library):
    library.plans.save(plan(1, "Why?"), 1.0)
    library.plans.save(plan(2, "Why? And how?"), 2.0)
    assert library.plans.find("why?").id == "plan/1"


@pytest.mark.parametrize(("count", "rest"), [(5, ""), (6, "; and 1 more"), (7, "; and 2 more")])
def test_several_plans_are_listed(library, count, rest):
    for number in range(1, count + 1):
        library.plans.save(plan(number, f"Why number {number}?"), float(number))
    with pytest.raises(StoreError) as caught:
        library.plans.find("why")
    named = [f"“Why number {n}?” (plan/{n})" for n in range(count, count - 5, -1)]
    assert f"{count} plans begin with “why”: {'; '.join(named)}{rest}. Give" in str(caught.value)


@pytest.mark.parametrize(("length", "told"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_a_long_title_is_told_by_how_it_begins(library, length, told):
    with pytest.raises(StoreError, match=f"“{told}”"):
        library.plans.find("x" * length)


@pytest.mark.parametrize("text", ["", "  ", "nothing " * 50])
def test_no_plan_is_found(library, text):
    library.plans.save(plan(), 1.0)
    with pytest.raises(StoreError, match="There is no plan"):
        library.plans.find(text)


def test_a_plan_with_the_same_id_replaces_only_itself(library):
    library.plans.save(plan(1), 1.0)
    library.plans.save(plan(2), 1.0)
    library.plans.save(replace(plan(1), name="Other"), 2.0)
    assert library.plans.load("plan/2") == plan(2)
    assert isinstance(library.plans.load("plan/1"), Plan)


def test_the_plans_that_use_a_card_are_found(stocked, path):
    usa, other = CARDS[0], Card("usab/trick", "Another pack’s")
    slots = [slot.id for slot in plan().slots()]
    one = edits.place(edits.place(plan(1), slots[3], [CARDS[1]]), slots[1], [other, usa])
    two = edits.place(edits.place(plan(2), slots[0], [usa]), slots[5], [usa])
    stocked.plans.save(one, 1.0)
    stocked.plans.save(two, 2.0)
    stocked.plans.save(plan(3), 3.0)
    first, second = reversed(stocked.plans.summaries()[1:])
    found = stocked.plans.using(["usa/vote", "usa/trick", "usa/none"])
    assert found == [(second, ("usa/trick",)), (first, ("usa/trick", "usa/vote"))]
    assert stocked.plans.using(["usab/trick"]) == [(first, ("usab/trick",))]
    assert stocked.plans.using(["usa/tric", "usa", "sa/trick"]) == []
    assert stocked.plans.using([]) == []
    stocked.plans.delete("plan/2", 4.0)
    assert [of.id for of, _ in stocked.plans.using(["usa/trick"])] == ["plan/1"]
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE plans SET body = replace(body, '\"paragraphs\":', '\"paragraphs\"')")
    with Library.open(path) as again:
        assert again.plans.using(["usa/trick"]) == []


def test_a_plan_that_is_damaged_hides_no_other_that_uses_a_card(stocked, path):
    for number in (1, 2, 3):
        stocked.plans.save(edits.place(plan(number), "n3", [CARDS[0]]), float(number))
    stocked.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE plans SET body = substr(body, 2) WHERE id = 'plan/1'")
    with Library.open(path) as again:
        assert [of.id for of, _ in again.plans.using(["usa/trick"])] == ["plan/3", "plan/2"]


def test_a_card_in_a_pile_or_aside_is_used_too(stocked):
    piled = sorting.add_pile(plan())
    piled = sorting.sort_into(piled, piled.piles[0].id, [CARDS[0]])
    stocked.plans.save(sorting.sort_into(piled, sorting.ASIDE, [CARDS[1]]), 1.0)
    (summary,) = stocked.plans.summaries()
    assert stocked.plans.using(["usa/trick"]) == [(summary, ("usa/trick",))]
    assert stocked.plans.using(["usa/vote"]) == [(summary, ("usa/vote",))]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(plans(20), max_size=3), st.sets(ids()))
def test_a_plan_uses_the_cards_that_are_placed_in_it(library, made, asked):
    made = [replace(one, id=f"plan/{number}") for number, one in enumerate(made)]
    for held in library.plans.summaries():
        library.plans.forget(held.id)
    for one in made:
        library.plans.save(one, 1.0)
    cards = {
        one.id: dict.fromkeys(p.card.id for p in (*one.placements(), *one.sorted_placements()))
        for one in made
    }
    used = {of: tuple(card for card in held if card in asked) for of, held in cards.items()}
    found = library.plans.using(asked)
    assert {of.id: cards for of, cards in found} == {k: v for k, v in used.items() if v}


def test_a_stale_copy_never_overwrites_a_newer_plan(library):
    base = plan()
    library.plans.save(base, 1.0)
    theirs = edits.write(base, Field(Part.INTRODUCTION), "Theirs.")
    ours = edits.write(base, Field(Part.CONCLUSION), "Ours.")
    library.plans.save(theirs, 2.0, base)
    with pytest.raises(Stale, match="was changed elsewhere"):
        library.plans.save(ours, 3.0, base)
    assert library.plans.load("plan/1") == theirs
    assert [summary.touched for summary in library.plans.summaries()] == [2.0]
    # What was saved here already, and what goes on from theirs, is neither.
    library.plans.save(theirs, 4.0, base)
    library.plans.save(edits.write(theirs, Field(Part.CONCLUSION), "Ours."), 5.0, theirs)


def test_a_plan_that_reads_the_same_in_other_words_is_not_stale(library, path):
    base = plan()
    library.plans.save(base, 1.0)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        ((body,),) = db.execute("SELECT body FROM plans").fetchall()
        spaced = body.replace('"id":', '"id": ')
        db.execute(
            "UPDATE plans SET body = ?, digest = ?", [spaced, sha256(spaced.encode()).hexdigest()]
        )
    with Library.open(path) as again:
        changed = edits.write(base, Field(Part.CONCLUSION), "Ours.")
        again.plans.save(changed, 2.0, base)
        assert again.plans.load("plan/1") == changed


def test_a_damaged_row_is_not_written_over_by_what_was_made_from_it(library, path):
    base = plan()
    library.plans.save(base, 1.0)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE plans SET digest = ''")
    with Library.open(path) as again, pytest.raises(Stale):
        again.plans.save(edits.write(base, Field(Part.CONCLUSION), "Ours."), 2.0, base)


def test_a_row_whose_words_alone_are_damaged_is_mended_by_what_was_loaded_before(library, path):
    base = plan()
    library.plans.save(base, 1.0)
    library.close()
    with closing(Database.open(path)) as database, database.writing() as db:
        db.execute("UPDATE plans SET body = replace(body, 'Stalin', 'Lenin')")
    changed = edits.write(base, Field(Part.CONCLUSION), "Ours.")
    with Library.open(path) as again:
        again.plans.save(changed, 2.0, base)
        assert again.plans.load("plan/1") == changed


def test_a_plan_that_is_gone_for_good_comes_back_where_it_is_worked_on(library):
    base = plan()
    library.plans.save(base, 1.0)
    library.plans.forget("plan/1")
    changed = edits.write(base, Field(Part.CONCLUSION), "Ours.")
    library.plans.save(changed, 2.0, base)
    assert library.plans.load("plan/1") == changed


def test_what_could_not_be_read_again_is_not_saved(library):
    base = plan()
    library.plans.save(base, 1.0)
    with pytest.raises(StoreError, match="could not read this again"):
        library.plans.save(replace(base, introduction="x" * (PASSAGE + 1)), 2.0)
    assert library.plans.load("plan/1") == base
