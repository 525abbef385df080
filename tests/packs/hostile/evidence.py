"""Packs that are written as they should be, and say what no pack may say."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.packs.hostile.parts import Content, Hostile, body, named, pack_of, spoilt

_Group = dict[str, Any]
_Change = Callable[[_Group], object]


def evidence_files() -> Iterator[Hostile]:
    """Yield packs whose content is hostile."""
    suffix = ".evidencepack"
    yield from named("hidden", suffix, _hidden())
    for prefix, changes in (
        ("type", _types()),
        ("unknown", _unknown()),
        ("id", _ids()),
        ("text", _texts()),
        ("many", _many()),
        ("plan-inside", _plans()),
        ("question-type", _kinds()),
    ):
        files = {name: (spoilt(change), words) for name, (change, words) in changes.items()}
        yield from named(prefix, suffix, files.items())
    yield from named("format", suffix, _formats().items())


def _put(words: str, *path: str | int) -> _Change:
    """Return what puts words into a pack at a place in it."""

    def change(pack: _Group) -> None:
        held: Any = pack
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = words

    return change


_SIGNS = {
    "nul": "\x00",
    "escape": "\x1b[2J",
    "delete": "\x7f",
    "c1": "\x9b",
    "bidi-override": "\u202e",
    "bidi-isolate": "\u2066",
    "byte-order-mark": "\ufeff",
    "annotation": "\ufff9",
    "no-character": "\uffff",
}
_PLACES: dict[str, tuple[tuple[str | int, ...], str]] = {
    "title": (("info", "title"), "info, title holds"),
    "author": (("info", "author"), "info, author holds"),
    "factor": (("factors", 1, "name"), "factor 2, name holds"),
    "question": (("questions", 0, "text"), "question 1, text holds"),
    "headline": (("cards", 0, "headline"), "card 1, headline holds"),
    "detail": (("cards", 1, "detail"), "card 2, detail holds"),
    "person": (("cards", 0, "people", 0), "card 1, people 1 holds"),
    "date": (("cards", 0, "when", "shown"), "card 1, when, shown holds"),
    "plan": (("plans", 0, "conclusion"), "plan 1, conclusion holds"),
}


def _hidden() -> Iterator[tuple[str, Content]]:
    """Yield texts that would not look like what they are, each sign and each place once."""
    for sign, place in zip(_SIGNS, _PLACES, strict=True):
        path, words = _PLACES[place]
        yield f"{sign}-in-{place}", (spoilt(_put(f"Gulag{_SIGNS[sign]}s", *path)), words)
    for place, (path, words) in _PLACES.items():
        yield f"turned-{place}", (spoilt(_put("\u202eevil", *path)), words)
    for name, path in {
        "pack": ("info", "id"),
        "card": ("cards", 0, "id"),
        "question": ("questions", 0, "id"),
        "factor": ("factors", 0, "id"),
        "card-factor": ("cards", 0, "factors", 0),
    }.items():
        for sign in ("\u202e", "\x00", "\u200b"):
            change = _put(f"usa/{sign}a", *path)
            yield f"id-of-{name}-{ord(sign):04x}", (spoilt(change), "should have only small")


def _types() -> dict[str, tuple[_Change, str]]:
    return {
        "cards": (lambda p: p.update(cards={}), "pack, cards should be a list"),
        "cards-nothing": (lambda p: p.update(cards=None), "cards should be a list, and is nothing"),
        "card": (lambda p: p["cards"].append("usa/x"), "card 3 should be a group of fields"),
        "card-list": (lambda p: p["cards"].append([]), "card 3 should be a group of fields"),
        "title": (lambda p: p["info"].update(title=["x"]), "info, title should be text"),
        "info": (lambda p: p.update(info=[]), "pack, info should be a group of fields"),
        "version": (lambda p: p["info"].update(version="3"), "version should be a whole number"),
        "version-true": (lambda p: p["info"].update(version=True), "should be a whole number"),
        "version-half": (lambda p: p["info"].update(version=1.5), "should be a whole number"),
        "version-0": (lambda p: p["info"].update(version=0), "version should be at least 1"),
        "version-minus": (lambda p: p["info"].update(version=-1), "version should be at least 1"),
        "version-huge": (lambda p: p["info"].update(version=10**9), "should be at most 1000000"),
        "people": (lambda p: p["cards"][0].update(people="Stalin"), "people should be a list"),
        "person": (lambda p: p["cards"][0].update(people=[7]), "card 1, people 1 should be text"),
        "when": (lambda p: p["cards"][0].update(when="1924"), "card 1, when should be a group"),
        "start": (lambda p: p["cards"][0]["when"].update(start=1924), "start should be text"),
        "no-date": (lambda p: p["cards"][0]["when"].update(start="1924-13"), "should be a date"),
        "marks": (lambda p: p["questions"][0].update(marks=501), "marks should be at most 500"),
        "hue": (lambda p: p["factors"][0].update(hue=-1), "hue should be at least 0"),
        "no-info": (lambda p: p.pop("info"), "has no “info”"),
        "no-id": (lambda p: p["cards"][1].pop("id"), "card 2 has no “id”"),
        "no-headline": (lambda p: p["cards"][1].pop("headline"), "card 2 has no “headline”"),
    }


def _unknown() -> dict[str, tuple[_Change, str]]:
    unknown = "has a field “run”, which Marshal does not know"
    return {
        "pack": (lambda p: p.update(run="x"), f"pack {unknown}"),
        "info": (lambda p: p["info"].update(run=1), f"info {unknown}"),
        "card": (lambda p: p["cards"][1].update(run=[]), f"card 2 {unknown}"),
        "when": (lambda p: p["cards"][0]["when"].update(run={}), f"when {unknown}"),
        "question": (lambda p: p["questions"][0].update(run=None), f"question 1 {unknown}"),
        "plan": (lambda p: p["plans"][0].update(run="x"), f"plan 1 {unknown}"),
        "capital": (lambda p: p["info"].update(Title="x"), "has a field “Title”"),
    }


def _ids() -> dict[str, tuple[_Change, str]]:
    small = "should have only small letters"
    return {
        "up": (lambda p: p["cards"][0].update(id="usa/../x"), f"card 1, id {small}"),
        "path": (lambda p: p["cards"][0].update(id="/etc/passwd"), f"card 1, id {small}"),
        "empty": (lambda p: p["cards"][0].update(id=""), "card 1, id is empty"),
        "capitals": (lambda p: p["cards"][0].update(id="usa/Trick"), f"card 1, id {small}"),
        "long": (lambda p: p["cards"][0].update(id="usa/" + "x" * 300), "more than 200 characters"),
        "sql": (lambda p: p["info"].update(id="x'; DROP TABLE cards"), f"info, id {small}"),
        "look-alike": (lambda p: p["info"].update(id="usа"), f"info, id {small}"),
        "own": (lambda p: p["info"].update(id="own"), "the pack’s id cannot be “own”"),
        "slash": (lambda p: p["info"].update(id="usa/cards"), "id cannot be “usa/cards”"),
        "of-the-student": (lambda p: p["cards"][0].update(id="own/1"), "its id should be “usa”"),
        "of-another": (lambda p: p["cards"][0].update(id="ussr/a"), "its id should be “usa”"),
        "of-none": (lambda p: p["cards"][0].update(id="trick"), "its id should be “usa”"),
        "twice": (lambda p: p["cards"][1].update(id="usa/trick"), "“usa/trick”: this id is there"),
        "question": (lambda p: p["questions"][0].update(id="own/q"), "its id should be “usa”"),
        "factor": (lambda p: p["factors"][0].update(id="own/f"), "its id should be “usa”"),
        "no-factor": (lambda p: p["cards"][0].update(factors=["own/f"]), "no factor “own/f”"),
        "asked-factor": (
            lambda p: p["questions"][0].update(factors=["usa/x"]),
            "no factor “usa/x”",
        ),
    }


def _texts() -> dict[str, tuple[_Change, str]]:
    return {
        "no-title": (lambda p: p["info"].update(title=" \n"), "the pack has no title"),
        "no-headline": (lambda p: p["cards"][0].update(headline=""), "“usa/trick”: headline is"),
        "no-question": (lambda p: p["questions"][0].update(text=" "), "“usa/why”: text is empty"),
        "no-factor": (lambda p: p["factors"][0].update(name=""), "“usa/cunning”: name is empty"),
        "headline": (
            lambda p: p["cards"][0].update(headline="x" * 301),
            "more than 300 characters",
        ),
        "detail": (lambda p: p["cards"][0].update(detail="x" * 20_001), "more than 20,000"),
        "composed": (lambda p: p["cards"][0].update(headline="\u0958" * 300), "more than 300"),
        "before": (lambda p: p["cards"][0]["when"].update(end="1923"), "the end is before the"),
        "endless": (lambda p: p["cards"][0]["when"].pop("start"), "the end is before the start"),
    }


def _many() -> dict[str, tuple[_Change, str]]:
    def times(count: int, key: str) -> _Change:
        return lambda pack: pack.update({key: pack[key][:1] * count})

    people = ["x"] * 51
    return {
        "cards": (times(20_001, "cards"), "pack, cards has more than 20,000 entries"),
        "cards-yet-more": (times(80_000, "cards"), "holds more texts and lists"),
        "cards-alike": (times(20_000, "cards"), "“usa/trick”: this id is there twice"),
        "questions": (times(2_001, "questions"), "questions has more than 2,000 entries"),
        "factors": (times(501, "factors"), "factors has more than 500 entries"),
        "plans": (times(51, "plans"), "plans has more than 50 entries"),
        "people": (lambda p: p["cards"][0].update(people=people), "people has more than 50"),
    }


def _plans() -> dict[str, tuple[_Change, str]]:
    def paragraphs(pack: _Group) -> Any:
        return pack["plans"][0]["paragraphs"]

    def slots(pack: _Group) -> Any:
        return paragraphs(pack)[0]["slots"]

    place = "plan “usa/worked”"
    return {
        "id": (lambda p: p["plans"][0].update(id="mine"), "plan “mine”: its id should be “usa”"),
        "twice": (lambda p: p["plans"].append(p["plans"][0]), "“usa/worked”: this id is there"),
        "ids": (lambda p: slots(p)[0].update(id="n1"), f"{place}: two parts of the plan"),
        "serial": (lambda p: p["plans"][0].update(serial=1), f"{place}: its serial"),
        "huge-id": (lambda p: slots(p)[0].update(id="n" + "9" * 40), f"{place}: the ids in the"),
        "no-label": (lambda p: slots(p)[0]["kind"].update(label=""), f"{place}: paragraph 1 has"),
        "card-twice": (
            lambda p: slots(p)[1].update(
                placements=[slots(p)[1]["placements"][0] | {"id": f"a{n}"} for n in range(2)]
            ),
            f"{place}: paragraph 1 has a slot that holds a card twice",
        ),
        "paragraphs": (
            lambda p: p["plans"][0].update(paragraphs=[{"id": f"p{n}"} for n in range(61)]),
            "plan 1, paragraphs has more than 60 entries",
        ),
        "role": (lambda p: slots(p)[0]["kind"].update(role="x"), "a value that Marshal does not"),
        **_thoughts(place),
    }


def _thoughts(place: str) -> dict[str, tuple[_Change, str]]:
    """Return what is wrong with the piles, the ranking or the arrows of a plan inside a pack."""

    def plan(pack: _Group) -> Any:
        return pack["plans"][0]

    def times(key: str, count: int) -> _Change:
        return lambda p: plan(p).update({key: plan(p)[key][:1] * count})

    lacks = f"{place}: an arrow leads from or to what the plan lacks"
    ranking = f"{place}: the ranking has a factor twice, or one that the plan lacks"
    piles = f"{place}: the piles hold a card twice"
    return {
        "pile-twice": (times("piles", 2), piles),
        "piles": (times("piles", 31), "piles has more than 30 entries"),
        "aside-too": (
            lambda p: plan(p).update(aside=plan(p)["piles"][0]["placements"]),
            piles,
        ),
        "pile-paragraph": (
            lambda p: plan(p)["piles"][0].update(paragraph=plan(p)["piles"][1]["paragraph"]),
            f"{place}: two piles have the same paragraph",
        ),
        "pile-nowhere": (
            lambda p: plan(p)["piles"][0].update(paragraph="n99"),
            f"{place}: a pile has a paragraph that the plan lacks",
        ),
        "pile-id": (lambda p: plan(p)["piles"][0].update(id="n1"), f"{place}: two parts"),
        "pile-name": (lambda p: plan(p)["piles"][0].update(name="x" * 301), "more than 300"),
        "ranked-twice": (times("ranking", 2), ranking),
        "ranked": (times("ranking", 51), "ranking has more than 50 entries"),
        "ranked-nothing": (lambda p: plan(p)["ranking"][0].update(factor="usa/x"), ranking),
        "arrow-nowhere": (lambda p: plan(p)["arrows"][0].update(end="n99"), lacks),
        "arrow-to-a-slot": (lambda p: plan(p)["arrows"][0].update(end="n3"), lacks),
        "arrow-to-itself": (
            lambda p: plan(p)["arrows"][0].update(end=plan(p)["arrows"][0]["start"]),
            lacks,
        ),
        "arrow-id": (lambda p: plan(p)["arrows"][0].update(id="n1"), f"{place}: two parts"),
        "arrows": (times("arrows", 101), "arrows has more than 100 entries"),
        "because": (
            lambda p: plan(p)["arrows"][0].update(because="x" * 20_001),
            "because has more than 20,000 characters",
        ),
    }


def _kinds() -> dict[str, tuple[_Change, str]]:
    def has(**fields: object) -> _Change:
        return lambda pack: pack["question_types"][0].update(fields)

    def times(count: int) -> _Change:
        return lambda pack: pack.update(question_types=pack["question_types"] * count)

    place = "question type “usa/mock”"
    return {
        "list": (lambda p: p.update(question_types={}), "question types should be a list"),
        "one": (lambda p: p["question_types"].append(7), "question type 2 should be a group of"),
        "unknown": (has(run="x"), "question type 1 has a field “run”, which Marshal does not"),
        "many": (times(21), "question types has more than 20 entries"),
        "twice": (times(2), f"{place}: this id is there twice"),
        "of-marshal": (has(id="general"), "“general”: its id should be “usa”, a slash"),
        "of-the-student": (has(id="own/mock"), "“own/mock”: its id should be “usa”, a slash"),
        "path": (has(id="usa/../x"), "question type 1, id should have only small letters"),
        "no-name": (has(name=" "), f"{place}: it has no name"),
        "hidden": (has(rewarded="a\u202eb"), "question type 1, rewarded holds characters"),
        "hidden-stem": (has(stems=["Why\u2066"]), "question type 1, stems 1 holds characters"),
        "stems": (has(stems=["Why"] * 21), "stems has more than 20 entries"),
        "stem-of-nothing": (has(stems=["… ‘…’"]), f"{place}: it has a stem without words"),
        "stem-long": (has(stems=["x" * 301]), "stems 1 has more than 300 characters"),
        "stem-gaps": (has(stems=["…" * 300]), f"{place}: it has a stem without words"),
        "need": (has(needs=["luck"]), "question type 1, needs 1 has a value that Marshal does not"),
        "needs": (has(needs=["judgement"] * 2), f"{place}: it asks for a judgement twice"),
        "framework": (has(framework="snake"), f"{place}: it has the framework “snake”"),
        "marks": (has(marks=501), "question type 1, marks should be at most 500"),
        "paragraphs": (has(paragraphs=21), "paragraphs should be at most 20"),
        "year": (has(year="2026"), "question type 1, year should be a whole number"),
    }


def _formats() -> dict[str, Content]:
    def said(**outside: object) -> bytes:
        return pack_of(json.dumps(json.loads(body()) | outside))

    return {
        "newer": (said(version=2), "was saved by a newer version of Marshal"),
        "newer-unlike": (said(version=99, pack=[7], more={}), "by a newer version of Marshal"),
        "zero": (said(version=0), "is not a sound pack file"),
        "true": (said(version=True), "is not a sound pack file"),
        "text": (said(version="1"), "is not a sound pack file"),
        "half": (said(version=1.0), "is not a sound pack file"),
        "plan": (said(format="marshal-plan"), "is not a pack file"),
        "list": (said(format=["marshal-pack"]), "is not a pack file"),
        "unknown": (said(run="x"), "has a field “run”, which Marshal does not know"),
        "no-pack": (pack_of('{"format": "marshal-pack", "version": 1}'), "has no “pack”"),
        "null": (pack_of("null"), "should be a group of fields, and is nothing"),
        "array": (pack_of("[]"), "should be a group of fields, and is a list"),
    }
