"""Examples on either side of each threshold, and of what stands beside it in a condition."""

from planner.model.framework import Need, Role
from tests.coach.essays import ONE, STATED, Changes, Essay, Para, Table, card, sound

VAGUE = "The workers and the peasants were angry about the whole of it."
BARE = card("People were unhappy")
MUTINY = card("Kronstadt mutiny", "1921")
RETOLD = "Then Stalin went to the funeral and he spoke there in front of all of the people."
NOTES = "posts, votes, congress, delegates, secretariat, Orgburo, Rabkrin, 1923"
REASON = "Overall, I agree to a large extent, because he had the votes that the party gave."
LUCK = "Luck was the most important reason."
JUDGE = (Need.JUDGEMENT,)
TEST = (Need.JUDGEMENT, Need.CRITERION)
HELD = "he had the posts and "
POINT, EVIDENCE, EXPLAIN, LINK = Role.POINT, Role.EVIDENCE, Role.EXPLAIN, Role.LINK
PARTED = (POINT, EVIDENCE, EXPLAIN, EVIDENCE, EXPLAIN)
STARTERS = "It can be argued that … The first thing to say is that … A further point is that …"


def _argues(argument: str) -> Essay:
    return Essay(argument=argument, question="How far was Stalin’s cunning responsible for it?")


def _sided(words: int, *, heading: str = "", **more: object) -> Essay:
    """Return a plan that takes one side in so many words, beside its first heading."""
    told = (HELD * words).split()[: words - 8]
    known = {"question": "Discuss his rule.", "needs": (Need.BOTH_SIDES,), **more}
    paras = (Para(heading, "He held the party.", explain=" ".join(told)),)
    return Essay((*paras, Para("", "He held the votes.")), **known)


def _ends(conclusion: str, needs: tuple[Need, ...] = JUDGE, **more: object) -> Essay:
    plain: Changes = {"argument": "He won by his posts.", "introduction": "", **more}
    return sound(conclusion=conclusion, needs=needs, **plain)


def _last(heading: str, conclusion: str = LUCK) -> Essay:
    three = (Para(heading, "It hid his aims."), Para("Machine", "Votes."), Para("Luck", "Came."))
    return Essay(three, conclusion=conclusion)


def _one(evidence: str = "", explain: str | tuple[str, ...] = "", **more: object) -> Essay:
    return Essay((Para("", "Unrest helped them", evidence, explain, **more),))


def _in(*years: str, people: tuple[str, ...] = ()) -> Essay:
    cards = [
        card(f"Card {n}", *year.split("/")[:1], *people, end=year.partition("/")[2])
        for n, year in enumerate(years)
    ]
    question = "Why did the party change?"
    return Essay(
        (Para("", "A", cards=tuple(cards[:2])), Para("", "B", cards=tuple(cards[2:]))),
        question=question,
        factors=(),
    )


def _named(first: Para) -> Essay:
    zinoviev = card("Out of the party", "1927", "Grigory Zinoviev")
    return Essay((first, Para("", "He fell", cards=(zinoviev,))))


