"""The JSON Schema of packs' sources, made from the code that reads them."""

from typing import Any

import msgspec

from planner.packs.source_form import ABOUT, PackSource

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLE = "Marshal evidence pack"
_DESCRIPTION = (
    "The source of an evidence pack for Marshal, in JSON or in TOML. Ids have no pack before them: "
    "“funeral-trick” stands for “power-struggle/funeral-trick”."
)


def source_schema() -> dict[str, Any]:
    """Return the schema, by which an editor can check a source and say what a field is for."""
    made = msgspec.json.schema(PackSource)
    forms = made["$defs"]
    for form, fields in ABOUT.items():
        for name, words in fields.items():
            field = forms[form.__name__]["properties"][name]
            field["description"] = words
    return {
        "$schema": _DIALECT,
        "title": _TITLE,
        "description": _DESCRIPTION,
        "$ref": made["$ref"],
        "$defs": {name: _in_ecma(form) for name, form in forms.items()},
    }


def schema_text() -> str:
    """Return the schema as the text of docs/evidence-pack.schema.json."""
    return msgspec.json.format(msgspec.json.encode(source_schema()), indent=2).decode() + "\n"


def _in_ecma(schema: object) -> object:
    """Return a part of a schema with its patterns as JSON Schema reads them."""
    if isinstance(schema, list):
        return [_in_ecma(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: str(value).replace(r"\Z", "$") if name == "pattern" else _in_ecma(value)
        for name, value in schema.items()
    }
