"""What can be wrong with a file, in a sentence that names the place."""

import re

import msgspec

from planner.model.text import clean_line


class PackError(Exception):
    """A file that cannot be read or written; its message is a sentence for the user."""


_KINDS = {
    "array": "a list",
    "bool": "true or false",
    "date": "a date without quotation marks",
    "datetime": "a date without quotation marks",
    "time": "a time without quotation marks",
    "float": "a number",
    "int": "a whole number",
    "null": "nothing",
    "object": "a group of fields",
    "str": "text",
}
_EXPECTED = re.compile(r"^Expected `(\w+)`, got `(\w+)`")
_LENGTH = re.compile(r"^Expected `(str|array)` of length (<=|>=) (\d+)")
_RANGE = re.compile(r"^Expected `(?:int|float)` (<=|>=) (-?[\d.]+)")
_UNKNOWN = re.compile(r"^Object contains unknown field `(.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(\w+)`")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")
ONE_OF = {
    "cards": "card",
    "factors": "factor",
    "handovers": "handover",
    "paragraphs": "paragraph",
    "placements": "card",
    "plans": "plan",
    "questions": "question",
    "question types": "question type",
    "slots": "slot",
    "starters": "starter",
    "types": "type",
}
"""What one entry of a list is called, by the list's field."""
_DATES = {"start", "end"}
_KEYS = {"old", "new"}


def quoted(words: str) -> str:
    """Return words from a file as a sentence can hold them."""
    line = clean_line(words)
    return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"


def in_words(error: msgspec.ValidationError) -> tuple[str, str]:
    """Return the place that an error is about, and what is wrong there, both in words.

    The place is empty where it is the whole value.
    """
    what, _, path = str(error).partition(" - at `")
    steps = _STEP.findall(path)
    names: list[str] = []
    for name, at in steps:
        if name:
            names.append(name.replace("_", " "))
        elif at.isdigit():
            held = names.pop() if names else "entry"
            names.append(f"{ONE_OF.get(held, held)} {int(at) + 1}")
    return ", ".join(names), _fault(what, steps[-1][0] if steps else "")


def _fault(what: str, field: str) -> str:
    if found := _EXPECTED.match(what):
        wanted, got = (_KINDS.get(kind, "something else") for kind in found.groups())
        return f"should be {wanted}, and is {got}"
    if found := _LENGTH.match(what):
        kind, bound, number = found.groups()
        if bound == ">=":
            return "is empty"
        return f"has more than {int(number):,} {'characters' if kind == 'str' else 'entries'}"
    if found := _RANGE.match(what):
        return f"should be at {'most' if found[1] == '<=' else 'least'} {found[2]}"
    if what.startswith("Expected `str` matching"):
        if field in _DATES:
            return "should be a date such as 1924, 1924-01 or 1924-01-21"
        if field in _KEYS:
            return "should be a public key of minisign’s"
        return "should have only small letters, digits and hyphens, such as funeral-trick"
    if found := _UNKNOWN.match(what):
        return f"has a field {quoted(found[1])}, which Marshal does not know"
    if found := _MISSING.match(what):
        return f"has no {quoted(found[1])}"
    return "has a value that Marshal does not know"
