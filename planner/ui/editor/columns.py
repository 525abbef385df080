"""What the editor's tables and their forms show: cards, factors, questions and their types."""

from dataclasses import dataclass
from enum import Enum

from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import Pack
from planner.model.pack_edits import Part


class Holds(Enum):
    """What kind of thing a field holds, and so how it is edited and drawn."""

    LINE = "line"
    PASSAGE = "passage"
    DATE = "date"
    NUMBER = "number"
    FACTORS = "factors"
    TYPE = "type"
    HUE = "hue"
    NEEDS = "needs"
    FRAMEWORK = "framework"


@dataclass(frozen=True)
class Shown:
    """One field: its name in the model, what the screen calls it, and how it is shown.

    width: of its column in a table, in average characters; 0 where only the form has it.
    lines: how high it is in the form.
    """

    name: str
    title: str
    holds: Holds = Holds.LINE
    width: int = 0
    hint: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Sheet:
    """One table of the editor: which parts it holds, what one is called, and its fields."""

    kind: type[Part]
    title: str
    word: str
    fields: tuple[Shown, ...]
    empty: str

    @property
    def columns(self) -> tuple[Shown, ...]:
        """Return the fields that the table has columns for."""
        return tuple(field for field in self.fields if field.width)

    @property
    def listed(self) -> str:
        """Return the name of the pack's field that holds its parts."""
        return self.title.lower().replace(" ", "_")

    def parts(self, pack: Pack) -> tuple[Part, ...]:
        """Return the pack's parts of this kind."""
        parts: tuple[Part, ...] = getattr(pack, self.listed)
        return parts


CARDS = Sheet(
    Card,
    "Cards",
    "card",
    (
        Shown("headline", "Headline", width=34, hint="A handful of words: The funeral trick"),
        Shown(
            "detail",
            "Detail",
            Holds.PASSAGE,
            30,
            "The precise facts: who, what, how many",
            lines=4,
        ),
        Shown("when", "When", width=13, hint="January 1924, or 1922–29"),
        Shown("start", "From", Holds.DATE, hint="1924-01"),
        Shown("end", "To", Holds.DATE, hint="1924-01"),
        Shown("people", "People", width=15, hint="Separated by commas: Stalin, Trotsky"),
        Shown("factors", "Factors", Holds.FACTORS, 18),
        Shown(
            "source",
            "Source",
            Holds.PASSAGE,
            14,
            "Where it comes from: class notes, a book, a page",
            lines=2,
        ),
    ),
    "Type a headline in the last row of the table, paste rows from a spreadsheet, "
    "or bring in notes with Import.",
)
FACTORS = Sheet(
    Factor,
    "Factors",
    "factor",
    (
        Shown("name", "Name", width=30, hint="One kind of cause: Cunning"),
        Shown("about", "About", Holds.PASSAGE, 50, "What belongs to it, in a sentence", lines=4),
        Shown("hue", "Mark", Holds.HUE, 22),
    ),
    "A factor is one kind of cause that cards speak to, such as Cunning. "
    "Type its name in the last row of the table.",
)
QUESTIONS = Sheet(
    Question,
    "Questions",
    "question",
    (
        Shown(
            "text",
            "Question",
            Holds.PASSAGE,
            54,
            "Why did Stalin win the power struggle?",
            lines=3,
        ),
        Shown("type", "Type", Holds.TYPE, 20),
        Shown("marks", "Marks", Holds.NUMBER, 8),
        Shown("minutes", "Minutes", Holds.NUMBER, 9),
        Shown("factors", "Factors", Holds.FACTORS, 26),
    ),
    "Questions are what students plan their essays for. Type one in the last row of the table.",
)
TYPES = Sheet(
    QuestionType,
    "Question types",
    "question type",
    (
        Shown("name", "Name", width=24, hint="What students see: Our mock essay"),
        Shown(
            "stems",
            "Recognised by",
            Holds.PASSAGE,
            34,
            "Its words, a line for each way to ask it:\nHow useful is\n‘…’ Is this fair\n"
            "… stands for any words, ‘…’ for a claim",
            lines=4,
        ),
        Shown("command", "Command words", hint="How useful"),
        Shown("board", "Board", width=10, hint="Our school"),
        Shown("level", "Level", width=10, hint="Year 10"),
        Shown("marks", "Marks", Holds.NUMBER, 8),
        Shown("minutes", "Minutes", Holds.NUMBER, 9),
        Shown("paragraphs", "Paragraphs", Holds.NUMBER),
        Shown("needs", "An answer has to have", Holds.NEEDS),
        Shown("framework", "Paragraphs follow", Holds.FRAMEWORK),
        Shown("stem", "Shown as", hint="How useful is … to …?"),
        Shown(
            "rewarded",
            "What markers look for",
            Holds.PASSAGE,
            hint="In your own words, for students to read",
            lines=3,
        ),
        Shown("year", "Last checked in", Holds.NUMBER, hint="2026"),
    ),
    "A question type is a kind of question that Marshal does not have, such as your own mock "
    "essay. A student’s question is recognised by its words. Type a name in the last row of the "
    "table.",
)
SHEETS = (CARDS, FACTORS, QUESTIONS, TYPES)
