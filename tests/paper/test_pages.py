"""What holds of every sheet, whatever the pack."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.paper import SIZES, PaperChoices, PaperError, Sheet
from planner.paper.choices import LANDSCAPE
from tests.paper import samples

WITH_CARDS = (Sheet.CARDS, Sheet.ORGANISER, Sheet.TIMELINE)


@settings(max_examples=25)
@given(samples.packs(), st.sampled_from(WITH_CARDS), st.booleans(), st.data())
def test_every_card_is_on_paper_and_nothing_meets_or_leaves_the_page(pack, sheet, backs, data):
    size = data.draw(st.sampled_from(SIZES[sheet]))
    per_page = data.draw(st.sampled_from((8, 9)))
    pages = samples.pages(pack, sheet, PaperChoices(size, per_page, backs))
    for page in pages:
        samples.check_page(page, 34)
    shown = [card for page in pages for card in page.cards]
    assert set(shown) == {card.id for card in pack.cards}
    if sheet is not Sheet.ORGANISER:
        assert len(shown) == len(pack.cards)


@pytest.mark.parametrize("sheet", WITH_CARDS)
@pytest.mark.parametrize("count", [1, 5, 70, 200])
def test_few_and_many_cards(sheet, count):
    for size in SIZES[sheet]:
        pages = samples.pages(samples.many(count), sheet, PaperChoices(size))
        for page in pages:
            samples.check_page(page, 34)
        assert {c for page in pages for c in page.cards} == {f"usa/c{n}" for n in range(count)}


@pytest.mark.parametrize("sheet", WITH_CARDS)
def test_hard_cards(sheet):
    pages = samples.pages(samples.pack(*samples.HARD), sheet)
    for page in pages:
        samples.check_page(page, 34)
    assert {c for page in pages for c in page.cards} == {card.id for card in samples.HARD}


@pytest.mark.parametrize("sheet", WITH_CARDS)
def test_one_factor_alone(sheet):
    pack = samples.many(40)
    pages = samples.pages(pack, sheet, PaperChoices(factor="usa/machine"))
    wanted = {card.id for card in pack.cards if "usa/machine" in card.factors}
    assert {card for page in pages for card in page.cards} == wanted


@pytest.mark.parametrize("sheet", WITH_CARDS)
def test_nothing_to_print_is_told(sheet):
    with pytest.raises(PaperError, match="no cards yet"):
        samples.pages(samples.pack(), sheet)
    with pytest.raises(PaperError, match="No card speaks to the factor “Party machine”"):
        samples.pages(samples.pack(samples.CARD), sheet, PaperChoices(factor="usa/machine"))
    with pytest.raises(PaperError, match="No card speaks to this factor"):
        samples.pages(samples.pack(samples.CARD), sheet, PaperChoices(factor="usa/gone"))


@pytest.mark.parametrize("sheet", Sheet)
def test_paper_of_each_size(sheet):
    for size in SIZES[sheet]:
        page = samples.pages(samples.pack(samples.CARD), sheet, PaperChoices(size))[0]
        sides = {"A4": (595, 842), "A3": (842, 1191), "Letter": (612, 792)}[size]
        assert (page.width, page.height) == (sides[::-1] if sheet in LANDSCAPE else sides)
    with pytest.raises(PaperError, match="can be printed on A4"):
        samples.pages(samples.pack(samples.CARD), sheet, PaperChoices("A5"))
