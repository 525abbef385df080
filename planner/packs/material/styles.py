"""What a Word document's styles make of a paragraph: a heading, a bullet or neither."""

import re
from typing import TYPE_CHECKING

from planner.model.material import Kind

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = 0
"""The level of the document's title among its headings."""

_VALUE = f"{W}val"
_HEADING = re.compile(r"heading ([1-9])\Z")
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-9]))?\Z")
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)\Z")
_MOST_DEEP = 8

Mark = tuple[Kind | None, int]
"""What a paragraph is, None where nothing tells, and its level."""


def value(element: "Element | None", *steps: str) -> str | None:
    """Return the value of the element that steps lead to, or None where there is none."""
    for step in steps:
        element = None if element is None else element.find(f"{W}{step}")
    return None if element is None else element.get(_VALUE, "")


class Styles:
    """The paragraph styles of a document by their ids, each with the style that it is based on."""

    def __init__(self, element: "Element") -> None:
        """Take them from the root element of the part that holds them."""
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in element.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._styles[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = key
        self._marks: dict[str, Mark] = {}

    def is_contents(self, properties: "Element | None") -> bool:
        """Tell whether a paragraph is a line of a table of contents, by its properties."""
        style = self._styles.get(value(properties, "pStyle") or "")
        return _CONTENTS.match((value(style, "name") or "").lower()) is not None

    def mark(self, properties: "Element | None") -> Mark:
        """Return what a paragraph is by its own properties, None where it has none, or its style's.

        A heading that is numbered is a heading still.
        """
        style = self._of_style(value(properties, "pStyle") or self._default)
        if style[0] is Kind.HEADING:
            return style
        own = _own(properties) or style
        # Some programs number each level of a list by itself, and only the styles tell them apart.
        return (own[0], max(own[1], style[1])) if own[0] is style[0] else own

    def _of_style(self, key: str) -> Mark:
        """Return what a style makes of a paragraph, or the first that it is based on that does."""
        chain: list[str] = []
        # A style that is based on itself, or on none, ends the chain.
        while key in self._styles and key not in self._marks:
            self._marks[key] = (None, 0)
            chain.append(key)
            key = value(self._styles[key], "basedOn") or ""
        for key in reversed(chain):
            style = self._styles[key]
            base = self._marks.get(value(style, "basedOn") or "", (None, 0))
            mark = _of_itself(style)
            if mark is None or (base[0] is Kind.HEADING and mark[0] is not Kind.HEADING):
                mark = base
            self._marks[key] = mark
        return self._marks.get(key, (None, 0))


def _of_itself(style: "Element") -> Mark | None:
    """Return what a style is by its name, which is the same in every language, or properties."""
    name = (value(style, "name") or "").lower()
    if name == "title":
        return Kind.HEADING, TITLE
    if heading := _HEADING.match(name):
        return Kind.HEADING, int(heading[1])
    own = _own(style.find(f"{W}pPr"))
    listed = _LIST.match(name)
    if listed and not (own and own[0] is Kind.HEADING):
        return Kind.BULLET, int(listed[1] or 1) - 1
    return own


def _own(properties: "Element | None") -> Mark | None:
    """Return what properties by themselves make of a paragraph, or None where they say nothing."""
    level = value(properties, "outlineLvl") or ""
    if level.isascii() and level.isdigit() and int(level[:4]) < 9:
        return Kind.HEADING, int(level[:4]) + 1
    number = value(properties, "numPr", "numId")
    if number == "0":
        return None, 0
    if not number:
        return None
    level = value(properties, "numPr", "ilvl") or ""
    deep = int(level[:4]) if level.isascii() and level.isdigit() else 0
    return Kind.BULLET, min(deep, _MOST_DEEP)
