from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from planner.ui.menus import pop_up
from tests.ui.modal import choose, settle


def test_a_menu_goes_when_it_was_answered(qtbot, modals):
    owner, told = QWidget(), []
    qtbot.addWidget(owner)
    menu = QMenu(owner)
    menu.addAction("Do", lambda: told.append("done"))
    modals.answer(choose("Do"))
    pop_up(menu, owner.pos())
    settle()
    assert told == ["done"]
    assert not isValid(menu)


def test_a_menu_may_go_with_what_it_belongs_to_before_it_was_answered(qtbot, modals):
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = QMenu(owner)
    menu.addAction("Do")

    def take_away(_menu):
        owner.deleteLater()
        QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)

    modals.answer(take_away)
    pop_up(menu, owner.pos())
    assert not isValid(menu)
