"""Making words comparable: small letters, no accents, no endings."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|→|⇒|⟶|(?<![-=])[-=]+>|∴")
_ARROWS = frozenset("→⇒⟶∴")
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_MARKS = re.compile("[\u0300-\u036f]")
# By their last letter, for most words have none of them.
_ENDINGS = {
    "n": (("isation", "is"), ("ization", "is"), ("ation", "")),
    "y": (("ity", "it"), ("ingly", ""), ("edly", ""), ("ly", "")),
    "g": (("ing", ""),),
    "d": (("ied", "i"), ("ed", "")),
    "s": (("ations", ""), ("ities", "it"), ("ings", ""), ("ies", "i"), ("es", ""), ("s", "")),
}
_SHORTEST = 3
_NO_PLURAL = ("ss", "us", "is")


def fold(text: str) -> list[str]:
    """Return the words of a text as they are compared; an arrow counts as a word, “→”."""
    plain = text.translate(_APOSTROPHES).casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return [word if word.isalnum() else _bare(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a folded word without its ending, so that “controlled” and “controls” are one."""
    if not word.isalpha():
        return word
    for ending, left in _ENDINGS.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            if ending == "s" and word.endswith(_NO_PLURAL):
                break
            word = word[: -len(ending)] + left
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > _SHORTEST and word.endswith("e"):
        word = word[:-1]
    if word.endswith("iz"):
        word = f"{word[:-1]}s"
    return f"{word[:-1]}i" if len(word) > _SHORTEST - 1 and word.endswith("y") else word


def _bare(word: str) -> str:
    if word in _ARROWS or word.endswith(">"):
        return "→"
    return word.removesuffix("'s")
