import pytest

from planner.model.material import MOST_BLOCKS, Table
from planner.model.text import PASSAGE
from planner.packs.errors import PackError
from planner.packs.material import pasted_material
from planner.packs.material.markdown import is_markdown
from tests.packs.material.samples import read, told

NOTES = """\
# The *power* struggle

Lenin was ill from **1922**
and died in `1924`.

## Trotsky
## Trotsky

- One [link](https://example.org "t") & <b>no HTML</b>
  that goes on
    - Two ![a picture](x.png)
      1. Three\\*
- &lt;Four&gt;

  More of four.

* * *

| Card | When |
|------|:----:|
| a \\| b | 1924 |
| **c** |

> - Quoted

```
code
```

Underlined
----------
"""


def test_markdown(tmp_path):
    material = read(tmp_path, "a.md", NOTES)
    assert told(material) == [
        ("heading", 1, "The power struggle"),
        ("text", 0, "Lenin was ill from 1922 and died in 1924."),
        ("heading", 2, "Trotsky"),
        ("bullet", 0, "One link & <b>no HTML</b> that goes on"),
        ("bullet", 1, "Two a picture"),
        ("bullet", 2, "Three*"),
        ("bullet", 0, "<Four>"),
        ("text", 0, "More of four."),
        ("bullet", 0, "Quoted"),
        ("text", 0, "code"),
        ("heading", 2, "Underlined"),
    ]
    assert [block.line for block in material.blocks] == [1, 3, 6, 9, 11, 12, 13, 15, 24, 26, 30]
    assert material.tables == (Table((("Card", "When"), ("a | b", "1924"), ("c", "")), "", 19),)


def test_markdown_is_told_by_its_headings_and_tables():
    assert is_markdown("a\n\n### b\n")
    assert is_markdown("a | b\n--|--\nc | d\n")
    assert not is_markdown("- a\n#1 of many\n- b -- c\n---\n")
    assert told(pasted_material("# a\n- b")) == [("heading", 1, "a"), ("bullet", 0, "b")]
    assert pasted_material("|a|b|\n|-|-|\n|c|d|\n").tables == (Table((("a", "b"), ("c", "d"))),)


def test_an_empty_item_takes_nothing_from_what_follows(tmp_path):
    assert told(read(tmp_path, "a.md", "-\n\ntext\n")) == [("text", 0, "text")]


def test_a_reference_is_its_text(tmp_path):
    assert told(read(tmp_path, "a.md", "[Lenin][1]\n\n[1]: https://example.org\n")) == [
        ("text", 0, "Lenin")
    ]


def test_a_paragraph_of_marks_is_left_as_it_is(tmp_path):
    text = "*a*" * 300
    assert told(read(tmp_path, "a.md", text)) == [("text", 0, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# a\n\n" + "b" * (PASSAGE + 1), "line 3: this has 20,001 characters"),
        ("# a\n" * (MOST_BLOCKS + 1), "line 10001: Marshal reads 10,000"),
        ("# a\n\n" + "|b" * 101 + "|\n", "line 3: this is more of a table"),
        ("# a\n\n|b|c|\n|-|-|\n" + ("|d" * 100 + "\n") * 1_000, "line 304: this is more of a"),
        # Each row would become as long as the first.
        (f"{'|a' * 100}|\n{'|-' * 100}|\n" + "|b|\n" * 1_000, "line 298: this is more of a"),
        ("a\n\n" + "> " * 19 + "b\n" + ("> " * 19 + "b\n") * 2_000, "line 1055: Marshal reads"),
        ("-\t* 1. + - - - - - - b\n" * 2_001, "line 2001: Marshal reads 10,000 headings"),
        ("*a* `b`\n\n" * 15_000, "line 20001: Marshal reads 10,000"),
        ("*a* **b** `c` [d](e)\n\n" * 9_000, "line 12001: Marshal reads 60,000 marks"),
        ("[" * 500 + "a" * PASSAGE, "line 1: this has 20,500 characters"),
        ("***\n\n---\n", "holds no text"),
    ],
)
def test_what_is_refused(tmp_path, text, words):
    with pytest.raises(PackError) as caught:
        read(tmp_path, "a.md", text)
    assert str(caught.value).startswith("a.md")
    assert words in str(caught.value)
