"""A blank mat for one paragraph: a box for each slot, to write in and to lay cards on."""

from collections.abc import Iterator, Sequence

from planner.model.framework import Framework, Role, SlotKind
from planner.paper.choices import PaperError
from planner.paper.page import BLACK, DARK, MIDDLE, PALE, Box, Line, Page, Rect
from planner.paper.type import Style, best_fit, fitted, shortened, width_of

MARGIN = 34.0
CARD = (264.0, 194.0)
"""A card's width and height when eight are cut out of A4, in points."""

_TITLE = Style(20, 700)
_ABOUT = Style(9.5)
_FIELD = Style(10, 600)
_FOOT = Style(7.5)
_PLACE = Style(9, italic=True)
_GAP = 7.0
_LEAST = 44.0
_COMFORTABLE = 62.0
_LABELS = tuple(Style(size, 700) for size in (20, 16, 14, 12, 10, 8.5))
_PROMPTS = tuple(Style(size) for size in (12, 10, 9, 8.5, 8))
_STARTERS = tuple(Style(size, italic=True) for size in (11, 9, 8.5, 8))

# The prompts of evidence speak of the screen.
_ON_SCREEN, _ON_PAPER = "Drag cards here", "Lay cards here"
_BY_KEY = ", or press Enter on a card"


def mat_pages(framework: Framework, title: str, width: float, height: float) -> Iterator[Page]:
    """Go through the pages of a mat; one is enough, unless the framework has very many slots."""
    if not framework.slots:
        raise PaperError(f"“{framework.name}” has no parts to print. Choose another framework.")
    room = Rect(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN - _FOOT.leading)
    most = int((room.height - 92) / (_LEAST + _GAP))
    for start in range(0, len(framework.slots), most):
        page = Page(width, height)
        top = _draw_head(page, room, framework)
        body = Rect(room.x, top, room.width, room.bottom - top - 4)
        _draw_slots(page, body, framework.slots[start : start + most])
        foot = shortened(title, _FOOT, room.width)
        page.text_before(room.right, height - MARGIN - _FOOT.leading, foot, _FOOT, DARK)
        yield page


def _draw_head(page: Page, room: Rect, framework: Framework) -> float:
    """Draw the framework's name, and lines for a name, a date and the question."""
    name = shortened(framework.name, _TITLE, room.width * 0.3)
    page.text(room.x, room.y - 4, name, _TITLE)
    left = room.x + width_of(name, _TITLE) + 14
    fields = room.right - 310
    about, _ = fitted(framework.about, _ABOUT, fields - left - 14, 2)
    page.lines(left, room.y + (3 if len(about) == 1 else -3), about, _ABOUT, DARK)
    _draw_field(page, fields, room.right - 116, room.y + 2, "Name")
    _draw_field(page, room.right - 104, room.right, room.y + 2, "Date")
    box = Rect(room.x, room.y + 28, room.width, 44)
    page.items.append(Box(box, outline=BLACK, radius=5, width=1.0))
    page.text(box.x + 10, box.y + 7, "Question", _FIELD)
    page.rule(Rect(box.x + 66, box.y, box.width - 78, box.height - 6), 19)
    return box.bottom + _GAP + 2


def _draw_field(page: Page, x: float, right: float, top: float, told: str) -> None:
    page.text(x, top, told, _FIELD)
    y = top + _FIELD.rise + 2
    page.items.append(Line(x + width_of(told, _FIELD) + 5, y, right, y, 0.6, MIDDLE))


def _draw_slots(page: Page, body: Rect, slots: Sequence[SlotKind]) -> None:
    top = body.y
    for slot, height in zip(slots, _heights(slots, body), strict=True):
        _draw_slot(page, Rect(body.x, top, body.width, height), slot)
        top += height + _GAP


def _heights(slots: Sequence[SlotKind], body: Rect) -> list[float]:
    """Return how high each slot is; evidence is as high as a card where that leaves enough."""
    room = body.height - _GAP * (len(slots) - 1)
    cards = sum(slot.role is Role.EVIDENCE for slot in slots)
    others = len(slots) - cards
    high = CARD[1] + 18
    if cards and room - cards * high >= others * _COMFORTABLE:
        # A mat of evidence alone has no others to give the rest to.
        high = high if others else room / cards
        low = (room - cards * high) / max(others, 1)
        return [high if slot.role is Role.EVIDENCE else low for slot in slots]
    return [room / len(slots)] * len(slots)


def _draw_slot(page: Page, rect: Rect, slot: SlotKind) -> None:
    side = min(190.0, max(150.0, rect.width * 0.18))
    page.items.append(Box(Rect(rect.x, rect.y, side, rect.height), fill=PALE, radius=5))
    page.items.append(Box(rect, outline=BLACK, radius=5, width=1.0))
    page.items.append(Line(rect.x + side, rect.y, rect.x + side, rect.bottom, 0.6, MIDDLE))
    _draw_words(page, Rect(rect.x + 10, rect.y + 8, side - 18, rect.height - 14), slot)
    room = Rect(rect.x + side + 12, rect.y + 9, rect.width - side - 24, rect.height - 18)
    if slot.role is Role.EVIDENCE and room.height >= CARD[1] - 1:
        _draw_places(page, room)
    else:
        page.rule(room, 24 if room.height >= 48 else 17)


def _draw_places(page: Page, room: Rect) -> None:
    """Draw as many places for cards as there is room for, spread across it."""
    width, height = CARD
    count = int((room.width + 8) / (width + 8))
    gap = (room.width - count * width) / max(1, count - 1)
    for number in range(count):
        place = Rect(room.x + number * (width + gap), room.y, width, height)
        page.items.append(Box(place, outline=MIDDLE, radius=6, dashed=True))
        middle = place.x + width / 2
        page.text_amid(middle, place.y + height / 2 - 6, "Card", _PLACE, DARK)


def _draw_words(page: Page, room: Rect, slot: SlotKind) -> None:
    """Write a slot's label, prompt and starters, each as far as there is room for it."""
    large = page.width > 1_000
    labels, prompts, starters = (
        styles if large else styles[1:] for styles in (_LABELS, _PROMPTS, _STARTERS)
    )
    lines, style = best_fit(slot.label, labels, room.width, min(42.0, room.height))
    top = page.lines(room.x, room.y - 2, lines, style, width=room.width) + 2
    prompt = slot.prompt.replace(_ON_SCREEN, _ON_PAPER).removesuffix(_BY_KEY)
    lines, style = best_fit(_held(prompt), prompts, room.width, room.bottom - top)
    top = page.lines(room.x, top, lines, style, DARK, width=room.width) + 4
    begun = [_held(starter) for starter in slot.starters]
    fits = (s for s in starters if all(width_of(words, s) <= room.width for words in begun))
    style = next(fits, starters[-1])
    for words in begun:
        lines, _ = fitted(words, style, room.width, 2)
        if top + len(lines) * style.leading > room.bottom:
            break
        top = page.lines(room.x, top, lines, style, DARK, width=room.width) + 1


def _held(text: str) -> str:
    """Return a text whose dots for what is missing stay beside the word before them."""
    return text.replace(" …", "\u00a0…")
