"""Getting what a pack's source holds, before any of it is understood."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, cast

from planner.model.text import clean_line
from planner.packs.errors import PackError
from planner.packs.read import MOST_BYTES, read_bytes
from planner.packs.strict_json import read_json
from planner.packs.tidy import Refused, clean

SUFFIXES = (".toml", ".json")

_SAVE = "Save it as UTF-8 in your editor."
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class SourceError(PackError):
    """A source that cannot be read at all; line is the one to look at, or 0."""

    def __init__(self, file: str, line: int, says: str, do: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {says} {do}")
        self.line = line
        self.says = says
        self.do = do


class Raw:
    """What a source holds, and its text, to find places in."""

    def __init__(self, file: str, text: str, fields: dict[str, Any], *, is_toml: bool) -> None:
        self.file = file
        self.text = text
        self.fields = fields
        self.is_toml = is_toml


def read_raw(path: Path) -> Raw:
    """Return what a TOML or JSON source holds, every text in it clean.

    Raises SourceError where it is not written as it should be, and PackError where there is no
    such file to read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise PackError(f"{path.name} is not a pack’s source. Choose a .toml or a .json file.")
    data = read_bytes(path)
    if suffix == ".json":
        return _raw_json(data, path.name)
    try:
        # Some editors begin a text file with a byte order mark.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path.name, line, "The file is not UTF-8 text.", _SAVE) from error
    return Raw(path.name, text, _fields(text, path.name), is_toml=True)


def _fields(text: str, file: str) -> dict[str, Any]:
    try:
        return cast("dict[str, Any]", clean(tomllib.loads(text)))
    except RecursionError as error:
        raise SourceError(
            file, 0, "The file is nested too deep.", "Take some of its brackets out."
        ) from error
    except Refused as error:
        raise SourceError(file, 0, f"The file {error}.", "Correct that.") from error
    except ValueError as error:
        message = clean_line(str(error))
        found = _AT.search(message)
        line = 0
        if found:
            line = int(found[1]) if found[1] else text.rstrip().count("\n") + 1
        raise SourceError(
            file,
            line,
            f"This is not written as TOML should be: {_AT.sub('', message).rstrip('.')}.",
            "Look there for a quotation mark, a bracket or an equals sign that is missing, or for "
            "a field that is there twice.",
        ) from error


def _raw_json(data: bytes, file: str) -> Raw:
    try:
        fields = read_json(data, file, MOST_BYTES)
    except PackError as error:
        cause, line, do = error.__cause__, 0, "Correct that."
        if isinstance(cause, json.JSONDecodeError):
            line = cause.lineno
            do = "Look there for a quotation mark, bracket or comma that is missing or too many."
        elif isinstance(cause, UnicodeDecodeError):
            line = data.count(b"\n", 0, cause.start) + 1
            do = _SAVE
        says = str(error).removeprefix(f"{file} ").removeprefix(f"{file}: ")
        raise SourceError(file, line, f"The file {says}", do) from error
    if not isinstance(fields, dict):
        says = "The file does not hold a pack: it should be one group of fields, in { and }."
        raise SourceError(file, 1, says, "Put its fields in such brackets.")
    return Raw(file, data.decode(), fields, is_toml=False)
