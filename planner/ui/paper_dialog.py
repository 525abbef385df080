"""Printing a pack: which sheet, on which paper, and where its PDF goes."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from planner.export import ExportError, save_export
from planner.model.framework import Frameworks
from planner.model.pack import Pack
from planner.paper import (
    PER_PAGE,
    SIZES,
    PaperChoices,
    PaperError,
    Sheet,
    first_page,
    make_pdf,
)
from planner.paper.late import ends_late
from planner.paper.work import Advance
from planner.ui.beside import beside
from planner.ui.controls import Choice, Problem, button, label
from planner.ui.messages import confirm
from planner.ui.packs.progress import Cancelled
from planner.ui.paper_preview import Preview
from planner.ui.theme import Theme

SUFFIX = ".pdf"

_SHEETS = {
    Sheet.CARDS: (
        "Cards to cut out",
        "To sort, and to lay on a mat. Print at full size, and backs turned on the long edge.",
    ),
    Sheet.MAT: ("Paragraph mat", "A blank paragraph to lay cards on and to write in."),
    Sheet.ORGANISER: ("Knowledge organiser", "A page for each factor, with all its cards."),
    Sheet.TIMELINE: ("Timeline", "The cards in the order of time, for a desk or the wall."),
}
_MOMENT = 500
_BETWEEN = 40


def ask_paper(
    parent: QWidget, pack: Pack, frameworks: Frameworks, theme: Theme, folder: Path
) -> Path | None:
    """Ask how to print a pack, write the PDF, and return where it is; None where nothing was."""
    dialog = PaperDialog(parent, pack, frameworks, theme, folder)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    saved = dialog.saved
    dialog.deleteLater()
    return saved if done else None


class PaperDialog(QDialog):
    """Asks for a sheet and how to print it, and writes a PDF; a failure is told, nothing lost."""

    def __init__(
        self, parent: QWidget, pack: Pack, frameworks: Frameworks, theme: Theme, folder: Path
    ) -> None:
        super().__init__(parent)
        self._pack, self._frameworks, self._folder = pack, frameworks, folder
        self.saved: Path | None = None
        self.setWindowTitle("Print a pack")
        self._form = QFormLayout()
        self._make_choices(theme)
        self.about = label("", "small", wrap=True)
        self.preview = Preview()
        self.path = QLineEdit()
        self.path.setAccessibleName("Save to")
        self.path.textEdited.connect(self._on_edited)
        self._named = False
        self.browse = button("Browse…")
        self.browse.clicked.connect(self._on_browse)
        self.problem = Problem()
        self.buttons = QDialogButtonBox()
        save = self.buttons.addButton("Save as PDF", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("kind", "primary")
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self._lay()
        save.setDefault(True)
        self._on_sheet()
        self.sheets[Sheet.CARDS].setFocus(Qt.FocusReason.OtherFocusReason)

    def sheet(self) -> Sheet:
        """Return the sheet that is chosen."""
        return next(sheet for sheet, choice in self.sheets.items() if choice.isChecked())

    def choices(self) -> PaperChoices:
        """Return how it is to be printed."""
        return PaperChoices(
            size=self.size_choice.currentText(),
            per_page=self.per_page.currentData(),
            backs=self.backs.isChecked(),
            factor="" if self.sheet() is Sheet.MAT else self.factor.currentData(),
        )

    def _make_choices(self, theme: Theme) -> None:
        self._group = QButtonGroup(self)
        self.sheets: dict[Sheet, QRadioButton] = {}
        for sheet, (name, _) in _SHEETS.items():
            self.sheets[sheet] = QRadioButton(name)
            self._group.addButton(self.sheets[sheet])
        self.sheets[Sheet.CARDS].setChecked(True)
        self._group.buttonClicked.connect(self._on_sheet)
        self.size_choice, self.per_page = Choice(theme), Choice(theme)
        for number in PER_PAGE:
            self.per_page.addItem(f"{number} to a page", number)
        self.backs = QCheckBox("Print backs too")
        self.factor, self.framework = Choice(theme), Choice(theme)
        self.factor.addItem("All factors", "")
        used = {factor for card in self._pack.cards for factor in card.factors}
        for factor in self._pack.factors:
            if factor.id in used:
                self.factor.addItem(factor.name or factor.id, factor.id)
        for framework in self._frameworks.frameworks:
            self.framework.addItem(framework.name, framework.id)
        for told, choice in (
            ("Paper", self.size_choice),
            ("Cards", self.per_page),
            ("Factors", self.factor),
            ("Framework", self.framework),
        ):
            choice.setAccessibleName(told)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(16)
            choice.activated.connect(self._on_choice)
        self.backs.toggled.connect(self._on_choice)

    def _on_sheet(self) -> None:
        """Offer what goes with the sheet, and keep the paper that was chosen where it can be."""
        sheet = self.sheet()
        before = self.size_choice.currentText()
        self.size_choice.clear()
        self.size_choice.addItems(SIZES[sheet])
        self.size_choice.setCurrentIndex(max(0, self.size_choice.findText(before)))
        cards = sheet is Sheet.CARDS
        for field, shown in (
            (self.per_page, cards),
            (self.backs, cards),
            (self.factor, sheet is not Sheet.MAT),
            (self.framework, sheet is Sheet.MAT),
        ):
            self._form.setRowVisible(field, shown)
        self.about.setText(_SHEETS[sheet][1])
        if not self._named:
            name = f"{self._pack.info.id.replace('/', '-')} {sheet}{SUFFIX}"
            self.path.setText(str(self._folder / name))
        self._on_choice()

    def _on_choice(self) -> None:
        self.problem.hide()
        framework = self._frameworks.named(self.framework.currentData())
        try:
            page = first_page(self._pack, self.sheet(), self.choices(), framework)
        except PaperError as error:
            self.preview.show_page(None)
            self.problem.tell(str(error))
        else:
            self.preview.show_page(page)

    def _on_edited(self) -> None:
        # A name that was typed stays, whatever the sheet.
        self._named = True
        self.problem.hide()

    def _on_browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Save as PDF",
            self.path.text(),
            f"PDF (*{SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.path.setText(chosen)
            self._on_edited()

    def _on_save(self) -> None:
        self.problem.hide()
        text = self.path.text().strip()
        if not text:
            self.problem.tell("Type the name of the file to save.")
            return
        path = Path(text).expanduser()
        # Unlike Path's own, this does not raise at a name that no file can have.
        if os.path.isdir(path):
            self.problem.tell(f"{path} is a folder. Add the name of a file to it.")
            return
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if os.path.isfile(path) and not confirm(
            self,
            f"Replace {path.name}?",
            "There is a file of this name already. Replacing it puts this sheet in its place.",
            "Replace",
            "Go back",
        ):
            return
        self._write(path)

    def _write(self, path: Path) -> None:
        try:
            data = self._make()
            if data is None:
                return
            beside(partial(save_export, data, path))
        except (ExportError, PaperError) as error:
            self.problem.tell(str(error))
        else:
            self.saved = path
            self.accept()

    def _make(self) -> bytes | None:
        """Return the PDF, or None where the making of it was stopped."""
        framework = self._frameworks.named(self.framework.currentData())
        of = self._pack, self.sheet(), self.choices(), framework
        if not beside(partial(ends_late, self._pack)):
            return self._make_here(lambda advance: make_pdf(*of, advance))
        from planner.paper.alone import print_alone
        from planner.ui.printing import print_apart

        try:
            return print_apart(self, partial(print_alone, *of))
        except Cancelled:
            return None

    def _make_here(self, make: Callable[[Advance], bytes]) -> bytes | None:
        """Make the PDF in steps, and show how far it is."""
        progress = QProgressDialog("Making the PDF…", "Stop", 0, 100, self)
        progress.setWindowTitle("Print a pack")
        # Its own label guesses at rich text.
        progress.setLabel(label("Making the PDF…"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_MOMENT)
        clock = QElapsedTimer()
        clock.start()
        try:
            return make(partial(_advance, progress, clock))
        except _StoppedError:
            return None
        finally:
            progress.reset()
            progress.deleteLater()

    def _side(self) -> QWidget:
        """Return the choices, one below the other."""
        # The sheets differ in what is asked, and the page beside it stays where it is.
        side = QWidget()
        side.setFixedWidth(320)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(label("Sheet", "field"))
        for choice in self.sheets.values():
            left.addWidget(choice)
        left.addWidget(self.about)
        left.addSpacing(6)
        self._form.setVerticalSpacing(8)
        self._form.setHorizontalSpacing(12)
        for told, field in (
            ("Paper", self.size_choice),
            ("Cards", self.per_page),
            ("", self.backs),
            ("Factors", self.factor),
            ("Framework", self.framework),
        ):
            name = label(told, "field")
            name.setBuddy(field)
            self._form.addRow(name, field)
        left.addLayout(self._form)
        left.addStretch(1)
        return side

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(self._side())
        top.addWidget(self.preview, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(7)
        box.addLayout(top, 1)
        where = label("Save to", "field")
        where.setBuddy(self.path)
        box.addWidget(where)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        box.addLayout(row)
        box.addWidget(self.problem)
        box.addSpacing(8)
        box.addWidget(self.buttons)
        self.resize(QSize(860, 600).boundedTo(self.screen().availableGeometry().size() * 0.9))


class _StoppedError(Exception):
    """The making of a PDF was stopped by whoever asked for it."""


def _advance(progress: QProgressDialog, clock: QElapsedTimer, done: int, total: int) -> None:
    """Show how far a PDF is, now and then, or raise where it is to stop."""
    if clock.elapsed() < _BETWEEN:
        return
    clock.restart()
    progress.setMaximum(total)
    # This lets the window answer as well.
    progress.setValue(done)
    if progress.wasCanceled():
        raise _StoppedError
