"""Finding the people that a text names, from how it writes of them; every name stands in the text.

A word is taken for a name where it has a capital in the middle of a sentence somewhere in the
material, and what stands about it speaks for a person more often than for a place or a thing.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from planner.model.name_words import (
    DEEDS,
    GIVEN,
    NO_NAME_ENDINGS,
    NO_NAMES,
    PARTICLES,
    PLACED,
    SUFFERED,
    TITLES,
)

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# An apostrophe within a word does not end what is quoted.
_QUOTED = re.compile(
    r"(?<!\w)(?:‘(?=\w)(?:[^‘’\n]|’(?=\w)){1,80}’|'(?=\w)(?:[^'\n]|'(?=\w)){1,80}')(?!\w)"
    r"|“[^“”\n]{1,80}”|\"[^\"\n]{1,80}\""
)
_ENDS = re.compile(r"[.!?:\n]\s*[‘“'\"(]*\s*\Z|\A[\s‘“'\"(•*–-]*\Z")
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\s*&\s*)\Z")
_POSSESSIVE = re.compile(r"[’']s\Z")
_NUMERAL = re.compile(r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,3}|XI?V|XVI{0,3})\Z")
_MOST_WORDS = 4
MOST = 50
"""The most names that are found in one text."""


class _Run(Struct, frozen=True):
    """One or more words with capitals that stand together at text[at:to]."""

    at: int
    to: int
    words: tuple[str, ...]
    opens: bool
    possessive: bool
    titled: bool

    @property
    def name(self) -> str:
        return " ".join(self.words)


def find_people(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the people whom a text names, once each, in its order and as it writes them.

    known: surnames and whole names that are people's, as `learn_names` finds them.
    """
    names = frozenset(known)
    found = [run.name for run in _runs(text, names) if _is_known(run, names)]
    distinct = dict.fromkeys(found)
    # A surname alone is the person whose whole name stands there too.
    whole = {name.rpartition(" ")[2] for name in distinct if " " in name}
    return tuple(name for name in distinct if " " in name or name not in whole)[:MOST]


def learn_names(
    texts: Iterable[str], headings: Iterable[str] = (), known: Collection[str] = ()
) -> frozenset[str]:
    """Return the surnames and whole names of people in all that was read, and those known before.

    headings: short titles, in which two or three names alone are names.
    """
    texts, headings = list(texts), list(headings)
    # What the first reading finds tells the second where a sentence begins with a whole name.
    first = _learnt(texts, headings, frozenset(known))
    return _learnt(texts, headings, first)


def surnames(names: Iterable[str]) -> frozenset[str]:
    """Return the last words of names, without those that number a ruler."""
    last = (name.split()[-1] for name in names if name.strip())
    return frozenset(word for word in last if not _NUMERAL.match(word))


def _learnt(texts: Sequence[str], headings: Sequence[str], known: frozenset[str]) -> frozenset[str]:
    lower = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    score: Counter[str] = Counter()
    inside: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        runs = list(_runs(text, known))
        for run, after in zip(runs, [*runs, None][1:], strict=True):
            score[run.name] += _evidence(text, run)
            if not run.opens:
                inside.add(run.name)
            if after is not None and _AND.match(text[run.to : after.at]):
                pairs.add((run.name, after.name))
    for heading in headings:
        names = _names_alone(heading)
        score.update(dict.fromkeys(names, 2))
        inside |= {name for name in names if " " in name}
    people = {
        name
        for name in score
        if name.lower() not in lower and _is_person(name, score[name], name in inside, known)
    }
    people |= surnames(people) | known
    return frozenset(people | _beside(people, pairs, score, inside, lower))


def _is_person(name: str, score: int, inside: bool, known: frozenset[str]) -> bool:
    words = name.split()
    first, last = words[0], words[-1]
    called = first in GIVEN or first in known or _is_initial(first.rstrip("."))
    if " " in name and (called or _NUMERAL.match(last)):
        return score > -2
    return inside and score > 0


def _beside(
    people: set[str],
    pairs: set[tuple[str, str]],
    score: Counter[str],
    inside: set[str],
    lower: set[str],
) -> set[str]:
    """Return the names that only stand in one list with people's."""
    return {
        other
        for pair in pairs
        for one, other in (pair, pair[::-1])
        if one in people and score[other] >= 0 and other in inside and other.lower() not in lower
    }


