"""The same without a mouse."""

import pytest

from tests.desktop.marshal import CARDS, EVIDENCE, QUESTION, Marshal
from tests.desktop.screen import Role

pytestmark = pytest.mark.desktop


def test_a_plan_is_made_and_a_card_is_placed_and_taken_back_by_keys_alone(start):
    marshal = Marshal(start())
    program = marshal.program

    def go_to(key, name, role=None):
        def there(focus):
            return focus.name == name and role in (None, focus.role)

        program.press_until(key, there, f"“{name}”")

    def go_into(list_, name):
        items = list_.find(role=Role.LIST_ITEM).names()
        program.press_until("Tab", lambda focus: focus.name in [name, *items], f"“{name}”")
        # The focus comes to a list as a whole, and to an item only once another becomes current.
        program.press("End", "Home")

    marshal.button("New plan").is_there()
    go_to("Tab", "New plan", Role.BUTTON)
    program.press("space")
    marshal.questions.is_there()
    go_into(marshal.questions, "Questions")
    go_to("Down", QUESTION)
    go_to("Tab", "Create plan", Role.BUTTON)
    program.press("Return")
    marshal.shelf.is_there()
    assert program.title().startswith(QUESTION)

    headline = CARDS[1]
    go_into(marshal.shelf, "Evidence cards")
    go_to("Down", headline, Role.LIST_ITEM)
    program.press("Return")
    # The question where the card goes is a menu, with the focus on its first answer.
    program.until(lambda: program.focus().role == Role.MENU_ITEM, "a menu to ask where it goes")
    go_to("Down", EVIDENCE, Role.MENU_ITEM)
    program.press("Return")
    marshal.placed().holds(headline)
    marshal.is_saved()

    program.press("ctrl+z")
    marshal.placed().holds()
    program.press("ctrl+shift+z")
    marshal.placed().holds(headline)
    marshal.button("Undo").click()
    marshal.placed().holds()
    marshal.is_saved()


def test_a_card_is_moved_and_removed_by_keys_alone(start):
    marshal = Marshal(start())
    program = marshal.program
    marshal.begin()
    for headline in CARDS[:2]:
        marshal.card(headline).drag_to(marshal.slot())
        marshal.slot().find(headline, Role.LIST_ITEM).is_there()
    one, other = marshal.placed().names()
    marshal.slot().find(one, Role.LIST_ITEM).click()
    program.press("alt+Right")
    marshal.placed().holds(other, one)
    program.press("alt+Left")
    marshal.placed().holds(one, other)
    program.press("Delete")
    marshal.placed().holds(other)
    program.press("ctrl+z")
    marshal.placed().holds(one, other)
