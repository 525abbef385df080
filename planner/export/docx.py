"""Plans as Word documents that a student or a teacher goes on working in."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.export import direction
from planner.export.blocks import (
    NOTE,
    Block,
    Entry,
    Figure,
    Heading,
    Item,
    Source,
    Sources,
    Subtitle,
    Title,
)
from planner.model.picture import Picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WIDEST_LABEL = 15
"""The most characters in a label that has its words beside it; a longer one has them below."""


def docx(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a Word document: the same bytes for the same blocks, at any time."""
    # python-docx takes a tenth of a second to import, which nothing but an export should cost.
    from docx import Document as new_document

    from planner.export import docx_package, docx_styles

    document = new_document()
    docx_styles.apply(document)
    writer = _Writer(document)
    for block in blocks:
        writer.write(block)
    title = next((block.text for block in blocks if isinstance(block, Title)), "")
    return docx_package.save(document, title)


class _Writer:
    """Write blocks at the end of a document."""

    def __init__(self, document: "Document") -> None:
        self._document = document

    def write(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Title():
                self._add("Title", block.text)
            case Subtitle():
                self._add("Subtitle", block.text)
            case Heading():
                self._add("Heading 1", block.text)
            case Entry():
                self._entry(block)
            case Figure():
                self._figure(block)
            case Sources():
                for source in block.items:
                    self._source(source)

    def _entry(self, entry: Entry) -> None:
        lines = [line for line in entry.text.split("\n") if line]
        words = None
        if entry.prompt:
            lines, words = [f"[{entry.prompt}]"], "Prompt"
        if entry.label:
            self._labelled(entry, lines.pop(0) if lines else "", words)
        for line in lines:
            self._add("Slot Continued" if entry.label else "Normal", line, words)
        for item in entry.items:
            self._item(item)

    def _labelled(self, entry: Entry, line: str, words: str | None) -> None:
        paragraph = self._document.add_paragraph(style="Slot")
        _face(paragraph, line or next((item.headline for item in entry.items), ""))
        _say(paragraph, entry.label, "Slot Label")
        if not line:
            # A label with nothing beside it belongs to the list that follows.
            paragraph.paragraph_format.keep_with_next = True
            return
        if len(entry.label) > _WIDEST_LABEL:
            paragraph.add_run().add_break()
        else:
            _say(paragraph, "\t")
        _say(paragraph, line, words)

    def _figure(self, figure: Figure) -> None:
        """Write a picture and what it does not say, or a list."""
        if figure.picture is not None:
            self._picture(figure.picture)
        for item in figure.items:
            if figure.picture is None or item.detail:
                self._item(item, "List")

    def _picture(self, picture: Picture) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run = self._document.add_paragraph(style="Picture").add_run()
        run.add_picture(io.BytesIO(picture.png), Pt(picture.width), Pt(picture.height))
        # LibreOffice puts an eighth of an inch around it unless told not to.
        for side in "TBLR":
            next(run.element.iter(qn("wp:inline"))).set(f"dist{side}", "0")
        # What a screen reader says in its place.
        next(run.element.iter(qn("wp:docPr"))).set("descr", picture.alt)

    def _item(self, item: Item, style: str = "List Bullet") -> None:
        paragraph = self._document.add_paragraph(style=style)
        _face(paragraph, item.headline or item.detail)
        _say(paragraph, item.headline, "Card Headline")
        if item.when:
            _say(paragraph, f"  {item.when}" if item.headline else item.when, "Card Date")
        for line in item.detail.split("\n"):
            if line and paragraph.runs:
                paragraph.add_run().add_break()
            _say(paragraph, line)
        if item.note:
            paragraph.paragraph_format.keep_with_next = True
            self._note(item.note)

    def _note(self, note: str) -> None:
        paragraph = self._document.add_paragraph(style="Card Note")
        _face(paragraph, note)
        _say(paragraph, f"{NOTE}: ", "Card Note Label")
        first, *more = (line for line in note.split("\n") if line)
        _say(paragraph, first)
        for line in more:
            paragraph.add_run().add_break()
            _say(paragraph, line)

    def _source(self, source: Source) -> None:
        paragraph = self._document.add_paragraph(style="List")
        _face(paragraph, source.text)
        _say(paragraph, source.text)
        used = "; ".join(headline for headline in source.headlines if headline)
        if used:
            _say(paragraph, f" – {used}", "Card Date")

    def _add(self, style: str, text: str, words: str | None = None) -> None:
        paragraph = self._document.add_paragraph(style=style)
        _face(paragraph, text)
        _say(paragraph, text, words)


def _face(paragraph: "Paragraph", text: str) -> None:
    """Make a new paragraph run from the right where its text does."""
    from docx.oxml import OxmlElement

    if direction.runs_right_to_left(text):
        # Word wants this after the style and before all else that is set.
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _say(paragraph: "Paragraph", text: str, style: str | None = None) -> None:
    """Add text to a paragraph, in runs of one direction."""
    for words, from_right in direction.runs(text):
        run = paragraph.add_run(words, style)
        if from_right:
            run.font.rtl = True
