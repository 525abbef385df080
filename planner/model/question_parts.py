"""What stands in a question beside its stem: its marks, the points it gives, a claim in quotes."""

import re

from planner.model.stems import Span

MOST_MARKS = 100
"""More marks than any one question has; a larger number says something else."""

_BRACKET = re.compile(r"[\[(]([^\[\]()]{1,80})[\])]")
_SPELLING = re.compile(r"spag|spelling|punctuation|grammar", re.IGNORECASE)
_SAID = re.compile(r"(?<![0-9])([0-9]{1,3})(?:\s?\+\s?[0-9]{1,2})?\s?marks?\b", re.IGNORECASE)
_BARE = re.compile(r"\s?(?:total:?\s)?([0-9]{1,2})(?:\s?\+\s?[0-9]{1,2})?\s?", re.IGNORECASE)
_AT_END = re.compile(_SAID.pattern + r"[ \xa0.]*$", re.IGNORECASE | re.MULTILINE)
# A bullet anywhere, or a sign of one at the beginning of a line or by itself.
_BULLET = re.compile(
    r"(?P<bullet>[•●▪◦‣\uf0b7])"
    r"|^[ \t]*(?:(?P<dash>[*·–—-])"
    r"|\(?(?:(?P<digit>[0-9]{1,2})|(?P<letter>[a-h]|[ivx]{1,4}))[.)])(?=[ \t])"
    r"|(?<=[ \t])(?P<star>\*)(?=[ \t])",
    re.MULTILINE | re.IGNORECASE,
)
_LISTED = re.compile(r":\s([–—-])\s")
_ENDS = re.compile(
    r"\n(?=[^\S\n]*(?:\n|[^a-z\s]))"
    r"|(?<=\s)(?i:you (?:must|should|may|could)|explain your answer|in your answer)\b"
    r"|[\[(](?i:total[^)\]]{0,80}|\s?[0-9]{1,2}(?:\s?\+\s?[0-9]{1,2})?(?:\s?marks?)?\s?)[\])]"
)
_STOP = re.compile(r"[.?!](?=[\s’”'\")\]]|\Z)|\n(?=\n)|[\[(](?=[0-9]{1,2}\b)")
# What comes after a claim that ends its question.
_AFTER = re.compile(r"\n(?=[^a-z\s]|[^\S\n]*\n)|[\[(](?=[0-9]{1,2}\b)")
_SHORT = re.compile(r"\b(?:[^\W\d_]|Mrs?|Ms|Dr|St|Prof|Gen|Col|c|ca|cf|vs|No)\Z")
_OPEN = re.compile(r"(?<!\w)[‘“«\"'](?=\S)")
_CLOSES = {"‘": "’", "“": "”", "«": "»", '"': '"', "'": "'"}
_OPENS = {"’": "‘", "”": "“", "»": "«"}
_EDGES = " \t\n\r\x0b\x0c.,;:?!…–—-"


def find_marks(text: str) -> int:
    """Return the marks that a question names, without those for spelling; 0 where it names none.

    They are in brackets, “(16 marks)” or “[20]”, or by themselves at the end of a line.
    """
    for found in _BRACKET.finditer(text):
        if _SPELLING.search(found[1]):
            continue
        said = _SAID.search(found[1])
        if said is None and _stands_alone(text, found.span()):
            said = _BARE.fullmatch(found[1])
        if said and 0 < int(said[1]) <= MOST_MARKS:
            return int(said[1])
    for found in _AT_END.finditer(text):
        before = text[max(0, found.start() - 8) : found.start()].rstrip(" \t")
        if (not before or before[-1] in "\n.?!’”\"')]–—-•") and 0 < int(found[1]) <= MOST_MARKS:
            return int(found[1])
    return 0


def find_points(text: str) -> tuple[Span, ...]:
    """Return where the points are that a question gives as bullets or as a list.

    A sign at the very beginning numbers the question itself, and so do others like it.
    """
    signs = [(found.lastgroup or "", found.span()) for found in _BULLET.finditer(text)]
    if signs and not text[: signs[0][1][0]].strip():
        signs = [sign for sign in signs if sign[0] != signs[0][0]]
    places = [span for _, span in signs] or _listed(text)
    points = []
    for number, (_, start) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(text)
        close = _ENDS.search(text, start, end)
        points.append(trimmed(text, start, close.start() if close else end))
    return tuple((start, end) for start, end in points if start < end)


