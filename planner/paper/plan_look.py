"""How a plan looks on paper: its outline as paragraphs and pictures, from the first to the last."""

from collections.abc import Iterator, Sequence

from planner.model.outline import (
    NOTE,
    Block,
    Entry,
    Figure,
    Heading,
    Item,
    Source,
    Sources,
    Subtitle,
    Title,
)
from planner.model.picture import Picture
from planner.paper.page import DARK
from planner.paper.prose import Beside, Prose, Span
from planner.paper.type import Style, width_of

Piece = Prose | Picture

_TITLE, _SUBTITLE, _HEADING = Style(21, 700), Style(12.5), Style(14, 700)
_WORDS, _STRONG, _LEANING = Style(11), Style(11, 600), Style(11, italic=True)
_LABEL = Style(11, 700)
_SMALL, _SMALL_LEANING = Style(10), Style(10, italic=True)

_COLUMN = 74.0
"""Where the words of a slot begin, beside its label."""
_BULLET = 15.0
_BETWEEN = 8.0
_BY_CARD = _COLUMN + _BULLET
_DOT = Beside(Span("•", _WORDS, DARK), _COLUMN, _BULLET)
_DATE = 30
_SHORT = 400
"""A text of no more characters is a few lines, which stay together."""


def pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Go through all that stands on the pages of a plan, in reading order."""
    for block in blocks:
        match block:
            case Title():
                yield Prose((Span(block.text, _TITLE),), leading=1.2, keep=True, whole=True)
            case Subtitle():
                yield Prose((Span(block.text, _SUBTITLE, DARK),), before=3, keep=True, whole=True)
            case Heading():
                said = (Span(block.text, _HEADING),)
                yield Prose(said, leading=1.25, before=19, keep=True, whole=True)
            case Entry():
                yield from _entry(block)
            case Figure():
                yield from _figure(block)
            case Sources():
                for source in block.items:
                    yield _source(source)


def _entry(entry: Entry) -> Iterator[Prose]:
    lines = [Span(line, _WORDS) for line in entry.text.split("\n") if line]
    if entry.prompt:
        lines = [Span(f"[{entry.prompt}]", _LEANING, DARK)]
    start, before = (_COLUMN, 8.0) if entry.label else (0.0, 5.0)
    label: tuple[Beside, ...] = ()
    if entry.label:
        span = Span(entry.label, _LABEL)
        if _has_room(entry.label) and (lines or entry.items):
            label = (Beside(span, 0.0, _COLUMN - _BETWEEN),)
        else:
            yield Prose((span,), before=before, keep=bool(lines or entry.items), whole=True)
            before = 2.0
    for line in lines:
        yield Prose((line,), start, before=before, beside=label)
        label, before = (), 4.0
    for item in entry.items:
        yield from _item(item, _BY_CARD, (*label, _DOT), before)
        label, before = (), 5.0


def _has_room(label: str) -> bool:
    """Tell whether a label stands in its column without a word of it broken, in two lines."""
    room = _COLUMN - _BETWEEN
    words = [width_of(word, _LABEL) for word in label.split()]
    return max(words, default=0.0) <= room and width_of(label, _LABEL) <= 1.6 * room


def _figure(figure: Figure) -> Iterator[Piece]:
    """Go through a picture and what it does not say, or a list."""
    if figure.picture is not None:
        yield figure.picture
    for item in figure.items:
        if figure.picture is None or item.detail:
            yield from _item(item, _BULLET, (), before=5.0)


def _item(item: Item, start: float, beside: tuple[Beside, ...], before: float) -> Iterator[Prose]:
    """Go through the paragraphs of a card: its headline and date, what it says, and a note."""
    lines: list[tuple[Span, ...]]
    lines = [(Span(line, _WORDS),) for line in item.detail.split("\n") if line]
    head = []
    if item.headline:
        head.append(Span(item.headline, _STRONG))
    if item.when:
        # A date is not divided, unless it is as long as a sentence.
        when = item.when.replace(" ", "\u00a0") if len(item.when) <= _DATE else item.when
        head.append(Span(f"  {when}" if head else when, _WORDS, DARK))
    lines = [tuple(head), *lines] if head else lines
    notes = [line for line in item.note.split("\n") if line]
    for number, spans in enumerate(lines):
        # A headline stands with what it is the headline of, and a note with its card.
        last = number == len(lines) - 1
        keep = bool(notes) if last else bool(head and not number)
        whole = sum(len(span.words) for span in spans) <= _SHORT
        # Without a bullet, a headline stands out by hanging.
        hang = 0.0 if beside or number else _BULLET
        first = () if number else beside
        yield Prose(spans, start - hang, hang, before=before, beside=first, keep=keep, whole=whole)
        before = 1.0
    for number, line in enumerate(notes):
        whole = len(line) <= _SHORT
        if number:
            yield Prose((Span(line, _SMALL),), start, before=1.0, whole=whole)
        else:
            said = (Span(f"{NOTE}: ", _SMALL_LEANING, DARK), Span(line, _SMALL))
            yield Prose(said, start, before=2.0, leads=1, whole=whole)


def _source(source: Source) -> Prose:
    spans = [Span(source.text, _SMALL)]
    used = "; ".join(headline for headline in source.headlines if headline)
    if used:
        spans.append(Span(f" – {used}", _SMALL, DARK))
    whole = len(source.text) + len(used) <= _SHORT
    return Prose(tuple(spans), hang=_BULLET, before=4.0, whole=whole)
