"""What the coach says of a whole plan: in words, in order, in time, and never too much."""

import re
from dataclasses import replace as but

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.coach import dates, evidence, folding, reading
from planner.coach import question as question_module
from planner.coach import text as text_module
from planner.coach.rules import MOST, MOST_OF_ONE, RULES, advise
from planner.coach.words import Words
from planner.model import edits, mentions
from planner.model.framework import Need, QuestionType
from planner.model.plan import Field, Part
from planner.model.recognise import Recognised, recognise
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.source import read_pack_source
from planner.shipped import RESOURCES, read_toml
from tests.coach.essays import ONE, SOUND, Essay, Para, sound, words
from tests.coach.test_rules import MUST, MUST_NOT
from tests.strategies import plans

ESSAYS = [e for rows in (*MUST.values(), *MUST_NOT.values()) for _, e in rows]
SAID = [advice for essay in ESSAYS for advice in essay.advice()]
FIELDS = {Part.LINE_OF_ARGUMENT, Part.INTRODUCTION, Part.CONCLUSION}
GRADES = re.compile(r"\b(?:grade|level|band|score|marks?|excellent|poor|bad|good|weak)\b", re.I)
TEXTS = [text for rule in RULES for text in (rule.why, rule.name)]
TEXTS += sorted({text for one in SAID for text in (one.says, one.do)})


@pytest.fixture(scope="module")
def starter():
    types = read_question_types()
    frameworks = read_frameworks()
    source = RESOURCES / "packs" / "power-struggle.toml"
    return read_pack_source(source, frameworks, types), types


def test_every_rule_says_why_in_one_sentence():
    for rule in RULES:
        assert re.fullmatch(r"A marker [^.!?]+\.", rule.why), rule.id
        assert rule.name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)


def test_advice_is_in_plain_sentences_that_do_not_grade():
    for text in TEXTS:
        unquoted = re.sub(r"“[^”]*”", "“…”", text)
        assert "!" not in unquoted
        assert "'" not in unquoted
        assert '"' not in unquoted
        assert not GRADES.search(unquoted), unquoted
        # One sentence for each of what is missing, why, and what to do.
        assert not re.search(r"[.?!]\s", unquoted), unquoted
    for one in SAID:
        assert one.says.endswith(".")
        assert re.search(r"[.?]\Z", one.do)
        assert re.match(r"[A-Z“0-9]", one.says)


def test_a_click_leads_to_a_field_of_the_plan():
    for essay in ESSAYS:
        plan = essay.plan
        known = {Field(part) for part in FIELDS}
        known |= {Field(Part.HEADING, p.id) for p in plan.paragraphs}
        known |= {Field(Part.SLOT, slot.id) for slot in plan.slots()}
        for one in essay.advice():
            assert one.where.field in known
            assert set(one.where.factors) <= {factor.id for factor in plan.factors}


def test_a_sound_plan_needs_no_advice():
    assert SOUND.advice() == ()


def test_a_plan_just_begun_is_not_scolded():
    said = Essay((Para(), Para(), Para()), needs=tuple(Need), minutes=25).advice()
    assert [one.rule for one in said] == ["no-argument", "no-point"]


def test_a_paragraph_just_begun_gets_one_next_step():
    begun = Essay((Para("Cunning"), Para("Luck", "Luck helped."), Para()), argument="He had luck.")
    said = begun.advice()
    assert [(one.rule, one.where.field.of[:2]) for one in said] == [
        ("no-point", "p1"),
        ("no-evidence", "p2"),
    ]


def test_there_is_never_too_much_advice_nor_too_much_of_one_kind():
    bare = tuple(Para(f"Heading {n}", f"Point {n}") for n in range(9))
    said = Essay(bare).advice()
    assert len([one for one in said if one.rule == "no-evidence"]) == MOST_OF_ONE
    same = sound(
        one={
            "explain": "Then he went to the hall and he spoke to them all.",
            "link": "It was a day.",
        },
        two={"cards": ONE.cards, "point": ONE.point, "link": ""},
        three={"evidence": "", "cards": ()},
        argument="",
        conclusion="",
        needs=tuple(Need),
    )
    assert 5 <= len(same.advice()) <= MOST


def test_advice_comes_in_the_order_of_the_rules():
    order = [rule.id for rule in RULES]
    for essay in ESSAYS:
        places = [order.index(one.rule) for one in essay.advice()]
        assert places == sorted(places)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_can_be_switched_off(rule):
    essay = MUST[rule.id][0][1]
    asked = Recognised(stated=essay.stated, points=essay.points)
    said = advise(essay.plan, essay.kind, words(), {rule.id}, asked)
    assert rule.id not in {one.rule for one in said}
    assert rule.id in {one.rule for one in essay.advice(rule.id)}


def test_what_is_stated_can_only_be_missed_where_it_is_known():
    essay = MUST["stated-factor-missing"][0][1]
    assert advise(essay.plan, essay.kind, words(), {"no-argument", "no-evidence"}) == ()


