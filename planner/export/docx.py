"""Plans as Word documents that a student or a teacher goes on working in."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from planner.export import direction
from planner.model.outline import (
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

_BREAK, _TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
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
    writer.finish()
    title = next((block.text for block in blocks if isinstance(block, Title)), "")
    return docx_package.save(document, title)


class _Writer:
    """Write blocks at the end of a document; finish() puts there what is not yet.

    Paragraphs are gathered as XML and read in together: python-docx looks through all styles and
    all that a paragraph holds for each run that is added.
    """

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._styles = {style.name: style.style_id for style in document.styles}
        self._gathered: list[str] = []

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

    def finish(self) -> None:
        """Put all paragraphs that were gathered into the document."""
        from docx.oxml.ns import nsdecls
        from docx.oxml.parser import parse_xml

        gathered = "".join(self._gathered)
        self._gathered.clear()
        end = self._document.element.body.sectPr
        for paragraph in parse_xml(f"<w:body {nsdecls('w')}>{gathered}</w:body>"):
            end.addprevious(paragraph)

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
        said = self._say(entry.label, "Slot Label")
        if line:
            said += _BREAK if len(entry.label) > _WIDEST_LABEL else _TAB
            said += self._say(line, words)
        by = line or next((item.headline for item in entry.items), "")
        # A label with nothing beside it belongs to the list that follows.
        self._paragraph("Slot", by, said, keep=not line)

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

        self.finish()
        run = self._document.add_paragraph(style="Picture").add_run()
        run.add_picture(io.BytesIO(picture.png), Pt(picture.width), Pt(picture.height))
        # LibreOffice puts an eighth of an inch around it unless told not to.
        for side in "TBLR":
            next(run.element.iter(qn("wp:inline"))).set(f"dist{side}", "0")
        # What a screen reader says in its place.
        next(run.element.iter(qn("wp:docPr"))).set("descr", picture.alt)

    def _item(self, item: Item, style: str = "List Bullet") -> None:
        when = f"  {item.when}" if item.headline and item.when else item.when
        head = self._say(item.headline, "Card Headline") + self._say(when, "Card Date")
        lines = [head, *(self._say(line) for line in item.detail.split("\n"))]
        said = _BREAK.join(filter(None, lines))
        self._paragraph(style, item.headline or item.detail, said, keep=bool(item.note))
        if item.note:
            lines = [self._say(line) for line in item.note.split("\n") if line]
            said = self._say(f"{NOTE}: ", "Card Note Label") + _BREAK.join(lines)
            self._paragraph("Card Note", item.note, said)

    def _source(self, source: Source) -> None:
        used = "; ".join(headline for headline in source.headlines if headline)
        said = self._say(source.text) + (self._say(f" – {used}", "Card Date") if used else "")
        self._paragraph("List", source.text, said)

    def _add(self, style: str, text: str, words: str | None = None) -> None:
        self._paragraph(style, text, self._say(text, words))

    def _paragraph(self, style: str, by: str, said: str, *, keep: bool = False) -> None:
        """Gather a paragraph of runs; by: the text that says which side it begins at."""
        # Word wants what is set in this order.
        kept = "<w:keepNext/>" if keep else ""
        faced = "<w:bidi/>" if direction.runs_right_to_left(by) else ""
        style_id = self._styles[style]
        self._gathered.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{kept}{faced}</w:pPr>{said}</w:p>'
        )

    def _say(self, text: str, style: str | None = None) -> str:
        """Return text as runs of one direction."""
        styled = f'<w:rStyle w:val="{self._styles[style]}"/>' if style else ""
        return "".join(
            _run(words, f"{styled}<w:rtl/>" if from_right else styled)
            for words, from_right in direction.runs(text)
        )


def _run(words: str, properties: str) -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
