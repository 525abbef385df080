"""HTML from the clipboard as tags and text, in one pass however it is written.

The standard library's parser takes minutes over some short texts that no one closed a tag in.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# Each part stops at the next "<", and gives nothing back, so that no text is gone over twice.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)
    (?P<attributes>(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>
    | <(?P<other>[!?][^<>]*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_IGNORED = {"script", "style", "title", "template", "noscript", "xml", "select", "textarea"}


class Tag(NamedTuple):
    """A tag, its name in small letters; a name that begins with "!" is a declaration's text."""

    name: str
    closes: bool = False
    attributes: str = ""

    def attribute(self, name: str) -> str:
        """Return what an attribute says, or nothing."""
        for found in _ATTRIBUTE.finditer(self.attributes):
            if found[1].lower() == name:
                return html.unescape(found[2] or found[3] or found[4] or "")
        return ""


def html_tokens(source: str) -> Iterator[Tag | str]:
    """Yield the tags and the texts of HTML, texts decoded; comments, styles and scripts are not."""
    ignored = ""
    for token in _tokens(source):
        if isinstance(token, str):
            if not ignored:
                yield html.unescape(token)
        elif ignored:
            if token.closes and token.name == ignored:
                ignored = ""
        elif token.name in _IGNORED:
            if not token.closes and not token.attributes.endswith("/"):
                ignored = token.name
        else:
            yield token


def _tokens(source: str) -> Iterator[Tag | str]:
    at = text = 0
    while (at := source.find("<", at)) >= 0:
        if source.startswith("<!--", at):
            yield source[text:at]
            end = source.find("-->", at + 4)
            if end < 0:
                return
            at = text = end + 3
        elif found := _TAG.match(source, at):
            yield source[text:at]
            if found["other"]:
                yield Tag(found["other"].lower())
            else:
                yield Tag(found["name"].lower(), bool(found["close"]), found["attributes"])
            at = text = found.end()
        else:
            at += 1
    yield source[text:]
