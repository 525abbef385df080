"""Plans as CommonMark, in which nothing that anyone wrote turns into markup."""

import re
from collections.abc import Sequence

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

# What can mean something anywhere in a line, in CommonMark or in the extensions that are widely
# read with it (tables, strikethrough, mentions, formulas, highlights), and the dots, colons and
# slashes of addresses, which some readers turn into links without any mark around them.
# Each begins with the sign itself: what begins with a look behind it is tried at every letter.
_MARKS = re.compile(r"[\\`*_\[\]<>&~|#@$^={}]")
_ADDRESS = re.compile(
    r"[.:/](?:(?<=[^\W_]\.)(?=[^\W\d_])|(?<=[^\W\d_]\.)(?=[^\W_])|(?<=:)(?=//)|(?<=//))"
)
# What means something only where a line begins: lists, rules, underlines, a table's second row.
_AT_START = re.compile(r"(?=[-+:])|\d+(?=[.)])")
_WITHIN_ITEM = re.compile(r"\n(?!\n)")


def markdown(blocks: Sequence[Block]) -> str:
    """Return the blocks as CommonMark."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Title():
            return f"# {_inline(block.text)}"
        case Subtitle():
            return f"*{_inline(block.text)}*"
        case Heading():
            return f"## {_inline(block.text)}"
        case Entry():
            return _entry(block)
        case Figure():
            return "\n".join(_item(item) for item in block.items)
        case Sources():
            return "\n".join(_source(source) for source in block.items)


def _entry(entry: Entry) -> str:
    colon = "" if entry.label.endswith((":", "?", ".", "!")) else ":"
    label = f"**{_inline(entry.label)}{colon}**" if entry.label else ""
    body = f"*\\[{_inline(entry.prompt)}\\]*" if entry.prompt else _passage(entry.text)
    parts = [" ".join(part for part in (label, body) if part)]
    if entry.items:
        parts.append("\n".join(_item(item) for item in entry.items))
    return "\n\n".join(part for part in parts if part)


def _item(item: Item) -> str:
    head = f"**{_inline(item.headline)}**" if item.headline else ""
    when = f"({_inline(item.when)})" if item.when else ""
    first = " ".join(part for part in (head, when) if part)
    note = f"*{NOTE}:* {_passage(item.note)}" if item.note else ""
    lines = "\\\n".join(part for part in (first, _passage(item.detail), note) if part)
    return "- " + _WITHIN_ITEM.sub("\n  ", lines)


def _source(source: Source) -> str:
    used = "; ".join(_inline(headline) for headline in source.headlines if headline)
    return f"- {_line(source.text)}" + (f"\\\n  *For:* {used}" if used else "")


def _passage(text: str) -> str:
    """Return text as paragraphs, with a hard line break wherever a line ends within one."""
    return "\n\n".join(
        "\\\n".join(_line(line) for line in paragraph.split("\n"))
        for paragraph in text.split("\n\n")
    )


def _line(text: str) -> str:
    """Return text for where a line begins."""
    text = _inline(text)
    sign = _AT_START.match(text)
    return f"{sign[0]}\\{text[sign.end() :]}" if sign else text


def _inline(text: str) -> str:
    """Return text for anywhere within a line."""
    return _ADDRESS.sub(_escaped, _MARKS.sub(_escaped, text))


def _escaped(sign: re.Match[str]) -> str:
    # A pattern as replacement is taken apart again for each text.
    return f"\\{sign[0]}"
