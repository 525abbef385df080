"""Which pages a sheet of a pack has."""

from collections.abc import Iterator

from planner.model.evidence import Card
from planner.model.framework import Framework
from planner.model.pack import Pack
from planner.paper.choices import PaperChoices, PaperError, Sheet, page_size
from planner.paper.marks import marks_of
from planner.paper.page import Page
from planner.paper.work import Work


def lay_out(
    pack: Pack, sheet: Sheet, choices: PaperChoices, framework: Framework, work: Work
) -> Iterator[Page]:
    """Go through the pages of a sheet, or raise PaperError where it would have none."""
    width, height = page_size(sheet, choices)
    if sheet is Sheet.MAT:
        from planner.paper.mat import mat_pages

        return mat_pages(framework, pack.info.title, width, height)
    cards = _chosen(pack, choices)
    work.total = len(cards)
    if sheet is Sheet.CARDS:
        from planner.paper.cards import Deck, card_pages, grid

        deck = Deck(cards, marks_of(pack), pack.info.title)
        return card_pages(deck, grid(width, height, choices.per_page), backs=choices.backs)
    if sheet is Sheet.ORGANISER:
        from planner.paper.organiser import organiser_pages, topics

        found = topics(pack, [card for _, card in cards], choices.factor)
        work.total = sum(len(topic.cards) for topic in found)
        return organiser_pages(pack, found, width, height, work)
    from planner.paper.timeline import timeline_pages

    return timeline_pages(pack, [card for _, card in cards], width, height, work)


def _chosen(pack: Pack, choices: PaperChoices) -> tuple[tuple[int, Card], ...]:
    """Return the cards to print, each with its number in the pack."""
    if not pack.cards:
        raise PaperError("This pack has no cards yet. Add some, and print it then.")
    chosen = tuple(
        (number, card)
        for number, card in enumerate(pack.cards, 1)
        if not choices.factor or choices.factor in card.factors
    )
    if not chosen:
        name = next((f.name for f in pack.factors if f.id == choices.factor), "")
        of = f"the factor “{name}”" if name else "this factor"
        raise PaperError(f"No card speaks to {of}. Choose another factor, or print all cards.")
    return chosen
