"""Examples for the rule about balance."""

from planner.model.framework import Need
from tests.coach.essays import ONE, THREE, TWO, Essay, Para, Table, sound

LONG = " ".join(["This led him to hide the testament from all the others in the party."] * 12)
SHORT = Para("", "Luck helped.", "In 1924.", "So he won.", "So he won the struggle.")


def _many(number: int, minutes: int, **more: object) -> Essay:
    return Essay(tuple(Para("", f"Point {n}") for n in range(number)), minutes=minutes, **more)


MUST: Table = {
    "out-of-balance": [
        ("six in a quarter of an hour", _many(6, 15)),
        ("five in ten minutes", _many(5, 10)),
        ("four in ten minutes", _many(4, 10)),
        ("ten in half an hour", _many(10, 30)),
        ("more than there are minutes", _many(12, 5)),
        ("four where two are usual", _many(4, 12, usual=2)),
        ("one far longer", Essay((SHORT, Para("", "Cunning won.", "1924", LONG, "So he won.")))),
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
