import re

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from planner.model import edits
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Need, QuestionType
from planner.model.pack import Pack, PackInfo
from planner.model.problems import is_name, problems
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.source import read_pack_source
from planner.shipped import RESOURCES
from tests import strategies as some
from tests.model.examples import PEEL
from tests.sentences import are_sentences

INFO = PackInfo("usa", "The struggle", "Ms Smith", licence="CC BY 4.0")
CUNNING = Factor("usa/cunning", "Cunning")
MACHINE = Factor("usa/machine", "Party machine", hue=1)
WHY = Question("usa/why", "Why did Stalin win?", factors=(CUNNING.id,))
TRICK = Card(
    "usa/trick",
    "The funeral trick",
    "Trotsky missed it.",
    When("January 1924", "1924-01", "1924-01"),
    ("Trotsky",),
    (CUNNING.id, MACHINE.id),
)
POST = replace(TRICK, id="usa/post", headline="A post", detail="Stalin was General Secretary.")
WORKED = edits.begin("usa/worked", WHY, PEEL)
MOCK = QuestionType("usa/mock", "Our mock", stems=("Rank the … by",), framework="peel")
PACK = Pack(INFO, (CUNNING, MACHINE), (WHY,), (TRICK, POST), (WORKED,), (MOCK,))


def card(**fields):
    """Return the pack with its second card changed."""
    return replace(PACK, cards=(TRICK, replace(POST, **fields)))


def when(shown="", start="", end=""):
    return card(when=When(shown, start, end))


def question(**fields):
    return replace(PACK, questions=(replace(WHY, **fields),))


def kinds(*kinds):
    return replace(PACK, question_types=kinds)


def factor(**fields):
    return replace(PACK, factors=(CUNNING, replace(MACHINE, **fields)))


def info(**fields):
    return replace(PACK, info=replace(INFO, **fields))


def rules(pack):
    return {problem.rule for problem in problems(pack)}


