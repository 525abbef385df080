"""Publishing a pack: what is new, who vouches for it, and where the file goes."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.model.compare import compare
from planner.model.pack import Pack
from planner.model.pack_clean import clean_info
from planner.model.pack_edits import change_info
from planner.model.problems import Problem as PackProblem
from planner.model.problems import problems
from planner.model.text import TextError
from planner.packs.errors import PackError
from planner.packs.signing import PasswordError, SigningKey, fingerprint
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.beside import beside
from planner.ui.controls import Problem, label
from planner.ui.editor.key_box import KeyBox
from planner.ui.editor.keys import KeyRing, Record
from planner.ui.editor.licences import LicenceField
from planner.ui.editor.pack_session import PackSession
from planner.ui.editor.password import with_password
from planner.ui.editor.problems_panel import ProblemList
from planner.ui.editor.publishing import counts, edition, lines
from planner.ui.file_asking import ask_save
from planner.ui.theme import Theme


class PublishDialog(QDialog):
    """Asks for what publishing needs, and writes the pack file.

    saved, made_key: what was done, once it was. problem_chosen: one to be shown.
    """

    def __init__(
        self, parent: QWidget, session: PackSession, library: Library, theme: Theme, folder: Path
    ) -> None:
        super().__init__(parent.window())
        self._session, self._folder = session, folder
        self._ring = KeyRing(library)
        self._key: SigningKey | None = None
        self._unsigned = False
        self.saved: Path | None = None
        self.made_key = False
        self.problem_chosen: PackProblem | None = None
        self.setWindowTitle("Publish the pack")
        room = self.screen().availableGeometry().size()
        self.resize(min(620, room.width() - 40), min(680, room.height() - 60))
        self.author = QLineEdit(session.pack.info.author)
        self.author.setAccessibleName("Author")
        self.author.setPlaceholderText("The name that students see: Ms Khan, Hillside School")
        self.licence = LicenceField(theme)
        self.licence.show_licence(session.pack.info.licence)
        self.changes = QListWidget()
        self.changes.setAccessibleName("What is new")
        self.told = label(wrap=True)
        self.grave = ProblemList(theme)
        self.grave.setAccessibleName("To be put right first")
        self.grave.asked.connect(self._on_problem)
        self.key_box = KeyBox(theme)
        self.key_box.other_asked.connect(self._on_other_key)
        self.problem = Problem()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton(
            "Save the pack file…", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self.author.textChanged.connect(self._show_changes)
        self.licence.changed.connect(self._show_changes)
        self._lay()
        self._show_key()
        self._show_changes()

    def pack(self) -> Pack:
        """Return the pack with the author and the licence that are filled in, or raise."""
        info = replace(
            self._session.pack.info, author=self.author.text(), licence=self.licence.licence()
        )
        return replace(self._session.pack, info=clean_info(info))

    @property
    def code(self) -> str:
        """Return the code of the key that signed; empty where none did."""
        return fingerprint(self._key.public) if self._key is not None else ""

    # What it shows

    def _show_changes(self) -> None:
        try:
            made = edition(self.pack(), self._session.published)
        except TextError as error:
            self.problem.tell(str(error))
            return
        self.problem.hide()
        before = self._session.published
        found = compare(before, made)
        told = counts(found)
        version = made.info.version
        if before is None:
            self.told.setText(f"This is version 1, with {told.replace(' new', '')}.")
        elif made is before:
            self.told.setText(
                f"Nothing has changed since version {version}. The same file is saved again."
            )
        else:
            self.told.setText(
                f"This will be version {version}. Since version "
                f"{before.info.version}: {told or 'small changes'}."
            )
        rows = lines(found) if before is not None and made is not before else []
        self.changes.clear()
        self.changes.addItems(rows)
        self.changes.setVisible(bool(rows))
        if rows:
            self.changes.setFixedHeight(min(len(rows), 5) * self.changes.sizeHintForRow(0) + 12)

    def _show_key(self) -> None:
        if not self._ring.is_there:
            self.key_box.show_key("", self._ring)
            return
        try:
            self._key = self._ring.read()
        except PasswordError:
            self.key_box.show_locked(self._ring)
            return
        except PackError as error:
            self.problem.tell(f"{error} Or use another key.")
            self.save.setEnabled(False)
            return
        self.key_box.show_key(self._key.public, self._ring)

    # What it does

    def _on_problem(self, problem: PackProblem) -> None:
        self.problem_chosen = problem
        self.reject()

    def _on_other_key(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Use another key", str(self._folder), "Signing keys (*.key);;All files (*)"
        )
        if chosen:
            self._take_key(Path(chosen))

    def _take_key(self, path: Path) -> None:
        self.problem.hide()
        try:
            self._key = with_password(self, partial(self._use, path))
        except PasswordError:
            # The question was put away.
            return
        except PackError as error:
            self.problem.tell(str(error))
            return
        self._unsigned = False
        self.save.setEnabled(True)
        self.key_box.show_key(self._key.public, self._ring)

    def _use(self, path: Path, password: str) -> SigningKey:
        return beside(partial(self._ring.use, path, password))

    def _signing_key(self) -> SigningKey | None:
        """Return the key to sign with, made or opened now; None where there is to be none."""
        if self._unsigned:
            return None
        if self._key is None and self._ring.is_there:
            self._key = with_password(self, self._ring.read)
            self.key_box.show_key(self._key.public, self._ring)
        elif self._key is None:
            try:
                self._key = beside(self._ring.make)
            except PackError as error:
                self._unsigned = True
                self.key_box.show_none(
                    f"{error} Publish it unsigned only if you must: students are told that "
                    "nothing shows who made it."
                )
                self.save.setText("Save it unsigned…")
                raise
            self.made_key = True
            self.key_box.show_key(self._key.public, self._ring)
        return self._key

    def _on_save(self) -> None:
        try:
            self._publish()
        except (PackError, StoreError, TextError) as error:
            self.problem.tell(str(error))

    def _publish(self) -> None:
        from planner.packs.pack_file import SUFFIX, build_pack, save_pack_file

        made = edition(self.pack(), self._session.published)
        key = self._signing_key()
        record = Record()
        if key is not None:
            record = with_password(self, partial(self._ring.handed_over, made.info.id, key))
        data = build_pack(made, key, record.handovers)
        start = self._folder / suggested_name(made, SUFFIX)
        path = ask_save(self, "Save the pack file", start, "Evidence pack", SUFFIX, "this version")
        if path is None:
            return
        # First remembered, then written: a number that was handed out never means two things.
        if not self._remember(made, record):
            raise StoreError("The library could not be written to, so nothing was published.")
        beside(partial(save_pack_file, data, path))
        self.saved = path
        self.accept()

    def _remember(self, made: Pack, record: Record) -> bool:
        done = self._session.apply(
            partial(change_info, info=made.info), f"publish version {made.info.version}"
        )
        if done:
            self._ring.keep(made.info.id, record)
            self._session.note_published(made)
        return done

    # How it is laid

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # As high as what it says needs, and the screen has.
        inner = self._page.layout()
        assert inner is not None
        around = self.height() - self._scroll.viewport().height()
        room = self.screen().availableGeometry().height() - 60
        wanted = inner.totalHeightForWidth(self._scroll.viewport().width()) + around
        self.resize(self.width(), min(room, max(wanted, 320)))

    def _lay(self) -> None:
        found = tuple(p for p in problems(self._session.pack) if p.grave)
        self._page = QWidget()
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(1, 1, 4, 1)
        inner.setSpacing(7)
        for part in self._blocked(found) if found else self._parts():
            inner.addWidget(part)
        inner.addStretch(1)
        self.save.setVisible(not found)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 18, 16)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.problem)
        box.addSpacing(4)
        box.addWidget(self.buttons)

    def _blocked(self, found: tuple[PackProblem, ...]) -> list[QWidget]:
        """Return what is shown while something has to be put right first."""
        self.grave.held.show(found)
        self.grave.setCurrentIndex(self.grave.held.index(0))
        self.grave.setMinimumHeight(min(len(found), 7) * self.grave.sizeHintForRow(0) + 4)
        show = self.buttons.addButton("Go there", QDialogButtonBox.ButtonRole.ActionRole)
        show.setProperty("kind", "primary")
        show.clicked.connect(self._on_go_there)
        one = len(found) == 1
        told = "This has" if one else f"These {len(found):,} have"
        return [
            label(f"{told} to be put right first", "title"),
            label(
                "Choose one to go to it. All else can be published as it is.", "muted", wrap=True
            ),
            self.grave,
        ]

    def _on_go_there(self) -> None:
        self._on_problem(self.grave.held.problems[max(0, self.grave.currentIndex().row())])

    def _parts(self) -> list[QWidget]:
        who, how = label("Author", "field"), label("Licence", "field")
        who.setBuddy(self.author)
        how.setBuddy(self.licence.choice)
        title = label(self._session.pack.info.title, "title", wrap=True)
        return [title, self.told, self.changes, who, self.author, how, self.licence, self.key_box]


def suggested_name(pack: Pack, suffix: str) -> str:
    """Return a name for the file of a version that every system takes."""
    kept = "".join(c if c.isalnum() or c in " -–_,’'()" else " " for c in pack.info.title)
    title = " ".join(kept.split())[:80].strip(" .") or pack.info.id
    return f"{title} v{pack.info.version}{suffix}"
