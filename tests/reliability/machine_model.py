"""What must be in a library, as plain values, and the comparison with what is in it."""

from copy import copy
from dataclasses import dataclass, field

from planner.model.evidence import Card
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.model.progress import plan_progress
from planner.packs.plan_file import sound_plan
from planner.store.library import Library
from planner.store.search import Query


@dataclass
class Expected:
    """All that must be there; packs: with whether each is hidden. versions: by their ids."""

    plans: dict[str, Plan] = field(default_factory=dict)
    deleted: dict[str, Plan] = field(default_factory=dict)
    versions: dict[str, Plan] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    packs: dict[str, tuple[Pack, bool]] = field(default_factory=dict)
    drafts: dict[str, Pack] = field(default_factory=dict)
    deleted_drafts: dict[str, Pack] = field(default_factory=dict)
    published: dict[str, Pack] = field(default_factory=dict)

    def kept(self) -> "Expected":
        """Return what is expected now, to be expected again later."""
        return Expected(**{name: copy(held) for name, held in vars(self).items()})

    @property
    def worked(self) -> dict[str, Plan]:
        """Return the worked plans of the packs that are shown."""
        shown = [pack for pack, hidden in self.packs.values() if not hidden]
        return {plan.id: plan for pack in shown for plan in pack.plans}

    @property
    def own(self) -> dict[str, Plan]:
        """Return the student’s plans, the deleted ones too."""
        return self.plans | self.deleted

    def of_plan(self, plan_id: str) -> set[str]:
        """Return the ids of the versions of a plan."""
        return {name for name, plan in self.versions.items() if plan.id == plan_id}


def compare(library: Library, expected: Expected) -> None:
    """Hold that a library has exactly what is expected of it."""
    plans = library.plans
    for listed, held in (
        (plans.summaries(), expected.plans),
        (plans.deleted(), expected.deleted),
        (plans.worked(), expected.worked),
    ):
        assert {s.id: _said(plans.load(s.id)) for s in listed} == {
            s.id: (s.title, s.question, s.filled, s.total) for s in listed
        }
        assert {s.id: plans.load(s.id) for s in listed} == held
    for plan in expected.own.values():
        # No id is there twice, none will be given again, and all that refers to another meets it.
        assert sound_plan(plan, "The plan") == plan
        listed_versions = library.versions.list(plan.id)
        assert {version.id for version in listed_versions} == expected.of_plan(plan.id)
    for name, version in expected.versions.items():
        assert library.versions.load(name) == version
    # Nothing is left of what is gone.
    held = library.holdings()
    assert (held.notes, held.settings) == (expected.notes, expected.settings)
    assert held.versions == len(expected.versions)
    _compare_drafts(library, expected)
    _compare_packs(library, expected)
    _compare_cards(library, expected)


def _said(plan: Plan) -> tuple[str, str, int, int]:
    progress = plan_progress(plan)
    return plan.title, plan.question.text, progress.filled, progress.total


def _compare_drafts(library: Library, expected: Expected) -> None:
    drafts = library.drafts
    for listed, held in (
        (drafts.summaries(), expected.drafts),
        (drafts.deleted(), expected.deleted_drafts),
    ):
        assert {draft.id: drafts.load(draft.id) for draft in listed} == held
        for draft in listed:
            assert drafts.published(draft.id) == expected.published.get(draft.id)
            assert (draft.title, draft.cards) == (
                held[draft.id].info.title,
                len(held[draft.id].cards),
            )


def _compare_packs(library: Library, expected: Expected) -> None:
    installed = library.installed()
    assert {p.info.id: p.hidden for p in installed} == {
        name: hidden for name, (_, hidden) in expected.packs.items()
    }
    for name, (pack, _) in expected.packs.items():
        assert library.pack(name) == pack


def _compare_cards(library: Library, expected: Expected) -> None:
    shown = [pack for pack, hidden in expected.packs.values() if not hidden]
    held = {card.id: card for pack in shown for card in pack.cards} | expected.cards
    assert {card.id: card for card in library.page(Query(), 0, 1_000)} == held
    assert library.count(Query()) == len(held)
    for card in expected.cards.values():
        # Its own words find it, however they are folded, and so does what is on its back.
        for words in (card.headline, card.source):
            found = library.page(Query(words=words), 0, 1_000)
            assert card.id in {each.id for each in found}
            assert library.count(Query(words=words)) == len(found)