GRAVE = [
    (info(title=" "), "no-title", "", "title", "The pack has no title."),
    (info(id=""), "bad-id", "", "id", "The pack has no id."),
    (info(id="own"), "bad-id", "", "id", "The pack’s id cannot be “own”."),
    (info(id="us/a"), "bad-id", "", "id", "The pack’s id cannot be “us/a”."),
    (info(author="x" * 301), "too-long", "", "author", "The pack’s author is too long."),
    (info(about="x" * 20_001), "too-long", "", "about", "The pack’s description is too long."),
    (replace(PACK, cards=()), "no-cards", "", "cards", "The pack has no cards."),
    (
        replace(PACK, plans=(WORKED,) * 51),
        "too-many",
        "",
        "plans",
        "The pack has 51 worked plans, and can have 50.",
    ),
    (factor(name=""), "no-name", MACHINE.id, "name", "Factor 2 has no name."),
    (
        factor(name="x" * 301),
        "too-long",
        MACHINE.id,
        "name",
        f"The factor “{'x' * 59}…” has too long a text in “name”.",
    ),
    (question(text=""), "no-text", WHY.id, "text", "Question 1 has no text."),
    (
        question(factors=("usa/none",)),
        "unknown-factor",
        WHY.id,
        "factors",
        "The question “Why did Stalin win?” has the factor “usa/none”, which the pack does not "
        "have.",
    ),
    (card(headline=" "), "no-headline", POST.id, "headline", "Card 2 has no headline."),
    (
        card(people=("x" * 301,)),
        "too-long",
        POST.id,
        "people",
        "“A post” has a person whose name is too long.",
    ),
    (
        when("x" * 301, "1924"),
        "too-long",
        POST.id,
        "when",
        "“A post” has too long a text for when it was.",
    ),
    (
        card(factors=(CUNNING.id, "other/f")),
        "unknown-factor",
        POST.id,
        "factors",
        "“A post” has the factor “other/f”, which the pack does not have.",
    ),
    (
        when(start="soon"),
        "bad-date",
        POST.id,
        "when",
        "“A post” has “soon” where a date should be.",
    ),
    (when(start="1924", end="1924-13"), "bad-date", POST.id, "when", None),
    (when(end="1924"), "no-start", POST.id, "when", "“A post” has an end and no beginning."),
    (
        when(start="1924-02", end="1924-01-31"),
        "date-order",
        POST.id,
        "when",
        "“A post” ends (1924-01-31) before it begins (1924-02).",
    ),
    (when(start="-0044", end="-0045"), "date-order", POST.id, "when", None),
    (
        card(id="other/post"),
        "other-pack",
        "other/post",
        "id",
        "“A post” has the id “other/post”, which is another pack’s.",
    ),
    (card(id="usa/a/b"), "bad-id", "usa/a/b", "id", "“A post” cannot have the id “a/b”."),
    (card(id="usa"), "bad-id", "usa", "id", None),
    (
        card(id="usa/trick"),
        "double-id",
        "usa/trick",
        "id",
        "“A post” has the id “trick”, which another card has too.",
    ),
    (
        replace(PACK, plans=(replace(WORKED, id="plan/1"),)),
        "other-pack",
        "plan/1",
        "id",
        "The worked plan “Why did Stalin win?” has the id “plan/1”, which is another pack’s.",
    ),
    (
        kinds(*(replace(MOCK, id=f"usa/t{number}") for number in range(21))),
        "too-many",
        "",
        "question_types",
        "The pack has 21 question types, and can have 20.",
    ),
    (
        kinds(replace(MOCK, id="uk/mock")),
        "other-pack",
        "uk/mock",
        "id",
        "The question type “Our mock” has the id “uk/mock”, which is another pack’s.",
    ),
    (
        kinds(MOCK, replace(MOCK, name="Other")),
        "double-id",
        "usa/mock",
        "id",
        "The question type “Other” has the id “mock”, which another question type has too.",
    ),
    (
        kinds(replace(MOCK, name="")),
        "question-type",
        "usa/mock",
        "name",
        "Question type 1 has no name.",
    ),
    (
        kinds(replace(MOCK, id="usa/other"), replace(MOCK, stems=("…",))),
        "question-type",
        "usa/mock",
        "stems",
        "The question type “Our mock” has a stem without words, “…”.",
    ),
    (
        kinds(replace(MOCK, needs=(Need.JUDGEMENT,) * 2)),
        "question-type",
        "usa/mock",
        "needs",
        "The question type “Our mock” asks for a judgement twice.",
    ),
]

ADVICE = [
    (info(author=""), "no-author", "", "author", "The pack does not say who made it."),
    (info(licence=""), "no-licence", "", "licence", None),
    (
        kinds(replace(MOCK, stems=())),
        "no-stem",
        "usa/mock",
        "stems",
        "The question type “Our mock” has no words that a question is recognised by.",
    ),
    (
        replace(PACK, cards=(TRICK, replace(POST, factors=(CUNNING.id,)))),
        "few-cards",
        MACHINE.id,
        "",
        "The factor “Party machine” has only one card.",
    ),
    (
        replace(PACK, factors=(CUNNING, MACHINE, Factor("usa/more", "More"))),
        "few-cards",
        "usa/more",
        "",
        "The factor “More” has no cards.",
    ),
    (
        factor(name="cunning "),
        "same-name",
        MACHINE.id,
        "name",
        "The factor “cunning” has the same name as factor 1.",
    ),
    (
        replace(
            PACK,
            factors=(CUNNING, MACHINE, Factor("usa/more", "More")),
            questions=(replace(WHY, factors=("usa/more",)),),
        ),
        "no-evidence",
        WHY.id,
        "factors",
        "The question “Why did Stalin win?” has only factors that no card speaks to.",
    ),
    (
        card(headline="x" * 81),
        "long-headline",
        POST.id,
        "headline",
        f"“{'x' * 59}…” has a headline of 81 characters.",
    ),
    (
        card(headline="His trick worked"),
        "pronoun",
        POST.id,
        "headline",
        "“His trick worked” begins with “His”, and does not say who that is.",
    ),
    (when(), "no-date", POST.id, "when", "“A post” has no date."),
    (
        when("Long ago"),
        "no-date",
        POST.id,
        "when",
        "“A post” says “Long ago”, and has no date to sort it by.",
    ),
    (
        when(start="1924-02-30"),
        "no-such-day",
        POST.id,
        "when",
        "“A post” has the date 1924-02-30, a day that its month never has.",
    ),
    (card(factors=()), "no-factor", POST.id, "factors", "“A post” has no factor."),
    (
        card(headline="Things change", detail="", people=(), when=When()),
        "vague",
        POST.id,
        "detail",
        "“Things change” is vague: it has no name, date or number in it.",
    ),
    (
        card(headline="Funeral trick", detail=""),
        "near-duplicate",
        POST.id,
        "headline",
        "“Funeral trick” says nearly the same as “The funeral trick” (card 1).",
    ),
    (
        card(headline="the funeral trick"),
        "near-duplicate",
        POST.id,
        "headline",
        "“the funeral trick” has the same headline as card 1.",
    ),
]

