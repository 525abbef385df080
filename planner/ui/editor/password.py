"""Asking for the password of a signing key."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QWidget

from planner.packs.signing import PasswordError
from planner.ui.controls import label

Made = TypeVar("Made")


def with_password(parent: QWidget, read: Callable[[str], Made]) -> Made:
    """Return what a key gives, read with its password, which is asked for until it fits.

    Raises PasswordError where the question is put away.
    """
    password = ""
    while True:
        try:
            return _patiently(read, password)
        except PasswordError as error:
            password = _ask_password(parent, str(error))
            if not password:
                raise


def _patiently(read: Callable[[str], Made], password: str) -> Made:
    # What makes a password hard to guess takes a second or two here as well.
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return read(password)
    finally:
        QGuiApplication.restoreOverrideCursor()


def _ask_password(parent: QWidget, told: str) -> str:
    """Ask for the password of a key, and return it; empty where the question was put away."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle("Password of the key")
    # The name of a key’s file may hold an &, which a label beside a field takes for a key.
    dialog.setLabelText(told.replace("&", "&&"))
    for shown in dialog.findChildren(type(label())):
        shown.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    password = dialog.textValue()
    dialog.deleteLater()
    return password if agreed else ""
