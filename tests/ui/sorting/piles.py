"""What is in the piles, on the screen and in the plan, which must be one."""

from planner.model.evidence import Card
from planner.ui.payload import Payload, to_mime
from planner.ui.sorting.pile_box import PileBox
from planner.ui.sorting.sorting_view import SortingView
from tests.ui import look, samples
from tests.ui.modal import settle


def box(window, number: int) -> PileBox:
    """Return pile number on the table; 0 is what is not relevant."""
    return view(window).every()[number - 1]


def view(window):
    views = window.desk.views
    assert views.current == "sort"
    return window.findChild(SortingView)


def held(window) -> dict[str, list[str]]:
    """Return the headlines in each pile by its name, as the screen has them."""
    settle()
    plan = window.session.plan
    found = {}
    for number, pile in enumerate(plan.piles, 1):
        shown = box(window, number)
        assert shown.name.words() == plan.pile_name(pile)
        assert look.shown(shown.cards) == [p.card.headline for p in pile.placements]
        found[plan.pile_name(pile) or f"Pile {number}"] = look.shown(shown.cards)
    assert len(view(window).table.boxes) == len(plan.piles)
    aside = look.shown(box(window, 0).cards)
    assert aside == [p.card.headline for p in plan.aside]
    assert window.session.status == "Saved"
    return found | ({"Not relevant": aside} if aside else {})


def shelf_mime(*cards: Card):
    return to_mime(Payload(cards, samples.FACTORS))


def pile_mime(window, number: int, *rows: int):
    """Pick cards of a pile up, as its list does."""
    cards = box(window, number).cards
    look.choose(cards, *rows)
    return to_mime(cards.payload())
