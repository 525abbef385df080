import os

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from planner import associate
from planner.ui.keys_dialog import ANYWHERE, DESK, EDITOR, KeysDialog


def keys_of(dialog):
    return {shown.text() for shown in dialog.findChildren(QLabel)}


@pytest.fixture
def shown(monkeypatch):
    """Return the words of each list of keys that is shown."""
    told = []

    def show(dialog):
        told.append(keys_of(dialog))
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(KeysDialog, "exec", show)
    return told


def test_the_keys_are_those_of_the_page(window, shown, library):
    window.menus.help.tell_keys()
    draft = library.pack(library.packs()[0].id)
    library.drafts.save(draft, 1.0)
    window.open_draft(draft.info.id)
    window.menus.help.tell_keys()
    on_desk, in_editor = shown
    assert {key for key, _ in DESK + ANYWHERE} <= on_desk
    assert {key for key, _ in EDITOR + ANYWHERE} <= in_editor
    assert "Ctrl+Minus" not in " ".join(on_desk)


@pytest.mark.parametrize("agreed", [True, False])
def test_files_are_opened_with_marshal_only_after_a_yes(window, monkeypatch, agreed):
    told = []
    monkeypatch.setattr("planner.ui.help_menu.confirm", lambda *_: agreed)
    monkeypatch.setattr(associate, "associate", lambda *given: told.append(given))
    window.menus.help.associate()
    assert told == ([(associate.own_command(), os.environ)] if agreed else [])
    assert (".evidencepack" in window.notice.text.text()) is agreed


def test_what_the_system_refuses_is_told(window, monkeypatch):
    def refuse(*_):
        raise associate.AssociateError("The system did not take it.")

    monkeypatch.setattr("planner.ui.help_menu.confirm", lambda *_: True)
    monkeypatch.setattr(associate, "associate", refuse)
    window.menus.help.associate()
    assert window.notice.text.text() == "The system did not take it."
    assert window.notice.is_warning
