from msgspec.structs import replace as with_parts

from planner.model.evidence import Question, When
from planner.paper import PaperChoices, Sheet
from planner.paper.organiser import moments, topics
from planner.paper.page import Pattern
from tests.paper import samples
from tests.paper.samples import CARD, replace


def pages(pack, **choices):
    return samples.pages(pack, Sheet.ORGANISER, PaperChoices(**choices))


def on(number, start, *factors, **other):
    when = When(start, start, start)
    card = replace(CARD, id=f"usa/c{number}", headline=f"Card {number}", when=when, factors=factors)
    return replace(card, **other)


def test_a_page_for_each_factor_that_has_cards_and_one_for_the_others():
    pack = samples.pack(
        on(1, "1924", "usa/machine"), on(2, "1922", "usa/cunning", "usa/machine"), on(3, "1920")
    )
    found = topics(pack, pack.cards)
    assert [topic.name for topic in found] == ["Cunning", "Party machine", "Other evidence"]
    assert [page.cards for page in pages(pack)] == [["usa/c2"], ["usa/c2", "usa/c1"], ["usa/c3"]]
    assert [page.cards for page in pages(pack, factor="usa/machine")] == [["usa/c2", "usa/c1"]]


def test_a_card_whose_factor_is_not_in_the_pack_is_other_evidence():
    pack = samples.pack(on(1, "1924", "usa/gone"))
    assert [topic.name for topic in topics(pack, pack.cards)] == ["Other evidence"]


def test_cards_are_in_the_order_of_time_and_those_without_a_date_last():
    pack = samples.pack(
        on(1, "1924", "usa/cunning"), on(2, "", "usa/cunning"), on(3, "-0044", "usa/cunning"),
        on(4, "1923-12", "usa/cunning"),
    )  # fmt: skip
    assert pages(pack)[0].cards == ["usa/c3", "usa/c4", "usa/c1", "usa/c2"]


def test_a_page_says_what_there_is_to_know():
    pack = samples.pack(on(1, "1924", "usa/cunning"), on(2, "1926", "usa/cunning"))
    page = pages(pack)[0]
    said = samples.words(page)
    for words in (
        "Cu", "Cunning", "What Stalin did himself.", "1924", "1926", "Card 1", CARD.detail,
        "Key people", "Stalin, Trotsky", "Questions that this helps to answer",
        "• Why did Stalin win?", "• How cunning was Stalin?",
        "The struggle · A. Teacher · CC BY 4.0",
    ):  # fmt: skip
        assert words in said, words
    assert [item.number for item in page.items if isinstance(item, Pattern)] == [0]


def test_only_questions_that_the_factor_serves():
    said = samples.words(pages(samples.pack(on(1, "1924", "usa/machine")))[0])
    assert "• Why did Stalin win?" in said
    assert "• How cunning was Stalin?" not in said


def test_questions_that_have_no_room_are_counted():
    many = tuple(Question(f"usa/q{n}", f"Why was number {n}?") for n in range(30))
    pack = with_parts(samples.pack(on(1, "1924", "usa/machine")), questions=many)
    assert "and 23 more" in samples.words(pages(pack)[0])


def test_type_grows_smaller_before_a_second_page_is_begun():
    def sizes(count):
        cards = [on(n, str(1900 + n), "usa/cunning", detail="word " * 20) for n in range(count)]
        made = pages(samples.pack(*cards))
        sized = {t.style.size for t in samples.texts(made[0]) if t.words.startswith("word")}
        assert len(sized) == 1
        return sized.pop(), len(made)

    assert sizes(3) == (11, 1)
    smaller, count = sizes(24)
    assert smaller < 11
    assert count == 1
    assert sizes(200)[0] == 9
    assert sizes(200)[1] > 2


def test_a_page_that_goes_on_says_so():
    made = pages(samples.pack(*(on(n, "1924", "usa/cunning") for n in range(150))))
    assert len(made) > 1
    assert "Knowledge organiser" in samples.words(made[0])
    assert all("Knowledge organiser, continued" in samples.words(page) for page in made[1:])


def test_room_that_is_left_is_for_notes():
    assert "My notes" in samples.words(pages(samples.pack(on(1, "1924", "usa/cunning")))[0])


def test_key_dates_are_few_and_each_is_another():
    cards = [on(n, str(1900 + n // 2)) for n in range(60)]
    cards.append(replace(CARD, when=When("1922–29", "1922", "1929")))
    found = moments(cards)
    assert (found[0].when.shown, found[-1].when.shown) == ("1900", "1929")
    assert len({card.when.shown for card in found}) == len(found) == 6
    assert moments([replace(CARD, when=When("long ago"))]) == []
