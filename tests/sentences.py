"""What every message is: one or more whole sentences in plain words."""

import re

_QUOTED = re.compile("“[^”]*”|NaN")
# What is glued together, shouted, left out or put in twice.
_AMISS = re.compile(
    r"\w[A-Z]+[a-z]|[a-z][A-Z]|[A-Z]{5}|(?:[A-Z]{2,} ){2}[A-Z]{2}"
    r"|[!\n]| [ .,;:]|[.,;:][.,;:]|\bNone\b"
)


def are_sentences(text):
    """Tell whether a message reads as sentences do, whatever the words that it quotes."""
    bare = _QUOTED.sub("“”", text)
    whole = re.fullmatch(r"[“A-Z].*\.", bare) is not None
    return whole and not bare.isupper() and not _AMISS.search(bare)
