"""Examples for the rules about points."""

from planner.model.framework import Need, Role
from tests.coach.essays import ONE, THREE, TWO, Essay, Para, Table, card, sound

WEIMAR = "Explain why the Weimar Republic faced problems in the years 1919–23."
FALL = "Why did the Tsar fall from power in 1917?"


def _points(*points: str, question: str = "", stated: str = "", heading: str = "") -> Essay:
    paras = tuple(Para(heading, point) for point in points)
    return Essay(paras, question=question or sound().question, stated=stated)


MUST: Table = {
    "no-point": [
        ("evidence without a point", sound(one={"point": ""})),
        ("a heading alone", Essay((Para("Cunning"),))),
        ("a card alone", Essay((Para(cards=(card("The funeral trick"),)),))),
        ("spaces are no point", sound(two={"point": "   "})),
        ("a starter as it was offered", sound(two={"point": "One reason was that …"})),
        ("a starter with a word filled in", sound(two={"point": "One reason was luck …"})),
        ("no point under another name", Essay((Para("Cunning", framework="meal"),))),
        ("the next paragraph is empty", Essay((ONE, Para(), Para()))),
        ("a plan just begun", Essay((Para(), Para(), Para()))),
    ],
    "point-repeats-question": [
        ("the question’s words", _points("Stalin won the power struggle.")),
        ("with words that build any argument", _points("There are many reasons Stalin won power.")),
        ("in another form", _points("A reason for Stalin’s victory in the struggle for power.")),
        ("the problems themselves", _points("The Weimar Republic had problems.", question=WEIMAR)),
        ("one of three", sound(two={"point": "The main reason Stalin won the power struggle."})),
        ("the fall itself", _points("The Tsar fell from power in 1917.", question=FALL)),
        (
            "in American spelling",
            _points(
                "There was labor unrest in the harbors.",
                question="Why was there labour unrest in the harbours?",
            ),
        ),
    ],
    "point-repeats-point": [
        ("word by word", sound(two={"point": ONE.point})),
        (
            "another opening",
            sound(
                two={
                    "point": "Another reason was Stalin’s cunning: he made "
                    "himself look loyal to Lenin."
                }
            ),
        ),
        (
            "other forms of its words",
            _points("Trotsky made mistakes.", "Trotsky was making a mistake."),
        ),
        ("the third like the first", sound(three={"point": ONE.point})),
        (
            "one word more",
            _points(
                "The party machine gave Stalin loyal delegates and votes.",
                "The party machine gave Stalin loyal delegates and many cheap votes.",
            ),
        ),
        ("capitals and accents", _points("Émigrés paid for it.", "EMIGRES PAID FOR IT")),
        ("one name in two spellings", _points("He had good defences.", "He had a good defense.")),
    ],
}

MUST_NOT: Table = {
    "no-point": [
        ("a sound plan", sound()),
        ("a few words are a point", sound(one={"point": "cunning"})),
        ("notes with dots", sound(one={"point": "cunning, testament, funeral..."})),
        ("a framework without points", Essay((Para("Cunning", roles=(Role.OTHER,)),))),
        ("an arrow", sound(one={"point": "testament → loyal"})),
        ("another alphabet", sound(one={"point": "Сталин был хитёр"})),
        (
            "a long sentence that has an ellipsis",
            sound(
                one={
                    "point": "Stalin won since Lenin’s "
                    "testament, which called him rude … and more, was never read to the congress."
                }
            ),
        ),
        ("the first is still being worked on", Essay((Para("", "Cunning helped him"),))),
        ("no paragraphs at all", Essay()),
    ],
    "point-repeats-question": [
        (
            "a claim that could not be found",
            Essay((Para("", "Stalin won the power struggle."),), needs=(Need.STATED_FACTOR,)),
        ),
        ("a sound plan", sound()),
        ("a reason in one word", _points("Stalin won the power struggle by cunning.")),
        (
            "the claim may be a point",
            _points(
                "Stalin won because he controlled the party.",
                question="‘Stalin won because he controlled the party.’ How far do you agree?",
                stated="Stalin won because he controlled the party",
            ),
        ),
        (
            "a given point is one",
            Essay(
                (Para("", "The Reparations were a problem."),),
                question="Explain why Germany had problems. You may use: reparations; Ruhr.",
                points=("reparations", "Ruhr"),
            ),
        ),
        ("too short to tell", _points("Stalin won")),
        ("notes", _points("rivals weak")),
        ("an abbreviation", _points("Stalin won the power struggle → GS post.")),
        ("another year", _points("The Tsar fell from power after 1905.", question=FALL)),
        ("a question of one word", _points("Stalin was rude.", question="Stalin?")),
        ("no question yet", _points("Stalin won the power struggle.", question="?")),
    ],
    "point-repeats-point": [
        (
            "one of them turns",
            _points(
                "Stalin’s cunning helped his rise.", "However, Stalin’s cunning helped his rise."
            ),
        ),
        (
            "under someone",
            _points(
                "Moscow party cells liked Trotsky.", "Moscow party cells liked Trotsky under Lenin."
            ),
        ),
        (
            "until then",
            _points(
                "Moscow party cells liked Trotsky.", "Until then Moscow party cells liked Trotsky."
            ),
        ),
        ("a sound plan", sound()),
        (
            "two sides of one factor",
            _points("Stalin’s cunning mattered.", "However, Stalin’s cunning was limited."),
        ),
        (
            "before and after",
            _points("Trotsky was strong before 1925.", "Trotsky was strong after 1925."),
        ),
        (
            "a word in place of another",
            _points(
                "Stalin promised the younger members of the Communist Party jobs and flats.",
                "Stalin promised the older members of the Communist Party jobs and flats.",
            ),
        ),
        (
            "not",
            _points(
                "Trotsky built support in the party cells of Moscow.",
                "Trotsky had not built support in the party cells of Moscow.",
            ),
        ),
        ("other years", _points("Bad harvests in 1921.", "Bad harvests in 1927.")),
        ("both empty", _points("", "")),
        ("two words alone", _points("Trotsky’s mistakes", "Trotsky’s arrogance")),
        (
            "gained and lost",
            _points("Stalin gained the left’s support.", "Stalin lost the left’s support."),
        ),
        ("the point and its heading", Essay((Para("Cunning", "Cunning"), TWO, THREE))),
    ],
}
