"""The coach: loading it, its first advice on a plan, and its advice after one changed sentence."""

import os
import statistics
import subprocess
import sys
from functools import partial

from msgspec.structs import replace

from benchmarks.measure import Clock, Figure
from benchmarks.samples import sample_pack
from planner.coach.rules import advise
from planner.coach.words import Words
from planner.model import edits
from planner.model.framework import QuestionType, Role
from planner.model.pack import Pack
from planner.model.plan import Field, Paragraph, Part, Placement, Plan
from planner.model.recognise import recognise
from planner.packs.data import read_frameworks, read_question_types, read_starters
from planner.packs.source import read_pack_source
from planner.shipped import RESOURCES, read_toml

_PARAGRAPHS = 12
_CARDS = 100
_GOAL = 0.016

# What takes longest of the turns that loading is split over, in a process that has the window.
_LOADING = """
import time
import planner.ui.window
from planner.packs.data import read_starters
from planner.ui.coach.loading import Loading
starters = read_starters()
start, took = time.perf_counter(), []
for _ in Loading(lambda: starters).steps():
    took.append(time.perf_counter() - start)
    start = time.perf_counter()
print(max(*took, time.perf_counter() - start), sum(took))
"""


def measure(runs: int, small: bool = False) -> list[Figure]:
    """Return what advice takes on a plan of 12 paragraphs with 100 cards, which is small too.

    The floor is to part the very same texts into words once, in small letters.
    """
    clock = Clock()
    data, starts = read_toml("coach.toml"), tuple(read_starters().every())
    types = read_question_types()
    kind = types["to-what-extent"]
    for run in range(max(runs, 5)):
        plan = sample_plan(run)
        asked = recognise(plan.question.text, types.values())
        # What was read is kept by the words that it was read with, so with new ones all is new.
        words = Words.of(data, starts)
        words.prepare()
        clock.time("cold", partial(advise, plan, kind, words, (), asked))
        clock.time("floor", partial(_split, plan))
        changed = _with_a_sentence(plan, run)
        clock.time("changed", partial(advise, changed, kind, words, (), asked))
        clock.time("switched", partial(advise, changed, _other(kind), words, (), asked))
    floor = clock.median("floor")
    longest, whole = _loading(runs)
    return [
        Figure("coach: first advice", _CARDS, clock.median("cold"), floor, _GOAL),
        Figure("coach: one sentence changed", _CARDS, clock.median("changed"), floor, _GOAL),
        Figure("coach: another kind of question", _CARDS, clock.median("switched"), floor, _GOAL),
        Figure("coach: loading, all turns", 1, whole),
        Figure("coach: loading, its longest turn", 1, longest, goal=_GOAL),
    ]


def sample_plan(run: int) -> Plan:
    """Return a plan of 12 paragraphs and 100 cards, no two texts of it or of another run alike."""
    source = RESOURCES / "packs" / "power-struggle.toml"
    worked = read_pack_source(source, read_frameworks(), read_question_types()).plans[0]
    pack = sample_pack(_CARDS)
    paragraphs = [worked.paragraphs[n % len(worked.paragraphs)] for n in range(_PARAGRAPHS)]
    made = tuple(_paragraph(p, n, run, pack) for n, p in enumerate(paragraphs))
    return replace(worked, paragraphs=made)


def _paragraph(paragraph: Paragraph, number: int, run: int, pack: Pack) -> Paragraph:
    cards = [
        Placement(f"c{at}", replace(card, detail=f"{card.detail} {run}."))
        for at, card in enumerate(pack.cards)
        if at % _PARAGRAPHS == number
    ]
    first = next(slot for slot in paragraph.slots if slot.kind.role is Role.EVIDENCE)
    slots = tuple(
        replace(
            slot,
            id=f"p{number}s{at}",
            text=f"{slot.text} So it was with number {number} of {run}.",
            placements=tuple(cards) if slot is first else (),
        )
        for at, slot in enumerate(paragraph.slots)
    )
    return replace(paragraph, id=f"p{number}", heading=f"Heading {number} {run}", slots=slots)


def _with_a_sentence(plan: Plan, run: int) -> Plan:
    slot = plan.paragraphs[run % _PARAGRAPHS].slots[2]
    field = Field(Part.SLOT, slot.id)
    return edits.write(plan, field, f"{slot.text} This led to the vote of 1927, as we saw.")


def _other(kind: QuestionType) -> QuestionType:
    return replace(kind, needs=kind.needs[:1])


def _split(plan: Plan) -> int:
    """Part all texts of a plan into words in small letters, and count those that differ."""
    texts = [plan.question.text, plan.line_of_argument, plan.introduction, plan.conclusion]
    for paragraph in plan.paragraphs:
        texts += [paragraph.heading, *(slot.text for slot in paragraph.slots)]
    for placement in plan.placements():
        card = placement.card
        texts += [card.headline, card.detail, *card.people]
    return sum(len(set(text.casefold().split())) for text in texts)


def _loading(runs: int) -> tuple[float, float]:
    told = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _LOADING],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        told.append([float(number) for number in done.stdout.split()])
    longest, whole = (statistics.median(column) for column in zip(*told, strict=True))
    return longest, whole
