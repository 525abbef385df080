"""Plain notes: lines that are headings, bullets or text by how they look and what follows them.

Files, web pages and documents come here too, for the lines in them that bear no mark of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planner.model.material import MOST_BLOCKS, Kind
from planner.model.text import PASSAGE
from planner.packs.material.gather import Gatherer

_SHORT = 120
"""The most characters of a line that can be a heading without a mark."""
_WRAPPED = 60
"""The fewest characters of a line that may go on in the next."""
_MOST_DEEP = 8

# Word's own bullets come out of its clipboard in the area for private use.
_SIGNS = "•·◦▪▫‣⁃●○■□➢✓✔➤►▶\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_BULLET = re.compile(
    rf"(?:[-–—*+{_SIGNS}]\s+|[-–—](?=[^\W\d_])|[{_SIGNS}]|\d{{1,3}}[.)]\s+|\(?[a-z]\)\s+|o\t)(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = re.compile(r"[.;,!…]['\"’”)\]]*$")


class Piece(Struct, frozen=True):
    """One line or paragraph; kind is None where how it is marked does not tell.

    apart: an empty line is before it. indent: how far in it begins, in characters.
    """

    line: int
    text: str
    kind: Kind | None = None
    level: int = 0
    indent: int = 0
    apart: bool = False


def read_notes(lines: Iterable[str], found: Gatherer) -> None:
    r"""Add plain notes to what was found; PackError names the line.

    A bullet begins with "- ", "• ", "* ", "– ", "1. ", "a)" or the like; its level is how many
    bullets above it, one further out than the next, it is under. A line further in than the
    bullet above it goes on with it, and so does one in small letters after a long one. What bears
    no mark is settled by `settled`.
    """
    pieces: list[Piece] = []
    apart = False
    for number, line in enumerate(lines, 1):
        piece = _piece(line, number, apart)
        if piece is None:
            apart = not line.strip() or apart
            continue
        apart = False
        if pieces and _goes_on(pieces[-1], piece):
            text = f"{pieces[-1].text} {piece.text}"
            # What is too long already is refused below, and need not grow first.
            if len(pieces[-1].text) <= PASSAGE:
                pieces[-1] = replace(pieces[-1], text=text)
            continue
        # Every heading may stand twice.
        if len(pieces) == 2 * MOST_BLOCKS:
            raise found.too_many(f"line {number}")
        pieces.append(piece)
    add_pieces(tuple(_nested(pieces)), found, "line")


def marked(text: str) -> tuple[Kind | None, str]:
    """Return what a line's mark makes it, and the line without that mark."""
    if bullet := _BULLET.match(text):
        return Kind.BULLET, bullet["text"]
    return None, text


def add_pieces(pieces: Sequence[Piece], found: Gatherer, unit: str) -> None:
    """Settle what each piece is and add it to what was found; unit: what their lines count."""
    for piece in settled(pieces):
        kind = piece.kind or Kind.TEXT
        found.block(kind, piece.text, piece.line, f"{unit} {piece.line}", piece.level)


def settled(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with those that bear no mark made headings or text.

    Where there are headings that bear a mark, the rest is text. Otherwise a short line that does
    not end as a sentence does is a heading where a bullet, a heading or a sentence follows it.
    A heading that has bullets under it, before or after text, is of level 2 where there are others
    that have only headings or text under them, which are of level 1; else all are of level 1.
    """
    if any(piece.kind is Kind.HEADING for piece in pieces):
        return [replace(piece, kind=piece.kind or Kind.TEXT) for piece in pieces]
    settled: list[Piece] = []
    below: Piece | None = None
    for piece in reversed(pieces):
        if piece.kind is None:
            heads = below is not None and _heads(piece, below)
            piece = replace(piece, kind=Kind.HEADING if heads else Kind.TEXT)
        settled.append(piece)
        below = piece
    return _levelled(settled[::-1])


def _heads(piece: Piece, below: Piece) -> bool:
    """Tell whether a line without a mark is a heading over what follows it."""
    if len(piece.text) > _SHORT or _ENDED.search(piece.text):
        return False
    if below.kind is not Kind.TEXT:
        return True
    return len(below.text) > _SHORT or _ENDED.search(below.text) is not None


def _levelled(pieces: list[Piece]) -> list[Piece]:
    """Give headings their levels, each by what comes first under it beside text."""
    levels: dict[int, int] = {}
    bullets = any(piece.kind is Kind.BULLET for piece in pieces)
    holds: Kind | None = None
    for at in range(len(pieces) - 1, -1, -1):
        kind = pieces[at].kind
        if kind is Kind.HEADING:
            levels[at] = 2 if bullets and holds is not Kind.HEADING else 1
            # Of a heading that stands twice the first is kept, with what is under the second.
            if at + 1 in levels and pieces[at].text == pieces[at + 1].text:
                levels[at] = levels[at + 1]
        if kind is not Kind.TEXT:
            holds = kind
    outer = min(levels.values(), default=1)
    return [
        replace(piece, level=levels[at] - outer + 1, text=piece.text.removesuffix(":"))
        if at in levels
        else piece
        for at, piece in enumerate(pieces)
    ]


def _piece(line: str, number: int, apart: bool) -> Piece | None:
    """Return a line as a piece, or None where there is nothing in it to read."""
    if not any(map(str.isalnum, line)):
        return None
    text = line.strip()
    indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
    kind, text = marked(text)
    return Piece(number, text, kind, 0, indent, apart)


def _goes_on(above: Piece, piece: Piece) -> bool:
    """Tell whether a line is the rest of the one above it, which was too long for its page."""
    if piece.kind is not None or piece.apart or above.kind is Kind.HEADING:
        return False
    if above.kind is Kind.BULLET and piece.indent > above.indent:
        return True
    return len(above.text) >= _WRAPPED and piece.text[0].islower()


def _nested(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give bullets their levels by how far in they begin, anew after each other line."""
    outer: list[int] = []
    for piece in pieces:
        if piece.kind is not Kind.BULLET:
            outer = []
            yield piece
            continue
        outer = [indent for indent in outer if indent < piece.indent]
        yield replace(piece, level=min(len(outer), _MOST_DEEP))
        outer.append(piece.indent)
