"""Six cards are sorted into three piles with a real mouse, ranked and exported."""

import pytest

from planner.store.library import Library
from tests.desktop.marshal import Marshal
from tests.desktop.screen import Role

pytestmark = pytest.mark.desktop

PILES = {
    "Cunning": ("The funeral trick", "The suppressed testament"),
    "The party machine": ("Control of the ballots", "The factionalism charge"),
    "Mistakes of his rivals": ("Still giving orders", "Trotsky’s arrogance"),
}

FIRST = "Mistakes of his rivals"
RANKED = {FIRST: "Rivals’ mistakes", "Cunning": "Cunning", "The party machine": "Party machine"}
REASON = "Without them nobody would have needed him."


def test_cards_are_sorted_and_become_paragraphs(start, tmp_path):
    marshal = Marshal(start())
    marshal.begin()
    marshal.program.press("ctrl+2")
    sort(marshal)
    marshal.button("Make paragraphs").click()
    held = {}
    for number, name in enumerate(PILES, 1):
        marshal.program.find(f"Heading, paragraph {number}", Role.TEXT).says(name)
        held[name] = marshal.placed(f"Evidence, paragraph {number}").names()
    assert {name: sorted(cards) for name, cards in held.items()} == expected()
    marshal.is_saved()
    rank(marshal)
    target = export(marshal, tmp_path / "plan.md")
    marshal.program.press("ctrl+q")
    assert marshal.program.quit() == 0
    plan = saved(tmp_path / "evidence.db")
    # What is ranked first comes first.
    assert list(in_paragraphs(plan)) == list(RANKED)
    assert in_paragraphs(plan) == held
    assert in_piles(plan) == held
    assert [(plan.factor(r.factor).name, r.reason) for r in plan.ranking] == [
        (RANKED[name], REASON if name == FIRST else "") for name in RANKED
    ]
    written = target.read_text(encoding="utf-8")
    assert REASON in written
    assert written.index(f"{FIRST}\n") < written.index("The party machine\n")


def rank(marshal):
    """Rank the piles' factors by keys and mouse, give a reason, and order the paragraphs so."""
    marshal.program.press("ctrl+3")
    for number, factor in enumerate(RANKED.values(), 1):
        marshal.button(f"{factor}, not ranked").click()
        marshal.program.find(f"{factor}, number {number} of {number}").is_there()
    marshal.program.find(f"Reason for {RANKED[FIRST]}, number 1", Role.TEXT).write(REASON)
    marshal.is_saved()
    marshal.button("Order the paragraphs like this").click()
    said = f"The paragraphs stand in this order now: {', '.join(RANKED)}."
    marshal.program.find(said, Role.LABEL).is_there()
    marshal.is_saved()


def export(marshal, target):
    """Export the plan with its ranking, and return the file."""
    marshal.button("Export").click()
    marshal.program.find("The ranking of factors, with its reasons").click()
    marshal.program.find("Save to", Role.TEXT).write(str(target))
    marshal.button("Export plan").click()
    marshal.program.until(target.exists, "the exported file")
    return target


def sort(marshal):
    """Begin a pile with the first card of each, and put the second into it."""
    for number, (name, (first, second)) in enumerate(PILES.items(), 1):
        marshal.card(first).drag_to(marshal.button("Add pile"))
        marshal.program.find(f"Name of pile {number}", Role.TEXT).is_there()
        marshal.program.type(name)
        marshal.program.press("Return")
        pile = marshal.program.find(f"Cards in pile {number}", Role.LIST)
        pile.find(role=Role.LIST_ITEM).holds(first)
        marshal.card(second).drag_to(pile)
        pile.find(second, Role.LIST_ITEM).is_there()
    marshal.is_saved()


def saved(path):
    """Return the one plan that a library holds."""
    with Library.open(path) as library:
        (summary,) = library.plans.summaries()
        return library.plans.load(summary.id)


def expected():
    return {name: sorted(cards) for name, cards in PILES.items()}


def in_paragraphs(plan):
    """Return the headlines in each paragraph of the plan that has a heading."""
    return {
        paragraph.heading: [p.card.headline for slot in paragraph.slots for p in slot.placements]
        for paragraph in plan.paragraphs
        if paragraph.heading
    }


def in_piles(plan):
    return {plan.pile_name(p): [c.card.headline for c in p.placements] for p in plan.piles}
