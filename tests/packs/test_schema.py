import json
import tomllib
from copy import deepcopy
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from planner import shipped
from planner.packs.schema import schema_text, source_schema
from planner.packs.source_form import ABOUT
from tests.packs.test_source import SOURCE

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "evidence-pack.schema.json"
VALIDATOR = Draft202012Validator(source_schema())


def test_the_committed_schema_is_what_the_code_makes():
    assert COMMITTED.read_text(encoding="utf-8") == schema_text()


def test_it_is_a_sound_schema():
    Draft202012Validator.check_schema(source_schema())
    assert r"\\Z" not in schema_text()


def test_every_field_is_described():
    forms = source_schema()["$defs"]
    for form in ABOUT:
        for field in msgspec.structs.fields(form):
            words = forms[form.__name__]["properties"][field.name]["description"]
            assert words.endswith("."), field.name


@pytest.mark.parametrize("file", sorted((shipped.RESOURCES / "packs").glob("*.toml")))
def test_the_shipped_packs_fit_it(file):
    VALIDATOR.validate(tomllib.loads(file.read_text("utf-8")))


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("id",), "US A"),
        (("version",), 0),
        (("colour",), "red"),
        (("cards", 0, "headline"), "x" * 301),
        (("cards", 0, "headline"), 3),
        (("cards", 0, "when", "start"), "soon"),
        (("cards", 0, "factors"), "cunning"),
        (("questions", 1, "marks"), None),
        (("questions", 1, "marks"), 501),
        (("plans", 0, "paragraphs", 0, "slots", 0, "role"), "x"),
        (("plans", 0, "framework"), {"id": "x"}),
    ],
)
def test_what_the_reader_refuses_does_not_fit_it(where, value):
    pack = tomllib.loads(SOURCE)
    VALIDATOR.validate(json.loads(json.dumps(pack)))
    broken = inner = deepcopy(pack)
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    assert not VALIDATOR.is_valid(broken)
