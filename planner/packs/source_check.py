"""All that is wrong with a pack's source, or could be better, each with its place."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from planner.model.framework import Frameworks, QuestionType
from planner.model.pack import Pack
from planner.model.problems import Problem, problems
from planner.packs.errors import quoted
from planner.packs.loose import Faults, Steps
from planner.packs.source_build import Built, build
from planner.packs.source_form import LISTS
from planner.packs.source_place import lines_of
from planner.packs.source_read import Raw, SourceError, read_raw

_OF_ALL_WORDS = {"near-duplicate", "vague"}
"""Rules that judge a part by all that it says."""


class Finding(Struct, frozen=True):
    """One thing to put right or to look at in a source.

    line: from 1, or 0 where it is not known. place: the part, such as "card “funeral-trick”".
    says, do: what is wrong and what to do, in sentences. grave: no pack can be made of the source
    until it is put right. rule: the rule's id, such as "no-date".
    """

    file: str
    line: int
    place: str
    says: str
    do: str
    grave: bool
    rule: str

    def __str__(self) -> str:
        where = [self.file, f"line {self.line}" if self.line else "", self.place]
        return f"{', '.join(filter(None, where))}: {self.says} {self.do}"


def check_source(
    path: Path, frameworks: Frameworks, types: Mapping[str, QuestionType]
) -> tuple[Finding, ...]:
    """Return all that is wrong with a source, in the order of its lines.

    A source that is not written as TOML or JSON should be has one finding. Raises PackError where
    there is no such file to read.
    """
    return examine(path, frameworks, types)[1]


def examine(
    path: Path, frameworks: Frameworks, types: Mapping[str, QuestionType]
) -> tuple[Pack | None, tuple[Finding, ...]]:
    """Return the pack that a source describes and its findings; no pack where one is grave."""
    try:
        raw = read_raw(path)
    except SourceError as error:
        says, do = error.says, error.do
        return None, (Finding(path.name, error.line, "", says, do, True, "not-readable"),)
    faults = Faults()
    built = build(raw.fields, frameworks.frameworks, types, faults)
    found = [(fault.path, fault.says, fault.do, True, fault.rule) for fault in faults.found]
    # Of faults that were not noted, no one could say what follows from them.
    for problem in () if faults.more else problems(built.pack):
        part, field = _place(problem, built)
        if not _follows(problem, part, field, faults):
            found.append((field, problem.says, problem.do, problem.grave, problem.rule))
    if faults.more:
        says = "There are more problems than can be listed."
        found.append(((), says, "Put these right, then check again.", True, "too-many"))
    if not found:
        return built.pack, ()
    findings = _findings(raw, found)
    return None if any(finding.grave for finding in findings) else built.pack, findings


def _place(problem: Problem, built: Built) -> tuple[Steps, Steps]:
    """Return the places of the part and of the field that a problem is about."""
    part = built.places[problem.kind, problem.part] if problem.part else ()
    return part, (*part, problem.field) if problem.field else part


def _follows(problem: Problem, part: Steps, field: Steps, faults: Faults) -> bool:
    """Tell whether a problem may be there only because something could not be read."""
    if problem.rule in _OF_ALL_WORDS and faults.has(part):
        return True
    return faults.has(field) or (problem.rule == "no-factor" and faults.is_at(("factors",)))


def _findings(raw: Raw, found: list[tuple[Steps, str, str, bool, str]]) -> tuple[Finding, ...]:
    lines = lines_of(raw.text, is_toml=raw.is_toml)
    findings = [
        Finding(raw.file, _line(path, lines), _called(path, raw), says, do, grave, rule)
        for path, says, do, grave, rule in found
    ]
    return tuple(sorted(findings, key=lambda finding: finding.line))


def _line(path: Steps, lines: Mapping[Steps, int]) -> int:
    """Return the line of a field, or of what it is missing from."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 0)


def _called(path: Steps, raw: Raw) -> str:
    if len(path) < 2 or path[0] not in LISTS:
        return "the pack"
    kind, at = LISTS[str(path[0])].kind, int(path[1])
    item = raw.fields[str(path[0])][at]
    name = item.get("id") if isinstance(item, dict) else None
    return f"{kind} {quoted(name)}" if isinstance(name, str) and name else f"{kind} {at + 1}"
