"""What a pack's source holds, field by field: the form of TOML and JSON sources alike.

Names in it need no pack before them: "funeral-trick" stands for "power-struggle/funeral-trick".
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Need, Role
from planner.model.pack import (
    MOST_CARDS,
    MOST_FACTORS,
    MOST_QUESTIONS,
    MOST_TYPES,
    MOST_VERSION,
    MOST_WORKED,
)
from planner.model.plan import (
    MOST_ARROWS,
    MOST_ASIDE,
    MOST_PARAGRAPHS,
    MOST_PILES,
    MOST_RANKED,
    MOST_SLOTS,
)
from planner.model.plan import MOST_CARDS as MOST_PLACED
from planner.model.plan import MOST_FACTORS as MOST_CARRIED
from planner.model.problems import NAME
from planner.model.text import Line, Passage, QuestionText

Name = Annotated[str, Meta(min_length=1, max_length=NAME, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z")]


class FactorSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of cause that cards speak to."""

    id: Name
    name: Line
    about: Passage = ""
    hue: Annotated[int, Meta(ge=0, le=1000)] | UnsetType = UNSET


class QuestionSource(Struct, frozen=True, forbid_unknown_fields=True):
    """An exam question."""

    id: Name
    text: QuestionText
    type: Name = "general"
    marks: Annotated[int, Meta(ge=0, le=500)] | UnsetType = UNSET
    minutes: Annotated[int, Meta(ge=0, le=500)] | UnsetType = UNSET
    factors: Annotated[tuple[Name, ...], Meta(max_length=100)] = ()


class CardSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of evidence."""

    id: Name
    headline: Line
    detail: Passage = ""
    when: When = When()
    people: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()
    factors: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    source: Passage = ""


class TypeSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of question that Marshal does not have."""

    id: Name
    name: Line
    stem: Line = ""
    marks: Annotated[int, Meta(ge=0, le=500)] = 0
    minutes: Annotated[int, Meta(ge=0, le=500)] = 0
    board: Line = ""
    level: Line = ""
    year: Annotated[int, Meta(ge=0, le=3000)] = 0
    command: Line = ""
    stems: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    paragraphs: Annotated[int, Meta(ge=0, le=20)] = 0
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] = ()
    framework: Line = ""
    rewarded: Passage = ""


class SlotSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A slot of a worked plan."""

    slot: Line
    text: Passage = ""
    cards: Annotated[tuple[Name | Card, ...], Meta(max_length=MOST_PLACED)] = ()
    role: Role | UnsetType = UNSET
    prompt: Line = ""
    starters: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()


class ParagraphSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of a worked plan."""

    heading: Line = ""
    free: bool = False
    collapsed: bool = False
    slots: Annotated[tuple[SlotSource, ...], Meta(max_length=MOST_SLOTS)] = ()


class PileSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A pile of a worked plan's cards."""

    name: Line = ""
    cards: Annotated[tuple[Name | Card, ...], Meta(max_length=MOST_PLACED)] = ()
    paragraph: Annotated[int, Meta(ge=0, le=MOST_PARAGRAPHS)] = 0


class RankedSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A factor in a worked plan's ranking."""

    factor: Line
    reason: Passage = ""


class ArrowSource(Struct, frozen=True, forbid_unknown_fields=True):
    """An arrow of a worked plan."""

    start: Line
    end: Line
    because: Passage = ""


class WorkedSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A worked plan: an example of a whole essay."""

    id: Name
    question: Name | Question
    framework: Name | Framework
    name: Line = ""
    factors: Annotated[tuple[Name | Factor, ...], Meta(max_length=MOST_CARRIED)] | UnsetType = UNSET
    line_of_argument: Passage = ""
    introduction: Passage = ""
    conclusion: Passage = ""
    paragraphs: Annotated[tuple[ParagraphSource, ...], Meta(max_length=MOST_PARAGRAPHS)] = ()
    piles: Annotated[tuple[PileSource, ...], Meta(max_length=MOST_PILES)] = ()
    aside: Annotated[tuple[Name | Card, ...], Meta(max_length=MOST_ASIDE)] = ()
    sorted_for: Line = ""
    ranking: Annotated[tuple[RankedSource, ...], Meta(max_length=MOST_RANKED)] = ()
    diamond: bool = False
    arrows: Annotated[tuple[ArrowSource, ...], Meta(max_length=MOST_ARROWS)] = ()
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] | UnsetType = UNSET


class PackSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of evidence for Marshal, as its author writes it."""

    id: Name
    title: Line
    author: Line = ""
    subject: Line = ""
    licence: Line = ""
    version: Annotated[int, Meta(ge=1, le=MOST_VERSION)] = 1
    language: Line = "en-GB"
    about: Passage = ""
    factors: Annotated[tuple[FactorSource, ...], Meta(max_length=MOST_FACTORS)] = ()
    questions: Annotated[tuple[QuestionSource, ...], Meta(max_length=MOST_QUESTIONS)] = ()
    cards: Annotated[tuple[CardSource, ...], Meta(max_length=MOST_CARDS)] = ()
    plans: Annotated[tuple[WorkedSource, ...], Meta(max_length=MOST_WORKED)] = ()
    question_types: Annotated[tuple[TypeSource, ...], Meta(max_length=MOST_TYPES)] = ()


class Listed(Struct, frozen=True):
    """One of a source's lists: what an entry is called, and the most that there can be."""

    kind: str
    most: int


LISTS: Mapping[str, Listed] = {
    "factors": Listed("factor", MOST_FACTORS),
    "questions": Listed("question", MOST_QUESTIONS),
    "cards": Listed("card", MOST_CARDS),
    "plans": Listed("plan", MOST_WORKED),
    "question_types": Listed("question type", MOST_TYPES),
}
"""The lists of a source, by their fields' names."""

