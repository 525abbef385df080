"""Examples for the rules about what the question asks for."""

from planner.model.framework import Need
from tests.coach.essays import ONE, STATED, TWO, Essay, Para, Table, sound

CLAIM = "Stalin won because he controlled the party"
BOTH = (Need.BOTH_SIDES,)
FAR = "How far was Stalin’s cunning responsible for his victory?"
WHICH = "Which was the more important reason: his cunning or his rivals’ faults?"
MUCH = " ".join(
    ["He controlled the party and the votes in it by the posts that he gave to men."] * 5
)


def _argues(argument: str, question: str = "", command: str = "") -> Essay:
    return Essay(argument=argument, question=question or sound().question, command=command)


def _sided(first: str, second: str = "He controlled the posts.", **more: object) -> Essay:
    known = {"question": STATED, "stated": CLAIM, "needs": BOTH, **more}
    return Essay(
        (Para("Control of the party", first, explain=MUCH), Para("Control of the party", second)),
        **known,
    )


MUST: Table = {
    "no-argument": [
        ("a plan just begun", Essay((Para(), Para()))),
        ("all but that", sound(argument="")),
        ("spaces", sound(argument="  \n ")),
        ("a starter", sound(argument="Overall, … mainly because …")),
        ("a starter half filled in", sound(argument="Overall, Stalin won mainly because …")),
        ("how far", Essay(question=STATED, stated=CLAIM)),
        ("stages that are judged", Essay(needs=(Need.LINKED_STAGES, Need.JUDGEMENT))),
    ],
    "argument-misses-command": [
        ("no how far", _argues("Stalin was the General Secretary of the party.", FAR)),
        ("no reason", _argues("Stalin was the leader of the party in 1929.")),
        ("no choice", _argues("Trotsky had his faults and Stalin had a plan.", WHICH)),
        (
            "agrees with nothing",
            _argues("He controlled the party and won with the votes of it.", STATED),
        ),
        (
            "by the command of its kind",
            _argues("He was the leader of the party in 1929.", "Stalin’s rise", "To what extent"),
        ),
        ("a description", _argues("In 1924 there were five men in the Politburo.")),
        (
            "an extent",
            _argues(
                "In 1924 there were five men in the Politburo.",
                "To what extent was Lenin to blame?",
            ),
        ),
    ],
    "one-side": [
        ("the stated factor only", _sided("He controlled the party.")),
        ("and an argument for it", _sided("He controlled the party.", argument="Control won it.")),
        (
            "and a conclusion for it",
            _sided("He controlled the party.", conclusion="So he won because he controlled it."),
        ),
        (
            "no factor stated, and no turn",
            _sided("He had posts.", stated="", question="To what extent was he strong?"),
        ),
        ("many words on it", _sided(MUCH, MUCH)),
        (
            "without the stated words, unstated",
            _sided("He was loved.", "He was feared.", stated="", question="Discuss his rule."),
        ),
    ],
}

MUST_NOT: Table = {
    "no-argument": [
        ("a sound plan", sound()),
        ("a few words", sound(argument="cunning")),
        ("words with dots", sound(argument="because he was cunning...")),
        ("a narrative", Essay(needs=(Need.LINKED_STAGES,))),
        ("a narrative with paragraphs", Essay((ONE, TWO), needs=(Need.LINKED_STAGES,))),
        ("another alphabet", sound(argument="Сталин победил")),
        ("an arrow", sound(argument="posts → votes")),
        ("two sentences", sound(argument="Cunning. And luck.")),
    ],
    "argument-misses-command": [
        ("a sound plan", sound()),
        ("a reason by “by”", _argues("Stalin won the power struggle by his hold on posts.")),
        ("to a great extent", _argues("It was true to a great extent, as he had the votes.", FAR)),
        ("yes", _argues("Yes, he was the one who did it with them all.", FAR)),
        ("partly", _argues("It was partly the posts that he had in 1924.", FAR)),
        ("but", _argues("He was cunning but his rivals were the ones who lost.", STATED)),
        (
            "the more important",
            _argues("His cunning was more important to him than they were.", WHICH),
        ),
        ("too short to tell", _argues("posts and votes", FAR)),
        ("notes", _argues("posts, votes, congress, delegates, secretariat", FAR)),
        ("empty", _argues("", FAR)),
        (
            "a question with no such command",
            _argues("It was the year of the congress.", "Discuss."),
        ),
        ("not in English", _argues("Il a gagné parce qu’il contrôlait le parti.", FAR)),
    ],
    "one-side": [
        ("a sound plan", sound(needs=BOTH)),
        ("however", _sided("However, he controlled the party.")),
        ("another factor", _sided("He controlled the party.", "Another reason was luck.")),
        (
            "but in the argument",
            _sided("He controlled the party.", argument="Yes, but it was hard."),
        ),
        ("not asked for", _sided("He controlled the party.", needs=())),
        (
            "hardly begun",
            Essay(
                (Para("", "He controlled it."), Para("", "He controlled it.")),
                question=STATED,
                stated=CLAIM,
                needs=BOTH,
            ),
        ),
        (
            "a factor that is not the stated",
            Essay(
                (Para("", "He controlled the party.", explain=MUCH), Para("", "Trotsky was ill.")),
                question=STATED,
                stated=CLAIM,
                needs=BOTH,
            ),
        ),
        (
            "a paragraph is still empty",
            Essay(
                (Para("", "He controlled the party.", explain=MUCH), Para()),
                question=STATED,
                stated=CLAIM,
                needs=BOTH,
            ),
        ),
        ("limits", _sided("He controlled the party, but this had limits.")),
        ("notes", _sided("votes, posts, congress, delegates, secretariat, Orgburo")),
    ],
}
