"""Examples for the rules about evidence."""

from msgspec.structs import replace as but

from planner.model.evidence import When
from planner.model.framework import Need
from tests.coach.essays import (
    CUNNING,
    MACHINE,
    ONE,
    RIVALS,
    TESTAMENT,
    Changes,
    Essay,
    Para,
    Table,
    card,
    sound,
)

LONG = " ".join(["In 1924 he hid the testament and spoke at the funeral."] * 5)
MUTINY = card("Kronstadt mutiny", "1921")
BARE = card("People were unhappy")
HOW = "The workers and the peasants were angry about the whole of it."


def _says(evidence: str, *cards: object, explain: str = "This led to fear.") -> Essay:
    return Essay((Para("", "Unrest helped them", evidence, explain, "", cards=cards),))


def _dated(sentence: str, *cards: object) -> Essay:
    return _says(sentence, *(cards or (MUTINY,)))


def _cards(first: tuple[object, ...], second: tuple[object, ...], **more: object) -> Essay:
    return Essay((Para("", "A", cards=first), Para("", "B", cards=second)), **more)


def _four(**each: object) -> Essay:
    cards = [card(f"Card {n}", f"{1920 + n}", **each) for n in range(4)]
    return _cards(tuple(cards[:2]), tuple(cards[2:]))


def _by(*people: tuple[str, ...], question: str = "Why did the party change?") -> Essay:
    kinds = (CUNNING, MACHINE, RIVALS, CUNNING)
    cards = [
        card(f"Card {n}", f"{1920 + n}", *who, factors=(kinds[n],)) for n, who in enumerate(people)
    ]
    return _cards(tuple(cards[:2]), tuple(cards[2:]), question=question)


def _in(*years: str, question: str = "Why did the party change?") -> Essay:
    kinds = (CUNNING, MACHINE, RIVALS, CUNNING)
    cards = [card(f"Card {n}", when, factors=(kinds[n],)) for n, when in enumerate(years)]
    return _cards(tuple(cards[:2]), tuple(cards[2:]), question=question)


_NONE: Changes = {"evidence": "", "cards": ()}

