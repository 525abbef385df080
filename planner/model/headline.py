"""Cutting a headline out of a sentence, and sentences out of a text."""

import re

from planner.model.mentions import find_dates
from planner.model.name_words import words
from planner.model.text import LINE

WANTED = 60
WHOLE = 72
"""The most characters of a headline that is cut, and of one that is a whole sentence."""

_LEAST = 20
"""The fewest characters that say enough, where there are more to choose from."""

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
# A comma within a list of names or words is no end.
_CLAUSE_END = re.compile(
    r",(?=\s)(?!\s[^\W\d_]+(?:\s[^\W\d_]+)?(?:,|\s(?:and|or)\b))|[;:](?=\s)|\s+[–—-](?=\s)"
)
_JOINING = re.compile(
    r"\s(?=(?:(?:and|or)\b(?!\s[A-Z])|but|because|which|who|whom|whose|that|so|where|when|while|whilst|whereas"
    r"|although|though|after|before|until|if|since|including|particularly|especially"
    r"|rather|leading|causing|making|leaving)\b)"
)
_PLACING = re.compile(
    r"\s(?=(?:to|as|than|for|with|by|in|at|on|from|into|over|under|against|between|during|through"
    r"|throughout|without|towards|about|within|across|via|despite)\b)"
)
_OPEN_QUOTE = re.compile(r"(?<!\w)[‘“][^’”]*\Z|(?<![\w'])'(?=\w)[^']*\Z")
_LOOSE = words(
    """
    a an the and or but nor of to for with by in at on from into over under against between during
    through without towards about within across via despite as than that which who whom whose so
    because where when while whilst whereas although though after before until if since including
    particularly especially rather his her its their this these those very more most not was were is
    are be been being had has have did do does would could should will can may might
    how what why
    """
)
"""Words that a headline does not end with."""


def headline_of(text: str) -> str:
    """Return the first clause of a text as a headline: its own words, of 60 characters or so.

    A date that opens the sentence and what stands in brackets are left out where the whole is
    too long. No word is cut, unless it alone is longer than a headline can be.
    """
    said = (text[start:end] for start, end in sentences(text))
    whole = _bare(next((one for one in said if any(map(str.isalnum, one))), ""))
    if len(whole) <= WHOLE:
        return _capital(whole)
    clause = _bare(_BRACKETED.sub("", whole)) or whole
    clause = _LINKING.sub("", clause, count=1) if _LINKING.match(clause) else clause
    clause = _without_date(clause)
    return _capital(clause if len(clause) <= WHOLE else _cut(clause))[:LINE]


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
    """Return the longest beginning of a clause that is short enough and ends sensibly."""
    lead = _LEAD.match(clause)
    if lead and len(clause) - lead.end() >= _LEAST:
        # What only leads up to the clause goes, unless enough of the clause fits after it.
        kept = _best(clause, lead.end() + 12)
        return kept or _best(clause[lead.end() :], 1) or _whole_words(clause[lead.end() :])
    return _best(clause, 1) or _whole_words(clause)


def _best(clause: str, least: int) -> str:
    """Return the beginning that ends at the strongest break, or nothing where no break will do."""
    if len(clause) <= WANTED:
        return clause
    for breaks, enough in ((_CLAUSE_END, _LEAST), (_JOINING, _LEAST), (_PLACING, 2 * _LEAST)):
        ends = [found.start() for found in breaks.finditer(clause, 0, WANTED + 2)]
        for end in reversed(ends):
            kept = _trimmed(clause[:end])
            if end >= least and enough <= len(kept) <= WANTED:
                return kept
    return ""


def _whole_words(clause: str) -> str:
    """Return as many whole words as fit, and at least one."""
    room = clause[: WANTED + 1]
    whole = room.rpartition(" ")[0] or clause.split(" ", 1)[0]
    return _trimmed(whole) or whole


def _trimmed(clause: str) -> str:
    """Return a clause without the marks at its end, and the words that lead on to something."""
    clause = _bare(clause)
    opened = _OPEN_QUOTE.search(clause)
    clause = _bare(clause[: opened.start()]) if opened and opened.start() else clause
    while " " in clause and _is_loose(clause.rpartition(" ")[2]):
        clause = _bare(clause.rpartition(" ")[0])
    return clause


def _is_loose(word: str) -> bool:
    return word.lower() in _LOOSE or word.endswith(("’s", "'s"))


def _bare(text: str) -> str:
    """Return text on one line, without the stops at its ends and an open bracket."""
    text = " ".join(text.split()).lstrip(".,;:–—- ")
    while text and (text[-1] in ".,;:–—-" or text[-1] in "([") and not text.endswith("..."):
        text = text[:-1].rstrip()
    return text


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
