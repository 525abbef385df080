"""Tables, headings and lists in HTML, as spreadsheets, word processors and web pages copy them."""

import re

from planner.model.material import MOST_BLOCKS, MOST_COLUMNS, MOST_ROWS, Kind, Material
from planner.packs.material.gather import Gatherer
from planner.packs.material.notes import Piece, add_pieces, marked
from planner.packs.material.tags import Tag, html_tokens

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "menu"}
_BREAKS = (
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div"}
    | {"dl", "dt", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav"}
    | {"p", "pre", "section", "summary"}
    | _LISTS
    | set(_HEADINGS)
)
_MOST_DEEP = 8
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPAN = re.compile(r"\s*0*([1-9][0-9]{0,5})\s*\Z")
# Word says in a paragraph's style that it is a list's, and writes the bullet before it as text.
_WORD_LIST = re.compile(r"mso-list:\s*[^;\s]+\s+level([1-9])")
_WORD_BULLET = "![if !supportlists]"
_WORD_END = "![endif]"


class HtmlReader:
    """What is found in HTML; name is for messages.

    explicit: whether it has headings or lists of its own, not only lines that look so.
    """

    def __init__(self, source: str, name: str) -> None:
        self.explicit = False
        self._found = Gatherer(name)
        self._pieces: list[Piece] = []
        self._grids: list[_Grid] = []
        self._words: list[str] = []
        self._tables = self._lists = self._heading = self._level = 0
        self._bullet = self._hushed = False
        for token in html_tokens(source):
            if isinstance(token, str):
                self._text(token)
            elif self._tables or token.name == "table":
                self._table_tag(token)
            else:
                self._tag(token)
        self._flush()
        while self._tables:
            self._table_tag(Tag("table", closes=True))

    @property
    def has_table(self) -> bool:
        """Tell whether there is a table."""
        return bool(self._grids)

    def material(self) -> Material:
        """Return all of it; raise PackError where it is too much or nothing."""
        add_pieces(self._pieces, self._found, "paragraph")
        for grid in self._grids:
            self._found.table(enumerate(grid.rows, 1), grid.place)
        return self._found.material()

    def _text(self, text: str) -> None:
        if self._hushed:
            return
        text = _SPACE.sub(" ", text)
        if self._tables:
            self._grids[-1].add(text)
        else:
            self._words.append(text)

    def _tag(self, tag: Tag) -> None:
        """Go by a tag outside of tables."""
        name, opens = tag.name, not tag.closes
        if name.startswith("!"):
            self._hushed = name == _WORD_BULLET or (self._hushed and name != _WORD_END)
            return
        if name not in _BREAKS:
            return
        if name == "br" and (self._heading or self._bullet):
            self._words.append(" ")
            return
        self._flush()
        self._hushed = False
        if name in _HEADINGS:
            self._heading = _HEADINGS[name] if opens else 0
        elif name in _LISTS:
            self._lists = max(0, self._lists + (1 if opens else -1))
        elif name == "li":
            self._bullet = opens
            self._level = self._lists - 1
        elif name == "p" and opens and (listed := _WORD_LIST.search(tag.attribute("style"))):
            self._bullet = True
            self._level = int(listed[1]) - 1

    def _flush(self) -> None:
        """End the paragraph that is open; one without a letter or digit is none."""
        text = "".join(self._words).strip()
        self._words.clear()
        if not any(map(str.isalnum, text)):
            return
        number = len(self._pieces) + 1
        if number > 2 * MOST_BLOCKS:
            raise self._found.too_many(f"paragraph {number}")
        if self._heading:
            self.explicit = True
            piece = Piece(number, text, Kind.HEADING, self._heading)
        elif self._bullet:
            self.explicit = True
            self._bullet = False
            piece = Piece(number, text, Kind.BULLET, min(max(self._level, 0), _MOST_DEEP))
        else:
            kind, text = marked(text)
            piece = Piece(number, text, kind)
        self._pieces.append(piece)

    def _table_tag(self, tag: Tag) -> None:
        """Go by a tag of a table or within one; a table in a cell is a part of its text."""
        name, opens = tag.name, not tag.closes
        if name == "table":
            if opens and not self._tables:
                self._flush()
                self._grids.append(_Grid(self._found, len(self._grids) + 1))
            self._tables = max(0, self._tables + (1 if opens else -1))
            if not self._tables and self._grids:
                self._end_table()
            return
        grid = self._grids[-1]
        if self._tables > 1:
            grid.add({"tr": "\n", "td": " ", "th": " "}.get(name, "\n" if name in _BREAKS else ""))
        elif name == "tr" and opens:
            grid.row()
        elif name in ("td", "th"):
            grid.cell(tag) if opens else grid.close_cell()
        elif name in _BREAKS:
            grid.add("\n")

    def _end_table(self) -> None:
        """Keep a table of several columns, or of short cells in one; another's are paragraphs."""
        grid = self._grids[-1]
        grid.close_cell()
        cells = ["".join(row).strip() for row in grid.rows if any(map(str.strip, row))]
        if grid.width > 1 or (len(cells) > 1 and "\n" not in "".join(cells)):
            return
        self._grids.pop()
        for row in grid.rows:
            for line in "".join(row).split("\n"):
                self._words.append(line)
                self._flush()


class _Grid:
    """The cells of a table, each in its own place; number is the table's, for messages."""

    def __init__(self, found: Gatherer, number: int) -> None:
        self.rows: list[list[str]] = []
        self._found = found
        self._number = number
        # For each column that a cell from above reaches into, how many rows it has left.
        self._taken: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    @property
    def width(self) -> int:
        """Return how many columns have text."""
        return len({at for row in self.rows for at, cell in enumerate(row) if cell.strip()})

    def place(self, row: int, column: int) -> str:
        """Return what to call a cell in a message."""
        return f"table {self._number}, row {row}, column {column}"

    def row(self) -> None:
        """Begin a row."""
        self.close_cell()
        if len(self.rows) > MOST_ROWS:
            raise self._found.too_many_rows(self.place(len(self.rows), 1))
        self.rows.append([])
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def cell(self, tag: Tag) -> None:
        """Begin a cell, which may span several columns and rows: the others there are empty."""
        self.close_cell()
        if not self.rows:
            self.row()
        self._spans = (
            _span(tag.attribute("colspan"), MOST_COLUMNS),
            _span(tag.attribute("rowspan"), MOST_ROWS),
        )
        self._cell = []

    def add(self, text: str) -> None:
        """Add text to the cell that is open; text between cells is left out, as it has no place."""
        if self._cell is not None:
            self._cell.append(text)

    def close_cell(self) -> None:
        """Put the cell that is open, if any, into its row."""
        if self._cell is None:
            return
        row = self.rows[-1]
        while len(row) in self._taken:
            row.append("")
        columns, rows = self._spans
        lines = "".join(self._cell).split("\n")
        # The end of one paragraph and the beginning of the next break the line but once.
        text = "\n".join(filter(str.strip, lines))
        self._cell = None
        # Beyond the most columns only text matters: it is refused, with its place.
        if len(row) > MOST_COLUMNS and not text:
            return
        if rows > 1 and len(row) < MOST_COLUMNS:
            self._taken.update((len(row) + n, rows) for n in range(columns))
        row.append(text)
        row.extend([""] * (columns - 1))


def _span(said: str, most: int) -> int:
    """Return how many columns or rows a cell says that it spans; 1 where that makes no sense."""
    found = _SPAN.match(said)
    return min(int(found[1]), most) if found else 1