MUST: Table = {
    "no-evidence": [
        ("a point alone", sound(one={**_NONE, "explain": "", "link": ""})),
        ("explained, but not proved", sound(two=_NONE)),
        ("a starter only", sound(two={"evidence": "For example, …", "cards": ()})),
        ("in MEAL", Essay((Para("", "A", framework="meal"),))),
        ("in the A-level chain", Essay((Para("", "A", framework="a-level-chain"),))),
        (
            "What–How–Why with nothing exact",
            Essay((Para("", "A", explain=(HOW, HOW), framework="what-how-why"),)),
        ),
        ("the last paragraph", sound(three=_NONE)),
    ],
    "evidence-vague": [
        ("nobody, nowhere, never", _says("The people were very unhappy with all of it.")),
        ("a vague card", _says("", BARE)),
        ("both", _says("There were many protests in the towns.", BARE)),
        (
            "the question’s names only",
            sound(
                one={
                    "evidence": "He said that Stalin was clever.",
                    "cards": (),
                    "explain": "So he was feared.",
                }
            ),
        ),
        ("general words in front", _says("Workers went on strike. Soldiers joined them.")),
        ("propaganda", _says("Propaganda was used to control what everyone was thinking.")),
        ("two vague cards", _says("", BARE, card("Prices went up"))),
    ],
    "date-differs": [
        ("another year", _dated("The Kronstadt mutiny of 1923 was a warning.")),
        ("the year first", _dated("In 1923, the Kronstadt mutiny was a warning.")),
        ("a whole date", _dated("The Kronstadt mutiny began on 1 March 1924.")),
        ("another decade", _dated("There was the Kronstadt mutiny in the 1930s.")),
        (
            "in the explanation",
            _says("", MUTINY, explain="The Kronstadt mutiny in 1912 led to it."),
        ),
        (
            "beside a span",
            _dated("The Spanish war began in 1931.", card("The Spanish war", "1936", end="1939")),
        ),
        (
            "within a longer sentence",
            _dated("He feared them, because the Kronstadt mutiny was in 1931, and he acted."),
        ),
    ],
    "same-card": [
        ("in two paragraphs", sound(two={"cards": (TESTAMENT,)})),
        ("twice in one", sound(one={"cards": (TESTAMENT, TESTAMENT)})),
        ("in three", sound(two={"cards": (TESTAMENT,)}, three={"cards": (TESTAMENT,)})),
        ("in two new paragraphs", _cards((MUTINY,), (MUTINY,))),
        ("another wording of it", _cards((MUTINY,), (card("Kronstadt mutiny", "1922"),))),
        ("among others", _cards((MUTINY, BARE), (TESTAMENT, MUTINY))),
        ("without a headline", _cards((card("", detail="A"),), (card("", detail="A"),))),
    ],
    "evidence-one-sided": [
        ("one factor", _four(factors=(CUNNING,))),
        (
            "one factor beside others",
            Essay(
                tuple(
                    Para(
                        "",
                        "A",
                        cards=(
                            card(f"A{n}", f"{1920 + n}", factors=(CUNNING, other)),
                            card(f"B{n}", f"{1930 + n}", factors=(CUNNING,)),
                        ),
                    )
                    for n, other in enumerate((CUNNING, MACHINE))
                )
            ),
        ),
        ("one person", _by(("Lenin",), ("Lenin",), ("Lenin",), ("Lenin",))),
        ("one person beside others", _by(("Lenin",), ("Lenin", "A"), ("B", "Lenin"), ("Lenin",))),
        ("one year", _in("1924", "1924-01", "1924-05", "1924-12")),
        ("one year before Christ", _in("-0044", "-0044-01", "-0044", "-0044")),
        ("five cards", _cards(tuple(card(f"A{n}", f"{n + 1}") for n in range(4)), (MUTINY,))),
    ],
}

