"""Words as the search sees them: the same folding for what is indexed and for what is typed."""

import re
import unicodedata
from functools import lru_cache

# What accents, points and vowel signs become when letters are taken apart.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_WORD = re.compile(r"[^\W_]+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

# Private characters, which no folded word holds: a factor's tag can never be typed.
_TAG = str.maketrans({"-": "\ue001", "/": "\ue002"})


def folded(text: str) -> list[str]:
    """Return the words of a text without case, accents and punctuation."""
    if text.isascii():
        # The same words in a third of the time; most cards are so.
        return text.translate(_ASCII).split()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.casefold())


def kept(text: str) -> str:
    """Return a text's words as the library keeps them: each after a space."""
    return " ".join(["", *folded(text)])


@lru_cache(maxsize=1_000)
def tag(factor_id: str) -> str:
    """Return the one word that stands for a factor in the index."""
    return "\ue000" + factor_id.translate(_TAG)
