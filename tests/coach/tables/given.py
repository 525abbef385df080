"""Examples for the rules about what the question states and offers."""

from planner.model.framework import Need
from tests.coach.essays import ONE, STATED, THREE, TWO, Essay, Para, Table, card, sound

CLAIM = "Stalin won because he controlled the party"
GIVEN = "Explain why the Nazis won support. You may use: the Treaty of Versailles; unemployment."
POINTS = ("the Treaty of Versailles", "unemployment")
OWN = (Need.OWN_POINT,)


def _claimed(*points: str, stated: str = CLAIM, question: str = STATED) -> Essay:
    return Essay(tuple(Para("", point) for point in points), question=question, stated=stated)


def _given(*points: str, **more: object) -> Essay:
    return Essay(tuple(Para("", p) for p in points), question=GIVEN, points=POINTS, **more)


MUST: Table = {
    "stated-factor-missing": [
        ("nothing of it", _claimed("Cunning helped him.", "His rivals were weak.")),
        ("three paragraphs", _claimed("Cunning helped him.", "He had luck.", "Trotsky was ill.")),
        (
            "a named factor",
            _claimed(
                "Posts gave him votes.",
                "He had luck.",
                stated="cunning",
                question="Has cunning been the main factor in his rise?",
            ),
        ),
        (
            "the cause of a claim",
            _claimed(
                "Hunger.",
                "The Tsar was weak.",
                stated="The Tsar fell because of the war",
                question="‘The Tsar fell because of the war.’ Do you agree?",
            ),
        ),
        (
            "the subject of a claim",
            _claimed(
                "Bad luck.",
                "Old age.",
                stated="Inflation was the main reason",
                question="‘Inflation was the main reason.’ How far do you agree?",
            ),
        ),
        (
            "cards about something else",
            Essay(
                (Para("", "Luck", cards=(card("Lenin’s illness"),)), Para("", "Bad rivals")),
                question=STATED,
                stated=CLAIM,
            ),
        ),
    ],
    "given-point-missing": [
        ("one of two", _given("Unemployment was high.", "Hitler spoke well.")),
        ("both", _given("Propaganda was everywhere.", "Hitler spoke well.")),
        (
            "where one’s own is needed too",
            _given("The Treaty of Versailles.", "Hitler.", needs=OWN),
        ),
        (
            "an abbreviation of something else",
            Essay(
                (Para("", "The GPU."), Para("", "War.")),
                question="Why? Use: the NEP.",
                points=("the NEP",),
            ),
        ),
        (
            "a name of two words",
            Essay(
                (Para("", "The war."), Para("", "Taxes.")),
                question="Why? Use: Thomas Becket.",
                points=("Thomas Becket",),
            ),
        ),
        (
            "a card about something else",
            Essay(
                (Para("", "A war", cards=(card("Wall Street Crash"),)), Para("", "Fear of it")),
                question=GIVEN,
                points=POINTS,
            ),
        ),
    ],
    "no-own-point": [
        ("the two given", _given("The Treaty of Versailles.", "Unemployment.", needs=OWN)),
        ("one of them twice", _given("Unemployment rose.", "Unemployment again.", needs=OWN)),
        (
            "in headings",
            Essay(
                (Para("The Treaty of Versailles", "Hated"), Para("Unemployment", "Six million")),
                question=GIVEN,
                points=POINTS,
                needs=OWN,
            ),
        ),
        ("in other forms", _given("The Versailles treaties.", "Unemployment.", needs=OWN)),
        (
            "three paragraphs of two",
            _given(
                "The Treaty of Versailles.",
                "Unemployment in towns.",
                "Unemployment on farms.",
                needs=OWN,
            ),
        ),
        (
            "both in each",
            _given(
                "The Treaty of Versailles and unemployment.",
                "Unemployment after the Treaty of Versailles.",
                needs=OWN,
            ),
        ),
    ],
}

MUST_NOT: Table = {
    "stated-factor-missing": [
        ("the first is about it", _claimed("He controlled the party.", "His rivals were weak.")),
        ("in other words of it", _claimed("His control of posts.", "His rivals were weak.")),
        (
            "on a card",
            Essay(
                (Para("", "Luck", cards=(card("Party delegates"),)), Para("", "B")),
                question=STATED,
                stated=CLAIM,
            ),
        ),
        (
            "in a heading",
            Essay((Para("Party control", "A"), Para("", "B")), question=STATED, stated=CLAIM),
        ),
        (
            "a paragraph is still empty",
            Essay((Para("", "Luck"), Para()), question=STATED, stated=CLAIM),
        ),
        ("one paragraph", _claimed("Cunning helped him.")),
        ("nothing stated", sound()),
        ("no paragraphs", Essay(question=STATED, stated=CLAIM)),
        (
            "shortened",
            _claimed(
                "The NEP was bad.",
                "War.",
                stated="the New Economic Policy",
                question="Was the New Economic Policy the main reason?",
            ),
        ),
        (
            "written out",
            _claimed(
                "The New Economic Policy.",
                "War.",
                stated="the NEP",
                question="Was the NEP the main reason?",
            ),
        ),
        (
            "by another name",
            _claimed(
                "WW1 cost lives.",
                "Hunger.",
                stated="the First World War",
                question="Was the First World War the main cause?",
            ),
        ),
    ],
    "given-point-missing": [
        ("both", _given("The Versailles treaty.", "Unemployment.", "Hitler’s speeches.")),
        ("in another form", _given("Versailles was hated.", "The unemployed.", "Unemployment")),
        (
            "on a card",
            Essay(
                (
                    Para("", "Versailles"),
                    Para("", "B", cards=(card("Six million unemployment cheques"),)),
                ),
                question=GIVEN,
                points=POINTS,
            ),
        ),
        (
            "a paragraph is still empty",
            Essay((Para("", "Hitler"), Para()), question=GIVEN, points=POINTS),
        ),
        ("no points given", sound()),
        ("no paragraphs", Essay(question=GIVEN, points=POINTS)),
        (
            "shortened",
            Essay(
                (Para("", "The NEP."), Para("", "War.")),
                question="Why? Use: the New Economic Policy.",
                points=("the New Economic Policy",),
            ),
        ),
        (
            "in an explanation",
            Essay(
                (Para("", "Versailles"), Para("", "B", "", "Unemployment.")),
                question=GIVEN,
                points=POINTS,
            ),
        ),
    ],
    "no-own-point": [
        ("one of one’s own", _given("Versailles treaty.", "Unemployment.", "Speeches.", needs=OWN)),
        ("not asked for", _given("The Treaty of Versailles.", "Unemployment.")),
        ("no points known", Essay((ONE, TWO, THREE), needs=OWN)),
        (
            "a paragraph is still empty",
            Essay(
                (Para("", POINTS[0]), Para("", POINTS[1]), Para()),
                question=GIVEN,
                points=POINTS,
                needs=OWN,
            ),
        ),
        ("one paragraph", _given("The Treaty of Versailles.", needs=OWN)),
        ("no paragraphs", _given(needs=OWN)),
        ("in part on a given one", _given("A treaty with Rome.", "Unemployment.", needs=OWN)),
        (
            "another in its own words",
            _given("The Treaty of Versailles.", "Fear of communism.", needs=OWN),
        ),
    ],
}
