"""Writing fields as TOML, so that a person can read and edit them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Fields = dict[str, Any]
"""Names and their values: texts, whole numbers, truth values, lists and groups of these, or None
for a field that is left out."""

_ESCAPES = {
    **{code: f"\\u{code:04x}" for code in (*range(0x20), 0x7F)},
    ord("\\"): "\\\\",
    ord("\t"): "\\t",
    ord("\r"): "\\r",
    ord("\n"): "\\n",
}
_OF_LINES = {**_ESCAPES, ord("\n"): "\n"}


def text_toml(text: str) -> str:
    """Return any text as TOML writes it: on one line, or on several where it has line breaks."""
    if "\n" not in text:
        return '"' + text.translate(_ESCAPES).replace('"', '\\"') + '"'
    # Three quotation marks would end the text, and so would one at its end make them four.
    body, last = (text[:-1], '\\"') if text.endswith('"') else (text, "")
    return '"""\n' + body.translate(_OF_LINES).replace('"""', '""\\"') + last + '"""'


def entry_lines(name: str, fields: Fields) -> Iterator[str]:
    """Go through the lines of a list’s entry: an empty one, its header and its fields."""
    yield ""
    yield f"[[{name}]]"
    yield from field_lines(fields)


def field_lines(fields: Fields) -> Iterator[str]:
    """Go through fields as lines; a text of several lines is one of them."""
    for name, value in fields.items():
        if value is not None:
            yield f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return text_toml(value)
    if isinstance(value, Mapping):
        return _group(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def _group(fields: Mapping[str, Any]) -> str:
    return f"{{ {', '.join(f'{name} = {_value(value)}' for name, value in fields.items())} }}"