FINE = [
    PACK,
    info(title="x" * 300, about="x" * 20_000),
    question(factors=()),
    question(factors=(CUNNING.id, MACHINE.id), text="x" * 600),
    card(headline="x" * 80),
    when("1924", "1924"),
    when("44 BC", "-0044-03-15", "-0044"),
    when("", "1924-02-29", "1924"),
    when("", "1924-01-21", "1924-01-21"),
    when("1922–29", "1922", "1929"),
    when("", "1924-01", "1924-01-31"),
    card(people=(), when=When("", "1924")),
    card(detail="Stalin held a post.", headline="A post of 1924"),
    # A card and a factor may go by one name.
    card(id="usa/machine"),
]


@pytest.mark.parametrize(("pack", "rule", "part", "field", "says"), GRAVE + ADVICE)
def test_each_rule_finds_its_fault(pack, rule, part, field, says):
    found = [problem for problem in problems(pack) if problem.rule == rule]
    assert found
    problem = found[-1]
    assert (problem.part, problem.field) == (part, field)
    assert problem.grave is any(pack is case[0] for case in GRAVE)
    assert problem.says == (says or problem.says)
    assert are_sentences(problem.says)
    assert are_sentences(problem.do)
    kinds = {"": "", WHY.id: "question", MACHINE.id: "factor", "usa/more": "factor"}
    kinds["plan/1"] = "plan"
    kinds |= dict.fromkeys(["usa/mock", "uk/mock"], "question type")
    assert problem.kind == kinds.get(part, "card")


@pytest.mark.parametrize(
    ("change", "field", "most"),
    [
        *((info, field, 300) for field in ("title", "author", "subject", "licence", "language")),
        (info, "about", 20_000),
        (factor, "name", 300),
        (factor, "about", 20_000),
        (question, "text", 600),
        (card, "headline", 300),
        (card, "detail", 20_000),
        (card, "source", 20_000),
        (lambda when: card(when=When(when, "1924")), "when", 300),
        (lambda people: card(people=(people,)), "people", 300),
    ],
)
def test_a_text_may_be_so_long_and_no_longer(change, field, most):
    assert "too-long" not in rules(change(**{field: "x" * most}))
    (told,) = [p for p in problems(change(**{field: "x" * (most + 1)})) if p.rule == "too-long"]
    assert (told.field, told.grave) == (field, True)
    assert told.do == f"Shorten it to {most:,} characters or fewer."


def test_a_headline_that_is_long_and_allowed_is_only_to_be_shortened():
    assert rules(card(headline="x" * 300)) == {"long-headline"}


def test_as_much_as_a_pack_can_have():
    assert "too-many" not in rules(replace(PACK, plans=(WORKED,) * 50))
    (told,) = [p for p in problems(replace(PACK, questions=(WHY,) * 2_001)) if "many" in p.rule]
    assert told.says == "The pack has 2,001 questions, and can have 2,000."


