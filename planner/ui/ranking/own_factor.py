"""What can be done with a factor of the student's own: rename it, or remove it from the plan."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from planner.model import ranking
from planner.ui.kit import Kit
from planner.ui.messages import ask_text
from planner.ui.ranking.deeds import Deeds


class OwnFactor:
    """Offers it in menus; a factor of a pack is the pack's, and has no such lines."""

    def __init__(self, kit: Kit, deeds: Deeds, parent: QWidget) -> None:
        self._kit, self._deeds, self._parent = kit, deeds, parent

    def fill(self, menu: QMenu, factor_id: str, leaving: Callable[[], None] | None = None) -> None:
        """Add to a factor's menu what is offered for it; leaving: called before it is removed."""
        if not ranking.is_own(factor_id) or self._kit.session.plan.factor(factor_id) is None:
            return
        menu.addSeparator()
        menu.addAction("Rename…", partial(self._rename, factor_id))
        menu.addAction("Remove from the plan", partial(self._remove, factor_id, leaving))

    def _remove(self, factor_id: str, leaving: Callable[[], None] | None) -> None:
        if leaving is not None:
            leaving()
        self._deeds.remove_factor(factor_id)

    def _rename(self, factor_id: str) -> None:
        plan, name = self._kit.session.plan, self._deeds.name(factor_id)
        check = partial(ranking.rename_factor, plan, factor_id)
        given = ask_text(self._parent, "Rename the factor", "Name of the factor", name, check)
        if given is not None:
            self._deeds.rename_factor(factor_id, given)
