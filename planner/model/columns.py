"""What the columns of a table hold: told by their headings, or guessed from what is in them."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from planner.model.dates import read_when
from planner.model.material import Table
from planner.model.name_words import words

_SAMPLE = 200
"""How many rows are looked at to guess what a column holds."""


class Holds(StrEnum):
    """What a column can hold, as the screen calls it."""

    HEADLINE = "Headline"
    DETAIL = "Detail"
    WHEN = "When"
    FROM = "From"
    TO = "To"
    PEOPLE = "People"
    FACTORS = "Factors"
    SOURCE = "Source"
    NOTHING = "Leave out"


class Columns(Struct, frozen=True):
    """What each column of a table holds.

    header: the first row has the columns' headings, and is no card.
    unsure: the numbers of the columns (from 0) that the user should be asked about.
    """

    holds: tuple[Holds, ...]
    header: bool
    unsure: tuple[int, ...] = ()


_NAMES = {
    Holds.HEADLINE: "headline title heading evidence card fact point name event example item what"
    " keyfact keypoint keyevent front term shorttitle cardtitle statement piece",
    Holds.DETAIL: "detail description explanation note text body content information info about"
    " summary back definition fulltext comment analysis elaboration knowledge significance"
    " furtherdetail precisedetail moredetail meaning whathappened",
    Holds.WHEN: "date when year time period timeperiod day month era dating decade daterange",
    Holds.FROM: "from start begin beginning startdate startyear datefrom yearfrom fromdate fromyear"
    " since began",
    Holds.TO: "to end until till enddate endyear dateto yearto todate toyear finish ended",
    Holds.PEOPLE: "people person who individual figure character leader peopleinvolved",
    Holds.FACTORS: "factor theme category topic cause tag type kind strand argument reason subtopic"
    " group",
    Holds.SOURCE: "source reference citation ref page textbook book where origin provenance"
    " bibliography pagenumber link url",
    Holds.NOTHING: "id no number nr cardid row order index version code uuid identifier",
}
_BY_NAME = {name: holds for holds, names in _NAMES.items() for name in names.split()}
_FILLING = words("the a of and or key main historical relevant important specific card")
_SINGLE = frozenset(Holds) - {Holds.NOTHING, Holds.DETAIL, Holds.FACTORS, Holds.PEOPLE}
"""What one column alone can hold; the others are put together."""


def recognise(table: Table) -> Columns:
    """Return what each column most likely holds, by its heading where there is one."""
    first = table.rows[0] if table.rows else ()
    named = [by_name(cell) for cell in first]
    # One word alone, such as "When", may be a card's own; two or a lone column's are headings.
    header = sum(name is not None for name in named) >= min(2, len(first)) and len(table.rows) > 1
    if not header:
        return _guessed(table, header=looks_like_header(table))
    holds = tuple(name or Holds.NOTHING for name in named)
    unnamed = [n for n, name in enumerate(named) if name is None and _is_filled(table, n)]
    twice = _twice(holds)
    holds = tuple(Holds.NOTHING if n in twice else held for n, held in enumerate(holds))
    return _with_headline(Columns(holds, header, tuple(sorted({*unnamed, *twice}))))


def choose(columns: Columns, number: int, holds: Holds) -> Columns:
    """Let a column hold something; another that held it and cannot as well is left out."""
    made = [Holds.NOTHING if held is holds and holds in _SINGLE else held for held in columns.holds]
    made[number] = holds
    unsure = tuple(n for n in columns.unsure if n != number)
    return replace(columns, holds=tuple(made), unsure=unsure)


def by_name(heading: str) -> Holds | None:
    """Return what a column of this heading holds, whatever its case, marks and number."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    found = re.findall(r"[a-z]+", re.sub(r"\([^)]*\)", "", plain))
    if not found:
        return Holds.NOTHING if plain.strip() in {"#", "№"} else None
    whole = _known("".join(found))
    if whole is not None:
        return whole
    # "Date or year", "Factor/theme", "Key people": all words that tell mean the same.
    telling = {_known(word) for word in found if word not in _FILLING}
    return telling.pop() if len(telling) == 1 else None


def _known(word: str) -> Holds | None:
    forms = (word, word.removesuffix("s"), re.sub(r"ies\Z", "y", word))
    return next((_BY_NAME[form] for form in forms if form in _BY_NAME), None)


def looks_like_header(table: Table) -> bool:
    """Tell whether the first row reads like headings: short words, above longer ones or dates."""
    if len(table.rows) < 2 or not all(table.rows[0]):
        return False
    first, rest = table.rows[0], table.rows[1:_SAMPLE]
    short = all(len(cell) <= 24 and len(cell.split()) <= 3 for cell in first)
    plain = not any(read_when(cell).start or re.search(r"[.!?]\Z", cell) for cell in first)
    lengths = sorted(max(map(len, row)) for row in rest)
    return short and plain and lengths[len(lengths) // 2] > 24


def _guessed(table: Table, *, header: bool) -> Columns:
    """Return what columns without known headings hold by their content; all are asked about."""
    rows = table.rows[1 if header else 0 :][:_SAMPLE]
    width = len(table.rows[0]) if table.rows else 0
    columns = [[row[n] for row in rows if row[n]] for n in range(width)]
    holds = [Holds.NOTHING] * width
    dates = [n for n, cells in enumerate(columns) if cells and _share_of_dates(cells) >= 0.6]
    for number in dates[:1]:
        holds[number] = Holds.WHEN
    texts = [n for n, cells in enumerate(columns) if cells and n not in dates]
    texts = [n for n in texts if not all(re.fullmatch(r"[\d.,\s]+", cell) for cell in columns[n])]
    if texts:
        longest = max(texts, key=lambda n: _length(columns[n]))
        headline = next((n for n in texts if n < longest and _is_telling(columns[n])), longest)
        holds[headline] = Holds.HEADLINE
        if longest != headline:
            holds[longest] = Holds.DETAIL
    return Columns(tuple(holds), header, tuple(n for n in range(width) if columns[n]))


def _with_headline(columns: Columns) -> Columns:
    """Return the columns with a headline, where the first unnamed column can only be one."""
    if Holds.HEADLINE in columns.holds or Holds.DETAIL in columns.holds or not columns.unsure:
        return columns
    first = columns.unsure[0]
    made = tuple(Holds.HEADLINE if n == first else held for n, held in enumerate(columns.holds))
    return replace(columns, holds=made)


def _twice(holds: Sequence[Holds]) -> set[int]:
    """Return the numbers of columns that hold what only one can, after the first of each."""
    return {n for n, held in enumerate(holds) if held in _SINGLE and held in holds[:n]}


def _is_filled(table: Table, number: int) -> bool:
    return any(row[number] for row in table.rows[1:])


def _share_of_dates(cells: Sequence[str]) -> float:
    dated = sum(bool(read_when(cell).start) and len(cell) <= 40 for cell in cells)
    return dated / len(cells)


def _length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells)


def _is_telling(cells: Sequence[str]) -> bool:
    """Tell whether a column's cells are words that differ, and so name their rows."""
    return _length(cells) >= 6 and len(set(cells)) > len(cells) * 0.7