MUST: Table = {
    "argument-misses-command": [("five words", _argues("He led the old party."))],
    "one-side": [
        ("sixty words", _sided(60)),
        ("with a note of four words", _sided(64, heading="Orgburo Rabkrin Politburo Comintern")),
    ],
    "no-judgement": [
        ("twelve words", _ends("In 1929 he was the leader of the party and the country.")),
    ],
    "judgement-against-order": [
        ("a heading that builds an argument", _last("Reason one", "The main reason was luck.")),
        (
            "a heading with “before”",
            _last("Before him", "Luck came first of all before him, above all."),
        ),
        ("a heading of the question’s", _last("A struggle", "Luck won the struggle above all.")),
    ],
    "no-evidence": [
        (
            "vague How and Why of two paragraphs",
            Essay(
                (
                    Para("", "A", explain=(VAGUE, VAGUE), framework="what-how-why"),
                    Para("", "B", explain=(VAGUE, VAGUE), framework="what-how-why"),
                )
            ),
        ),
    ],
    "evidence-vague": [
        ("three words", _one("people were unhappy")),
        ("beside a starter that is left", _one(VAGUE, "Judged by its effects, …")),
    ],
    "evidence-unexplained": [
        ("a card beside what is to be explained", _one(cards=(MUTINY,), at=2)),
        ("a card under How", _one(cards=(MUTINY,), at=1, framework="what-how-why")),
        (
            "the second evidence",
            _one(("a", "b"), "so", roles=PARTED),
        ),
    ],
    "explanation-retells": [
        ("eight words", _one("1924", "He spoke to all of them in January")),
        (
            "one of two parted by evidence",
            _one(("a", "b"), (RETOLD, "So."), roles=PARTED),
        ),
    ],
    "no-link": [("no explanation asked for", _one("1924", roles=(POINT, EVIDENCE, LINK)))],
    "link-without-question": [
        ("five words", sound(one={"link": "That is what he did."})),
        (
            "a word of its own topic and the next",
            sound(one={"heading": "A party", "link": "And that was the party that he had made."}),
        ),
    ],
    "no-point": [
        (
            "ten words and a starter’s dots",
            sound(two={"point": "One two three four five six seven eight nine ten …"}),
        ),
        (
            "a starter of another question without its dots",
            sound(two={"point": "What stayed the same was"}),
        ),
        ("a starter with a full stop for its dots", sound(two={"point": "Another way was that."})),
        ("two starters", sound(two={"point": "What stayed the same was … \nOne way was that …"})),
        (
            "a long row of starters",
            sound(two={"point": STARTERS}),
        ),
    ],
    "point-repeats-point": [
        (
            "three of four words of its own, and no more",
            Essay((Para("", "Cheap bread fed them"), Para("", "Cheap bread fed towns"))),
        ),
        (
            "both with “not”",
            Essay(
                (
                    Para("", "Moscow cells did not like Trotsky"),
                    Para("", "Moscow party cells did not like Trotsky"),
                )
            ),
        ),
        (
            "three of four words of its own",
            Essay((Para("", "Cheap bread fed towns"), Para("", "Cheap bread fed hungry towns"))),
        ),
        (
            "the same two words",
            Essay((Para("", "Trotsky’s mistakes"), Para("", "Trotsky’s mistakes"))),
        ),
        (
            "with nothing of its own",
            Essay(
                (
                    Para("", "Stalin won the power struggle"),
                    Para("", "Stalin won the power struggle"),
                )
            ),
        ),
    ],
    "point-repeats-question": [
        (
            "beside a factor that is stated and known",
            Essay(
                (Para("", "Stalin won the power struggle."),),
                question="Has luck been the main factor in Stalin winning the power struggle?",
                stated="luck",
                needs=(Need.STATED_FACTOR,),
            ),
        ),
        ("three words", Essay((Para("", "Stalin won power"),))),
        ("two words of the question", Essay((Para("", "It was the power struggle."),))),
    ],
}

