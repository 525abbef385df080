"""Small essays for the coach to read: a sound one, and ways to write down what differs from it."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from planner.coach.advice import Advice
from planner.coach.rules import RULES, advise
from planner.coach.words import Words
from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Need, QuestionType, Role, SlotKind
from planner.model.plan import Paragraph, Placement, Plan, Slot
from planner.model.recognise import Recognised
from planner.packs.data import read_frameworks, read_starters
from planner.shipped import read_toml

WHY = "Why did Stalin win the power struggle?"
STATED = "‘Stalin won because he controlled the party.’ How far do you agree?"
CUNNING = Factor("pack/cunning", "Cunning")
MACHINE = Factor("pack/machine", "Party machine")
RIVALS = Factor("pack/rivals", "Rivals’ mistakes")
FACTORS = (CUNNING, MACHINE, RIVALS)


@cache
def words() -> Words:
    """Return the words that ship with Marshal."""
    return Words.of(read_toml("coach.toml"), read_starters().every())


@cache
def framework(name: str) -> Framework:
    """Return a framework that ships with Marshal."""
    return next(f for f in read_frameworks().frameworks if f.id == name)


def card(
    headline: str,
    when: str = "",
    *people: str,
    detail: str = "",
    factors: tuple[Factor, ...] = (CUNNING,),
    end: str = "",
) -> Card:
    """Return a card whose id is made of its headline; when, end: as dates that sort."""
    name = "-".join("".join(c if c.isalnum() else " " for c in headline.lower()).split())
    shown = f"{when}–{end}" if end else when
    time = When(shown, when, end or when)
    return Card(f"pack/{name or 'x'}", headline, detail, time, people, tuple(f.id for f in factors))


@dataclass(frozen=True)
class Para:
    """A paragraph: what is written in the slots of each role, one after the other, and its cards.

    A tuple fills several slots of one role. cards go into the slot at this place, or else into the
    first slot for evidence, or the first of all. roles: slots of these instead of the framework’s.
    """

    heading: str = ""
    point: str | tuple[str, ...] = ""
    evidence: str | tuple[str, ...] = ""
    explain: str | tuple[str, ...] = ""
    link: str | tuple[str, ...] = ""
    judgement: str | tuple[str, ...] = ""
    other: str | tuple[str, ...] = ""
    cards: tuple[Card, ...] = ()
    framework: str = "peel"
    roles: tuple[Role, ...] = ()
    at: int | None = None


def _texts(written: str | tuple[str, ...]) -> list[str]:
    return [written] if isinstance(written, str) else list(written)


def _paragraph(para: Para, number: int, ids: "Counter[str]") -> Paragraph:
    left = {role: _texts(getattr(para, role.value)) for role in Role}
    kinds = tuple(SlotKind(role.title(), role) for role in para.roles)
    kinds = kinds or framework(para.framework).slots
    evidence = next((n for n, k in enumerate(kinds) if k.role is Role.EVIDENCE), 0)
    holder = evidence if para.at is None else para.at
    slots = []
    for at, kind in enumerate(kinds):
        text = left[kind.role].pop(0) if left[kind.role] else ""
        placed = []
        for one in para.cards if at == holder else ():
            ids["card"] += 1
            placed.append(Placement(f"c{ids['card']}", one))
        slots.append(Slot(f"p{number}s{at}", kind, text, tuple(placed)))
    assert not any("".join(texts) for texts in left.values()), "The framework has no such slot."
    return Paragraph(f"p{number}", para.heading, tuple(slots))


@dataclass(frozen=True)
class Essay:
    """A plan and what is known of its question; stated and points are as it gives them."""

    paras: tuple[Para, ...] = ()
    argument: str = ""
    introduction: str = ""
    conclusion: str = ""
    question: str = WHY
    stated: str = ""
    points: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    minutes: int = 0
    kind_minutes: int = 0
    wanted: tuple[str, ...] = ()
    usual: int = 3
    command: str = ""
    factors: tuple[Factor, ...] = FACTORS

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        ids: Counter[str] = Counter()
        paragraphs = tuple(_paragraph(p, n, ids) for n, p in enumerate(self.paras, 1))
        return Plan(
            "plan-1",
            Question("own/question", self.question, minutes=self.minutes, factors=self.wanted),
            framework("peel"),
            factors=self.factors,
            line_of_argument=self.argument,
            introduction=self.introduction,
            conclusion=self.conclusion,
            paragraphs=paragraphs,
        )

    @property
    def kind(self) -> QuestionType:
        """Return the kind of question."""
        return QuestionType(
            "kind",
            "Kind",
            command=self.command,
            minutes=self.kind_minutes,
            paragraphs=self.usual,
            needs=self.needs,
        )

    def advice(self, only: str = "") -> tuple[Advice, ...]:
        """Return what the coach says of it; only: by this rule."""
        off = {rule.id for rule in RULES if only and rule.id != only}
        asked = Recognised(stated=self.stated, points=self.points)
        return advise(self.plan, self.kind, words(), off, asked)


# A sound essay

TESTAMENT = card("The suppressed testament", "1924", "Stalin", "Lenin")
FUNERAL = card("The funeral trick", "1924", "Stalin", "Trotsky")
SECRETARY = card("General Secretary", "1922", "Stalin", factors=(MACHINE,))
BALLOTS = card("Control of the ballots", "1925", "Trotsky", factors=(MACHINE,))
PLOT = card("Bukharin found out", "1929", "Bukharin", factors=(RIVALS,))

ONE = Para(
    "Stalin’s cunning",
    "One reason why Stalin won was his cunning: he made himself look loyal to Lenin.",
    "In January 1924 he hid the testament that criticised him.",
    "This meant that fewer people heard what Lenin feared, so Stalin could play the loyal heir.",
    "His cunning therefore helped Stalin to win the power struggle.",
    cards=(TESTAMENT, FUNERAL),
)
TWO = Para(
    "The party machine",
    "A second reason was that the party machine worked for Stalin.",
    "As General Secretary he filled posts with his own men, and in 1925 Trotsky lost his.",
    "As a result his critics were outvoted before they had been heard.",
    "The machine was a weapon in the struggle, because it gave him votes.",
    cards=(SECRETARY, BALLOTS),
)
THREE = Para(
    "His rivals’ mistakes",
    "A third reason was that Trotsky and Bukharin left themselves open to attack.",
    "Bukharin plotted with Kamenev and was found out in 1929.",
    "This led to his own removal, which left nobody to challenge Stalin.",
    "So his rivals lost the struggle as much as he won it.",
    cards=(PLOT,),
)
SOUND = Essay(
    (ONE, TWO, THREE),
    "Stalin won mainly because he was cunning enough to use the party machine.",
    "When Lenin died in 1924, five men could have followed him.",
    "Overall, his cunning was the main reason, because without it neither the posts nor the "
    "mistakes of his rivals would have been enough.",
)


Changes = dict[str, object]
Table = dict[str, list[tuple[str, Essay]]]
"""For each rule, essays with a word on what each shows."""


def sound(
    one: Changes | None = None,
    two: Changes | None = None,
    three: Changes | None = None,
    **essay: object,
) -> Essay:
    """Return the sound essay with changes to its paragraphs, and to what stands around them."""
    changed = zip(SOUND.paras, (one, two, three), strict=True)
    paras = tuple(replace(para, **change) if change else para for para, change in changed)
    return replace(SOUND, **{"paras": paras, **essay})
