"""Packs, plans and fixes whose JSON is none, is not what it seems, or would fill the memory."""

from collections.abc import Iterable, Iterator

from tests.packs.hostile.parts import Content, Hostile, body, named, pack_of

_ALMOST, _ALMOST_SMALL = 19_999_000, 4_999_000
"""Bytes, a little below the most that a pack may hold, and a plan."""


_Texts = Iterable[tuple[str, tuple[bytes | str, str]]]


def json_files() -> Iterator[Hostile]:
    """Yield files whose JSON is hostile, whatever it says."""
    for suffix in (".evidencepack", ".essayplan", ".evidencefix"):
        yield from named("json", suffix, _files(_written().items(), suffix))
    yield from named("json-of", ".evidencepack", _files(_hidden().items(), ".evidencepack"))
    for suffix, almost in ((".evidencepack", _ALMOST), (".essayplan", _ALMOST_SMALL)):
        yield from named("huge", suffix, _files(_huge(almost), suffix))
    yield from named("full", ".evidencepack", _files(_full(), ".evidencepack"))


def _files(texts: _Texts, suffix: str) -> Iterator[tuple[str, Content]]:
    for name, (text, words) in texts:
        data = text if isinstance(text, bytes) else text.encode()
        yield name, (pack_of(data) if suffix == ".evidencepack" else data, words)


def _written() -> dict[str, tuple[bytes | str, str]]:
    """Return JSON that is refused before it is asked what it is about."""
    said = '{"format": "marshal-pack", "version": 1, "pack": %s}'
    deep = "is nested more than 32 levels deep"
    return {
        "deep-lists": ("[" * 30_000 + "]" * 30_000, deep),
        "deep-groups": ('{"a":' * 30_000 + "1" + "}" * 30_000, deep),
        "deep-unclosed": ("[" * 40_000, deep),
        "twice-outside": ('{"format": "marshal-pack", "format": "marshal-plan"}', "two fields"),
        "twice-inside": (said % '{"cards": [{"id": 1, "id": 2}]}', "two fields of one name"),
        "twice-by-escape": ('{"pack": 1, "p\\u0061ck": 2}', "two fields of one name"),
        "nan": (said % "NaN", "holds NaN, which is not a number"),
        "infinity": (said % "Infinity", "holds Infinity, which is not a number"),
        "minus-infinity": (said % "-Infinity", "holds -Infinity, which is not a number"),
        "1e999": (said % "1e999", "holds a number that is too large"),
        "minus-1e999": (said % "-1e999", "holds a number that is too large"),
        "many-digits": (said % ("9" * 100_000), "holds a number that is too large"),
        "17-digits": (said % ("9" * 17), "holds a number that is too large"),
        "mark": (b"\xef\xbb\xbf{}", "begins with a byte order mark"),
        "utf-16": ('{"format": "marshal-pack"}'.encode("utf-16"), "a byte order mark"),
        "utf-16-le": ('{"format": "marshal-pack"}'.encode("utf-16-le"), "line 1"),
        "utf-32": ('{"format": "marshal-pack"}'.encode("utf-32-be"), "line 1"),
        "latin-1": ('{\n"title": "café"}'.encode("latin-1"), "line 2 has other bytes"),
        "overlong": (b'{"title": "\xc0\xaf"}', "line 1 has other bytes"),
        "cesu-8": (b'{"title": "\xed\xa0\x80"}', "line 1 has other bytes"),
        "cut-character": (b'{\n\n"title": "\xe2\x82', "line 3 has other bytes"),
        "nothing": (" \n", "line 2 is not written as JSON should be"),
        "two": ("{} {}", "line 1 is not written as JSON should be"),
        "comment": ("{\n// see\n}", "line 2 is not written as JSON should be"),
        "single-quotes": ("{'format': 1}", "line 1 is not written as JSON should be"),
        "comma": ('{"a": 1,}', "line 1 is not written as JSON should be"),
        "line-in-text": ('{"a": "b\nc"}', "line 1 is not written as JSON should be"),
        "control-in-text": ('{"a": "b\x00c"}', "line 1 is not written as JSON should be"),
        "bad-escape": ('{"a": "\\x41"}', "line 1 is not written as JSON should be"),
        "toml": ('id = "usa"', "line 1 is not written as JSON should be"),
        "xml": ("<?xml version='1.0'?><pack/>", "line 1 is not written as JSON should be"),
    }


def _hidden() -> dict[str, tuple[bytes | str, str]]:
    half = "holds half of a character"
    sound = body().decode()
    return {
        "half-first": (sound.replace("The struggle", "\\ud83d"), half),
        "half-second": (sound.replace("The struggle", "\\ude00 a"), half),
        "halves-turned": (sound.replace("The struggle", "\\ude00\\ud83d"), half),
        "half-in-name": (sound.replace('"title"', '"\\ud800"'), half),
        "cut": (sound[: len(sound) // 2], "is not written as JSON should be"),
    }


def _huge(almost: int) -> _Texts:
    """Yield JSON of almost as many bytes as may be, which would take far more once it is read."""
    many = "holds more texts and lists than Marshal reads from one file"
    for name, value in {
        "numbers": "1",
        "large-numbers": "1e300",
        "truths": "true",
        "lists": "[]",
        "groups": "{}",
        "texts": '"ab"',
    }.items():
        yield name, (f"[{f'{value},' * (almost // (len(value) + 1))}{value}]", many)
    names = (f'"{number:07}":1' for number in range(almost // 12))
    yield "names", (f"{{{','.join(names)}}}", many)
    long = "holds a text of more than 20,000 characters in line 1"
    text = "x" * (almost - 20)
    yield "text", (f'{{"title": "{text}"}}', long)
    yield "text-of-wide-characters", (f'{{"title": "\U0001f600{text[4:]}"}}', long)
    escapes = "\\u0041" * (almost // 6 - 9)
    yield "text-of-escapes", (f'{{"title": "{escapes}"}}', long)
    yield "name", (f'{{"{text}": 1}}', long)
    yield "spaces", (" " * almost, "is not written as JSON should be")
    yield "lines", ("\n" * almost, f"line {almost + 1} is not written")


def _full() -> _Texts:
    """Yield JSON of as many texts as are read at all, each of them short, where none belong."""
    texts = ",".join(f'"{number:06}{"y" * 16}"' for number in range(740_000))
    other = "is not a pack file"
    yield "of-texts", (f'{{"x": [{texts}]}}', other)
    yield "format", (f'{{"format": [{texts}]}}', other)
    names = texts.replace(",", ":1,")
    yield "of-names", (f"{{{names}:1}}", other)
    head = '{"format": "marshal-pack", "version": 1, "pack": {"info": {"id": "usa"}'
    part = "has more than 5 MB, the most that Marshal reads of one part"
    yield "people", (f'{head}, "cards": [{{}}, {{"people": [{texts}]}}]}}}}', f"card 2 {part}")
    yield "unknown", (f'{head}, "more": [{texts}]}}}}', "pack has a field “more”")
    yield "twice", (f'{head}, "cards": [{{"people": [{texts}]}}], "cards": []}}}}', "two fields")
    yield "handovers", (f'{head}}}, "handovers": [{texts}]}}', f"handovers {part}")
