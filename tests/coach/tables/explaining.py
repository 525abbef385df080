"""Examples for the rules about explanations and links."""

from tests.coach.essays import ONE, Essay, Para, Table, card, sound

MUTINY = card("Kronstadt mutiny", "1921")
RETOLD = "Then Stalin went to the funeral and he spoke there in front of all of the people."
LONG = " ".join(["He hid the testament and spoke at the funeral."] * 6)
AWAY = "And that is what he did with them all."


def _evidence(evidence: str, explain: str = "", **more: object) -> Essay:
    return Essay((Para("", "Cunning helped him", evidence, explain, **more),))


def _retells(explain: str, framework: str = "pee") -> Essay:
    return Essay((Para("", "He was cunning", "In 1924", explain, framework=framework),))


def _chain(evidence: tuple[str, ...], explain: tuple[str, ...]) -> Essay:
    return Essay((Para("", "A", evidence, explain, framework="peace"),))


MUST: Table = {
    "evidence-unexplained": [
        ("a card that is not explained", _evidence("", cards=(MUTINY,))),
        ("a sentence that is not", _evidence("In 1921 the sailors rose.")),
        ("one of three", sound(two={"explain": ""})),
        ("a starter only", sound(two={"explain": "This meant that …"})),
        ("a starter without its dots", sound(two={"explain": "This meant that"})),
        ("under another name", _evidence("In 1921 they rose.", framework="peal")),
        ("the last of the evidence explained before it", _evidence("1921", framework="teel")),
    ],
    "explanation-retells": [
        ("what happened next", sound(one={"explain": RETOLD})),
        ("with a name and a date", _retells("He spoke to them in the square in January 1924.")),
        ("two slots of it", Essay((Para("", "A", "B", (RETOLD, RETOLD), framework="peezl"),))),
        ("a list of events", _retells("He was in the hall, and he spoke, and then he went home.")),
        ("in TEEL too", _retells(RETOLD, "teel")),
        ("in analysis", _retells(RETOLD, "pea")),
        ("described, not explained", _retells("The testament was a paper with words about him.")),
    ],
    "no-link": [
        ("nothing there", sound(one={"link": ""})),
        ("only spaces", sound(two={"link": " \n "})),
        ("only a starter", sound(two={"link": "This shows that …"})),
        ("another name for it", _evidence("1921", "This led to fear.", framework="meal")),
        ("the last paragraph", sound(three={"link": ""})),
        ("in PEACE", _chain(("a", "b"), ("so",))),
    ],
    "link-without-question": [
        ("nothing of the question", sound(one={"link": "And so it was the best of his ideas."})),
        ("only a name of it", sound(two={"link": "This is how Stalin came out on top of them."})),
        ("about the evidence", sound(three={"link": "That is what was said at the funeral."})),
        ("in TEEL", Essay((Para("", "A", "B", "C", AWAY, framework="teel"),))),
        ("in PEAL", Essay((Para("", "A", "B", "C", AWAY, framework="peal"),))),
        (
            "many words, none of them",
            sound(
                one={
                    "link": "All of this made him a man whom all of "
                    "the others at the top had to watch."
                }
            ),
        ),
    ],
}

MUST_NOT: Table = {
    "evidence-unexplained": [
        ("a sound plan", sound()),
        ("nothing to explain yet", _evidence("")),
        ("explained in the evidence", _evidence("In 1924 he hid it, which meant he looked loyal.")),
        ("explained in notes", _evidence("1924", "looked loyal")),
        ("explained by an arrow", _evidence("testament hidden → nobody knew")),
        ("all of it in the point", Essay((Para("", LONG, "1924"),))),
        (
            "explained before it",
            _evidence("In 1921 they rose.", "It was the fear of revolt.", framework="teel"),
        ),
        ("a framework without evidence", Essay((Para(point="A", framework="what-how-why"),))),
        ("empty plan", Essay((Para(), Para()))),
        ("a point alone", Essay((Para("Cunning", "He was cunning"),))),
    ],
    "explanation-retells": [
        ("a sound plan", sound()),
        ("a reason", _retells("He spoke to them all, because he wanted to look like the heir.")),
        ("a result", _retells("He spoke to them all, so that he looked like the heir of the man.")),
        ("a weight", _retells("That was the most important of all of the things that he did.")),
        ("it let him", _retells("This let him fill the posts of the party with men of his own.")),
        ("it gave him", _retells("This gave him the votes at the congress in the next of years.")),
        ("he could", _retells("From now on he could choose who was at the congress and who not.")),
        ("too short to tell", _retells("He looked loyal to them.")),
        (
            "notes",
            _retells("posts, votes, congress, delegates, secretariat, Orgburo, Rabkrin, 1923"),
        ),
        (
            "an arrow",
            _retells("He filled the posts with men of his own -> he had all of the votes."),
        ),
        ("not in English", _retells("Il a parlé devant tout le monde pendant les funérailles.")),
        ("nothing written", _retells("")),
        (
            "explained in the second slot",
            Essay((Para("", "A", "B", (RETOLD, "This meant votes."), framework="peezl"),)),
        ),
    ],
    "no-link": [
        ("all of it in the point, and a reason", Essay((Para("", LONG, explain="So he won."),))),
        ("a sound plan", sound()),
        ("a framework without links", _evidence("1921", "so", framework="pee")),
        ("the explanation is still to come", sound(one={"explain": "", "link": ""})),
        ("a few words", sound(one={"link": "so he won"})),
        ("an empty paragraph", Essay((ONE, Para()))),
        ("no paragraphs", Essay()),
        ("only a point yet", Essay((Para("", "Cunning helped him"),))),
        ("all of it in the point", Essay((Para("", LONG),))),
    ],
    "link-without-question": [
        ("a sound plan", sound()),
        (
            "another form of a word",
            sound(one={"link": "That is how he was the victor, with power."}),
        ),
        ("victory for win", sound(one={"link": "It was a step on the way to his victory."})),
        (
            "lost for won is no key, struggle is",
            sound(one={"link": "So he was safe in the struggles that came."}),
        ),
        ("too short", sound(one={"link": "That is why."})),
        (
            "a link to what comes next",
            sound(one={"link": "And it was the machine that let him do it to them."}),
        ),
        ("notes", sound(one={"link": "loyal heir, Lenin cult, Trotsky discredited"})),
        ("no link at all", sound(one={"link": ""})),
        (
            "another spelling",
            Essay(
                (Para("", "A", "B", "C", "So it was the labor of the women that did it."),),
                question="Why did labour in the factories change?",
            ),
        ),
        (
            "an abbreviation",
            Essay(
                (Para("", "A", "B", "C", "So it was one of the things that led to WW1."),),
                question="Why did the First World War break out?",
            ),
        ),
        ("no question", sound(one={"link": AWAY}, question="?")),
    ],
}