def test_a_missing_point_filters_the_shelf():
    rows = MUST["given-point-missing"]
    (said,) = rows[0][1].advice("given-point-missing")
    assert said.where.words == "versailles"
    paras = (Para("", "Posts"), Para("", "Luck"))
    stated = Essay(paras, question="Was cunning the main factor?", stated="cunning")
    (said,) = stated.advice("stated-factor-missing")
    assert (said.where.words, said.where.factors) == ("", ("pack/cunning",))


_FRESH = Words.of(read_toml("coach.toml"))
_TYPES = [*read_question_types().values(), QuestionType("all", "All", needs=tuple(Need))]


@given(plans(), st.sampled_from(_TYPES), st.text(max_size=20), st.lists(st.text(max_size=20)))
def test_any_plan_gets_some_advice_and_always_the_same(plan, kind, stated, points):
    asked = Recognised(stated=stated, points=tuple(points))
    said = advise(plan, kind, words(), (), asked)
    # What was read is kept by the words that it was read with.
    assert advise(plan, kind, _FRESH, (), asked) == said
    reading.read_paragraph.cache_clear()
    assert advise(plan, kind, _FRESH, (), asked) == said
    assert len(said) <= MOST


def test_the_worked_plans_need_no_advice(starter):
    pack, types = starter
    assert pack.plans
    for plan in pack.plans:
        asked = recognise(plan.question.text, types.values())
        for kind in (types[plan.question.type], *asked.types, types["general"]):
            assert advise(plan, kind, words(), (), asked) == ()


def test_every_question_of_the_starter_pack_begins_with_a_next_step(starter):
    pack, types = starter
    for question in pack.questions:
        plan = edits.begin("plan-1", question, read_frameworks().frameworks[0])
        asked = recognise(question.text, types.values())
        said = advise(plan, types[question.type], words(), (), asked)
        assert 1 <= len(said) <= 2


# No more work than is needed


def _twelve(pack):
    (worked, *_) = pack.plans
    paragraphs = [
        replace(
            paragraph,
            id=f"p{n}",
            heading=f"{paragraph.heading} {n}",
            slots=tuple(
                replace(slot, id=f"p{n}-{slot.id}", text=f"{slot.text} So it was {n}.")
                for slot in paragraph.slots
            ),
        )
        for n, paragraph in enumerate(4 * worked.paragraphs)
    ]
    return replace(worked, paragraphs=tuple(paragraphs))


@pytest.fixture
def folded(monkeypatch):
    """Return the texts that are read anew from now on, in the order of reading."""
    texts = []

    def spy(text):
        texts.append(text)
        return folding.fold(text)

    for module in (text_module, reading, dates, evidence, question_module):
        monkeypatch.setattr(module, "fold", spy)
    return texts


def test_only_the_text_that_changed_is_read_anew(starter, folded):
    pack, types = starter
    plan, kind = _twelve(pack), types["to-what-extent"]
    asked = recognise(plan.question.text, types.values())
    fresh = Words.of(read_toml("coach.toml"))
    advise(plan, kind, fresh, (), asked)
    whole = len(folded)
    assert whole > 12 * 4
    field = Field(Part.SLOT, plan.paragraphs[5].slots[2].id)
    told = "This led to a weaker party, as nobody had foreseen it"
    edited = edits.write(plan, field, told)
    folded.clear()
    advise(edited, kind, fresh, (), asked)
    assert folded == [told]
    folded.clear()
    advise(plan, kind, fresh, (), asked)
    assert folded == []


def test_a_dated_sentence_is_looked_through_once(starter, monkeypatch):
    pack, types = starter
    plan, kind = _twelve(pack), types["explain-why"]
    looked = []

    def spy(sentence):
        looked.append(sentence)
        return mentions.find_dates(sentence)

    monkeypatch.setattr(dates, "find_dates", spy)
    fresh = Words.of(read_toml("coach.toml"))
    advise(plan, kind, fresh)
    assert len(looked) > 12
    looked.clear()
    slot = plan.paragraphs[5].slots[2]
    advise(edits.write(plan, Field(Part.SLOT, slot.id), "It fell in 1931"), kind, fresh)
    assert looked == ["It fell in 1931"]


def test_only_the_paragraph_that_changed_is_read_again(starter):
    pack, types = starter
    plan, kind = _twelve(pack), types["explain-why"]
    advise(plan, kind, words())
    before = reading.read_paragraph.cache_info()
    field = Field(Part.SLOT, plan.paragraphs[5].slots[2].id)
    advise(edits.write(plan, field, "So it was done."), kind, words())
    after = reading.read_paragraph.cache_info()
    assert after.misses - before.misses == 1
    assert after.hits - before.hits == len(plan.paragraphs) - 1


def test_a_very_large_plan_has_each_text_read_once(folded):
    paras = tuple(
        but(ONE, heading=f"Heading {n}", explain=f"This led to {n}. " * 40) for n in range(60)
    )
    essay = Essay(paras, needs=tuple(Need))
    advise(essay.plan, essay.kind, Words.of(read_toml("coach.toml")))
    assert len([text for text in folded if text.startswith("This led to")]) == 60
