"""A library that was damaged while Marshal was away is put right by keys alone."""

import sys

import pytest

from planner.store.backup import backups
from planner.store.library import Library
from tests.desktop.conftest import ROOT
from tests.desktop.marshal import CARDS, QUESTION, Marshal
from tests.desktop.screen import Role

pytestmark = pytest.mark.desktop


@pytest.fixture
def library(tmp_path):
    return tmp_path / "evidence.db"


def test_a_damaged_library_is_restored_by_keys_and_the_plan_is_found(start, screen, library):
    marshal = Marshal(start())
    marshal.begin()
    marshal.card(CARDS[1]).drag_to(marshal.slot())
    marshal.placed().holds(CARDS[1])
    marshal.is_saved()
    marshal.program.press("ctrl+q")
    assert marshal.program.quit() == 0
    # The work of this evening was backed up as the window closed.
    (backup,) = backups(library)
    assert backup.sound

    data = bytearray(library.read_bytes())
    data[100:4_000] = bytes(3_900)
    library.write_bytes(data)

    command = [sys.executable, "main.py", "--library", str(library)]
    program = screen.start(command, ROOT, Role.DIALOG)
    program.find("Your library is damaged", Role.LABEL).is_there()
    # It is looked through first; then the first choice has the keyboard.
    program.until(lambda: program.focus().name == "Restore the backup", "the best choice")
    program.press("Return")
    again = Marshal(program)
    again.come_back(QUESTION)
    again.placed().holds(CARDS[1])
    (kept,) = library.parent.glob("evidence damaged *.db")
    assert kept.read_bytes() == bytes(data)
    program.press("ctrl+q")
    assert program.quit() == 0
    assert "Traceback" not in program.said()
    with Library.open(library, write=False) as found:
        (plan,) = found.plans.summaries()
        assert plan.filled == 1
