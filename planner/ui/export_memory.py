"""What the student last chose for an export, for the next time."""

from collections.abc import Mapping

from planner.ui.memory import Memory

_KEY = "export"


class ExportMemory:
    """The format and the choices that are remembered; what was never chosen has its usual value.

    Kept as words: the format, then each choice by its name, after a minus where it is not wanted.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.format, _, rest = memory.get(_KEY).partition(" ")
        self._wanted = {word.removeprefix("-"): word[:1] != "-" for word in rest.split()}

    def wants(self, name: str, usual: bool) -> bool:
        """Tell whether something was last wanted in an export."""
        return self._wanted.get(name, usual)

    def keep(self, format_: str, choices: Mapping[str, bool]) -> None:
        """Remember a format and choices; those that were not asked for stay as they were."""
        self._wanted |= choices
        words = (name if wanted else f"-{name}" for name, wanted in self._wanted.items())
        self._memory.set(_KEY, " ".join([format_, *words]))
