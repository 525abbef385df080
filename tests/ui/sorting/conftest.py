"""A desk that shows the sorting table."""

import pytest

from planner.model import sorting
from tests.ui import samples
from tests.ui.modal import settle


@pytest.fixture
def table(desk):
    """Return a window whose desk shows the sorting table, with nothing on it."""
    desk.desk.views.show_view("sort")
    settle()
    return desk


@pytest.fixture
def piled(table):
    """Return the same with three cards in the pile Cunning, and an empty pile Machine."""

    def pile(plan):
        plan = sorting.add_pile(sorting.add_pile(plan, "Cunning"), "Machine")
        return sorting.sort_into(plan, plan.piles[0].id, samples.CARDS[:3], None, samples.FACTORS)

    table.session.apply(pile, "sort")
    settle()
    return table
