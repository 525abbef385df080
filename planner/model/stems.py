"""Stems: patterns of plain words that a kind of question is recognised by.

“Explain why … you may use” has those words in that order: “…” stands for any words. “‘…’” also
stands for any words, and marks them as the claim that the question states. A stem begins where a
sentence does, unless it begins with “…”. Matching takes time in proportion to the text.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"([‘“'\"])?(?:…|\.\.\.)([’”'\"])?")
# What stands between two words where the second may begin a question.
_BREAK = re.compile(r"[.?!…:;‘’“”«»\"()\[\]•●▪◦‣\uf0b7—]|\s['–-]|'(?:\s|$)|\n[^\S\n]*\n")
_NUMBER = re.compile(r"(?:question|q)?[0-9]{0,3}[a-h]?|[ivx]{1,4}")
_LEADS = frozenset(
    {"after", "at", "before", "between", "by", "considering", "during", "for", "from", "given"}
    | {"in", "on", "over", "since", "throughout", "using", "with", "within"}
)
"""What a phrase begins with that may stand before a question: “In the years 1924–29, why did …”."""


@dataclass(frozen=True)
class Said:
    """A text as its words: small letters, one kind of apostrophe, one space around each.

    places: where each word’s space is in words. spans: where each word is in the text.
    starts: the numbers of the words that may begin a question, by those words; with each the
    number of its sentence’s first word. first: the first word that is more than a number.
    """

    text: str
    words: str
    places: tuple[int, ...]
    spans: tuple[Span, ...]
    starts: dict[str, list[tuple[int, int]]]
    first: int

    def span(self, place: int, run: str) -> Span:
        """Return where a run of words, which begins at a place in words, is in the text."""
        first = bisect_left(self.places, place)
        return self.spans[first][0], self.spans[first + run.count(" ") - 2][1]


@dataclass(frozen=True)
class Match:
    """Where a stem is in a text.

    weight: how many words the stem names. start, end: from the first such word to the last one.
    command: from its first word to its first gap. stated: where the claim is, or None where the
    stem marks none. leads: the claim comes before the stem.
    """

    weight: int
    start: int
    end: int
    command: Span
    stated: Span | None = None
    leads: bool = False

    @property
    def within(self) -> bool:
        """Tell whether the claim stands between words of the stem."""
        stated = self.stated
        return stated is not None and self.start < stated[0] and stated[1] <= self.end


class _Gap(Enum):
    NONE = 0
    ANY = 1
    STATED = 2


@dataclass(frozen=True)
class Stem:
    """A pattern, as runs of words and the gap before each of them; tail: the gap at its end."""

    runs: tuple[tuple[_Gap, str], ...]
    tail: _Gap
    weight: int

    def find(self, said: Said) -> Match | None:
        """Return where a text has this stem, or None."""
        if not self.runs:
            return None
        gap, run = self.runs[0]
        place, sentence = self._begin(said, gap, run)
        if place < 0:
            return None
        held = [said.span(place, run)]
        for _, following in self.runs[1:]:
            # From where the run before ends on, a gap is a word or more.
            place = said.words.find(following, place + len(run))
            if place < 0:
                return None
            run = following
            held.append(said.span(place, run))
        whole = held[0][0], held[-1][1]
        if gap is _Gap.STATED:
            claim = said.spans[said.first][0], said.spans[sentence][0]
            return Match(self.weight, *whole, held[0], claim, leads=True)
        return Match(self.weight, *whole, held[0], self._stated(held, len(said.text)))

    def _begin(self, said: Said, gap: _Gap, run: str) -> tuple[int, int]:
        """Return the place where the first run is, and its sentence’s first word, or -1."""
        if gap is _Gap.ANY:
            return said.words.find(run), 0
        for start, sentence in said.starts.get(run.split(" ", 2)[1], ()):
            if gap is _Gap.STATED and sentence <= said.first:
                continue
            if said.words.startswith(run, said.places[start]):
                return said.places[start], sentence
        return -1, 0

    def _stated(self, held: list[Span], end: int) -> Span | None:
        for (gap, _), (before, after) in zip(self.runs[1:], pairwise(held), strict=True):
            if gap is _Gap.STATED:
                return before[1], after[0]
        return (held[-1][1], end) if self.tail is _Gap.STATED else None


@lru_cache(maxsize=1024)
def read_stem(pattern: str) -> Stem:
    """Return a pattern ready to be matched; one without any words matches nothing."""
    runs: list[tuple[_Gap, str]] = []
    gap, at = _Gap.NONE, 0
    for found in _GAP.finditer(pattern):
        if run := _run(pattern[at : found.start()]):
            runs.append((gap, run))
            gap = _Gap.NONE
        if gap is not _Gap.STATED:
            gap = _Gap.STATED if found[1] and found[2] else _Gap.ANY
        at = found.end()
    if run := _run(pattern[at:]):
        runs.append((gap, run))
        gap = _Gap.NONE
    return Stem(tuple(runs), gap, sum(run.count(" ") - 1 for _, run in runs))


def read_words(text: str, outside: Collection[Span] = ()) -> Said:
    """Return a text as its words, without those in the spans that are outside the question."""
    spans = _inside([found.span() for found in _WORD.finditer(text)], outside)
    words = [_plain(text[start:end]) for start, end in spans]
    places, length = [], 0
    for word in words:
        places.append(length)
        length += len(word) + 1
    starts: dict[str, list[tuple[int, int]]] = {}
    for start, sentence in _starts(text, spans, words):
        starts.setdefault(words[start], []).append((start, sentence))
    first = next((at for at, word in enumerate(words) if not _NUMBER.fullmatch(word)), 0)
    said = " ".join(["", *words, ""]) if words else ""
    return Said(text, said, tuple(places), tuple(spans), starts, first)


def _inside(spans: list[Span], outside: Collection[Span]) -> list[Span]:
    kept: list[Span] = []
    left = sorted(outside, reverse=True)
    for span in spans:
        while left and left[-1][1] <= span[0]:
            left.pop()
        if not left or span[1] <= left[-1][0]:
            kept.append(span)
    return kept


def _starts(text: str, spans: list[Span], words: list[str]) -> Iterator[tuple[int, int]]:
    """Go through the words that may begin a question: after a break, a lead-in or a number.

    With each comes the first word of its sentence, which differs after a lead-in.
    """
    end, sentence, leading, numbered = 0, 0, False, True
    for at, (start, after) in enumerate(spans):
        between = text[end:start]
        # A line that was wrapped goes on in small letters.
        fresh = bool(_BREAK.search(between)) or ("\n" in between and text[start].isupper())
        if fresh or numbered:
            sentence, leading = at, words[at] in _LEADS
        begins = fresh or numbered or (leading and "," in between)
        if begins:
            yield at, sentence
        numbered = begins and bool(_NUMBER.fullmatch(words[at]))
        end = after


def _run(words: str) -> str:
    found = [_plain(word) for word in _WORD.findall(words)]
    return " ".join(["", *found, ""]) if found else ""


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
