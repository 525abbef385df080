"""Examples for the rules about judgements."""

from planner.model.framework import Need, Role
from tests.coach.essays import STATED, Essay, Para, Table, sound

JUDGE = (Need.JUDGEMENT,)
TEST = (Need.JUDGEMENT, Need.CRITERION)
BESIDE = (Need.JUDGEMENT, Need.COMPARISON)
SUM = "In this essay it was said that he had posts and votes and that his rivals were there."
BARE = "Overall, I agree to a large extent with the statement about the party and its votes."
REASON = "Overall, I agree to a large extent, because he had the votes that the party gave."
WEIGHED = "His cunning was more important than the party machine in the years of the struggle."


def _ends(conclusion: str, needs: tuple[Need, ...] = JUDGE, **more: object) -> Essay:
    plain = {"argument": "He won by his posts.", "introduction": "", **more}
    return sound(conclusion=conclusion, needs=needs, **plain)


def _within(judgement: str) -> Essay:
    roles = (Role.POINT, Role.JUDGEMENT)
    return Essay((Para("", "A", judgement=judgement, roles=roles),))


def _ordered(conclusion: str, *paras: Para, **more: object) -> Essay:
    three = (
        Para("Cunning", "It hid his aims."),
        Para("Party machine", "It gave him votes."),
        Para("Luck", "Lenin’s illness came early."),
    )
    return Essay(paras or three, conclusion=conclusion, **more)


def _argued(argument: str, conclusion: str) -> Essay:
    return sound(argument=argument, conclusion=conclusion)


LAST = "Overall, luck was the most important reason why he won."
CALLED = (Para("Cunning", "Cunning was the main reason."), Para("Luck", "It came early."))

MUST: Table = {
    "no-judgement": [
        ("empty", _ends("")),
        ("a starter", _ends("Overall, the most important factor was …")),
        ("it sums up", _ends(SUM)),
        (
            "it adds what came next",
            _ends(
                "In 1929 he was the leader of the party and of the "
                "country, and he was in power for years."
            ),
        ),
        ("a paragraph that asks for one", _within("")),
        ("a starter in the paragraph", _within("Overall …")),
        ("spaces", _ends("  ")),
    ],
    "no-criterion": [
        ("agrees, and that is all", _ends(BARE)),
        (
            "it was significant",
            _ends("To sum up, the party was a very significant part of what he had in the 1920s."),
        ),
        ("a reason, where a test is asked for", _ends(REASON, TEST)),
        (
            "partly",
            _ends(
                "The statement is partly true of Stalin and partly true of all the men about him."
            ),
        ),
        ("agrees, where a test is asked for", _ends(BARE, TEST)),
        (
            "it mattered",
            _ends("In the struggle it mattered to him, and it mattered to all of them."),
        ),
    ],
    "no-comparison": [
        ("chosen, not compared", _ends(REASON, BESIDE)),
        ("agreed", _ends(BARE, BESIDE)),
        (
            "the main one",
            _ends("His cunning was the main reason, because it hid all of his aims.", BESIDE),
        ),
        (
            "with a test",
            _ends("His cunning was the main reason by the test of what it made possible.", BESIDE),
        ),
        (
            "decisive",
            _ends("The posts were decisive, since they gave him all of the votes he had.", BESIDE),
        ),
        (
            "important",
            _ends("It was important for him that he had the posts that gave the votes.", BESIDE),
        ),
    ],
    "judgement-against-order": [
        ("the last comes first", _ordered(LAST)),
        ("in other words", _ordered("The main reason of all was his luck.")),
        ("a point that says so of itself", _ordered(LAST, *CALLED)),
        ("above all", _ordered("It was luck above all.")),
        (
            "by its point, without headings",
            _ordered(
                LAST, Para("", "Cunning hid it."), Para("", "Posts helped."), Para("", "Luck came.")
            ),
        ),
        (
            "four paragraphs",
            _ordered(
                LAST,
                Para("Cunning", "A."),
                Para("Posts", "B."),
                Para("Fear", "C."),
                Para("Luck", "D"),
            ),
        ),
        (
            "the first calls itself the main one",
            _ordered(
                "The machine was the most important of them.",
                Para("Cunning", "The main reason was his cunning."),
                Para("Machine", "It gave votes."),
            ),
        ),
    ],
    "judgement-against-argument": [
        (
            "another reason",
            _argued(
                "The main reason was his cunning.", "The machine was the most important of them."
            ),
        ),
        ("because", _argued("He won because of the party machine.", "It was cunning above all.")),
        (
            "his rivals",
            _argued(
                "Cunning was the main reason.", "The mistakes were the most important of them."
            ),
        ),
        (
            "the other way round",
            _argued("The mistakes were the main reason.", "Above all it was cunning."),
        ),
        ("chiefly", _argued("He won chiefly by the machine.", "Above all it was cunning.")),
        ("due to", _argued("His victory was due to mistakes.", "The main thing was cunning.")),
    ],
}

