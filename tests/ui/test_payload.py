import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QMimeData

from planner.model import edits
from planner.model.evidence import Card
from planner.model.text import clean_line, clean_text
from planner.ui.payload import (
    CARDS,
    MOST_BYTES,
    Payload,
    card_text,
    from_mime,
    headlines,
    to_mime,
)
from tests.strategies import cards, factors
from tests.ui import samples


def mime(data: bytes) -> QMimeData:
    made = QMimeData()
    made.setData(CARDS, QByteArray(data))
    return made


def packed(**fields) -> bytes:
    """Return a payload's bytes with some fields as another program might write them."""
    card = {"id": "usa/funeral", "headline": "The funeral trick"}
    return json.dumps({"cards": [card], **fields}).encode()


@given(st.lists(cards(), min_size=1, max_size=3), st.lists(factors(), max_size=2))
def test_what_is_packed_is_unpacked(some, of):
    payload = Payload(tuple(some), tuple(of), "plan", ("n1",))
    assert from_mime(to_mime(payload)) == payload


def test_cards_are_text_for_other_programs():
    text = to_mime(Payload((samples.FUNERAL, samples.MOOD))).text()
    assert text == (
        "The funeral trick (January 1924): Trotsky was not there.\n"
        "An open race: Nobody knew who would win."
    )
    assert card_text(Card("usa/a", "Alone")) == "Alone"


@given(st.binary(max_size=200))
def test_any_bytes_are_no_cards_and_no_fault(data: bytes):
    assert from_mime(mime(data)) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"cards":' * 50_000,
        packed(cards=[]),
        packed(cards={}),
        packed(cards=[1]),
        packed(cards=[{"id": "../../etc", "headline": "x"}]),
        packed(cards=[{"id": "usa/a", "headline": "x" * 301}]),
        packed(cards=[{"id": "usa/a", "headline": "x", "factors": "usa/b"}]),
        packed(cards=[{"id": "usa/a", "headline": "x", "script": "y"}]),
        packed(plan=3),
        packed(placements=[None]),
        packed(extra=True),
        packed(cards=[{"id": "usa/a", "headline": "\ud800"}]),
        packed() + b" " * MOST_BYTES,
    ],
    ids=range(19),
)
def test_hostile_data_is_refused(data: bytes):
    assert from_mime(mime(data)) is None


def test_text_from_another_program_goes_through_the_gate():
    # What a foreign program puts on the clipboard must not reach a plan uncleaned.
    headline = "A\u202egpj\x00 \n trick"
    given = from_mime(
        mime(packed(cards=[{"id": "usa/a", "headline": headline, "detail": "a\r\nb\x07"}]))
    )
    assert given is not None
    (card,) = given.cards
    assert card.headline == clean_line(headline)
    assert card.detail == clean_text("a\r\nb\x07")


def test_no_cards_no_payload():
    assert from_mime(QMimeData()) is None


def test_cards_are_placed_in_the_plan_they_come_from():
    plan = samples.placed(samples.begun(), samples.FUNERAL)
    (placement,) = plan.placements()
    payload = Payload((samples.FUNERAL,), (), plan.id, (placement.id,))
    assert payload.placed_in(plan) == (placement.id,)
    assert payload.placed_in(replace(plan, id="other")) == ()
    assert payload.placed_in(edits.remove(plan, [placement.id])) == ()
    assert Payload((samples.FUNERAL,)).placed_in(plan) == ()


def test_one_card_is_named_and_several_are_counted():
    assert headlines([samples.FUNERAL]) == "The funeral trick"
    assert headlines(samples.CARDS[:3]) == "3 cards"