LONG = [change(about="x" * 20_001) for change in (info, factor)] + [card(detail="x" * 20_001)]


@pytest.mark.parametrize("pack", [*LONG, *(case[0] for case in GRAVE + ADVICE)])
def test_what_has_no_words_is_called_by_its_number(pack):
    pack = replace(
        pack,
        factors=tuple(replace(part, name="") for part in pack.factors),
        questions=tuple(replace(part, text=" ") for part in pack.questions),
        cards=tuple(replace(part, headline="") for part in pack.cards),
        question_types=tuple(replace(part, name="") for part in pack.question_types),
    )
    for problem in problems(pack):
        if problem.kind not in ("", "plan"):
            assert re.match(rf"{problem.kind.capitalize()} [1-9][0-9]* ", problem.says)
            assert are_sentences(problem.says)


def test_cards_without_headlines_that_say_the_same_are_twins_by_number():
    cards = (replace(TRICK, headline=""), replace(POST, headline="", detail=TRICK.detail))
    (told,) = [p for p in problems(replace(PACK, cards=cards)) if p.rule == "near-duplicate"]
    assert told.says == "Card 2 says nearly the same as card 1."


def test_what_to_do_for_a_card_without_a_factor_depends_on_whether_there_are_any():
    for pack, do in (
        (card(factors=()), "Choose the factors that it speaks to."),
        (replace(card(factors=()), factors=()), "Add a factor to the pack, then choose it"),
    ):
        told = [problem for problem in problems(pack) if problem.rule == "no-factor"]
        assert told[-1].do.startswith(do)
        assert are_sentences(told[-1].do)


def test_how_the_id_of_a_part_should_begin_is_told():
    (told,) = problems(kinds(replace(MOCK, id="uk/mock")))
    assert told.do == "Give it an id that begins with “usa/”."


@pytest.mark.parametrize("pack", FINE)
def test_what_is_sound_is_let_be(pack):
    assert problems(pack) == ()


@pytest.mark.parametrize(
    ("pack", "only"),
    [
        (when(), {"no-date"}),
        (card(factors=(CUNNING.id, "usa/none")), {"unknown-factor", "few-cards"}),
        (when(end="1924"), {"no-start"}),
        (when(start="soon", end="1924"), {"bad-date"}),
        (card(headline="", detail="", people=(), when=When("", "1924")), {"no-headline"}),
        (card(headline="x" * 301), {"too-long"}),
        (replace(PACK, cards=()), {"no-cards"}),
    ],
)
def test_one_fault_is_told_once(pack, only):
    assert rules(pack) == only


def test_the_grave_come_first_and_then_all_in_the_packs_order():
    pack = replace(
        PACK,
        info=replace(INFO, author="", title=""),
        cards=(replace(TRICK, factors=()), replace(POST, headline="", when=When())),
    )
    assert [(problem.rule, problem.grave) for problem in problems(pack)] == [
        ("no-title", True),
        ("no-headline", True),
        ("no-author", False),
        ("few-cards", False),
        ("few-cards", False),
        ("no-factor", False),
        ("no-date", False),
    ]


def test_the_shipped_packs_have_no_problems():
    files = sorted((RESOURCES / "packs").glob("*.toml"))
    frameworks, types = read_frameworks(), read_question_types()
    assert [problems(read_pack_source(file, frameworks, types)) for file in files] == [()]


@settings(max_examples=40)
@given(some.packs(plan_most=1))
def test_any_pack_can_be_looked_at(pack):
    parts = (*pack.factors, *pack.questions, *pack.cards, *pack.plans, *pack.question_types)
    ids = {part.id for part in parts}
    for problem in problems(pack):
        assert problem.part in {"", *ids}
        assert bool(problem.kind) is bool(problem.part)
        assert problem.says
        assert problem.do


@pytest.mark.parametrize("name", ["a", "a-1", "1924", "x" * 90])
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "A", "a b", "a--b", "-a", "a/b", "é", "a\n", "x" * 91])
def test_no_names(name):
    assert not is_name(name)
