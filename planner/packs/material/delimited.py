"""Tables written as text: one row a line, its cells parted by commas, semicolons or tabs."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from planner.model.material import Material
from planner.packs.errors import PackError
from planner.packs.material.gather import Gatherer
from planner.packs.material.lines import MOST_LINE, text_lines

_DELIMITERS = ",;\t"
_NONE = "\x1f"
"""Parts nothing: for a table of one column."""
_SAMPLE = 100_000
"""How many characters are looked at to tell the delimiter."""
_TELLING = 0.7
"""The share of rows that have to be of one length for a delimiter to be believed."""
_END = "\uffff"
"""Follows the last row; where it does not come out as a row, a quotation mark was left open."""
_STATED = re.compile(r'^"?sep=([,;\t])"?\s*$', re.IGNORECASE)


def read_csv(data: bytes, name: str, delimiter: str = "") -> Material:
    """Return the table in a .csv or .tsv file, or raise PackError that names the line and column.

    delimiter: what parts the cells; told from the first lines (or a line "sep=;") where empty.
    A cell in quotation marks may hold delimiters, doubled quotation marks and several lines.
    """
    lines = text_lines(data, name)
    head: list[str] = []
    length = past = 0
    while length < _SAMPLE and (line := next(lines, "")):
        head.append(line)
        length += len(line)
    if head and (stated := _STATED.match(head[0])):
        delimiter, past = stated[1], 1
    delimiter = delimiter or _told(head)
    found = Gatherer(name)
    rows = split_rows(itertools.chain(head[past:], lines), delimiter, name, past)
    found.table(rows, lambda line, column: f"line {line}, column {column}")
    return found.material()


def split_rows(
    lines: Iterable[str], delimiter: str, name: str, past: int = 0
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows in lines of text, each with the number of the line that it begins on.

    past: how many lines come before. Raises PackError where a cell never ends.
    """
    read = 0

    def counted() -> Iterator[str]:
        nonlocal read
        for line in lines:
            read += len(line)
            if read > MOST_LINE:
                raise _endless(name, start)
            yield line
        yield _END

    reader = csv.reader(counted(), delimiter=delimiter, skipinitialspace=True)
    start = past + 1
    try:
        for row in reader:
            if row == [_END]:
                return
            if row and row[-1].endswith(_END):
                break
            yield start, row
            start = past + reader.line_num + 1
            read = 0
    except csv.Error as error:
        raise _endless(name, start) from error
    raise _endless(name, start)


def _endless(name: str, line: int) -> PackError:
    return PackError(
        f"{name}, line {line}: a cell that begins here has no end. Look for a quotation mark "
        "without its pair, or save the table as an .xlsx file."
    )


def _told(head: Sequence[str]) -> str:
    """Return the delimiter that parts the most rows into the same number of cells."""
    best, chosen = (_TELLING, 1), _NONE
    sample = "".join(head)[:_SAMPLE].splitlines(keepends=True)
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(sample, delimiter=delimiter, skipinitialspace=True))
        except csv.Error:
            continue
        lengths = [len(row) for row in rows if row]
        if not lengths:
            continue
        length, times = Counter(lengths).most_common(1)[0]
        share = times / len(lengths)
        # Rows typed by hand may end early, but none is longer than the names of its columns.
        if length > 1 and lengths[0] == max(lengths):
            share = 1.0
        if length > 1 and (share, length) > best:
            best, chosen = (share, length), delimiter
    return chosen