def find_alternatives(text: str, start: int) -> tuple[Span, ...]:
    """Return where the two reasons are that a question names after a colon: “…: this or that?”."""
    colon = text.find(":", start)
    if colon < 0:
        return ()
    end = sentence_end(text, colon + 1)
    either = [found.span() for found in re.finditer(r"(?<=\s)or(?=\s)", text[colon + 1 : end])]
    if len(either) != 1:
        return ()
    before, after = (colon + 1 + place for place in either[0])
    both = trimmed(text, colon + 1, before), trimmed(text, after, end)
    return both if all(first < last for first, last in both) else ()


def find_claim(text: str, start: int, end: int, *, leads: bool) -> Span:
    """Return where the claim is in a piece of a question: what is in quotes, or all of it.

    leads: the claim comes before the question, so that of several sentences it is the last.
    """
    if not leads and (close := _AFTER.search(text, start, end)):
        end = close.start()
    quoted = _quoted(text, start, end, leads=leads)
    if quoted is not None:
        return trimmed(text, *quoted)
    start, end = trimmed(text, start, end)
    if not leads:
        end = min(end, sentence_end(text, start))
        half = text[start:end][:1] in _CLOSES and _CLOSES[text[start]] not in text[start + 1 : end]
        return trimmed(text, start + half, end)
    # The end of a quotation whose beginning was not copied.
    if text[end - 1 : end] in _OPENS and _OPENS[text[end - 1]] not in text[start:end]:
        start, end = trimmed(text, start, end - 1)
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] not in "[(" and not _is_short(text, stop.start()):
            start = stop.end()
    return trimmed(text, start, end)


def sentence_end(text: str, start: int) -> int:
    """Return where the sentence ends that goes on from a place."""
    for stop in _STOP.finditer(text, start):
        if not _is_short(text, stop.start()):
            return stop.start()
    return len(text)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a piece of a text without the spaces, stops and dashes at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_EDGES))
    return start, max(start, start + len(text[start:end].rstrip(_EDGES)))


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a bracket comes after a sentence or ends a line, as marks do, not dates."""
    before = text[max(0, span[0] - 8) : span[0]].rstrip(" \t")
    after = text[span[1] : span[1] + 8].lstrip(" \t")
    return not after or after[0] in "\n\r" or not before or before[-1] in ".?!’”\"'\n"


def _listed(text: str) -> list[Span]:
    """Return the dashes of a list that goes on in its line: “the following: - this - that”."""
    first = _LISTED.search(text)
    if first is None:
        return []
    dash = re.compile(rf"(?<=\s){re.escape(first[1])}(?=\s)")
    return [found.span() for found in dash.finditer(text, first.start() + 1)]


def _quoted(text: str, start: int, end: int, *, leads: bool) -> Span | None:
    """Return what is in quotes, where the piece is one quotation and not words with some in it."""
    opened = _OPEN.search(text, start if not leads else max(0, start - 3), end)
    if opened is None:
        return None
    close = _CLOSES[opened[0]]
    last = text.rfind(close, opened.end(), end)
    # An apostrophe is no end of a quotation, and nothing but stops comes after one.
    if last < 0 or any(map(str.isalnum, text[last + 1 : end])):
        return None
    before = text[start : opened.start()]
    if any(map(str.isalnum, before)) and not (leads and _is_fresh(before)):
        return None
    again = _OPEN.search(text, opened.end(), last)
    while again is not None and again[0] != opened[0]:
        again = _OPEN.search(text, again.end(), last)
    return None if again is not None else (opened.end(), last)


def _is_fresh(before: str) -> bool:
    """Tell whether a sentence may begin after some words."""
    words = before.rstrip()
    return words[-1] in ".?!:…" or "\n" in before[len(words) :]


def _is_short(text: str, stop: int) -> bool:
    return text[stop] == "." and bool(_SHORT.search(text, max(0, stop - 6), stop))
