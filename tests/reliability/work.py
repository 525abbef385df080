"""An evening's work in a library: each step is one thing that is saved, in a seeded order."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from planner.export import Choices, export_plan
from planner.model import edits
from planner.model.evidence import OWN, Card
from planner.model.pack import Pack
from planner.model.plan import Field, Part, Plan
from planner.packs.data import read_frameworks
from planner.packs.pack_file import build_pack, save_pack_file
from planner.packs.plan_file import save_plan_file
from planner.store.library import Library
from tests.ui import samples

Step = Callable[[], object]

WORDS = ("Stalin", "used", "the", "machine", "of", "the", "party", "while", "Trotsky", "wrote")


def text(chance: random.Random, most: int = 3_000) -> str:
    """Return a passage, short or long enough to fill some pages of the library."""
    return " ".join(chance.choices(WORDS, k=chance.choice([3, 40, most // 6])))


def changed(plan: Plan, chance: random.Random) -> Plan:
    """Return a plan with one thing more or less in it."""
    paragraph = chance.choice(plan.paragraphs)
    slot = chance.choice(paragraph.slots)
    match chance.randrange(6):
        case 0 | 1:
            return edits.write(plan, Field(Part.SLOT, slot.id), text(chance))
        case 2:
            return edits.write(plan, Field(Part.SLOT, slot.id), chance.choice(WORDS))
        case 3:
            cards = chance.sample(samples.CARDS, 3)
            return edits.place(plan, slot.id, cards, factors=samples.FACTORS)
        case 4 if len(plan.paragraphs) > 2:
            return edits.remove_paragraph(plan, paragraph.id)
        case _:
            return edits.add_paragraph(plan)


def pack(version: int, count: int = 60) -> Pack:
    """Return a version of a pack that speaks of other cards than the one before."""
    made = samples.pack()
    cards = [
        Card(f"usa/v{version}-{number}", f"Card {number} of version {version}", "Words. " * 30)
        for number in range(count)
    ]
    info = replace(made.info, version=version, title=f"The struggle, version {version}")
    return replace(made, info=info, cards=(*made.cards, *cards))


class Evening:
    """The steps, over a library and the files beside it."""

    def __init__(self, library: Library, seed: int = 1) -> None:
        self._library, self._chance = library, random.Random(seed)
        self._folder = library.path.parent
        self._plans: dict[str, Plan] = {}
        self._deleted: list[str] = []
        self._clock = 1_000.0

    def steps(self, count: int) -> Iterator[Step]:
        """Give so many steps; each is to be done before the next is asked for."""
        for number in range(count):
            self._clock += 10
            if number % 40 == 7:
                yield partial(self._library.install, pack(number))
            elif number % 40 == 31:
                yield partial(self._library.remove, "usa")
            else:
                yield self._step(number)

    def _step(self, number: int) -> Step:
        library, chance = self._library, self._chance
        if len(self._plans) < 3:
            return partial(self._save, samples.begun(f"plan{number}"))
        plan = chance.choice(list(self._plans.values()))
        others = [
            partial(self._delete, plan.id),
            partial(self._restore),
            partial(library.set_setting, "last_plan", plan.id),
            partial(library.versions.keep, plan, f"Version {number}", self._clock),
            partial(library.drafts.save, pack(number, chance.choice([0, 30])), self._clock),
            partial(library.drafts.set_published, "usa", pack(number, 5)),
            partial(library.save_card, Card(f"{OWN}/{number:x}", f"Card {number}", text(chance))),
            partial(self._note, text(chance)),
            partial(save_plan_file, plan, self._folder / "mine.essayplan", {}),
            partial(self._export, plan, self._folder / "mine.md"),
            partial(save_pack_file, build_pack(samples.pack()), self._folder / "a.evidencepack"),
        ]
        if chance.random() < 0.55:
            return partial(self._save, changed(plan, chance))
        return chance.choice(others)

    def _save(self, plan: Plan) -> None:
        self._library.plans.save(plan, self._clock)
        self._plans[plan.id] = plan

    def _delete(self, plan_id: str) -> None:
        self._library.plans.delete(plan_id, self._clock)
        self._deleted.append(plan_id)
        del self._plans[plan_id]

    def _restore(self) -> None:
        if self._deleted:
            plan_id = self._deleted.pop()
            if self._chance.random() < 0.5:
                self._library.plans.forget(plan_id)
            else:
                self._library.plans.restore(plan_id)
                self._plans[plan_id] = self._library.plans.load(plan_id)

    def _note(self, words: str) -> None:
        card = next(iter(self._library.cards(card.id for card in samples.CARDS)), samples.MOOD)
        self._library.set_note(card.id, words)

    def _export(self, plan: Plan, path: Path) -> None:
        export_plan(plan, path, Choices(), read_frameworks().essay)