MUST_NOT: Table = {
    "no-judgement": [
        ("a sound plan", sound(needs=JUDGE)),
        ("not asked for", _ends("", ())),
        ("agrees", _ends(BARE)),
        ("weighs", _ends(WEIGHED)),
        ("too short to tell", _ends("He had the posts.")),
        (
            "notes",
            _ends(
                "posts, votes, congress, delegates, secretariat, Orgburo, Rabkrin, 1923, "
                "triumvirate, testament, funeral, NEP"
            ),
        ),
        ("paragraphs still to come", Essay((Para("", "A"), Para()), needs=JUDGE)),
        ("judged within the paragraph", _within("This mattered most.")),
        ("no such slot", Essay((Para("", "A"),))),
        ("no paragraphs", Essay(needs=JUDGE)),
    ],
    "no-criterion": [
        ("a sound plan", sound(needs=TEST)),
        ("a reason will do", _ends(REASON)),
        ("a comparison will do", _ends(WEIGHED)),
        (
            "a test",
            _ends("It was the main one by the test of how long it lasted in the party.", TEST),
        ),
        (
            "without it",
            _ends("It was the main one: without it, he would have been out by 1926.", TEST),
        ),
        (
            "the test is in the introduction",
            _ends(REASON, TEST, introduction="I will judge by the standard of how lasting it was."),
        ),
        (
            "a reason that is compared",
            _ends("It was more important than luck, because it gave him the votes.", TEST),
        ),
        ("not asked for", _ends(BARE, ())),
        ("no judgement to ask it of", _ends(SUM)),
        ("empty", _ends("", TEST)),
        ("too short to tell", _ends("I agree.", TEST)),
    ],
    "no-comparison": [
        ("a sound plan", sound(needs=BESIDE, conclusion=WEIGHED)),
        ("more than", _ends(WEIGHED, BESIDE)),
        (
            "while",
            _ends(
                "His cunning was the main reason, while luck was there in the beginning.", BESIDE
            ),
        ),
        (
            "depended on",
            _ends("The posts were the main thing, and the rest of it depended on them.", BESIDE),
        ),
        ("not asked for", _ends(BARE)),
        ("empty", _ends("", BESIDE)),
        ("too short to tell", _ends("Cunning was the main one.", BESIDE)),
        (
            "both",
            _ends("It was both of them, and they were important to him in these years.", BESIDE),
        ),
        ("no judgement to ask it of", _ends(SUM, BESIDE)),
    ],
    "judgement-against-order": [
        ("a sound plan", sound()),
        ("the first", _ordered("Cunning was the most important reason.")),
        ("the middle", _ordered("The machine was the most important reason.")),
        (
            "kept for the end, and says so",
            _ordered(
                LAST,
                Para("Cunning", "A."),
                Para("Posts", "B."),
                Para("Luck", "Luck was the main one."),
            ),
        ),
        ("with a doubt", _ordered("Luck may have been the most important reason.")),
        ("two of them", _ordered("Luck and cunning were the most important reasons.")),
        ("two paragraphs have no order", _ordered(LAST, Para("Cunning", "A"), Para("Luck", "B"))),
        (
            "a paragraph is still empty",
            _ordered(LAST, Para("Cunning", "A"), Para(), Para("Luck", "B")),
        ),
        ("what is stated comes first by custom", _ordered(LAST, question=STATED, stated="luck")),
        ("stages", _ordered(LAST, needs=(Need.LINKED_STAGES,))),
        ("nothing above the rest", _ordered("He won by luck.")),
        ("no paragraphs", Essay(conclusion=LAST)),
    ],
    "judgement-against-argument": [
        ("a sound plan", sound()),
        ("the same", _argued("The main reason was his cunning.", "Above all it was cunning.")),
        (
            "both in the argument",
            _argued("The machine and cunning were the main reasons.", "Above all it was cunning."),
        ),
        ("not only", _argued("The main reason was not the machine.", "Above all it was cunning.")),
        (
            "although",
            _argued(
                "Although the machine was the main tool, he lost.", "Above all it was cunning."
            ),
        ),
        ("no argument", _argued("", "Above all it was cunning.")),
        ("no conclusion", _argued("The main reason was his cunning.", "")),
        (
            "something of no paragraph",
            _argued("The main reason was luck.", "Above all it was cunning."),
        ),
    ],
}
