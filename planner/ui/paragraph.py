"""A paragraph on the board: its heading, its slots, and the grip that moves it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.model.plan import Field, Paragraph, Part, slot_names
from planner.model.progress import paragraph_progress
from planner.ui.controls import icon_button, label, set_tip
from planner.ui.hands import menu_text
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.panel import Panel
from planner.ui.payload import PARAGRAPH
from planner.ui.plan_text import PlanText
from planner.ui.slot import SlotBox
from planner.ui.slot_menu import fill_new_slots


class Grip(QToolButton):
    """Moves its paragraph: dragged with the mouse, or with Alt and an arrow key."""

    moving_asked = Signal(int)
    drag_asked = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            pressed, self._pressed = self._pressed, None
            self.drag_asked.emit(pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moving_asked.emit(by)
        else:
            super().keyPressEvent(event)


class ParagraphBox(Panel):
    """One paragraph, brought up to date by comparing."""

    drag_began = Signal()
    drag_ended = Signal()

    def __init__(self, kit: Kit, paragraph: Paragraph, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self.paragraph = paragraph
        self._synced: Paragraph | None = None
        self._number = 0
        self.boxes: dict[str, SlotBox] = {}
        self.grip = Grip(self)
        self.grip.setIcon(icon(kit.theme, "grip-vertical", "hint"))
        self.grip.moving_asked.connect(self._on_moving_asked)
        self.grip.drag_asked.connect(self._on_drag_asked)
        self.number = label(kind="number")
        self.heading = PlanText(
            kit.session, Field(Part.HEADING, paragraph.id), "Heading", single=True, parent=self
        )
        self.heading.setProperty("kind", "heading")
        self.heading.entered.connect(self._on_entered)
        self.heading.show_prompt("What is this paragraph about?")
        self.count = label(kind="small")
        self.count.setMinimumHeight(29)
        self.fold = icon_button(kit.theme, "chevron-down", "Collapse", "hint")
        self.fold.clicked.connect(self._on_fold)
        self.options = icon_button(kit.theme, "ellipsis", "Options", "hint")
        self.options.setMenu(QMenu(self.options))
        self.options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.options.menu().aboutToShow.connect(self._on_options_shown)
        self._lay()

    def turn_to(self, paragraph: Paragraph) -> None:
        """Be ready to show another paragraph; sync() shows it."""
        self._synced = None
        self.heading.turn_to(Field(Part.HEADING, paragraph.id))
        boxes = list(self.boxes.values())
        self.boxes = {}
        # The first that are alike, so that all of them are shown before the next one is made.
        for slot, box in zip(paragraph.slots, boxes, strict=False):
            if slot.kind.role != box.slot.kind.role:
                break
            box.turn_to(slot)
            self.boxes[slot.id] = box
        for box in boxes[len(self.boxes) :]:
            self._remove(box)

    def sync(self, paragraph: Paragraph, number: int) -> Iterator[None]:
        """Show the paragraph as it is now, as number in the plan; each step makes one slot."""
        if paragraph is self._synced and number == self._number:
            return
        self._synced = None
        self.paragraph, self._number = paragraph, number
        self._name(number)
        self.heading.show_words(paragraph.heading)
        progress = paragraph_progress(paragraph)
        self.count.setText(f"{progress.filled} of {progress.total}")
        set_tip(self.count, f"{progress.filled} of {progress.total} slots filled")
        self.body.setVisible(not paragraph.collapsed)
        self.fold.setIcon(
            icon(
                self._kit.theme, "chevron-right" if paragraph.collapsed else "chevron-down", "hint"
            )
        )
        told = f"{'Expand' if paragraph.collapsed else 'Collapse'} paragraph {number}"
        self.fold.setAccessibleName(told)
        set_tip(self.fold, told)
        yield from self._sync_slots(paragraph, number)
        self._synced = paragraph

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        stops: list[QWidget] = [self.grip, self.heading, self.fold, self.options]
        for slot in self.paragraph.slots:
            stops += self.boxes[slot.id].tab_stops()
        return stops

    def _name(self, number: int) -> None:
        self.setAccessibleName(f"Paragraph {number}")
        self.number.setText(str(number))
        self.heading.setAccessibleName(f"Heading, paragraph {number}")
        self.options.setAccessibleName(f"Options for paragraph {number}")
        self.grip.setAccessibleName(f"Move paragraph {number}")
        set_tip(self.grip, "Drag to move the paragraph, or press Alt with an arrow key")

    def _sync_slots(self, paragraph: Paragraph, number: int) -> Iterator[None]:
        roles = {slot.id: slot.kind.role for slot in paragraph.slots}
        for name, box in list(self.boxes.items()):
            if roles.get(name) != box.slot.kind.role:
                self._remove(box)
                del self.boxes[name]
        for at, (slot, name) in enumerate(zip(paragraph.slots, slot_names(paragraph), strict=True)):
            known = self.boxes.get(slot.id)
            box = known or SlotBox(self._kit, slot, self.body)
            self.boxes[slot.id] = box
            if self._slots.indexOf(box) != at:
                self._slots.insertWidget(at, box)
            box.sync(slot, paragraph, name, number)
            if known is None:
                yield

    def _remove(self, box: SlotBox) -> None:
        self._slots.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 9, 8, 9)
        head.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self.grip, 0, top)
        head.addWidget(self.number, 0, top)
        head.addWidget(self.heading, 1, top)
        head.addWidget(self.count, 0, top)
        head.addWidget(self.fold, 0, top)
        head.addWidget(self.options, 0, top)
        self.body = QWidget(self)
        self._slots = QVBoxLayout(self.body)
        self._slots.setContentsMargins(1, 0, 1, 1)
        self._slots.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.body)

    def _on_fold(self) -> None:
        self._kit.gestures.collapse(self.paragraph)

    def _on_entered(self) -> None:
        for slot in self.paragraph.slots[:1]:
            if slot.id in self.boxes:
                self.boxes[slot.id].text.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moving_asked(self, by: int) -> None:
        self._kit.gestures.move_paragraph(self.paragraph, self._number - 1 + by)
        self.grip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drag_asked(self, pressed: QPoint) -> None:
        drag = QDrag(self.grip)
        mime = QMimeData()
        mime.setData(PARAGRAPH, QByteArray(self.paragraph.id.encode()))
        drag.setMimeData(mime)
        picture = self.grab(self.rect().adjusted(0, 0, 0, min(0, 120 - self.height())))
        drag.setPixmap(picture)
        drag.setHotSpot(self.grip.mapTo(self, pressed))
        self.drag_began.emit()
        drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended.emit()
        drag.deleteLater()

    def _on_options_shown(self) -> None:
        menu, gestures, paragraph = self.options.menu(), self._kit.gestures, self.paragraph
        menu.clear()
        menu.addAction("Duplicate", partial(gestures.duplicate, paragraph))
        menu.addAction(
            "Expand" if paragraph.collapsed else "Collapse", partial(gestures.collapse, paragraph)
        )
        menu.addSeparator()
        up = menu.addAction("Move up", partial(self._on_moving_asked, -1))
        up.setEnabled(self._number > 1)
        down = menu.addAction("Move down", partial(self._on_moving_asked, 1))
        down.setEnabled(self._number < len(self._kit.session.plan.paragraphs))
        menu.addSeparator()
        fill_new_slots(menu.addMenu("Add a slot"), self._kit, paragraph, len(paragraph.slots), self)
        frameworks = menu.addMenu("Change framework")
        for framework in self._kit.frameworks.frameworks:
            frameworks.addAction(
                menu_text(framework.name), partial(gestures.reframe, paragraph, framework)
            )
        menu.addSeparator()
        menu.addAction("Remove paragraph", partial(gestures.remove_paragraph, paragraph))
