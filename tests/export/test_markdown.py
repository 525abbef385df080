from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.export.markdown import markdown
from planner.export.outline import Choices, outline
from planner.model.outline import (
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
from planner.model.text import clean_line
from tests.export.samples import ESSAY, NOTES, filled, thought, with_words

ALL = Choices(ranking=True, links=True, timeline=True, sorting=True)

# The second is what GitHub reads: with tables and strikethrough.
READERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False})]

OURS = {
    *("inline", "text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close"),
    *("heading_open", "heading_close", "bullet_list_open", "bullet_list_close"),
    *("list_item_open", "list_item_close", "strong_open", "strong_close", "em_open", "em_close"),
}


def read(source: str, reader: MarkdownIt) -> list[tuple[str, str]]:
    """Return each block of text with the element that it stands in."""
    tokens = reader.parse(source)
    found = []
    for before, token in pairwise(tokens):
        assert token.type in OURS, token
        if token.type == "inline":
            inner = token.children or []
            assert {child.type for child in inner} <= OURS, inner
            breaks = {"hardbreak": "\n", "softbreak": "\n?"}
            text = "".join(breaks.get(child.type, child.content) for child in inner)
            found.append((before.tag, text))
    return found


def expected(blocks: list[Block]) -> list[tuple[str, str]]:
    """Return what a reader should find."""
    found = []
    for block in blocks:
        match block:
            case Title():
                found.append(("h1", block.text))
            case Subtitle():
                found.append(("p", block.text))
            case Heading():
                found.append(("h2", block.text))
            case Entry():
                colon = "" if block.label[-1:] in {":", "?", ".", "!"} else ":"
                label = f"{block.label}{colon} " if block.label else ""
                text = f"[{block.prompt}]" if block.prompt else block.text
                found += [("p", part) for part in (label + text).strip().split("\n\n")]
                found += listed(block.items)
            case Figure():
                found += listed(block.items)
            case Sources():
                found += [("p", f"{s.text}\nFor: {'; '.join(s.headlines)}") for s in block.items]
    return found


def listed(items: Iterable[Item]) -> list[tuple[str, str]]:
    found = []
    for item in items:
        when = f"({item.when})" if item.when else ""
        head = " ".join(filter(None, (item.headline, when)))
        note = f"My note: {item.note}" if item.note else ""
        lines = "\n".join(filter(None, (head, item.detail, note)))
        found += [("p", part) for part in lines.split("\n\n")]
    return found


def assert_same_text(blocks: list[Block]) -> None:
    source = markdown(blocks)
    for reader in READERS:
        assert read(source, reader) == expected(blocks)


def test_the_whole_plan_as_it_reads():
    assert markdown(outline(filled(), Choices(prompts=True), ESSAY)).startswith(
        """\
# Why did Stalin win the power struggle?

## Line of argument

Stalin was cunning.

## Introduction

*\\[Name your reasons in order.\\]*

## 1. Cunning

**Point:** The main reason was cunning.

**Evidence:** He hid it.

Then he lied.

- **The suppressed testament**\\
  Few read it.
- **The funeral trick** (January 1924)\\
  Trotsky was not there.\\
  He had the wrong date.

**Explain:** *\\[Why did it matter?\\]*
"""
    )


@pytest.mark.parametrize("choices", [Choices(), Choices(prompts=True), Choices(False, False)])
def test_the_whole_plan_reads_back(choices: Choices):
    assert_same_text(outline(filled(), choices, ESSAY))
    assert_same_text(outline(filled(), choices, ESSAY, NOTES))


def test_what_a_plan_was_thought_out_with_is_lists():
    blocks = outline(thought(), ALL, ESSAY)
    assert_same_text(blocks)
    assert """\
## Ranking

- **1. Cunning**\\
  He hid it.

  Nobody saw.
- **2. Party machine**
- **3. Luck**

## Links

- **Cunning → Paragraph 2**\\
  it gave him\\
  the time
- **Luck → Cunning**

## Timeline

- **The funeral trick** (January 1924)
- **Control of the ballots** (1925)

## Piles

**Cunning:**

- **The funeral trick** (January 1924)
- **The suppressed testament**

**Pile 2:**

- **Control of the ballots** (1925)

**Not relevant:**

- **Aside**

## Sources
""" in markdown(blocks)


