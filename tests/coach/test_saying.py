"""What advice says word by word, and where a click on it leads."""

import pytest
from msgspec.structs import replace

from planner.coach import evidence
from planner.coach.rules import MOST, RULES
from planner.model.evidence import When
from planner.model.framework import Need, Role
from tests.coach.essays import CUNNING, MACHINE, TESTAMENT, Essay, Para, card, sound
from tests.coach.tables import edges
from tests.coach.tables import evidence as about_evidence
from tests.coach.test_rules import MUST

FOUR = tuple(Para("", f"Point {n}") for n in range(4))
GIVEN = "Explain why the Nazis won support. You may use: unemployment; Versailles."
THREE = (Para("Cunning", "A."), Para("Machine", "Votes."), Para("Luck", "It came."))
MUTINY = card("Kronstadt mutiny", "1921")
SPRING = replace(MUTINY, when=When("spring 1921", "1921-03", "1921-05"))
UNSAID = replace(MUTINY, when=When("", "1921-03"))
KEYS = "Why did bread, coal, debt, fear and hunger grow?"


def _pair(*cards, **more):
    half = len(cards) // 2
    return Essay((Para("", "A", cards=cards[:half]), Para("", "B", cards=cards[half:])), **more)


@pytest.mark.parametrize(
    ("rule", "essay", "says", "leads"),
    [
        ("out-of-balance", Essay(FOUR, minutes=4), "leave about no time for each", "p4"),
        ("out-of-balance", Essay(FOUR, minutes=5), "in 5 minutes leave about 1 minute for", "p4"),
        ("out-of-balance", Essay(FOUR, minutes=15), "leave about 2 minutes for each", "p4"),
        ("no-point", Essay((Para("Luck"),)), "Paragraph 1 does not make a point yet.", "p1s0"),
        ("no-point", Essay((Para(), Para())), "Paragraph 1 is still empty.", "p1s0"),
        ("no-evidence", Essay((Para("", "A"),)), "Paragraph 1 has no evidence yet.", "p1s1"),
        (
            "no-evidence",
            Essay((Para("", "A", explain=(edges.VAGUE,) * 2, framework="what-how-why"),)),
            "Paragraph 1 has no evidence yet.",
            "p1s1",
        ),
        (
            "date-differs",
            Essay((Para("", "A", "The Kronstadt mutiny of 1925", cards=(MUTINY,)),)),
            "Paragraph 1 says “1925” of “Kronstadt mutiny”, but the card says “1921”.",
            "p1s1",
        ),
        ("same-card", sound(two={"cards": (TESTAMENT,)}), "is in paragraphs 1 and 2.", "p2s1"),
        (
            "same-card",
            sound(one={"cards": (TESTAMENT,) * 2}),
            "“The suppressed testament” is in paragraph 1 twice.",
            "p1s1",
        ),
        ("same-card", _pair(*2 * (card("", detail="All of it"),)), "“All of it” is in", "p2s1"),
        (
            "evidence-one-sided",
            _pair(*(card(f"C{n}", f"-0044-0{n}", factors=()) for n in range(1, 5))),
            "from one year, 44 BC.",
            "p1s1",
        ),
        (
            "evidence-one-sided",
            _pair(*(card(f"C{n}", day, factors=()) for n, day in enumerate(4 * ("1924-12-31",)))),
            "from one year, 1924.",
            "p1s1",
        ),
        ("one-side", MUST["one-side"][0][1], "The plan takes one side only", "p2"),
        ("no-own-point", MUST["no-own-point"][0][1], "Every paragraph is about a point", "p2"),
        ("stated-factor-missing", MUST["stated-factor-missing"][0][1], "No paragraph", "p2"),
        (
            "judgement-against-order",
            Essay(THREE, conclusion="Above all it was luck."),
            "The conclusion puts “Luck” first, but its paragraph comes last.",
            "p3",
        ),
        (
            "judgement-against-order",
            Essay(
                (Para("", "Cunning was the main reason."), Para("", "Luck came early.")),
                conclusion="Above all it was luck.",
            ),
            "puts paragraph 2 first, but the point of paragraph 1 calls",
            "",
        ),
        (
            "judgement-against-argument",
            Essay(
                (Para("", "Cunning hid it."), Para("", "Luck came early.")),
                argument="He won because of his cunning.",
                conclusion="Above all it was luck.",
            ),
            "The line of argument is for paragraph 1, but the conclusion is for paragraph 2.",
            "",
        ),
        (
            "same-card",
            _pair(*2 * (card("A plot", detail="All of it"),)),
            "“A plot” is in paragraphs 1 and 2.",
            "p2s1",
        ),
        (
            "same-card",
            Essay((Para("", "A", cards=(card("", detail="All of it"),) * 2),)),
            "“All of it” is in paragraph 1 twice.",
            "p1s1",
        ),
        (
            "date-differs",
            Essay((Para("", "A", "The Kronstadt mutiny of 1925", cards=(SPRING,)),)),
            "but the card says “spring 1921”.",
            "p1s1",
        ),
        (
            "date-differs",
            Essay((Para("", "A", "The Kronstadt mutiny of 1925", cards=(UNSAID,)),)),
            "but the card says “1921-03”.",
            "p1s1",
        ),
        (
            "evidence-vague",
            Essay((Para("", "A", (edges.VAGUE, edges.VAGUE), framework="peace"),)),
            "paragraph 1 has no name",
            "p1s1",
        ),
        ("no-link", sound(two={"link": ""}), "Paragraph 2 has no link", "p2s3"),
        ("evidence-vague", about_evidence.MUST["evidence-vague"][0][1], "paragraph 1", "p1s1"),
    ],
)
def test_what_is_said_and_where_it_leads(rule, essay, says, leads):
    said = essay.advice(rule)[0]
    assert says in said.says
    assert said.where.field.of == leads