MUST_NOT: Table = {
    "argument-misses-command": [("four words", _argues("He led the party."))],
    "one-side": [
        ("fifty-nine words", _sided(59)),
        (
            "with a note of five words",
            _sided(65, heading="Orgburo Rabkrin Politburo Comintern Sovnarkom"),
        ),
        (
            "a paragraph is still empty, and nothing stated",
            Essay((*_sided(70).paras, Para()), question="Discuss.", needs=(Need.BOTH_SIDES,)),
        ),
    ],
    "no-judgement": [
        ("eleven words", _ends("In 1929 he was the leader of the party and country."))
    ],
    "no-criterion": [
        (
            "the test is in the argument",
            _ends(REASON, TEST, argument="Judged by how long it lasted, yes."),
        ),
        (
            "a reason and a comparison alone",
            _ends("It ranked alongside luck in the story, as it helped him in all of this.", TEST),
        ),
    ],
    "no-comparison": [("no judgement asked for", _ends(REASON, (Need.COMPARISON,)))],
    "judgement-against-order": [
        (
            "two in one sentence, one in the next",
            _last("Cunning", f"Luck and cunning came first above all. {LUCK}"),
        ),
        ("two in one sentence alone", _last("Cunning", "Luck and cunning came first above all.")),
        ("two sentences on two of them", _last("Cunning", f"Cunning was the main reason. {LUCK}")),
    ],
    "no-evidence": [
        ("a card in another slot", _one(cards=(MUTINY,), at=2)),
        ("one of two slots for it", _one(("a", ""), "so", framework="peace")),
        ("vague, but there", _one(VAGUE, "This led to fear.")),
        (
            "How and Why with a card",
            _one(explain=(VAGUE, VAGUE), cards=(MUTINY,), framework="what-how-why"),
        ),
        (
            "a card under Why",
            _one(explain=(VAGUE, VAGUE), cards=(MUTINY,), framework="what-how-why", at=2),
        ),
        ("neither asked for", Essay((Para("", VAGUE, link="So it was.", roles=(POINT, LINK)),))),
    ],
    "evidence-vague": [
        ("two words", _one("very unhappy")),
        ("no slot for it", _one(explain=(VAGUE, VAGUE), cards=(BARE,), framework="what-how-why")),
        ("a name that another card shows", _named(Para("", "A", cards=(card("Zinoviev spoke"),)))),
        (
            "a name in small letters",
            _named(Para("", "A", "they were afraid of zinoviev and his men")),
        ),
        ("a known name in front", _named(Para("", "A", "Zinoviev was there with all of his men"))),
    ],
    "evidence-unexplained": [
        ("a card beside the point", _one(cards=(MUTINY,), at=0)),
        ("a card beside the link", _one(cards=(MUTINY,), at=3)),
        ("no slot to explain it", _one("1924", roles=(POINT, EVIDENCE, LINK))),
        (
            "a card under How, explained",
            _one(explain=("so", ""), cards=(MUTINY,), at=1, framework="what-how-why"),
        ),
    ],
    "explanation-retells": [
        ("seven words", _one("1924", "He spoke to all of them then")),
        ("a note beside it", _one("1924", (RETOLD, NOTES), framework="peezl")),
    ],
    "link-without-question": [
        ("four words", sound(one={"link": "That is what happened."})),
        (
            "a question with one word beside names",
            Essay(
                (Para("", "A", "B", "C", "And that is what Stalin did with them all."),),
                question="Why did Stalin win?",
            ),
        ),
    ],
    "no-point": [
        (
            "eleven words and dots",
            sound(two={"point": "One two three four five six seven eight nine ten eleven …"}),
        ),
        (
            "a sentence, and a starter after it",
            sound(two={"point": "He had luck. This shows that …"}),
        ),
        (
            "a starter, and a sentence after it",
            sound(two={"point": "One way was that … Luck helped."}),
        ),
        (
            "a sentence that begins like a starter",
            sound(two={"point": "One way was that luck helped"}),
        ),
        ("a starter’s first words", sound(two={"point": "One way"})),
    ],
    "point-repeats-point": [
        ("a word with and without “the”", Essay((Para("", "The war"), Para("", "War")))),
        (
            "two of three words of its own",
            Essay((Para("", "The cheap bread"), Para("", "The cheap bread queues"))),
        ),
        (
            "three of five words of its own",
            Essay(
                (
                    Para("", "Cheap bread fed towns"),
                    Para("", "Cheap bread fed hungry, striking, cold towns"),
                )
            ),
        ),
        ("two other words", Essay((Para("", "Trotsky erred"), Para("", "Bukharin erred")))),
        (
            "nothing of their own, and not alike",
            Essay(
                (
                    Para("", "Stalin won the power struggle"),
                    Para("", "He won the struggle for power"),
                )
            ),
        ),
    ],
    "point-repeats-question": [
        (
            "one word beside those that build an argument",
            Essay(
                (Para("", "The main reason is reform."),),
                question="Explain the main reason why reform failed.",
            ),
        ),
        ("two words alone", Essay((Para("", "Stalin won"),))),
        ("one word of the question", Essay((Para("", "It was a struggle."),))),
        (
            "a claim on both sides that could not be found",
            Essay((Para("", "Stalin won the power struggle."),), needs=(Need.BOTH_SIDES,)),
        ),
    ],
    "evidence-one-sided": [
        ("one year and the next", _in("1924/1925", "1924", "1924", "1924")),
        ("spans of two years", _in(*4 * ("1924/1925",))),
        ("one without a date", _in("1924", "", "1924", "1924")),
        ("nobody’s name", _in("1921", "1922", "1923", "1924", people=("  ",))),
        ("three cards of one year", _in("1924", "1924", "1924")),
    ],
    "stated-factor-missing": [
        (
            "a paragraph without a point that has none to make",
            Essay(
                (Para("Control of it", roles=(EXPLAIN,)), Para("", "B")),
                question=STATED,
                stated="he controlled the party",
            ),
        ),
    ],
    "same-card": [("one paragraph, one card", Essay((ONE,)))],
}
