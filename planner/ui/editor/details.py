"""The pack's own page: its title, who made it, its licence, its id, its worked plans."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.model import pack_edits
from planner.model.pack import Pack
from planner.model.pack_cells import PackField
from planner.model.plan import Plan
from planner.model.problems import Problem
from planner.ui.controls import button, icon_button, label
from planner.ui.editor.fields import FieldBox, LineField, PassageField
from planner.ui.editor.licences import LicenceField
from planner.ui.editor.pack_session import PackSession
from planner.ui.messages import ask_text
from planner.ui.theme import Theme

WIDEST = 720

_LINES = (
    ("title", "Title", "The Cold War, 1945–62"),
    ("author", "Author", "The name that students see: Ms Khan, Hillside School"),
    ("subject", "Subject", "History"),
    ("language", "Language", "en-GB"),
)


class DetailsPage(QScrollArea):
    """What a pack says of itself, to be filled in."""

    rename_asked = Signal()

    def __init__(self, session: PackSession, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: dict[str, FieldBox] = {}
        self.lines: dict[str, LineField] = {}
        for name, title, hint in _LINES:
            line = self.lines[name] = LineField(session, "", name, title)
            line.setPlaceholderText(hint)
            self.boxes[name] = FieldBox(title, line)
        self.about = PassageField(session, "", "about", "About", 4)
        self.about.setPlaceholderText("What the pack covers, in a sentence or two")
        self.boxes["about"] = FieldBox("About", self.about)
        self.licence = LicenceField(theme)
        self.licence.changed.connect(self._on_licence)
        self.boxes["licence"] = FieldBox("Licence", self.licence)
        self._id = label(wrap=True)
        self._id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rename = button("Change the id…", "link")
        self.rename.clicked.connect(self._on_rename)
        self._id_note = label(kind="small", wrap=True)
        self._plans: tuple[Plan, ...] = ()
        self._lay()

    def show_pack(self, pack: Pack, published: Pack | None) -> None:
        """Show what the pack says of itself."""
        for name, line in self.lines.items():
            line.show_words("", getattr(pack.info, name), partial(_says, getattr(pack.info, name)))
        self.about.show_words("", pack.info.about, partial(_says, pack.info.about))
        if not self._session.holds(PackField("", "", "licence")):
            self.licence.show_licence(pack.info.licence)
        self._id.setText(pack.info.id)
        self.rename.setVisible(published is None)
        self._id_note.setText(
            "Students’ plans know the pack by its id, so it never changes once it is published."
            if published is not None
            else "The pack is known by its id. It can change until the pack is first published."
        )
        if self._plans != pack.plans:
            self._show_plans(pack.plans)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say under each field what is wrong with it."""
        for name, box in self.boxes.items():
            found = [p for p in problems if not p.part and not p.kind and p.field == name]
            says = f"{found[0].says} {found[0].do}" if found else ""
            box.tell(says, grave=bool(found) and found[0].grave)

    def go_to(self, name: str = "") -> None:
        """Give a field the keyboard, or the title."""
        box = self.boxes.get(name, self.boxes["title"])
        field = self.licence.choice if box is self.boxes["licence"] else box.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(box)

    def _on_licence(self, words: str) -> None:
        self._session.type(PackField("", "", "licence"), words)

    def _on_rename(self) -> None:
        pack = self._session.pack
        words = ask_text(
            self,
            "Change the pack’s id",
            "Id: small letters, digits and hyphens",
            pack.info.id,
            partial(pack_edits.rename_id, pack),
        )
        if words is not None:
            self._session.apply(partial(pack_edits.rename_id, pack_id=words), "change the id")

    def _remove_plan(self, plan: Plan) -> None:
        edit = partial(pack_edits.remove_plan, plan_id=plan.id)
        self._session.apply(edit, f"remove the worked plan {plan.title}")

    def _show_plans(self, plans: tuple[Plan, ...]) -> None:
        self._plans = plans
        while (item := self._plans_box.takeAt(0)) is not None:
            shown = item.widget()
            if shown is not None:
                shown.deleteLater()
        for plan in plans:
            held = QWidget()
            row = QHBoxLayout(held)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(plan.title, wrap=True), 1)
            remove = icon_button(self._theme, "trash-2", f"Remove the worked plan {plan.title}")
            remove.clicked.connect(partial(self._remove_plan, plan))
            row.addWidget(remove)
            self._plans_box.addWidget(held)
        self._worked.setVisible(bool(plans))

    def _lay(self) -> None:
        page = QWidget(self.viewport())
        column = QWidget(page)
        column.setMaximumWidth(WIDEST)
        box = QVBoxLayout(column)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(13)
        box.addWidget(self.boxes["title"])
        for left, right in (("author", "subject"), ("licence", "language")):
            row = QHBoxLayout()
            row.setSpacing(14)
            for name, share in ((left, 3), (right, 2)):
                row.addWidget(self.boxes[name], share, Qt.AlignmentFlag.AlignTop)
            box.addLayout(row)
        box.addWidget(self.boxes["about"])
        box.addWidget(label("Id", "field"))
        row = QHBoxLayout()
        row.addWidget(self._id)
        row.addWidget(self.rename)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._id_note)
        self._worked = QWidget(column)
        worked = QVBoxLayout(self._worked)
        worked.setContentsMargins(0, 6, 0, 0)
        worked.addWidget(label("Worked plans", "field"))
        worked.addWidget(
            label("Students find them as worked examples beside their own plans.", "small")
        )
        self._plans_box = QVBoxLayout()
        worked.addLayout(self._plans_box)
        self._worked.hide()
        box.addWidget(self._worked)
        box.addStretch(1)
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 20)
        across.addStretch(1)
        self.setWidget(page)


def _says(held: str, said: str) -> bool:
    return " ".join(said.split()) == " ".join(held.split())
