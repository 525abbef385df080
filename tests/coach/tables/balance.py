"""Examples for the rule about balance."""

from planner.model.framework import Need, Role
from tests.coach.essays import ONE, TESTAMENT, THREE, TWO, Essay, Para, Table, sound

LONG = " ".join(["This led him to hide the testament from all the others in the party."] * 12)
SHORT = Para("", "Luck helped.", "In 1924.", "So he won.", "So he won the struggle.")


# What is whole but for its explanation, in eight words.
BRIEF = {"point": "Luck helped.", "evidence": "In 1924.", "link": "So he won it."}


def _many(number: int, minutes: int, **more: object) -> Essay:
    return Essay(tuple(Para("", f"Point {n}") for n in range(number)), minutes=minutes, **more)


def _of_words(*sizes: int, **more: object) -> Essay:
    """Return an essay whose paragraphs have so many words."""
    return Essay(tuple(Para(f"{n}", explain="so " * (n - 8), **BRIEF) for n in sizes), **more)


MUST: Table = {
    "out-of-balance": [
        ("six in a quarter of an hour", _many(6, 15)),
        ("five in ten minutes", _many(5, 10)),
        ("four in ten minutes", _many(4, 10)),
        ("ten in half an hour", _many(10, 30)),
        ("more than there are minutes", _many(12, 5)),
        ("four where two are usual", _many(4, 12, usual=2)),
        ("one far longer", Essay((SHORT, Para("", "Cunning won.", "1924", LONG, "So he won.")))),
        ("four in 18 minutes, where one has two of them", _many(4, 18)),
        ("four in five minutes, one each", _many(4, 5)),
        ("two more than usual, with three minutes each", _many(5, 22)),
        ("three more than usual, with three minutes each", _many(6, 26)),
        ("more than three times as long", _of_words(45, 136)),
        ("three times as long, and 90 words longer", _of_words(135, 45)),
        ("80 words longer", _of_words(30, 110)),
        (
            "paragraphs without a point to make",
            Essay(
                (
                    Para("Luck", explain="so " * 9, roles=(Role.EXPLAIN,)),
                    Para("Posts", explain="so " * 99, roles=(Role.EXPLAIN,)),
                )
            ),
        ),
        ("the longest and the shortest of four", _of_words(60, 50, 30, 110)),
        (
            "cards count as words",
            Essay(
                (
                    Para("", explain="so " * 22, **BRIEF),
                    Para("", explain="so " * 90, cards=(TESTAMENT,), **BRIEF),
                )
            ),
        ),
        (
            "one of three far longer",
            sound(
                one={"explain": LONG},
                three={
                    "explain": "So he won.",
                    "evidence": "1929.",
                    "link": "So he won.",
                    "cards": (),
                    "point": "Luck.",
                },
            ),
        ),
    ],
}

MUST_NOT: Table = {
    "out-of-balance": [
        ("a sound plan", sound()),
        ("a sound plan with its minutes", sound(minutes=25)),
        ("as many as are usual", _many(3, 10)),
        ("as many as are usual, in no time", _many(3, 5)),
        ("one more than usual, with three minutes each", _many(4, 20)),
        ("two more than usual, with four minutes each", _many(5, 30)),
        ("not three times as long", _of_words(45, 134)),
        ("three times as long, and not 80 words longer", _of_words(39, 117)),
        ("79 words longer", _of_words(30, 109)),
        (
            "a heading alone, with nothing asked for",
            Essay((Para("Cunning", roles=(Role.OTHER,)), *_of_words(100).paras)),
        ),
        (
            "the shorter makes no point yet",
            Essay((Para("", evidence="In 1924.", explain="So.", link="So."), *_of_words(99).paras)),
        ),
        (
            "an explanation alone is not whole",
            Essay((Para("", explain="so"), *_of_words(100).paras)),
        ),
        ("four in three quarters of an hour", _many(4, 45)),
        ("six in an hour and a half", _many(6, 90)),
        ("no minutes known", _many(8, 0)),
        ("no usual number known", _many(8, 10, usual=0)),
        ("empty ones do not count", Essay((ONE, TWO, THREE, Para(), Para(), Para()), minutes=15)),
        (
            "the shorter is not finished",
            Essay((Para("", "Luck."), Para("", "Cunning won.", "1924", LONG, "So won."))),
        ),
        (
            "twice as long",
            Essay(
                (
                    SHORT,
                    Para(
                        "",
                        "Luck.",
                        "In 1924 he hid it from all of them there.",
                        "So he won all of it.",
                        "So he won.",
                    ),
                )
            ),
        ),
        ("one paragraph", Essay((Para("", "A", "1924", LONG, "So he won."),))),
        ("no paragraphs", Essay(minutes=5, needs=(Need.JUDGEMENT,))),
    ],
}
