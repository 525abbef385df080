"""Paragraphs that lack something, on many subjects, each with the rule that must say so."""

from dataclasses import replace

from planner.model.framework import Need
from tests.coach.essays import Changes, Essay, Para, card
from tests.coach.good_paragraphs import GOOD


def _weak(like: str, **changes: str | tuple[()]) -> Essay:
    """Return a plan like a good one but for some of its paragraph."""
    good = GOOD[like]
    return replace(good, paras=(replace(good.paras[0], **changes),))


def _essay(question: str, *paras: Para, **more: object) -> Essay:
    known: Changes = {"argument": "It was so mainly because of one thing.", **more}
    return Essay(paras, question=question, **known)


def _argued(like: str, argument: str) -> Essay:
    return replace(GOOD[like], argument=argument)


BUS = "How significant was the Montgomery Bus Boycott?"
VOTE = "‘Militancy won women the vote in 1918.’ How far do you agree?"
ROME = "Why did Henry VIII break with Rome?"

WEAK: dict[str, tuple[str, Essay]] = {
    "a heading and a card": (
        "no-point",
        _weak("the Cuban crisis", point="", evidence="", explain="", link="", heading="Missiles"),
    ),
    "a starter where the point should be": (
        "no-point",
        _weak("germ theory", point="One way in which it mattered was"),
    ),
    "the question as the point": (
        "point-repeats-question",
        _weak("the Spanish Armada", point="There were many reasons why the Spanish Armada failed."),
    ),
    "one point twice": (
        "point-repeats-point",
        _essay(
            ROME,
            Para("", "Henry needed a male heir to follow him."),
            Para("", "Another reason is that Henry needed a male heir to follow him."),
        ),
    ),
    "nothing to prove it": (
        "no-evidence",
        _weak("Weimar and hyperinflation", evidence="", cards=()),
    ),
    "a starter where the proof should be": (
        "no-evidence",
        _weak("penicillin", evidence="At the turning point,", cards=()),
    ),
    "nothing precise": (
        "evidence-vague",
        _weak(
            "the Black Death",
            evidence="Many people died and there were not enough workers in the fields.",
            explain="This led to higher wages, so the survivors were better off.",
        ),
    ),
    "people were poor": (
        "evidence-vague",
        _weak(
            "the French Revolution",
            evidence="The people were poor and the taxes were very high.",
            explain="This made them angry.",
        ),
    ),
    "a fact left alone": ("evidence-unexplained", _weak("the Berlin Wall", explain="")),
    "a starter instead of an explanation": (
        "evidence-unexplained",
        _weak("medicine in the Middle Ages", explain="This mattered because"),
    ),
    "the march told again": (
        "explanation-retells",
        _weak(
            "the Norman Conquest",
            explain="Harold marched all the way from the north, and then he came to a hill and "
            "stood there with his men.",
        ),
    ),
    "the arrest told again": (
        "explanation-retells",
        _weak(
            "the civil rights movement",
            explain="Rosa Parks was on the bus and a man told her to stand up, and she stayed "
            "where she was.",
        ),
    ),
    "no way back": ("no-link", _weak("the New Deal", link="")),
    "a link to nothing": (
        "link-without-question",
        _weak("the suffragettes", link="That is what they did in those years, and it was brave."),
    ),
    "a date that is wrong": (
        "date-differs",
        _essay(
            ROME,
            Para(
                "",
                "Parliament helped",
                "The Act of Supremacy was passed in 1543.",
                cards=(card("Act of Supremacy", "1534-11"),),
            ),
        ),
    ),
    "a month that is wrong": (
        "date-differs",
        _essay(
            "Why did Germany lose in the East?",
            Para(
                "",
                "The siege failed",
                "The Stalingrad surrender came in May 1943.",
                cards=(card("Stalingrad surrender", "1943-02-02"),),
            ),
        ),
    ),
    "an arrest in two places": (
        "same-card",
        _essay(
            BUS,
            Para("", "It hurt the company", cards=(card("Rosa Parks arrested", "1955"),)),
            Para("", "It made a leader", cards=(card("Rosa Parks arrested", "1955"),)),
        ),
    ),
    "no answer": ("no-argument", _argued("the slave trade", "")),
    "an answer that does not say how far": (
        "argument-misses-command",
        _argued("the New Deal", "The New Deal was a programme of the 1930s."),
    ),
    "an answer without a reason": (
        "argument-misses-command",
        _argued("the Berlin Wall", "The Wall was built in the night of 13 August 1961."),
    ),
    "militancy left out": (
        "stated-factor-missing",
        _essay(
            VOTE,
            Para("", "War work changed opinion."),
            Para("", "Liberal MPs wanted reform."),
            stated="Militancy won women the vote in 1918",
        ),
    ),
    "a given point left out": (
        "given-point-missing",
        _essay(
            "Explain why surgery improved. You may use: carbolic acid; blood groups.",
            Para("", "Lister’s carbolic acid killed germs."),
            Para("", "Chloroform gave surgeons time."),
            points=("carbolic acid", "blood groups"),
        ),
    ),
    "only what was given": (
        "no-own-point",
        _essay(
            "Explain why surgery improved. You may use: carbolic acid; blood groups.",
            Para("", "Carbolic acid killed germs."),
            Para("", "Blood groups made transfusion safe."),
            points=("carbolic acid", "blood groups"),
            needs=(Need.OWN_POINT,),
        ),
    ),
    "no decision": (
        "no-judgement",
        _essay(
            VOTE,
            Para("", "Militancy kept it alive."),
            Para("", "War work came in 1914."),
            needs=(Need.JUDGEMENT,),
            conclusion="In this essay I have written about the suffragettes and about the work of "
            "women in the war.",
        ),
    ),
    "a decision without a test": (
        "no-criterion",
        _essay(
            VOTE,
            Para("", "Militancy kept it alive."),
            Para("", "War work came in 1914."),
            needs=(Need.JUDGEMENT,),
            conclusion="In conclusion I agree with the statement to a large extent about women "
            "and the vote.",
        ),
    ),
    "one thing argued, another decided": (
        "judgement-against-argument",
        _essay(
            ROME,
            Para("Succession", "He needed an heir."),
            Para("Money", "The Crown was short of it."),
            argument="Henry broke with Rome because of money.",
            conclusion="The most important reason was the succession.",
        ),
    ),
}