MUST_NOT: Table = {
    "no-evidence": [
        ("a sound plan", sound()),
        ("a card alone", sound(one={"evidence": ""})),
        ("a sentence alone", sound(one={"cards": ()})),
        ("notes", sound(one={"evidence": "testament 1924", "cards": ()})),
        ("all of it in the point", Essay((Para("", LONG),))),
        ("not begun", Essay((Para(), Para()))),
        (
            "a card beside the point",
            Essay((Para("", "A", cards=(MUTINY,), framework="what-how-why"),)),
        ),
        (
            "What–How–Why with a date",
            Essay(
                (Para("", "A", explain=("In 1921 they rose.", "So."), framework="what-how-why"),)
            ),
        ),
        ("What–How–Why half done", Essay((Para("", "A", explain=HOW, framework="what-how-why"),))),
    ],
    "evidence-vague": [
        ("a sound plan", sound()),
        ("a date", _says("The people were unhappy in 1905 with all of it.")),
        ("a number", _says("Half of the towns and two thousand people were in it.")),
        ("a name within", _says("He told the Politburo about all of it.")),
        ("a name in front", _says("Trotsky criticised the party in front of all of them.")),
        ("an unknown word in front", _says("Nazis were in every one of the towns.")),
        ("an abbreviation", _says("He was head of the NKVD and of all its men.")),
        ("the name is in the explanation", _says("He was ill.", explain="So Lenin was weak.")),
        ("a precise card beside it", _says("The people were unhappy.", MUTINY)),
        ("another alphabet", _says("Сталин был очень хитёр и жесток")),
        ("too short to tell", _says("people unhappy")),
        ("none at all", _says("")),
        ("a name that a card shows", _says("Zinoviev was there.", card("Plot", "", "Zinoviev"))),
    ],
    "date-differs": [
        ("two years to choose from", _dated("The Kronstadt mutiny of 1923 or 1921 was a warning.")),
        ("what it caused", _dated("The Kronstadt mutiny caused fear in 1924.")),
        (
            "a card of about that time",
            _dated(
                "The Kronstadt mutiny of 1923.", but(MUTINY, when=When("By then", "1921", "1921"))
            ),
        ),
        ("the clause before", _dated("In 1923 he was ill, the Kronstadt mutiny was over.")),
        ("a sound plan", sound()),
        ("the same year", _dated("The Kronstadt mutiny of 1921 was a warning.")),
        ("a day of that year", _dated("The Kronstadt mutiny began on 1 March 1921.")),
        ("two years in it", _dated("From the Kronstadt mutiny in 1921 to 1924 there was peace.")),
        ("after it", _dated("After the Kronstadt mutiny he was weak in 1923.")),
        ("what it led to", _dated("The Kronstadt mutiny meant that in 1924 he was weak.")),
        ("another clause", _dated("The Kronstadt mutiny was a shock, and in 1924 Lenin died.")),
        (
            "as, of an office",
            _dated("As General Secretary in 1925 he had votes.", card("General Secretary", "1922")),
        ),
        ("about that time", _dated("The Kronstadt mutiny was before 1922.")),
        ("a card without a date", _dated("The grain crisis of 1927.", card("Grain crisis"))),
        (
            "the card names that year too",
            _dated(
                "The grain crisis of 1927.",
                card("Grain crisis", "1928", detail="It began in 1927."),
            ),
        ),
        ("not that card", _dated("The mutiny of 1917 was a warning.")),
        ("remembered later", _dated("The Kronstadt mutiny was remembered in 1931.")),
        ("another century’s span", _dated("The Kronstadt mutiny was in the early 1920s.")),
        (
            "by then",
            _dated(
                "The two city bosses fell in 1926.",
                card("Two city bosses", "1924", detail="Until 1926"),
            ),
        ),
    ],
    "same-card": [
        ("a sound plan", sound()),
        ("no cards", Essay((ONE, Para()))),
        ("alike, but not the same", _cards((MUTINY,), (card("Kronstadt mutineers", "1921"),))),
        ("once each", _cards((MUTINY,), (BARE,))),
        ("one card", _cards((MUTINY,), ())),
        ("no paragraphs", Essay()),
        ("written twice, placed once", sound(two={"evidence": "The suppressed testament, 1924."})),
        ("many cards", _four()),
        ("none in the last", _cards((BARE, MUTINY), ())),
    ],
    "evidence-one-sided": [
        ("a sound plan", sound()),
        ("three cards", _cards((MUTINY, BARE), (TESTAMENT,))),
        ("all in one paragraph", _cards((*(card(f"C{n}", f"{1920 + n}") for n in range(4)),), ())),
        (
            "the question has one factor",
            Essay(
                tuple(
                    Para(
                        "", "A", cards=(card(f"A{n}", f"{1920 + n}"), card(f"B{n}", f"{1930 + n}"))
                    )
                    for n in range(2)
                ),
                factors=(CUNNING,),
            ),
        ),
        (
            "a narrative",
            Essay(
                tuple(
                    Para(
                        "", "A", cards=(card(f"A{n}", f"{1920 + n}"), card(f"B{n}", f"{1930 + n}"))
                    )
                    for n in range(2)
                ),
                needs=(Need.LINKED_STAGES,),
            ),
        ),
        (
            "the question is about that person",
            _by(*4 * (("Lenin",),), question="Why was Lenin ill?"),
        ),
        ("the question is about that year", _in(*4 * ("1924",), question="Why was 1924 bad?")),
        ("two people", _by(("Lenin",), ("Lenin",), ("Lenin",), ("Trotsky",))),
        ("two years", _in("1924", "1924", "1924", "1925")),
        ("spans", _in(*4 * ("",))),
        ("cards of no factor", _four(factors=())),
    ],
}
