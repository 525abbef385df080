"""Finding whatever on the screen reads a text as more than text."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QGroupBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

ROWS = 60
"""The most rows of a list that are asked for their tool tips."""
TIP = Qt.WindowType.ToolTip
_OURS = re.compile(r"</?p>|<br>")
_LONE = re.compile(r"(?<!&)(?:&&)*&(?!&)")
_FIXED = re.compile(r"[A-Za-z &]{1,20}…?")
_SAID = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)


def faults(root: QWidget) -> Iterator[str]:
    """Say what in a window could show a text otherwise than as it is."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.accessibleName()[:40]!r}"
        yield from (f"{where}: {fault}" for fault in _of_widget(widget))


def tip_fault(tip: str) -> str:
    """Say what is wrong with a tool tip, which Qt reads as HTML where it looks like that."""
    if "<" in _OURS.sub("", tip):
        return f"a tool tip has markup in it: {tip[:80]!r}"
    return ""


def menu_faults(menu: QMenu) -> Iterator[str]:
    """Say what is wrong in a menu and in the menus within it."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        yield from (f"menu: {fault}" for fault in _of_text(action.text()))
        if menu.toolTipsVisible():
            yield from filter(None, [tip_fault(action.toolTip())])
        within = action.menu()
        if isinstance(within, QMenu):
            yield from menu_faults(within)


def document_faults(document: QTextDocument) -> Iterator[str]:
    """Say where a document holds more than text."""
    if document.rootFrame().childFrames():
        yield "a document holds a table or a frame"
    block = document.begin()
    while block.isValid():
        if block.textList() is not None or block.blockFormat().headingLevel():
            yield "a document holds a list or a heading"
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            if form.isImageFormat() or form.isAnchor() or form.anchorHref():
                yield f"a document holds an image or a link: {at.fragment().text()[:60]!r}"
            at += 1
        block = block.next()


def _of_widget(widget: QWidget) -> Iterator[str]:
    told = QAccessible.queryAccessibleInterface(widget)
    for kind in _SAID if told is not None else ():
        told.text(kind)
    yield from filter(None, map(tip_fault, (widget.toolTip(), widget.whatsThis())))
    if widget.windowType() is TIP:
        # It is Qt’s own, and what it was given is looked at where it is given.
        return
    if isinstance(widget, QLabel):
        yield from _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _of_text(widget.text())
    elif isinstance(widget, QGroupBox):
        yield from _of_text(widget.title())
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield from _of_text(widget.tabText(number))
    elif isinstance(widget, QTextEdit):
        if widget.acceptRichText():
            yield "takes rich text"
        yield from document_faults(widget.document())
    elif isinstance(widget, QPlainTextEdit):
        yield from document_faults(widget.document())
    elif isinstance(widget, QAbstractItemView):
        yield from _of_model(widget.model())
    elif isinstance(widget, QMenu) and _may_open(widget):
        yield from menu_faults(widget)
    for action in widget.actions() if not isinstance(widget, QMenu) else ():
        yield from _of_action(action)


def _may_open(menu: QMenu) -> bool:
    owner = menu.parentWidget()
    return menu.isVisible() or (owner is not None and owner.isVisible() and owner.isEnabled())


def _of_label(label: QLabel) -> Iterator[str]:
    if label.text() and label.textFormat() is not Qt.TextFormat.PlainText:
        yield f"a label guesses at rich text: {label.text()[:60]!r}"
    if label.buddy() is not None:
        yield from _of_text(label.text())


def _of_action(action: QAction) -> Iterator[str]:
    yield from _of_text(action.text())
    if action.statusTip() or action.whatsThis():
        yield from filter(None, map(tip_fault, (action.statusTip(), action.whatsThis())))


def _of_text(text: str) -> Iterator[str]:
    """Say where a control takes a letter of what it quotes for a key."""
    if _LONE.search(text) and not _FIXED.fullmatch(text.partition("\t")[0]):
        yield f"takes an & of the text for a key: {text[:60]!r}"


def _of_model(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for row in range(min(ROWS, model.rowCount())):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            index = model.index(row, column)
            for role in _SPOKEN:
                tip = index.data(role)
                if isinstance(tip, str):
                    yield from filter(None, [tip_fault(tip)])