def test_a_link_is_offered_four_of_the_question_s_words():
    para = Para("", "A", "B", "C", "And that is what he did with them all.")
    (said,) = Essay((para,), question=KEYS).advice("link-without-question")
    assert "such as “bread”, “coal”, “debt” and “fear”." in said.do


def test_a_given_point_is_asked_for_or_offered():
    known = {"question": GIVEN, "points": ("unemployment", "Versailles")}
    paras = (Para("", "Versailles"), Para("", "Hitler"))
    (said,) = Essay(paras, **known).advice("given-point-missing")
    assert said.do == "Write about it in a paragraph."
    (said,) = Essay(paras, **known, needs=(Need.OWN_POINT,)).advice("given-point-missing")
    assert "if you can use it" in said.do


def test_the_shelf_is_filtered_by_what_a_paragraph_is_about():
    bare = Essay((Para("The party machine"), Para("Why he won power")))
    first, second = Essay(tuple(Para(p.heading, "So") for p in bare.paras)).advice("no-evidence")
    assert first.where.factors == (MACHINE.id,)
    assert second.where.factors == ()
    asked = "Why did the party machine grow?"
    (said,) = Essay((Para("The machine", "It grew"),), question=asked).advice("no-evidence")
    assert said.where.factors == ()


def test_the_shelf_is_filtered_by_the_factors_that_are_not_used():
    cards = [card(f"C{n}", f"{1920 + n}", factors=(CUNNING,)) for n in range(4)]
    (said,) = _pair(*cards).advice("evidence-one-sided")
    assert said.where.factors == ("pack/machine", "pack/rivals")
    asked = _pair(*cards, wanted=(CUNNING.id, MACHINE.id)).advice("evidence-one-sided")
    assert asked[0].where.factors == (MACHINE.id,)
    also = [*cards[:3], replace(cards[3], factors=(CUNNING.id, "pack/rivals"))]
    (said,) = _pair(*also).advice("evidence-one-sided")
    assert said.where.factors == (MACHINE.id,)
    both = [replace(one, factors=(CUNNING.id, MACHINE.id)) for one in cards]
    assert "one factor, “Cunning”." in _pair(*both).advice("evidence-one-sided")[0].says
    only = _pair(*cards, wanted=(CUNNING.id,))
    assert only.advice("evidence-one-sided") == ()


def test_the_minutes_may_be_those_of_the_kind():
    assert Essay(FOUR, kind_minutes=5).advice("out-of-balance")
    assert not Essay(FOUR, kind_minutes=60).advice("out-of-balance")


def test_what_comes_next_in_a_paragraph_is_said_alone():
    roles = (Role.POINT, Role.EVIDENCE, Role.EXPLAIN, Role.LINK, Role.JUDGEMENT)
    steps = {rule.id for rule in RULES if rule.step}
    assert steps == {
        "no-point",
        "no-evidence",
        "evidence-unexplained",
        "no-link",
        "no-judgement",
    }
    filled = [{}, {"point": "Luck"}, {"point": "Luck", "evidence": "1924"}]
    filled.append({**filled[-1], "explain": "So he won."})
    for parts in filled:
        said = Essay((Para("Luck", roles=roles, **parts),), argument="Luck won.").advice()
        assert len([one for one in said if one.rule in steps]) == 1, parts


def test_of_more_advice_than_can_be_done_the_first_is_given():
    bare = tuple(Para(f"Heading {n}", "Stalin won the power struggle.") for n in range(4))
    whole = Para("", "A", "The Kronstadt mutiny of 1925", "So.", "And he did.", cards=(MUTINY,) * 2)
    essay = Essay((*bare, whole, Para("Luck")), minutes=5, needs=(Need.JUDGEMENT,))
    alone = [one for rule in RULES for one in essay.advice(rule.id)]
    said = essay.advice()
    assert len(alone) > len(said) == MOST
    assert [one for one in alone if one in said] == [*said]


def test_names_are_not_gone_through_where_every_card_is_precise(monkeypatch):
    def fail(_cards):
        raise AssertionError

    monkeypatch.setattr(evidence, "known_names", fail)
    fresh = card("Seen by nobody before", "1926")
    assert sound(one={"cards": (fresh,)}).advice("evidence-vague") == ()
