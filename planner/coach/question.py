"""A question as the coach reads it: its own key words, and what it states and offers."""

import re
from functools import lru_cache

from msgspec import Struct

from planner.coach.folding import fold
from planner.coach.text import Text, read_folded, read_text
from planner.coach.words import Sign, Words
from planner.model.evidence import Card
from planner.model.vague import known_names

_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_MOST_INITIALS = 12


class Topic(Struct, frozen=True):
    """Something that a question names.

    words: as it names it. keys: the stems that tell it from the rest. initials: what it may be
    shortened to (“nep”). capitals: what may be written out, where it is itself shortened (“NEP”).
    search: its longest word of its own.
    """

    words: str
    keys: frozenset[str]
    initials: frozenset[str]
    capitals: frozenset[str]
    search: str


class QuestionRead(Struct, frozen=True):
    """What a question asks.

    names: the folded names in it. keys: its key words, by their stems, without the names where
    there are enough others. answering: all its stems but those names. stated: the factor that it
    states, if any. points: what it offers to write about. open_keys: all its stems but those of
    what it states and offers.
    """

    text: Text
    names: frozenset[str]
    keys: dict[str, str]
    answering: frozenset[str]
    stated: Topic | None
    points: tuple[Topic, ...]
    open_keys: frozenset[str]


@lru_cache(maxsize=16)
def read_question(
    question: str, stated: str, points: tuple[str, ...], people: frozenset[str], words: Words
) -> QuestionRead:
    """Read a question.

    stated, points: what it states and offers, in its own words. people: folded words that are
    known to be people’s names, so that one at the beginning of a sentence is known too.
    """
    text = read_text(question, words)
    found = fold(" ".join(sorted(known_names([Card("own/question", "", question)]))))
    names = frozenset(found) | (people & set(text.folded))
    named = frozenset(map(words.stem, names))
    shown: dict[str, str] = {}
    for word in text.folded:
        key = words.stem(word)
        if key in text.about and key not in words.scaffolding | words.minors and word.isalpha():
            shown.setdefault(key, word)
    plain = {key: word for key, word in shown.items() if key not in named}
    reader = _Reader(text, named, words)
    claim = reader.stated(stated) if stated else None
    offered = [read_text(part, words).about for part in (stated, *points)]
    return QuestionRead(
        text,
        names,
        plain if len(plain) > 1 else shown,
        text.about - named if len(plain) > 1 else text.about,
        claim if claim and claim.keys else None,
        tuple(topic for point in points if (topic := reader.offered(point, points)).keys),
        text.about.difference(*offered),
    )


def _capitals_in(text: str) -> frozenset[str]:
    """Return the words all in capitals, in small letters."""
    return frozenset(word.lower() for word in _CAPITALS.findall(text))


class _Reader:
    """Reads the parts of one question."""

    def __init__(self, question: Text, named: frozenset[str], words: Words) -> None:
        self._question = question
        self._named = named
        self._words = words

    def stated(self, claim: str) -> Topic:
        """Return the factor that a claim names as the cause, or all of it where that is not told.

        “It fell because of the war”, “The war was the main reason why it fell” and “The main
        reason why it fell was the war” name the war.
        """
        folded = fold(claim)
        found = self._words.find(folded, Sign.BECAUSE)
        most = self._words.find(folded, Sign.MOST)
        # Of several turns the first, so that nothing of what may be meant is left out.
        turns = [at for at in self._words.find(folded, Sign.NAMES) if most and at > most[0]]
        if found:
            return self._part(claim, folded[max(to for _, to in found) :], folded[: found[0][0]])
        if most and most[0][0] > 1:
            return self._part(claim, folded[: most[0][0]], folded[most[0][1] :])
        if turns:
            return self._part(claim, folded[turns[0][1] :], folded[: turns[0][0]])
        return self._part(claim, folded, self._rest(folded))

    def offered(self, point: str, points: tuple[str, ...]) -> Topic:
        """Return a given point by what the question’s rest and the other points do not say."""
        folded = fold(point)
        others = [word for other in points if other != point for word in fold(other)]
        return self._part(point, folded, [*self._rest(folded), *others])

    def _part(self, words: str, part: list[str], rest: list[str]) -> Topic:
        """Return a part of the question by its own words: neither the rest’s, nor names if any."""
        own = read_folded(part, self._words).about - self._words.scaffolding - self._words.minors
        keys = own - read_folded(rest, self._words).about
        keys = keys - self._named or keys or own
        telling = [word for word in part if not self._words.is_stop(word)]
        search = max((w for w in telling if self._words.stem(w) in keys), key=len, default="")
        return Topic(words, keys, self._initials(telling), _capitals_in(words), search)

    def _initials(self, telling: list[str]) -> frozenset[str]:
        """Return all that words that follow one another could be shortened to."""
        whole = "".join(word[0] for word in telling[:_MOST_INITIALS])
        pieces = {whole[at:to] for at in range(len(whole)) for to in range(at + 2, len(whole) + 1)}
        return frozenset(piece for piece in pieces if not self._words.is_stop(piece))

    def _rest(self, part: list[str]) -> list[str]:
        """Return the question’s words beside those of a part of it."""
        whole = list(self._question.folded)
        for at in range(len(whole) - len(part) + 1):
            if whole[at : at + len(part)] == part:
                return whole[:at] + whole[at + len(part) :]
        return []
