"""Finding the dates that running text names, and nothing that only looks like one."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from planner.model.evidence import When, sort_key
from planner.model.text import LINE
from planner.model.years import is_year

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Mention(Struct, frozen=True):
    """One date in a text: it stands at text[at:to], with the words that belong to it."""

    at: int
    to: int
    when: When


# "may" and "march" are verbs, so a month is only one with a capital.
_MONTH = (
    "(?:"
    + "|".join(f"{name.title()}|{name[:3].title()}\\b\\.?" for name in MONTHS)
    + "|Sept\\b\\.?)"
)
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|/|\bto\b)\s*"
_ERA = r"(?:B\.?C\.?E\.?|B\.?C\.?|A\.?D\.?|C\.?E\.?)(?!\w)"
_DATE = re.compile(
    rf"""
    (?<![\w]) (?:
      (?P<iso>\d{{4}}-\d\d-\d\d) (?!\d)
    | (?P<one>\d{{1,2}}) (?P<mark>[./-]) (?P<two>\d{{1,2}}) (?P=mark) (?P<numeric>\d{{4}}) (?!\d)
    | (?: (?P<day0>\d{{1,2}}){_TH}{_TO} )? (?P<day>\d{{1,2}}){_TH} (?:\s+of)? \s+
      (?P<month>{_MONTH}) ,? \s+ (?:of\s+)? (?P<dmy>\d{{4}}) (?!\d)
    | (?P<us_month>{_MONTH}) \s+ (?P<us_day>\d{{1,2}}){_TH} (?: {_TO} (?P<us_day2>\d{{1,2}}){_TH} )?
      (?: ,\s* | \s+ ) (?P<mdy>\d{{4}}) (?!\d)
    | (?: (?P<from_month>{_MONTH}) (?:{_TO} | \s+and\s+) )? (?P<in_month>{_MONTH})
      ,? \s+ (?:of\s+)? (?P<my>\d{{4}}) (?!\d)
    | (?P<century>\d{{1,2}})(?:st|nd|rd|th)(?:\s+|-)[Cc]entury (?: \s* (?P<century_era>{_ERA}) )?
    | (?P<decade>\d{{3}})0[’']?s \b
    | (?P<era_first>AD|A\.D\.)\s* (?P<after_era>\d{{1,4}}) (?!\d|,\d)
    | (?: (?P<era_from>\d{{1,4}}) {_TO} )? (?P<era_year>\d{{1,4}}) \s* (?P<era>{_ERA})
    | (?P<first>\d{{4}}) \s*[-–—/]\s* (?P<last>\d{{4}}|\d{{1,2}}) (?![\d%]|[.,]\d)
    | (?P<year>\d{{4}}) (?!\d)
    )
    """,
    re.VERBOSE | re.ASCII,
)
# What changes a date's meaning belongs to it; "in", "on" and "the" do not.
_LED = re.compile(
    r"""
    \b (?: (?P<limit>from|since|by|until|till|before|after|between) \s+ )?
    (?: (?: about | around | circa | ca?\.? ) \s* )?
    (?: (?:the\s+)? (?: pre | post | early | mid | middle | late | end | start | beginning
      | spring | summer | autumn | fall | winter ) (?: \s+of\s+ | [\s-]+ ) )?
    (?:the\s+)? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:-|–|—|to|until|till|through|up to)\s*", re.ASCII)
_LIMITS = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_MOST_SHOWN = 3


def find_dates(text: str) -> tuple[Mention, ...]:
    """Return every date that the text names, in its order, each with its dates that sort.

    Years, months, days, decades, centuries, spans, and years BC and AD are dates; amounts,
    page numbers and the like are not.
    """
    found: list[Mention] = []
    for bare in _bare_dates(text):
        led = _with_lead(text, bare, found[-1].to if found else 0)
        last = found[-1] if found else None
        joined = _joined(text, last, bare) if last is not None else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(led)
    return tuple(found)


def combine(dates: Iterable[When]) -> When:
    """Return one time for a card: from the first to the last of its dates.

    It is shown as the text has it; several dates are joined by "and", and of more than three the
    first and the last are shown.
    """
    distinct: dict[tuple[str, str], When] = {}
    for date in dates:
        distinct.setdefault((date.start, date.end), date)
    whens = list(distinct.values())
    if len(whens) <= 1:
        return whens[0] if whens else When()
    first = min(whens, key=lambda when: sort_key(when.start) or 0)
    last = max(whens, key=lambda when: sort_key(when.end, last=True) or 0)
    words = [when.shown for when in whens]
    shown = ", ".join(words[:-1]) + " and " + words[-1]
    if len(whens) > _MOST_SHOWN or len(shown) > LINE:
        shown = f"{first.shown} to {last.shown}"
    return When(shown[:LINE], first.start, last.end)


def month_number(word: str) -> int:
    """Return the number of a month by its name or the first letters of it; 0 for other words."""
    word = word.lower().rstrip(".")
    names = (n for n, name in enumerate(MONTHS, 1) if word in (name, name[:3]))
    return 9 if word == "sept" else next(names, 0)


def _bare_dates(text: str) -> Iterator[Mention]:
    at = 0
    while found := _DATE.search(text, at):
        dates = _read(text, found)
        if dates:
            yield Mention(found.start(), found.end(), When(found[0], *dates))
        # What is no date as a whole can still have one in it, as "45 May 1924" has.
        at = found.end() if dates or found.lastgroup == "last" else found.start() + 1


