"""The lists of words that the coach goes by, which come as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from planner.coach.folding import fold, stem
from planner.model.text import Line

Phrases = Annotated[tuple[Annotated[Line, Meta(min_length=1)], ...], Meta(min_length=1)]
Name = TypeVar("Name", bound=str)


class Sign(StrEnum):
    """Something that a sentence does, told by its words."""

    CAUSE = "cause"
    EFFECT = "effect"
    WEIGH = "weigh"
    DEGREE = "degree"
    REASON = "reason"
    BECAUSE = "because"
    NAMES = "names"
    MOST = "most"
    DOUBT = "doubt"
    CRITERION = "criterion"
    COMPARE = "compare"
    CONTRAST = "contrast"
    BESIDE = "beside"
    ELSEWHEN = "elsewhen"
    ASKS_DEGREE = "asks_degree"
    ASKS_WHY = "asks_why"
    ASKS_WHICH = "asks_which"


# What is read is kept by which Words it was read with, so these are told apart by identity.
class Words(Struct, frozen=True, eq=False, dict=True, forbid_unknown_fields=True):
    """All that `resources/coach.toml` holds.

    stop: words that say nothing of what a sentence is about. scaffold: words that build an argument
    about anything. minor: words that change what is said, and are no key words. plain: words that
    are no names where a sentence begins with them. forms: words to be taken for one another.
    same: phrases to be taken for one another. signs: for each sign, its phrases. starts: ways to
    begin a sentence, which come from `resources/starters.toml`.
    """

    stop: Phrases
    scaffold: Phrases
    minor: Phrases
    plain: Phrases
    forms: tuple[Phrases, ...]
    same: tuple[Phrases, ...]
    signs: Mapping[Sign, Phrases]
    starts: tuple[Line, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any], starts: Iterable[str] = ()) -> "Words":
        """Return the words that a file's data holds; raise msgspec.ValidationError where wrong.

        starts: ways to begin a sentence, which are nothing yet by themselves.
        """
        read = msgspec.convert({**data, "starts": tuple(starts)}, cls)
        missing = [sign.value for sign in Sign if sign not in read.signs]
        if missing:
            raise msgspec.ValidationError(f"These signs have no phrases: {', '.join(missing)}")
        alone = [
            *read.stop,
            *read.scaffold,
            *read.minor,
            *read.plain,
            *(word for form in read.forms for word in form),
        ]
        for word in alone:
            if len(fold(word)) != 1:
                raise msgspec.ValidationError(f"This is not one word: {word}")
        for phrase in (
            phrase for phrases in (*read.signs.values(), *read.same) for phrase in phrases
        ):
            if not fold(phrase):
                raise msgspec.ValidationError(f"This phrase has no words: {phrase}")
        return read

    def prepare(self) -> None:
        """Make ready now what the first reading would otherwise have to wait for."""
        for name in ("_stop", "_forms", "_plain", "_starts", "_signs", "_same"):
            getattr(self, name)

    def stem(self, word: str) -> str:
        """Return what stands for a folded word and for its other forms."""
        bare = stem(word)
        return self._forms.get(word) or self._forms.get(bare, bare)

    def is_stop(self, word: str) -> bool:
        """Tell whether a folded word says nothing of what a sentence is about."""
        return word in self._stop

    def telling(self, words: Sequence[str]) -> list[str]:
        """Return those of folded words that say what a sentence is about, in order."""
        stop = self._stop
        return [word for word in words if word not in stop]

    @cached_property
    def scaffolding(self) -> frozenset[str]:
        """Return the stems of the words that build an argument about anything."""
        return frozenset(self.stem(word) for word in _folded(self.scaffold))

    @cached_property
    def minors(self) -> frozenset[str]:
        """Return the stems of the words that change what is said, and are no key words."""
        return frozenset(self.stem(word) for word in _folded(self.minor))

    def is_plain(self, word: str) -> bool:
        """Tell whether a folded word is surely no name, even with a capital."""
        bare = self.stem(word)
        return word in self._stop or bare in self._plain or bare in self.scaffolding

    def same_in(self, words: Sequence[str]) -> frozenset[str]:
        """Return what stands for each phrase in folded words that has others like it."""
        return frozenset(name for name, _, _ in self._same.find(words))

    def find(self, words: Sequence[str], sign: Sign) -> list[tuple[int, int]]:
        """Return from where to where, in folded words, the phrases with this sign stand."""
        return [(at, to) for found, at, to in self._signs.find(words) if found == sign]

    def signs_in(self, words: Sequence[str]) -> frozenset[Sign]:
        """Return every sign that folded words give."""
        return frozenset(sign for sign, _, _ in self._signs.find(words))

    def is_start(self, words: tuple[str, ...]) -> bool:
        """Tell whether folded words are a way to begin a sentence, and no more than that."""
        return words in self._starts

    @cached_property
    def _starts(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(fold(start)) for start in self.starts)

    @cached_property
    def _stop(self) -> frozenset[str]:
        return frozenset(_folded(self.stop))

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(self.stem(word) for word in _folded((*self.plain, *self.minor)))

    @cached_property
    def _forms(self) -> dict[str, str]:
        forms = {}
        for form in self.forms:
            first, *others = _folded(form)
            for word in (first, *others):
                forms[word] = forms[stem(word)] = stem(first)
        return forms

    @cached_property
    def _signs(self) -> "_Phrases[Sign]":
        return _Phrases(self.signs)

    @cached_property
    def _same(self) -> "_Phrases[str]":
        return _Phrases({f"={phrases[0]}": phrases for phrases in self.same})


class _Phrases(Generic[Name]):
    """Finds phrases in folded words, and what each stands for."""

    def __init__(self, names: Mapping[Name, Iterable[str]]) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for name, phrases in names.items():
            for phrase in phrases:
                first, *rest = fold(phrase)
                self._index.setdefault(first, []).append((tuple(rest), name))

    def find(self, words: Sequence[str]) -> Iterator[tuple[Name, int, int]]:
        """Go through the phrases in folded words: what each stands for, and from where to where."""
        index = self._index
        for at, word in enumerate(words):
            if word not in index:
                continue
            for rest, name in index[word]:
                to = at + 1 + len(rest)
                if not rest or tuple(words[at + 1 : to]) == rest:
                    yield name, at, to


def _folded(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from fold(word)