def test_a_note_stands_below_its_card():
    assert """\
- **The funeral trick** (January 1924)\\
  Trotsky was not there.\\
  He had the wrong date.\\
  *My note:* Miss says: link this to cunning.

  1\\. Learn the date.
""" in markdown(outline(filled(), Choices(), ESSAY, NOTES))


NASTY = [
    "# not a heading",
    "not a heading #",
    "line\n===",
    "line\n---",
    "- not a list\n+ nor this\n* nor this",
    "1. not a list\n2) nor this\n123456789. nor this",
    "> not a quotation",
    "```\nnot code\n```",
    "~~~\nnot code",
    "    not code",
    "one\n\n        not code",
    "`not code`",
    "***\n___\n- - -",
    "*a* _b_ **c** __d__ ~~e~~ ~f~",
    "[text](http://example.com) ![image](x.png)",
    "[text][ref]\n\n[ref]: http://example.com",
    "<http://example.com> <b>bold</b> <!-- hidden -->",
    "<script>alert(1)</script>",
    "<div>\n\nhidden</div>",
    "&amp; &#42; &copy; &lt;b&gt;",
    "\\*not escaped\\* at the end \\",
    "a | b\n--- | ---\n1 | 2",
    "| a |\n|---|",
    "a\n:-:",
    "two spaces  \nat the end",
    "nothing \\\nbroken",
    "1924.",
    "1924)",
    "-",
    "+",
    "=",
    "a\u00a0\n\u00a0b",
    "\u2028# x\u2029- y",
    "foo\u200b\n\u200b- bar",
    "!\u200d",
    "e.g. 3.1.1 and U.S.S.R.",
    "אחת הסיבות\nمرحبا",
    "👩‍🎓 🎭",
    "[^1]: note\n\n[^1]",
    "- [ ] task",
    "$x$ ==y== @someone #12 {.class}",
]


@pytest.mark.parametrize("words", NASTY)
def test_nothing_turns_into_markup(words: str):
    assert_same_text(outline(with_words(words), ALL, ESSAY, {"pack/card": words}))


fragments = st.one_of(
    st.sampled_from(list("#*_`~-+=>|<&[](){}!\\:.;'\"/0123456789 \n\t@$^%,ab")),
    st.sampled_from(
        ["\n\n", "\n    ", "http://", "www.", "&amp;", "<!--", "](", "1.", "- ", "  \n"]
    ),
    st.characters(),
)
nasty = st.lists(fragments, max_size=30).map("".join)


@given(nasty)
def test_any_text_reads_back(words: str):
    assert_same_text(outline(with_words(words), ALL, ESSAY, {"pack/card": words}))


@given(nasty.map(clean_line).filter(bool))
def test_any_line_reads_back_in_every_place(line: str):
    assert_same_text(
        [
            Title(line),
            Subtitle(line),
            Heading(line),
            Entry(line, line, (Item(line, line, line), Item("", line), Item("", "", line))),
            Entry(line, line, (Item(line, note=line), Item("", note=line))),
            Entry(line, prompt=line),
            Entry("", line),
            Sources((Source(line, (line, line)),)),
        ]
    )


@pytest.mark.parametrize(
    ("address", "escaped"),
    [
        ("http://example.com", "http\\:/\\/example\\.com"),
        ("www.example.com", "www\\.example\\.com"),
        ("me@example.com", "me\\@example\\.com"),
        ("pages 3.1.1, in 1924. Then", "pages 3.1.1, in 1924. Then"),
    ],
)
def test_addresses_are_no_links_in_readers_that_make_them(address: str, escaped: str):
    assert markdown([Title(address)]) == f"# {escaped}\n"


@pytest.mark.parametrize("mark", "\\`*_[]<>&~|#@$^={}")
def test_every_mark_is_escaped_wherever_it_stands(mark: str):
    assert markdown([Title(f"a {mark} b")]) == f"# a \\{mark} b\n"


@pytest.mark.parametrize("words", ["- a", "+ a", ":-:"])
def test_what_begins_a_block_is_escaped_where_a_line_begins(words: str):
    assert markdown([Entry(text=f"a\n{words}")]) == f"a\\\n\\{words}\n"


def test_an_empty_line_within_an_item_is_empty():
    assert markdown([Entry(items=(Item("a", "", "b\n\nc"),))]) == "- **a**\\\n  b\n\n  c\n"