def _read(text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """Return the first and the last date of what looks like one, or None where it is none."""
    match found.lastgroup:
        case "iso":
            return _days(found["iso"][:4], found["iso"][5:7], found["iso"][8:], "")
        case "numeric":
            return _numeric(found)
        case "dmy" if _is_year(text, found, "dmy"):
            month = month_number(found["month"])
            return _days(found["dmy"], str(month), found["day"], found["day0"] or "")
        case "mdy" if _is_year(text, found, "mdy"):
            month, day = month_number(found["us_month"]), found["us_day"]
            later = found["us_day2"]
            return _days(found["mdy"], str(month), later or day, day if later else "")
        case "my" if _is_year(text, found, "my"):
            return _months(text, found)
        case "century" | "century_era":
            return _century(int(found["century"]), found["century_era"] or "")
        case "decade":
            decade = int(found["decade"])
            return (f"{decade}0", f"{decade}9") if 100 <= decade <= 210 else None
        case "after_era":
            year = found["after_era"].zfill(4)
            return (year, year) if int(year) else None
        case "era":
            return _with_era(found)
        case "last":
            return _span(text, found)
        case "year" if _is_year(text, found, "year") and _is_whole(text, found):
            return found["year"], found["year"]
    return None


def _is_year(text: str, found: re.Match[str], group: str) -> bool:
    return is_year(text, found.start(group), found.end(group))


def _is_whole(text: str, found: re.Match[str]) -> bool:
    """Tell whether a year is not the beginning of something else, such as "1929-22"."""
    return not re.match(r"[-–—/]\d{1,3}(?!\d)", text[found.end() : found.end() + 5], re.ASCII)


def _days(year: str, month: str, day: str, first: str) -> tuple[str, str] | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and int(year)):
        return None
    last = f"{year}-{int(month):02}-{int(day):02}"
    if first and 1 <= int(first) < int(day):
        return f"{year}-{int(month):02}-{int(first):02}", last
    return last, last


def _numeric(found: re.Match[str]) -> tuple[str, str] | None:
    one, two, year = int(found["one"]), int(found["two"]), found["numeric"]
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    if one <= 12 and two <= 12 and one != two:
        # 3/4/1924 is in April or in March; only the year is certain.
        return year, year
    return _days(year, str(min(one, two)), str(max(one, two)), "")


def _months(text: str, found: re.Match[str]) -> tuple[str, str]:
    year = found["my"]
    last = f"{year}-{month_number(found['in_month']):02}"
    if not found["from_month"]:
        return last, last
    first = f"{year}-{month_number(found['from_month']):02}"
    return (first, last) if first < last else (last, last)


def _century(number: int, era: str) -> tuple[str, str] | None:
    if not 1 <= number <= 21:
        return None
    if era.upper().startswith("B"):
        return f"-{number * 100:04}", f"-{number * 100 - 99:04}"
    return f"{number * 100 - 99:04}", f"{number * 100:04}"


def _with_era(found: re.Match[str]) -> tuple[str, str] | None:
    last, first = int(found["era_year"]), int(found["era_from"] or found["era_year"])
    if not last or not first:
        return None
    if found["era"].upper().startswith("B"):
        return (f"-{first:04}", f"-{last:04}") if first >= last else None
    return (f"{first:04}", f"{last:04}") if first <= last else None


def _span(text: str, found: re.Match[str]) -> tuple[str, str] | None:
    first, last = found["first"], found["last"]
    whole = first[: 4 - len(last)] + last
    if whole <= first:
        # "1927-07" is a month; other spans that run backwards are no dates as a whole.
        is_month = re.search(r"\d-\d\d\Z", found[0]) and 1 <= int(last) <= 12
        return (f"{first}-{last}",) * 2 if is_month and 1000 <= int(first) <= 2100 else None
    if len(last) == 4 and not is_year(text, found.start("last"), found.end("last")):
        return None
    return (first, whole) if is_year(text, found.start("first"), found.end("first")) else None


def _with_lead(text: str, date: Mention, after: int) -> Mention:
    """Return a date with the words before it that say how it is meant, such as "from"."""
    start = max(after, date.at - 60)
    led = _LED.search(text[start : date.at])
    lead = led[0] if led else ""
    if lead.lower().lstrip().startswith("the ") or lead.lower().strip() in ("the", ""):
        lead = re.sub(r"\A\s*the\s+", "", lead, flags=re.IGNORECASE)
    at = date.at - len(lead)
    shown = text[at : date.to]
    # "By 1929" begins a sentence there, and not on a card.
    shown = shown[:1].lower() + shown[1:] if lead else shown
    return Mention(at, date.to, replace(date.when, shown=" ".join(shown.split())))


def _joined(text: str, first: Mention, last: Mention) -> Mention | None:
    """Return two dates as one span where the text joins them so: "from 1922 to 1924"."""
    between = text[first.to : last.at]
    lead = _LIMITS.match(first.when.shown)
    both = bool(lead) and first.when.shown.startswith("between")
    is_pair = both and between.strip() == "and"
    if not (is_pair or _JOIN.fullmatch(between)):
        return None
    if (sort_key(first.when.start) or 0) > (sort_key(last.when.end, last=True) or 0):
        return None
    at = first.at + (lead.end() if lead and not is_pair else 0)
    shown = " ".join(text[at : last.to].split())
    shown = shown[:1].lower() + shown[1:] if is_pair else shown
    return Mention(at, last.to, When(shown[:LINE], first.when.start, last.when.end))
