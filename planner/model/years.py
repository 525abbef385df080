"""Telling years from the other numbers that stand in running text."""

import re

from planner.model.name_words import words

FIRST, LAST = 1000, 2100
"""The years that four digits can name without BC or AD."""

_BEFORE = re.compile(r"(?:(?P<far>[A-Za-z]+)\.?\s+)?(?P<near>[A-Za-z]+)(?P<dot>\.?)[\s-]*\Z")
_AFTER = re.compile(r"\s*(?:%|‰|°|(?P<word>[A-Za-z]+(?:-[a-z]+)?))")
_RANGE = re.compile(r"\s*(?:-|–|—|to|or|(?P<pair>and))\s*(?P<number>\d[\d,]*)")

# What counts or measures: a number before one of these is never a year.
_MEASURES = words(
    """
    per percent pct degrees degree tons ton tonnes tonne kg kilograms grams g lb lbs ounces
    km kilometres kilometers miles mile metres meters m cm mm feet ft inches yards acres hectares
    litres liters gallons bushels barrels roubles rubles pounds dollars francs marks lire pence
    shillings crowns guilders years months weeks days hours hrs minutes mins seconds times
    votes seats million millions thousand hundred billion dozen words pages copies points
    horsepower calories degrees volts bn mph
    """
)
# A number before one of these is a year only where it is not round and the word before it leaves
# no other reading: "In 1917 workers seized the factories", but "1917 workers", "in 1500 villages".
_COUNTED = words(
    """
    men women people persons soldiers troops delegates members deaths casualties prisoners workers
    peasants officers victims civilians children families households villages towns factories farms
    tanks aircraft planes guns ships horses rifles cases executions arrests inhabitants settlers
    students teachers nobles priests monks sailors volunteers strikers protesters demonstrators
    refugees slaves jews voters electors deputies survivors passengers crew letters bombs shells
    """
)
# What cannot follow a year, and does follow a number of people or things.
_FOLLOWING = words("were are have of died dead wounded killed fled survived more fewer other")
# What is numbered: "Order 1917", "page 1054", "No. 1917".
_NUMBERED = words(
    """
    no nos number numbers order page pages p pp chapter section article room line lines item
    figure fig table resolution document doc ref folio id isbn verse paragraph clause exercise
    flight route model extension box plate map size
    """
)
_AMOUNTS = words(
    """
    over nearly some only almost another all least most total exactly fewer less more numbered
    numbering roughly approximately
    """
)
_ROUGH = frozenset({"about", "around"})
_CIRCA = frozenset({"c", "ca", "circa"})
_SURE = frozenset({"in", "since", "during", "until", "till", "year", "years", *_CIRCA})
_LIKELY = _SURE | words(
    """
    by from before after early mid late post pre between spring summer autumn winter fall
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_PREFIXES = frozenset({"mid", "pre", "post", "early", "late"})
_NOT_PLURAL = ("ss", "us", "is", "was", "has", "its", "his", "as", "this", "always", "perhaps")


def is_year(text: str, start: int, end: int) -> bool:
    """Tell whether the four digits at text[start:end] name a year rather than count something.

    A number that could as well be an amount, as in "1500 were killed", is not taken for a year.
    """
    return _may_be_year(text, start, end) and not _leads_to_amount(text, start, end)


def _may_be_year(text: str, start: int, end: int) -> bool:
    if not FIRST <= int(text[start:end]) <= LAST:
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    found = _BEFORE.search(before)
    near, far = (found["near"], found["far"] or "") if found else ("", "")
    if near.lower() in _ROUGH and far.lower() in _LIKELY:
        # "In about 1917" is as much of a year as "in 1917"; "about 1917" alone is not.
        near = far
    follows = _AFTER.match(after)
    word = (follows["word"] or "%") if follows else ""
    is_round = int(text[start:end]) % 100 == 0
    if near.lower() not in _SURE and re.match(r"\s\d{3,}(?!\d|[-–])", after):
        # One number after the other, as in a telephone number.
        return False
    return (
        _stands_alone(before, after)
        and not _is_amount(near.lower(), far.lower(), word, is_round=is_round)
        and _is_plausible(text, start, end, near, word)
    )


def _stands_alone(before: str, after: str) -> bool:
    """Tell whether a number is not part of a longer one, of a sum of money or of a name."""
    if re.search(r"(?:[\w£$€¥#@=_\\]|\d[,.:]|[^\W\d]/|(?<!\d)\d\d?/|\d\s)\Z", before):
        return False
    joined = re.search(r"([^\W\d_]+)-\Z", before)
    if joined and joined[1].lower() not in _PREFIXES:
        return False
    return not re.match(r"\w|[£$€]|,\d{3}(?!\d)|\.\d|:\d", after)


def _is_amount(near: str, far: str, word: str, *, is_round: bool) -> bool:
    """Tell whether the words about a number say that it counts, measures or numbers something."""
    if word == "%" or word.lower() in _MEASURES or near in _NUMBERED:
        return True
    if word in _COUNTED:
        return is_round or near not in _SURE
    if near in _AMOUNTS or (near == "than" and far not in {"earlier", "later"}):
        return True
    return near in _ROUGH or (word in _FOLLOWING and near not in _LIKELY | {"to", "and"})


def _leads_to_amount(text: str, start: int, end: int) -> bool:
    """Tell whether a number begins a range, such as "1500 to 2,000 men", that ends in an amount."""
    found = _RANGE.match(text, end)
    if found is None:
        return False
    if found["pair"] and not re.search(r"between\s+\Z", text[max(0, start - 12) : start], re.I):
        return False
    number = found["number"].rstrip(",")
    if len(number) == 4 and number.isdigit():
        at = found.start("number")
        return int(text[start:end]) < int(number) and not _may_be_year(text, at, at + 4)
    short = len(number) <= 2 and number.isdigit()
    follows = _AFTER.match(text, found.end())
    word = (follows["word"] or "%") if follows else ""
    return not short or word.lower() in _MEASURES or word in _COUNTED


def _is_plausible(text: str, start: int, end: int, near: str, word: str) -> bool:
    """Tell whether a number that nothing speaks against has enough that speaks for it."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    said = near.lower() in _SURE or (near.lower() in _LIKELY and near[:1].isupper())
    if int(text[start:end]) % 100 == 0 and near.lower() not in _LIKELY:
        # A round number alone is more often an amount.
        labelled = not before.strip() and re.match(r"\s*(?:[:–—]|-\s|\Z)", after)
        enclosed = before.rstrip().endswith("(") and re.match(r"\s*[),;–-]", after)
        span = re.match(r"\s*[-–—/]\s*\d", after) or re.search(r"\d\s*[-–—/]\s*\Z", before)
        return bool(labelled or enclosed or span)
    plural = word.islower() and word.endswith("s") and not word.endswith(_NOT_PLURAL)
    led = said or near.lower() in {"the", "that"} or not re.search(r"\w\s*\Z", before)
    return not plural or led