def _names_alone(heading: str) -> list[str]:
    """Return the names of a heading that holds nothing else, such as "Zinoviev and Kamenev"."""
    runs = list(_runs(heading))
    rest = heading
    for run in runs:
        rest = rest.replace(run.name, "", 1)
    words = sum(len(run.words) for run in runs)
    alone = not re.sub(r"\band\b|[\s,&]", "", rest)
    return [run.name for run in runs] if alone and 2 <= words <= 6 else []


def _evidence(text: str, run: _Run) -> int:
    """Return how much speaks for a person where a run stands, less what speaks against."""
    before = re.search(r"([^\W\d_]+)\s\Z", text[max(0, run.at - 30) : run.at])
    after = re.match(r"\s([^\W\d_]+)", text[run.to : run.to + 30])
    led, next_word = (before[1] if before else ""), (after[1] if after else "")
    if led.lower() in PLACED or led.lower() == "the":
        return -2
    told = next_word in DEEDS or (next_word.endswith("ed") and len(next_word) > 4)
    told = told or re.match(r",? who(?:m|se)?\b", text[run.to : run.to + 8]) is not None
    return (
        run.titled + run.possessive + told + (led in SUFFERED) + (next_word in {"was", "had", "is"})
    )


def _runs(text: str, known: Collection[str] = ()) -> Iterator[_Run]:
    """Go through the words with capitals that could be names, those that stand together as one."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    words: list[re.Match[str]] = []
    for found in _WORD.finditer(text):
        if words and not _goes_on(text, words[-1], found):
            yield from _run(text, words, quoted, known)
            words = []
        if found[0][0].isupper() or (words and found[0] in PARTICLES):
            words.append(found)
    yield from _run(text, words, quoted, known)


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    between = text[last.end() : found.start()]
    dotted = between in (". ", ".") and (len(last[0]) == 1 or last[0] in TITLES)
    upper = found[0][0].isupper() or found[0] in PARTICLES
    return upper and (between == " " or dotted) and not _POSSESSIVE.search(last[0])


def _run(
    text: str,
    found: list[re.Match[str]],
    quoted: list[tuple[int, int]],
    known: Collection[str],
) -> Iterator[_Run]:
    """Give the names in words that stand together, without titles and what is no name."""
    part: list[re.Match[str]] = []
    titled = False
    for word in [*found, None]:
        bare = _POSSESSIVE.sub("", word[0]) if word is not None else ""
        if word is not None and (_may_name(bare, known) or (part and bare in PARTICLES)):
            part.append(word)
            continue
        if word is not None and part and (_NUMERAL.match(bare) or _is_initial(bare)):
            part.append(word)
            continue
        yield from _named(text, part, titled, quoted, known)
        part, titled = [], bare in TITLES
    return


def _named(
    text: str,
    part: list[re.Match[str]],
    titled: bool,
    quoted: list[tuple[int, int]],
    known: Collection[str],
) -> Iterator[_Run]:
    while part and part[-1][0] in PARTICLES:
        part = part[:-1]
    if len(part) > 1 and _opens(text, part[0].start()):
        # "Calling Trotsky a liar": the first word of a sentence has a capital in any case.
        first, second = part[0][0], part[1][0]
        is_name = first in GIVEN or first in known or _is_initial(first)
        part = part if is_name or _NUMERAL.match(second) else part[1:]
    if not part or len(part) > _MOST_WORDS:
        return
    at, to = part[0].start(), part[-1].end()
    possessive = _POSSESSIVE.search(part[-1][0])
    end = to - len(possessive[0]) if possessive else to
    name = text[at:end]
    if name not in known and any(first <= at < last for first, last in quoted):
        return
    yield _Run(at, to, tuple(name.split()), _opens(text, at), bool(possessive), titled)


def _may_name(word: str, known: Collection[str]) -> bool:
    """Tell whether a word with a capital could be one of a name."""
    if word in known:
        return True
    singular = word.removesuffix("s")
    return (
        word[0].isupper()
        and (len(word) > 2 or _is_initial(word))
        and (
            word[1:].islower() or _is_initial(word) or bool(re.match(r"(?:O[’']|Ma?c)[A-Z]", word))
        )
        and not {word, singular} & (NO_NAMES | TITLES)
        and not word.endswith(NO_NAME_ENDINGS)
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word not in {"A", "I"}


def _opens(text: str, at: int) -> bool:
    """Tell whether a sentence begins here."""
    before = text[max(0, at - 12) : at]
    return bool(_ENDS.search(before)) and not re.search(r"\b[A-Z]\.\s?\Z", before)


def _is_known(run: _Run, known: frozenset[str]) -> bool:
    return run.name in known or (len(run.words) > 1 and run.words[-1] in known)
