"""Packs to print, and what must hold of every page."""

from itertools import takewhile

from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, Role, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.paper.choices import PaperChoices, Sheet
from planner.paper.page import DARK, WHITE, Line, Page, Rect, Text
from planner.paper.sheets import lay_out
from planner.paper.type import SMALLEST, width_of
from planner.paper.work import Work
from tests import strategies

FACTORS = (
    Factor("usa/cunning", "Cunning", "What Stalin did himself.", 0),
    Factor("usa/circumstance", "Circumstance", "What nobody did.", 1),
    Factor("usa/machine", "Party machine", "Posts and votes.", 2),
)
CARD = Card(
    "usa/funeral",
    "The funeral trick",
    "Trotsky was not at the funeral.",
    When("January 1924", "1924-01", "1924-01"),
    ("Stalin", "Trotsky"),
    ("usa/cunning",),
    "Course notes, page 3",
)
QUESTIONS = (
    Question("usa/why", "Why did Stalin win?"),
    Question("usa/how", "How cunning was Stalin?", factors=("usa/cunning",)),
)
PEEL = Framework(
    "peel",
    "PEEL",
    "Gives a reason and proves it.",
    (
        SlotKind("Point", Role.POINT, "What is your reason?", ("One reason was …",)),
        SlotKind("Evidence", Role.EVIDENCE, "Drag cards here, or press Enter on a card"),
        SlotKind("Explain", Role.EXPLAIN, "Why did it matter?"),
        SlotKind("Link", Role.LINK, "How does it answer the question?"),
    ),
)
LONG = "Word after word after word. " * 600
HARD = (
    replace(CARD, id="usa/long", headline="A headline without an end " * 11, detail=LONG),
    replace(CARD, id="usa/one-word", headline="x" * 300, detail="y" * 4_000),
    replace(CARD, id="usa/greek", headline="Ο θάνατος του Λένιν", detail="Πέθανε το 1924. 😀"),
    replace(CARD, id="usa/chinese", headline="列寧之死", detail="列寧於一九二四年一月去世。" * 40),
    replace(CARD, id="usa/hebrew", headline="מות לנין", detail="לנין מת בינואר 1924."),
    replace(CARD, id="usa/people", people=tuple(f"Person {n}" for n in range(50))),
    replace(CARD, id="usa/source", source="A long source " * 900, when=When("Then " * 60)),
    replace(CARD, id="usa/factors", factors=tuple(factor.id for factor in FACTORS)),
    Card("usa/bare", ""),
)
"""Cards whose words are too many, too long or of other scripts, and one that has none."""


def pack(*cards: Card) -> Pack:
    info = PackInfo("usa", "The struggle", "A. Teacher", licence="CC BY 4.0")
    return Pack(info, FACTORS, QUESTIONS, cards)


def many(count: int) -> Pack:
    """Return a pack of so many cards: of three factors and none, of 40 years and none."""
    cards = []
    for number in range(count):
        start, last = 1900 + number * 7 % 40, 1900 + number * 7 % 40 + number % 4
        when = When(f"{start}–{last}", str(start), str(last)) if number % 10 else When()
        factors = tuple(factor.id for factor in FACTORS[number % 4 : number % 4 + 1 + number % 2])
        cards.append(
            replace(
                CARD, id=f"usa/c{number}", headline=f"Card {number}", when=when, factors=factors
            )
        )
    return pack(*cards)


def packs() -> st.SearchStrategy[Pack]:
    """Packs of a few cards, whatever is in them."""
    factors = st.sampled_from([(), *((f.id,) for f in FACTORS), tuple(f.id for f in FACTORS)])
    usual = strategies.cards() | st.sampled_from(HARD)
    cards = st.lists(st.builds(lambda c, f: replace(c, factors=f), usual, factors), min_size=1)
    numbered = cards.map(
        lambda found: [replace(card, id=f"usa/c{n}") for n, card in enumerate(found)]
    )
    return numbered.map(lambda found: pack(*found))


def pages(
    of: Pack, sheet: Sheet, choices: PaperChoices | None = None, framework: Framework = PEEL
) -> list[Page]:
    return list(lay_out(of, sheet, choices or PaperChoices(), framework, Work()))


def texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def words(page: Page) -> list[str]:
    return [text.words for text in texts(page)]


def rect_of(text: Text) -> Rect:
    """Return where the letters of a text are: from the height of an x to just below the line."""
    size = text.style.size
    return Rect(text.x, text.y - 0.5 * size, width_of(text.words, text.style), 0.6 * size)


def meet(one: Rect, other: Rect, slack: float = 0.3) -> bool:
    return (
        one.x < other.right - slack
        and other.x < one.right - slack
        and one.y < other.bottom - slack
        and other.y < one.bottom - slack
    )


def check_page(page: Page, margin: float) -> None:
    """Hold what holds of every page: all is within it, readable, grey, and nothing meets."""
    inside = Rect(margin - 0.6, margin - 0.6, page.width - 2 * margin + 1.2, 0)
    bottom = page.height - margin + 0.6
    for item in page.items:
        if isinstance(item, Line):
            assert 0 <= item.x1 <= item.x2 <= page.width
            continue
        rect = rect_of(item) if isinstance(item, Text) else item.rect
        assert rect.x >= inside.x, item
        assert rect.right <= inside.right, item
        assert rect.y >= inside.y, item
        assert rect.bottom <= bottom, item
    for text in texts(page):
        assert text.style.size >= SMALLEST
        assert text.grey <= DARK or text.grey == WHITE
    placed = sorted(((rect_of(text), text) for text in texts(page)), key=lambda of: of[0].y)
    for number, (rect, text) in enumerate(placed):
        for other, words in takewhile(_above(rect.bottom), placed[number + 1 :]):
            assert not meet(rect, other), (text, words)


def _above(bottom: float):
    return lambda placed: placed[0].y < bottom
