"""What a teacher has already: notes and tables, as they were read from a file or pasted."""

from enum import StrEnum

from msgspec import Struct

MOST_BLOCKS = 10_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
"""The most headings, bullets and paragraphs, rows of a table, and cells of a row, that are read."""
MOST_CELLS = 300_000
MOST_CHARACTERS = 3_000_000
"""The most cells with text, and characters, that are read from one file or pasted at once."""


class Kind(StrEnum):
    """What a piece of notes is."""

    HEADING = "heading"
    BULLET = "bullet"
    TEXT = "text"


class Block(Struct, frozen=True):
    """One heading, bullet or paragraph of notes, cleaned and on one line, and where it stands.

    level: of a heading from 1, of a bullet from 0 (the outermost); 0 for a paragraph.
    line: the number of the line or paragraph in the file, from 1.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0


class Table(Struct, frozen=True):
    """Rows of cells, cleaned, all of one length; name is the sheet's, or empty.

    A cell may hold several lines. Rows and columns that are empty at the outside are left out,
    and those within are not, so that the nth row is n rows below the first in its file too.

    line: the row, line or paragraph of the first row in its file, from 1.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    line: int = 1


class Material(Struct, frozen=True):
    """All that was found in one file or pasted text; name is what to call it on the screen."""

    name: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
