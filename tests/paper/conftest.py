"""Paper needs Qt's type, and no window."""

import pytest

from planner.paper.type import load_fonts


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp):
    load_fonts()
