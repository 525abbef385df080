"""Packs as a teacher writes them: TOML or JSON, in which names need no pack before them."""

from collections.abc import Mapping
from pathlib import Path

from planner.model.framework import Frameworks, QuestionType
from planner.model.pack import Pack
from planner.packs.errors import PackError
from planner.packs.source_check import examine


def read_pack_source(path: Path, frameworks: Frameworks, types: Mapping[str, QuestionType]) -> Pack:
    """Return the pack that a TOML or JSON file describes, or raise PackError for its first fault.

    types: what fills a question's marks and minutes where the file does not say them.
    """
    pack, findings = examine(path, frameworks, types)
    if pack is not None:
        return pack
    first, *others = (finding for finding in findings if finding.grave)
    more = ""
    if others:
        more = f" There is one more problem: “pack check {path.name}” shows both."
    if len(others) > 1:
        more = f" There are {len(others):,} more problems: “pack check {path.name}” shows them all."
    raise PackError(f"{first}{more}")
