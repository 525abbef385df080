"""How an exported Word document looks: its page, and Word's own styles made calm and readable."""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import CharacterStyle, ParagraphStyle

_INK = RGBColor(0x1F, 0x24, 0x30)
_ACCENT = RGBColor(0x8B, 0x2D, 0x38)
_QUIET = RGBColor(0x5B, 0x61, 0x6E)

_COLUMN = Cm(2.6)
"""Where the words of a slot begin, beside its label."""
_BULLET = Cm(0.55)

_LANGUAGE = "en-GB"


def apply(document: "Document") -> None:
    """Set the page, the language and the styles of a new document."""
    _page(document)
    # First, for all that follows looks through the styles.
    _drop_table_styles(document)
    _language(document)
    _words(document)
    _headings(document)
    _slots(document)
    _figures(document)
    _lists(document)
    _runs(document)
    _number_pages(document)


def _page(document: "Document") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.footer_distance = Cm(1.1)


def _language(document: "Document") -> None:
    for element in document.styles.element.xpath(".//w:lang"):
        element.set(qn("w:val"), _LANGUAGE)


def _drop_table_styles(document: "Document") -> None:
    """Leave out a hundred styles for tables, which a plan has none of."""
    styles = document.styles.element
    for style in styles.xpath("w:style[@w:type='table'][not(@w:default)]"):
        styles.remove(style)


def _style(document: "Document", name: str) -> "ParagraphStyle":
    """Return a paragraph style, made from Normal where the document has none of this name."""
    styles = document.styles
    with suppress(KeyError):
        return cast("ParagraphStyle", styles[name])
    style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = styles["Normal"]
    style.quick_style = True
    return style


def _set(style: "ParagraphStyle", size: float, before: float, after: float, line: float) -> None:
    style.font.size = Pt(size)
    # Hebrew and Arabic have a size of their own.
    properties = style.element.get_or_add_rPr()
    _remove(properties, "w:szCs")
    twin = OxmlElement("w:szCs")
    twin.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(twin)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line


def _remove(properties: "BaseOxmlElement", *tags: str) -> None:
    for tag in tags:
        for element in properties.findall(qn(tag)):
            properties.remove(element)


def _words(document: "Document") -> None:
    normal = _style(document, "Normal")
    _set(normal, 12, 0, 6, 1.15)
    normal.font.color.rgb = _INK
    normal.paragraph_format.widow_control = True


def _headings(document: "Document") -> None:
    title = _style(document, "Title")
    _set(title, 24, 0, 6, 1.05)
    _plain(title)
    title.font.bold = title.font.cs_bold = True
    title.font.color.rgb = _INK
    subtitle = _style(document, "Subtitle")
    _set(subtitle, 13, 0, 6, 1.1)
    _plain(subtitle)
    subtitle.font.italic = subtitle.font.cs_italic = False
    subtitle.font.color.rgb = _QUIET
    for name, size, before in (("Heading 1", 15, 18), ("Heading 2", 13, 12)):
        heading = _style(document, name)
        _set(heading, size, before, 5, 1.1)
        heading.font.color.rgb = _INK
        heading.paragraph_format.keep_with_next = True


def _plain(style: "ParagraphStyle") -> None:
    """Take away the line under a title, its list level and its spaced letters."""
    _remove(style.element.get_or_add_pPr(), "w:pBdr", "w:numPr", "w:contextualSpacing")
    _remove(style.element.get_or_add_rPr(), "w:spacing", "w:kern")


def _slots(document: "Document") -> None:
    slot = _style(document, "Slot")
    _set(slot, 12, 6, 5, 1.15)
    # A hanging indent: the label stands in a column of its own, and the words keep one left edge.
    slot.paragraph_format.left_indent = _COLUMN
    slot.paragraph_format.first_line_indent = -_COLUMN
    slot.paragraph_format.tab_stops.add_tab_stop(_COLUMN)
    more = _style(document, "Slot Continued")
    _set(more, 12, 0, 5, 1.15)
    more.paragraph_format.left_indent = _COLUMN
    slot.next_paragraph_style = more


def _figures(document: "Document") -> None:
    figure = _style(document, "Picture")
    _set(figure, 12, 3, 8, 1)
    figure.paragraph_format.keep_together = True


def _lists(document: "Document") -> None:
    bullet = _style(document, "List Bullet")
    _set(bullet, 12, 0, 4, 1.15)
    bullet.paragraph_format.left_indent = _COLUMN + _BULLET
    bullet.paragraph_format.first_line_indent = -_BULLET
    bullet.paragraph_format.tab_stops.add_tab_stop(_COLUMN + _BULLET)
    note = _style(document, "Card Note")
    _set(note, 11, 0, 4, 1.15)
    note.paragraph_format.left_indent = _COLUMN + _BULLET
    note.paragraph_format.keep_together = True
    sources = _style(document, "List")
    _set(sources, 11, 0, 3, 1.15)
    sources.paragraph_format.left_indent = _BULLET
    sources.paragraph_format.first_line_indent = -_BULLET
    for style in (bullet, sources):
        style.quick_style = True
        style.paragraph_format.keep_together = True
        _remove(style.element.get_or_add_pPr(), "w:contextualSpacing")


def _runs(document: "Document") -> None:
    """Make the styles of words within a paragraph: labels, headlines, dates, prompts."""
    styles = document.styles
    for name, bold, colour in (
        ("Slot Label", True, _ACCENT),
        ("Card Headline", True, _INK),
        ("Card Date", False, _QUIET),
        ("Prompt", False, _QUIET),
        ("Card Note Label", False, _QUIET),
    ):
        style = cast("CharacterStyle", styles.add_style(name, WD_STYLE_TYPE.CHARACTER))
        style.font.bold = style.font.cs_bold = bold
        style.font.italic = style.font.cs_italic = name in ("Prompt", "Card Note Label")
        style.font.color.rgb = colour


def _number_pages(document: "Document") -> None:
    footer = _style(document, "Footer")
    _set(footer, 10, 0, 0, 1)
    footer.font.color.rgb = _QUIET
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = paragraph.add_run("1").element
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number.addprevious(field)
    field.append(number)
