"""Cutting a headline out of a sentence, and sentences out of a text."""

import re

from planner.model.clause_end import ASIDE, SHORT, bare, ends, is_denied, loose_ends, trimmed
from planner.model.mentions import find_dates
from planner.model.text import LINE

WANTED = 60
WHOLE = 80
MOST = 100
"""Characters: of a headline that is cut, of one that need not be cut or cannot be cut shorter, and
of one that would say something else if it were."""

_SENTENCE = 72
"""The most characters of a sentence that is a headline as it stands."""

_NEAR = 400
"""How many characters of a sentence are looked at where it is cut."""

_SENTENCE_END = re.compile(r"[.!?]+[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W_a-z])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|St|Sir|Gen|Col|Rev|Prof|No|Nos|vs|cf|ca?|pp?|e\.g|i\.e|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.\s+\Z"
)
_LINKING = re.compile(
    r"(?:however|therefore|moreover|furthermore|first|firstly|second|secondly|third|thirdly|finally"
    r"|also|thus|hence|consequently|meanwhile|then|but|and|so|officially|indeed|eventually"
    r"|in addition|as a result|for example|for instance|on the other hand)\s*,\s+",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_LEAD = re.compile(
    r"(?:because|although|though|while|whilst|when|whenever|if|since|as|after|before|once|until"
    r"|despite|in|on|at|by|during|under|with|without|from|following|due to|owing to|thanks to"
    r"|given|unlike|like|throughout|through|for)\b[^,;:]*,\s+",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"(?:if|unless|without|until|despite|unlike)\b", re.IGNORECASE)
"""Leads without which a clause says something else."""
_OPENING = re.compile(r"(?:but|and|yet)\s+(?=\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_NAME = re.compile(r"\s[A-Z][^\W\d_]+")


def headline_of(text: str) -> str:
    """Return the first clause of a text as a headline: its own words, of 60 characters or so.

    A date that opens the sentence and what stands in brackets are left out where the whole is
    too long. No word is cut, unless it alone is longer than a headline can be.
    """
    said = (text[start:end] for start, end in sentences(text))
    whole = bare(next((one for one in said if any(map(str.isalnum, one))), ""))
    # What it follows on from is not on the card.
    whole = _OPENING.sub("", whole, count=1) if _OPENING.match(whole) else whole
    if len(whole) <= _SENTENCE:
        return _capital(whole)
    clause = bare(_BRACKETED.sub("", whole)) or whole
    clause = _LINKING.sub("", clause, count=1) if _LINKING.match(clause) else clause
    clause = _without_date(clause)
    if len(clause) > _SENTENCE:
        clause = ASIDE.sub("", clause)
    return _capital(clause if len(clause) <= _SENTENCE else _cut(clause[:_NEAR]))[:LINE]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a text begins and ends, without the spaces between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        before = text[max(0, end.start() - 12) : end.end()]
        if _ABBREVIATED.search(before) and "\n" not in end[0]:
            continue
        found.append(_stripped(text, start, end.end()))
        start = end.end()
    found.append(_stripped(text, start, len(text)))
    return tuple(span for span in found if span[0] < span[1])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _cut(clause: str) -> str:
    """Return a beginning of a clause that is short enough and says what the clause does."""
    lead, least = _LEAD.match(clause), 1
    if lead and len(clause) - lead.end() >= SHORT:
        # What only leads up to the clause goes, unless enough of the clause fits after it.
        least = lead.end() + 12
        kept = _short(clause, least)
        if kept:
            return kept
        rest = clause[lead.end() :]
        if not _NEEDED.match(clause) and not (_PRONOUN.match(rest) and _NAME.search(lead[0])):
            clause, least = rest, 1
    kept = _short(clause, least) or _long(clause, least)
    return kept or _whole_words(clause[lead.end() :] if lead and least > 1 else clause)


def _short(clause: str, least: int) -> str:
    """Return the beginning that fits and says the most; nothing where none stands by itself."""
    return clause if len(clause) <= WANTED else next(ends(clause, least, WANTED), "")


def _long(clause: str, least: int) -> str:
    """Return a beginning that is longer than one wishes; nothing where even that is none."""
    kept = min(ends(clause, max(least, WANTED), MOST), key=len, default=clause)
    if len(kept) <= WHOLE:
        return kept
    # To leave out where or how it was is better than a line that is too long to be read at once.
    parts = list(loose_ends(clause, max(least, 2 * SHORT), MOST))
    parts = [part for part in parts if len(part) > WANTED or not is_denied(part)]
    for most in (WANTED, WHOLE):
        if part := next((part for part in parts if len(part) <= most), ""):
            return part
    return kept if len(kept) <= MOST else next(iter(parts), "")


def _whole_words(clause: str) -> str:
    """Return as many whole words as fit, and at least one."""
    room = clause[: WHOLE + 1]
    whole = room.rpartition(" ")[0] or clause.split(" ", 1)[0]
    return trimmed(whole) or whole


def _without_date(clause: str) -> str:
    """Return a clause without the date that opens it: "In 1925, Trotsky lost his job"."""
    for date in find_dates(clause[:80])[:1]:
        before, after = clause[: date.at].strip().lower(), clause[date.to :]
        opened = re.match(r"\s*[,:–—-]\s+", after)
        if before in ("", "in", "on", "during", "in the", "on the", "the") and opened:
            return after[opened.end() :]
    return clause


def _capital(headline: str) -> str:
    first = headline.split(" ", 1)[0]
    # "iPhone" keeps its own way; a word of small letters begins the headline.
    return headline[:1].upper() + headline[1:] if first.islower() else headline
