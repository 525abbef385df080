import tracemalloc

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, When
from planner.model.pack import Pack, PackInfo
from planner.packs import pack_written
from planner.packs.pack_json import read_pack_json
from planner.packs.pack_written import FORMAT, Whole, read_written, room, write_pack_json
from planner.packs.signing import SigningKey, hand_over
from planner.packs.tidy import tidy
from tests.packs.strategies import packs

INFO = PackInfo("usa", "The struggle", "T. Eacher")
FACTORS = (Factor("usa/cunning", "Cunning"),)
CARDS = (
    Card("usa/trick", "The trick", when=When("1924", "1924", "1925"), people=("Stalin", "Kamenev")),
    Card(
        "usa/post", "A post", "“Typing:\ncards”, 15 a day – “all of them”", factors=("usa/cunning",)
    ),
    Card("usa/quote", "A quote", 'He said: "No".', source="Café, page 3"),
)
OLD, NEW = SigningKey.make(), SigningKey.make()


def whole(*cards, info=INFO, factors=FACTORS, handovers=()):
    return Whole(FORMAT.name, FORMAT.version, Pack(info, factors, cards=cards), tuple(handovers))


SAMPLE = whole(*CARDS, handovers=[hand_over(OLD, NEW.public, "usa")])
BODY = write_pack_json(SAMPLE)


@given(packs())
def test_what_is_written_is_read_as_it_was(pack):
    written = Whole(FORMAT.name, FORMAT.version, tidy(pack))
    assert read_written(write_pack_json(written)) == written


@pytest.mark.parametrize("cards", [0, 1, 24, 25, 26, 50, 51, 130])
@pytest.mark.parametrize("detail", ["A passage.", "Two\nlines, “said” he", "Троцкий", "😀"])
def test_so_are_many_cards(cards, detail):
    written = whole(*(Card(f"usa/c{number}", "A card", detail) for number in range(cards)))
    assert read_written(write_pack_json(written)) == written


def test_a_change_of_the_key_and_a_pack_of_nothing_are_read_too():
    assert read_written(BODY) == SAMPLE
    empty = whole(factors=())
    assert read_written(write_pack_json(empty)) == empty


@given(st.data())
def test_nothing_else_is_taken_for_it(data):
    """Whatever is done to some of it, what is read says all of it, and says nothing else."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(BODY))] * 2)))
    lines = BODY.splitlines(keepends=True)
    put = data.draw(
        st.sampled_from(lines)
        | st.sampled_from([b" ", b"\n", b"  ", b"{}", b"[]", b"\\u0061", b"1e999", b"0", b""])
        | st.binary(max_size=4)
        | st.text(max_size=3).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
    changed = BODY[:start] + put + BODY[data.draw(st.sampled_from([start, end])) :]
    read = read_written(changed)
    if read is not None:
        assert write_pack_json(read) == changed
        assert tidy(read.pack) is read.pack


LINE = b'      "headline": "A post",\n'.replace(b"      ", b"        ")


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        (LINE, LINE + LINE),
        (LINE, LINE.replace(b"A post", b"Another") + LINE),
        (b'"title": "The struggle"', b'"title":  "The struggle"'),
        (b'"title": "The struggle"', b'"title": "The  struggle"'),
        (b'"title": "The struggle"', b'"title": " The struggle"'),
        (b'"title": "The struggle"', b'"title": "The\\nstruggle"'),
        (b'"title": "The struggle"', b'"title": "The \\u0073truggle"'),
        (b'"title": "The struggle"', '"title": "The \u202estruggle"'.encode()),
        ("Café".encode(), "Cafe\u0301".encode()),
        (b'"headline": "A quote"', b'"headline": "A\\nquote"'),
        (b'"source": "', b'"other": "", "source": "'),
        (b"\n}\n", b"\n}"),
        (b"\n}\n", b"\n}\n\n"),
        (b'"version": 1,\n', b'"version": 1.0,\n'),
    ],
)
def test_what_says_something_twice_or_otherwise_is_left_to_others(was, is_now):
    assert BODY.count(was) == 1
    assert read_written(BODY.replace(was, is_now)) is None


def test_a_text_that_looks_like_the_mark_is_left_to_others():
    written = whole(*CARDS, info=replace(INFO, title="1e999 and 1e999"))
    body = write_pack_json(written)
    assert read_written(body) is None
    assert read_pack_json(body, "usa") == written
    in_card = whole(Card("usa/c", "1e999"), *CARDS)
    assert read_written(write_pack_json(in_card)) == in_card


def test_a_part_that_is_very_large_is_left_to_others(monkeypatch):
    written = whole(*CARDS)
    monkeypatch.setattr(pack_written, "_LARGEST", 300)
    assert read_written(write_pack_json(whole(CARDS[0]))) is not None
    assert read_written(write_pack_json(written)) is None


TEXTS = {
    "plain": ("a" * 500, ()),
    "one accent": ("a" * 500 + "é", ()),
    "one dash": ("a" * 500 + "–", ()),
    "one face": ("a" * 500 + "😀", ()),
    "names": ("", tuple(f"{n:02}" for n in range(50))),
    "long names": ("", tuple(f"{n:02} – and more" for n in range(50))),
    "nothing": ("", ()),
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("write", [write_pack_json, msgspec.json.encode])
def test_the_room_is_the_most_that_a_pack_takes(kind, write):
    detail, people = TEXTS[kind]
    body = write(whole(*(Card(f"usa/c{n}", f"H{n}", detail, people=people) for n in range(1_000))))
    tracemalloc.start()
    try:
        made = msgspec.json.decode(body, type=Whole)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(made.pack.cards) == 1_000
    assert taken <= room(body)


def test_what_would_take_too_much_room_is_not_even_made(monkeypatch):
    monkeypatch.setattr(pack_written, "MOST_ROOM", len(BODY) + room(BODY))
    assert read_written(BODY) == SAMPLE
    monkeypatch.setattr(pack_written, "MOST_ROOM", len(BODY) + room(BODY) - 1)
    monkeypatch.setattr(pack_written, "_DECODER", None)
    assert read_written(BODY) is None