_SPELLED = "where the pack does not have it so, all of it is spelled out"

ABOUT: Mapping[type[Struct], Mapping[str, str]] = {
    PackSource: {
        "id": "The pack’s name for the program. It never changes once the pack is handed out.",
        "title": "What students see as the pack’s name.",
        "author": "Who made the pack.",
        "subject": "The school subject, such as History.",
        "licence": "How others may use the pack, such as CC BY 4.0.",
        "version": "A whole number that rises with each version that is handed out.",
        "language": "The language of the cards, such as en-GB.",
        "about": "A few sentences on what the pack covers.",
        "factors": "The kinds of cause that cards speak to, in the order in which to show them.",
        "questions": "The exam questions that the pack has evidence for.",
        "cards": "The pieces of evidence, in the order in which to show them.",
        "plans": "Worked plans: examples of whole essays.",
        "question_types": "Kinds of question that Marshal does not have.",
    },
    FactorSource: {
        "id": "The factor’s name for the program, such as party-machine. It never changes.",
        "name": "What students see, in a word or two.",
        "about": "What belongs to this factor.",
        "hue": "The number of its colour, from 0; without it, its place among the factors.",
    },
    QuestionSource: {
        "id": "The question’s name for the program, such as why-stalin-won. It never changes.",
        "text": "The question as an exam would ask it.",
        "type": "The kind of question, such as explain-why, or the id of one of the pack’s own; "
        "general if none fits.",
        "marks": "The marks it gives; without it, what its type usually gives.",
        "minutes": "The minutes to spend on it; without it, what its type usually takes.",
        "factors": "The ids of the factors that its answer needs; none means any.",
    },
    TypeSource: {
        "id": "The kind’s name for the program, such as our-mock-essay. It never changes.",
        "name": "What students see as its name.",
        "stem": "How such a question begins (How useful is …), as it is shown.",
        "marks": "The marks it usually gives; 0 if it has none.",
        "minutes": "The minutes to spend on it; 0 if there is no limit.",
        "board": "Whose question it is, such as AQA.",
        "level": "At which level it is asked, such as GCSE.",
        "year": "The year in which this was last checked.",
        "command": "The words that say what to do, such as Explain why.",
        "stems": "Its words in order, by which a question is recognised: … stands for any words, "
        "‘…’ for the claim that it states.",
        "paragraphs": "How many paragraphs are usual.",
        "needs": "What an answer has to have.",
        "framework": "The id of the framework to begin with, such as peel.",
        "rewarded": "What markers look for, in your own words.",
    },
    CardSource: {
        "id": "The card’s name for the program, such as funeral-trick. It never changes.",
        "headline": "What the card shows, in a few words.",
        "detail": "What a student would write about it: a sentence or two.",
        "when": "When it was.",
        "people": "The people in it.",
        "factors": "The ids of the factors that it speaks to.",
        "source": "Where it is from, such as a page of a textbook.",
    },
    When: {
        "shown": "As a student would write it, such as January 1924.",
        "start": "When it began, as 1924, 1924-01 or 1924-01-21, to sort it by.",
        "end": "When it ended, written in the same way.",
    },
    WorkedSource: {
        "id": "The plan’s name for the program. It never changes.",
        "question": f"The id of the question that it answers; {_SPELLED}.",
        "framework": "The id of its framework, such as peel; where Marshal does not have it so, "
        "all of it is spelled out.",
        "name": "What the plan is called; without it, its question.",
        "factors": "The ids of the factors that it shows; without it, all of the pack’s.",
        "line_of_argument": "Its answer to the question, in a sentence.",
        "introduction": "Its introduction.",
        "conclusion": "Its conclusion.",
        "paragraphs": "Its paragraphs, in order.",
        "piles": "The piles that its cards were sorted into.",
        "aside": f"The ids of the cards set aside as not relevant; {_SPELLED}.",
        "sorted_for": "The id of the worked plan whose piles it took over for another question.",
        "ranking": "Its factors in order of weight, the weightiest first.",
        "diamond": "True if the ranking is shown as a diamond nine.",
        "arrows": "What one paragraph or factor did for another.",
        "needs": "What the answer has to have; without it, what its kind of question asks for.",
    },
    PileSource: {
        "name": "What the pile is called.",
        "cards": f"The ids of its cards, each in one pile only; {_SPELLED}.",
        "paragraph": "The number of the paragraph that was made of it, from 1; 0 for none.",
    },
    RankedSource: {
        "factor": "The id of one of the plan’s factors.",
        "reason": "Why it has this place.",
    },
    ArrowSource: {
        "start": "Where it begins: the id of a factor, or a paragraph, such as paragraph 2.",
        "end": "Where it leads, told in the same way.",
        "because": "How the one led to the other.",
    },
    ParagraphSource: {
        "heading": "The paragraph’s heading.",
        "free": "True if its slots are the ones listed, and not those of the framework.",
        "collapsed": "True if it is shown folded to its heading.",
        "slots": "Its slots, in order; a slot of the framework that is left out stays empty.",
    },
    SlotSource: {
        "slot": "The slot’s label, such as Evidence.",
        "text": "The sentences written in it.",
        "cards": f"The ids of the cards placed in it; {_SPELLED}.",
        "role": "What it does in the paragraph; only in a free paragraph, if its framework has "
        "no such slot.",
        "prompt": "Its prompt, where its role is given.",
        "starters": "Ways to begin its sentence, where its role is given.",
    },
}
"""What each field is for, in words."""
