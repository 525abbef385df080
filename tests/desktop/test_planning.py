"""An essay is planned with a real mouse, the power fails, and all of it is still there."""

import pytest
from docx import Document

from tests.desktop.marshal import CARDS, QUESTION, Marshal
from tests.desktop.screen import Role

pytestmark = pytest.mark.desktop

ARGUMENT = "Stalin won mainly because he controlled the party machine."


def test_an_essay_is_planned_and_kept_and_exported(start, tmp_path):
    marshal = Marshal(start())
    marshal.begin()
    assert marshal.program.title().startswith(QUESTION)
    for headline in CARDS:
        marshal.card(headline).drag_to(marshal.slot())
        marshal.slot().find(headline, Role.LIST_ITEM).is_there()
    # Where in the slot each was let go decides their order.
    order = marshal.placed().names()
    assert sorted(order) == sorted(CARDS)
    marshal.is_saved()
    marshal.line_of_argument.write(ARGUMENT)
    marshal.line_of_argument.says(ARGUMENT)
    marshal.is_saved()

    marshal.program.kill()
    marshal = Marshal(start())
    marshal.come_back()
    assert marshal.program.title().startswith(QUESTION)
    marshal.placed().holds(*order)
    marshal.line_of_argument.says(ARGUMENT)
    marshal.is_saved()

    target = tmp_path / "essay.docx"
    marshal.button("Export").click()
    marshal.save_to.write(str(target))
    marshal.button("Export plan").click()
    marshal.program.until(target.exists, "the exported file")
    document = Document(str(target))
    written = [paragraph.text for paragraph in document.paragraphs]
    assert document.paragraphs[0].text == QUESTION
    assert document.paragraphs[0].style.name == "Title"
    assert any(ARGUMENT in text for text in written)
    # The cards come in the order of the slot, and their sources at the end.
    told = [headline for text in written for headline in CARDS if text.startswith(headline)]
    assert told[: len(order)] == order


def test_a_card_moves_and_goes_and_each_step_is_undone(start):
    marshal = Marshal(start())
    marshal.begin()
    headline = CARDS[1]
    second = "Evidence, paragraph 2"
    marshal.card(headline).drag_to(marshal.slot())
    marshal.placed().holds(headline)
    marshal.placed().drag_to(marshal.slot(second))
    marshal.placed(second).holds(headline)
    marshal.placed().holds()
    marshal.placed(second).drag_to(marshal.shelf)
    marshal.placed(second).holds()
    marshal.button("Undo").click()
    marshal.placed(second).holds(headline)
    marshal.button("Undo").click()
    marshal.placed().holds(headline)
    marshal.button("Undo").click()
    marshal.placed().holds()
    marshal.button("Redo").click()
    marshal.placed().holds(headline)
    marshal.is_saved()
