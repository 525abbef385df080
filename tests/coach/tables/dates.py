"""Examples for the rule about dates that go down to the month or the day."""

from msgspec.structs import replace

from planner.model.evidence import When
from tests.coach.essays import Essay, Para, Table, card

MUTINY = card("Kronstadt mutiny", "1921-03-01", end="1921-03-17")
CORINTH = card("Corinth’s fall", "-0146-03-15")
EITHER = replace(MUTINY, when=When("1921 or 1923", "1921", "1921"))


def _dated(sentence: str, when: str = "", *, end: str = "", detail: str = "") -> Essay:
    one = card("Kronstadt mutiny", when, end=end, detail=detail) if when else MUTINY
    return Essay((Para("", "Unrest helped them", sentence, cards=(one,)),))


MUST: Table = {
    "date-differs": [
        ("another month of that year", _dated("The Kronstadt mutiny of June 1921 was a warning.")),
        ("another month before it", _dated("The Kronstadt mutiny of January 1921 was a warning.")),
        ("another day, far off", _dated("The Kronstadt mutiny began on 2 April 1921.")),
        (
            "fifteen days after",
            _dated("The Kronstadt mutiny began on 16 March 1921.", "1921-03-01"),
        ),
        (
            "fifteen days before",
            _dated("The Kronstadt mutiny began on 5 March 1921.", "1921-03-20"),
        ),
        (
            "a month for a day",
            _dated("The Kronstadt mutiny came in May 1921.", "1921-03-01"),
        ),
        (
            "months of two years, far apart",
            _dated("The Kronstadt mutiny came in March 1922.", "1921-03"),
        ),
        (
            "a card that tells of other months only",
            _dated("The Kronstadt mutiny of June 1921.", "1921-03", detail="In April it was over."),
        ),
        (
            "the year after",
            _dated("The Kronstadt mutiny of 1922 was a warning.", "1921"),
        ),
        ("the year after its last month", _dated("The Kronstadt mutiny of 1922.", "1921-12")),
        ("the month after its year", _dated("The Kronstadt mutiny of January 1922.", "1921")),
        (
            "before Christ",
            Essay((Para("", "A", "Corinth’s fall was in 148 BC.", cards=(CORINTH,)),)),
        ),
        (
            "fifteen days over the end of a month",
            _dated("The Kronstadt mutiny began on 8 March 1921.", "1921-02-21"),
        ),
    ],
}

MUST_NOT: Table = {
    "date-differs": [
        ("within its days", _dated("The Kronstadt mutiny was put down on 17 March 1921.")),
        ("its month", _dated("The Kronstadt mutiny of March 1921 was a warning.")),
        ("the other calendar", _dated("The Kronstadt mutiny began on 16 February 1921.")),
        (
            "fourteen days after",
            _dated("The Kronstadt mutiny began on 15 March 1921.", "1921-03-01"),
        ),
        (
            "fourteen days before",
            _dated("The Kronstadt mutiny began on 6 March 1921.", "1921-03-20"),
        ),
        (
            "the other calendar, over the end of a year",
            _dated("The Kronstadt mutiny began on 14 January 1922.", "1921-12-31"),
        ),
        (
            "its year before Christ",
            Essay((Para("", "A", "Corinth’s fall was in 146 BC.", cards=(CORINTH,)),)),
        ),
        (
            "fourteen days over the end of a month",
            _dated("The Kronstadt mutiny began on 7 March 1921.", "1921-02-21"),
        ),
        (
            "a year that the card shows beside its own",
            _dated("The Kronstadt mutiny of 1923.", "1921", detail="By 1923 it was forgotten."),
        ),
        (
            "a year that the card’s own words of time have",
            Essay((Para("", "A", "The Kronstadt mutiny of 1923.", cards=(EITHER,)),)),
        ),
        ("a clause of its own before", _dated("Ill in 1923, he feared the Kronstadt mutiny.")),
        ("a clause after “when”", _dated("In 1923 when the Kronstadt mutiny was over he was ill.")),
        ("only the card has a month", _dated("The Kronstadt mutiny of 1921 was a warning.")),
        ("only the sentence has one", _dated("The Kronstadt mutiny of June 1921.", "1921")),
        (
            "the card has a month at one end",
            _dated("The Kronstadt mutiny of June 1921.", "1921-03", end="1921"),
        ),
        (
            "the card tells of that month too",
            _dated("The Kronstadt mutiny of June 1921.", "1921-03", detail="In June it went on."),
        ),
        (
            "the card tells of that year at large",
            _dated(
                "The Kronstadt mutiny of June 1921.", "1921-03", detail="They were hungry in 1921."
            ),
        ),
        (
            "about that month",
            _dated("The Kronstadt mutiny was by June 1921 a warning."),
        ),
        ("a season of that year", _dated("The Kronstadt mutiny of summer 1921 was a warning.")),
        (
            "one word alone is no headline",
            Essay((Para("", "A", "The mutiny of 1923.", cards=(card("Mutiny", "1921"),)),)),
        ),
        (
            "a card of about that month",
            Essay(
                (
                    Para(
                        "",
                        "A",
                        "The Kronstadt mutiny of June 1921.",
                        cards=(replace(MUTINY, when=When("by March", "1921-03")),),
                    ),
                )
            ),
        ),
    ],
}
