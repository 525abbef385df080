"""The ranking in a window by itself, over a plan of three paragraphs and four factors."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from planner.model.evidence import Factor
from planner.model.plan import Part, Plan
from planner.ui.kit import Kit
from planner.ui.ranking.ranking_view import RankingView
from planner.ui.ranking.tile import Tile
from planner.ui.session import Session
from tests.ui import samples
from tests.ui.modal import settle

RIVALS = Factor("usa/rivals", "Rivals’ mistakes", hue=2)
LUCK = Factor("usa/luck", "Luck & timing", hue=3)
FACTORS = (samples.CUNNING, samples.MACHINE, RIVALS, LUCK)
C, M, R, L = (factor.id for factor in FACTORS)


@pytest.fixture
def plan(library) -> Plan:
    plan = replace(samples.begun(), factors=FACTORS)
    plan = samples.write(plan, Part.HEADING, "Rivals’ mistakes", plan.paragraphs[0].id)
    plan = samples.write(plan, Part.HEADING, "Stalin’s cunning", plan.paragraphs[1].id)
    library.plans.save(plan, 1.0)
    return plan


@pytest.fixture
def view(kit: Kit, qtbot) -> RankingView:
    view = RankingView(kit)
    kit.session.plan_changed.connect(view.show_plan)
    view.resize(900, 1700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is view)
    view.show_plan(None, kit.session.plan)
    settle()
    return view


def ranked(session: Session) -> list[str]:
    """Return the ids of the ranked factors, as the plan has them."""
    settle()
    return [each.factor for each in session.plan.ranking]


def on_screen(view: RankingView) -> list[str]:
    """Return the ids of the ranked factors, as the screen has them: row by row, from the left."""
    settle()
    shown = [(r.y(), r.x(), name) for name, r in view.ranks.rungs.items() if r.isVisible()]
    return [name for _, _, name in sorted(shown)]


def in_tray(view: RankingView) -> list[str]:
    """Return the names in the tray, as the screen has them."""
    settle()
    tiles = [tile for tile in view.tray.findChildren(Tile) if tile.isVisible()]
    return [tile.text() for tile in sorted(tiles, key=lambda tile: (tile.y(), tile.x()))]
