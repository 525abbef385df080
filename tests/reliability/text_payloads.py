"""Text that would do something if it were ever read as more than text.

MARKER stands for a file that nothing may open; HOST for a machine that nothing may ask.
"""

from planner.model.text import LINE, PASSAGE, clean_line, clean_text

HOST = "attacker.example"
"""A name that nobody can own (RFC 2606)."""


def markup(marker: str) -> list[str]:
    """Return what a widget, a browser, a word processor or a spreadsheet could act on.

    marker: the path of a file that would then be opened.
    """
    return [
        f"<img src=file://{marker}>",
        f'<img src="{marker}">x',
        f"<p><b><i><img src='file://{marker}'></b></p></i>",
        f'<a href="https://{HOST}">click</a>',
        f"<a href=file://{marker}>open</a>",
        f'<img src="file://{HOST}/share/x.png">',
        f"<table background='{marker}'><tr><td bgcolor=red>cell",
        f"<body background=file://{marker}><h1>big",
        "<script>alert(1)</script>",
        f"<style>*{{background:url(file://{marker})}}</style>",
        "<qt>text</qt>",
        "<!-- comment --><![CDATA[x]]><?php x ?>",
        "a < b > c & d &lt;b&gt; &amp; &#60;i&#62; &nbsp;",
        "Save && &Close &File",
        f"file://{HOST}/share",
        rf"\\{HOST}\share\x.png",
        f"![image](file://{marker}) [link](https://{HOST}) [ref][1] ![a][1]",
        f"[1]: https://{HOST} 'title'",
        f"<https://{HOST}> https://{HOST} www.{HOST} me@{HOST} xmpp:me@{HOST}",
        "*bold* _it_ **b** __b__ ~~s~~ ==m== `code` ``` ~~~ $x$ $$y$$",
        "# heading", "===", "---", "***", "- item", "+ item", "1. item", "2) item", "> quote",
        "| a | b |", "|---|:-:|", "Term", ": definition", "[^1] note", "[^1]: note", "- [ ] task",
        "\\[x\\] \\\\ \\", "    indented", "{.class #id} ::: :::", "@someone #1 :smile:",
        f"=HYPERLINK(\"https://{HOST}\",\"x\")", "+1+cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!A0",
        "@SUM(1+1)*cmd|'/C calc'!A0", f"=WEBSERVICE(\"https://{HOST}\")", "\t=1+1", "\r=1+1",
        "＝1+1", " =1+1", "'=1+1", '"=1+1', "%=1",
        f"{{ INCLUDEPICTURE \"https://{HOST}/x.png\" }}", "{ DDEAUTO c:\\\\windows\\\\cmd.exe }",
        "\x13 HYPERLINK \"https://attacker.example\" \x14x\x15", "<w:p/> ]]> &#x0; _x0007_",
        "%PDF-1.7 /URI (x) /JavaScript (y)", "{0} {name} %s %(x)s ${HOME} $(id) `id`",
        "../../../etc/passwd", "a\x00b", "\x1b[2J\x1b]0;title\x07\x9b31m", "\u202etxt.exe\u202c",
        "\u2066x\u2069 \u200f\u061c", "שלום עולם مرحبا", "e" + "\u0301" * 40, "👩‍👩‍👧‍👦🏳️‍🌈",
        "[*] [*]", "%1 %n %L1", "\\n\\t\\x1b", "''';--", "\"'\"'", "x\u2028y\u2029z\x85w",
    ]  # fmt: skip


def every_code_point(most: int = LINE) -> list[str]:
    """Return every code point of the basic plane, lone surrogates too, so many to a text."""
    return [
        "".join(map(chr, range(first, min(first + most, 0x10000))))
        for first in range(0, 0x10000, most)
    ]


def beyond_the_plane() -> str:
    """Return a few from each later plane, the last code point of all among them."""
    return "".join(chr(plane << 16 | n) for plane in range(1, 17) for n in (0, 0x600, 0xFFFF))


def long_lines(marker: str, most: int = PASSAGE) -> list[str]:
    """Return texts of the greatest length with no place to break a line, and with no end."""
    kinds = [
        "x",
        "<",
        "<b>",
        "&lt;",
        f"<img src=file://{marker}>",
        "e" + "\u0301" * 99,
        "\u0e33",
        "ש",
        "א1a",
        "👩‍👩‍👧",
        "=",
        "*a_[",
        "\u00ad",
        "\u200b",
        "\u200d",
        "漢",
        "[](",
        "a\n",
        "aж",
        "1ع",
        "aก",
        "\u180d",
        "\u061c\u200f",
        "\U000e0100",
        "a漢",
        "()א",
        "aא" * 99 + " ",
        "aא" * 49 + " ",
        "\u0e33" * 99 + " ",
        "\u0e33\u0eb3",
        "\u061c\u200f" * 4 + "a",
        "a ",
    ]
    return [(kind * most)[:most] for kind in kinds]


def huge() -> list[str]:
    """Return lines of two million characters, which no field of Marshal's holds."""
    return [(kind * 2_000_000)[:2_000_000] for kind in ("x", "<b>", "é ", "שa", "\u0301")]


def lines(marker: str) -> list[str]:
    """Return every payload that fits on one line, as the gate leaves it."""
    given = [*markup(marker), *every_code_point(), beyond_the_plane(), *long_lines(marker, LINE)]
    return [text for text in (clean_line(text)[:LINE].strip() for text in given) if text]


def passages(marker: str) -> list[str]:
    """Return every payload that is a passage, as the gate leaves it."""
    whole = "\n".join(text for text in markup(marker))
    plane = "".join(every_code_point())
    chunks = [plane[first : first + PASSAGE] for first in range(0, len(plane), PASSAGE)]
    given = [whole, *chunks, *long_lines(marker), "\n\n".join(markup(marker))]
    return [text for text in (clean_text(text)[:PASSAGE] for text in given) if text]
