"""A timeline in a window of its own, over the small pack and a new plan."""

import pytest

from planner.model import edits
from planner.ui.timeline.timeline_view import TimelineView
from tests.ui import samples
from tests.ui.modal import settle


@pytest.fixture
def view(kit, library, session, qtbot):
    """Return the timeline of a plan that has The funeral trick in its first paragraph."""
    session.apply(place(session, samples.FUNERAL), "place")
    made = TimelineView(kit, library)
    qtbot.addWidget(made)
    made.resize(900, 620)

    def follow(before, plan):
        made.show_plan(before, plan)

    session.plan_changed.connect(follow)
    made.show_plan(None, session.plan)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    yield made
    session.plan_changed.disconnect(follow)


def place(session, *cards, paragraph=1):
    slot = samples.evidence(session.plan, paragraph).id
    return lambda plan: edits.place(plan, slot, cards, factors=samples.FACTORS)
