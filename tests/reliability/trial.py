"""A deed that meets a fault: it is done or told, and done again once the fault is over."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import msgspec

from planner.export import ExportError
from planner.packs.errors import PackError
from planner.paper.choices import PaperError
from planner.store.errors import StoreError
from tests.reliability import contents
from tests.reliability.deeds import Place
from tests.reliability.stage import Stage, apart, hold_sound, state

IN_WORDS = (StoreError, PackError, ExportError, PaperError)


class Found(msgspec.Struct):
    """What was seen of one deed: the calls it makes, the faults tried, the times it was refused."""

    calls: int = 0
    runs: int = 0
    refused: int = 0
    wrong: list[str] = []


class Trial:
    """One deed, tried in a fresh place each time."""

    def __init__(self, name: str, template: Path, folder: Path) -> None:
        self.stage = Stage(name, template, folder)
        self.found = Found()

    def attempt(
        self, told: str, fault: Callable[[], AbstractContextManager[None]], *, may_leave: bool
    ) -> None:
        """Do the deed under a fault; told: what that is. may_leave: half-written files."""
        place = self.stage.place()
        self.found.runs += 1
        try:
            self._check(place, fault, may_leave=may_leave)
        except Exception as error:
            self.found.wrong.append(f"{self.stage.name}, {told}: {type(error).__name__}: {error}")
        with suppress(Exception):
            place.close()

    def _check(
        self, place: Place, fault: Callable[[], AbstractContextManager[None]], *, may_leave: bool
    ) -> None:
        said = ""
        with fault():
            try:
                self.stage.deed(place)
            except IN_WORDS as error:
                said = str(error)
                self.found.refused += 1
        now, expected = state(place), self.stage.expected
        if said:
            assert said.endswith((".", "?")), said
            assert "Errno" not in said, said
        # All of it, or none: of the library and of each file.
        expected.hold(now, done=not said)
        assert may_leave or not contents.parts(place.folder), contents.parts(place.folder)
        # Where the last sync of all failed it is done already, and is not to be done twice.
        if said and apart(now) != apart(expected.after):
            self.stage.deed(place)
            expected.hold(state(place), done=True)
        place.close()
        # What was kept is on the disk, and not in the open library's memory alone.
        expected.hold(state(place), done=True)
        place.close()
        hold_sound(place.path)
