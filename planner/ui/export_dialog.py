"""Exporting the plan: which format, what goes into it, and where to."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from planner.export import (
    FORMATS,
    Choices,
    ExportError,
    parts_of,
    render,
    save_export,
    suggested_name,
)
from planner.model.framework import Essay
from planner.model.outline import Block
from planner.model.picture import Picture
from planner.model.plan import Plan
from planner.ui.beside import beside
from planner.ui.controls import Problem, button, fit_height, label
from planner.ui.export_memory import ExportMemory
from planner.ui.memory import Memory
from planner.ui.messages import confirm
from planner.ui.packs.progress import Cancelled

_PARTS = {
    "ranking": "The ranking of factors, with its reasons",
    "links": "Links, with what explains them",
    "timeline": "A timeline of the cards in the paragraphs",
    "sorting": "The piles that cards were sorted into",
}
"""What a plan was thought out with, by the names of Choices."""
_LISTED = (
    "The plan has too many dated cards for a timeline that could be read on one page. They will "
    "be a list in the order of time instead."
)


class ExportDialog(QDialog):
    """Asks for a format, choices and a file, and writes it; a failure is told and nothing lost."""

    def __init__(
        self,
        parent: QWidget,
        plan: Plan,
        essay: Essay,
        folder: Path,
        notes: Mapping[str, str],
        memory: Memory,
    ) -> None:
        super().__init__(parent)
        self._plan, self._essay, self._notes = plan, essay, notes
        self._memory = ExportMemory(memory)
        self.saved: Path | None = None
        self.setWindowTitle("Export the plan")
        self._formats = QButtonGroup(self)
        self.format_buttons: dict[str, QRadioButton] = {}
        for name, kind in FORMATS.items():
            choice = QRadioButton(f"{kind.description} ({kind.suffix})")
            self.format_buttons[name] = choice
            self._formats.addButton(choice)
        known = self._memory.format if self._memory.format in FORMATS else "docx"
        self.format_buttons[known].setChecked(True)
        self._formats.buttonClicked.connect(self._on_format)
        self.details = QCheckBox("What the cards say, not their headlines alone")
        self.sources = QCheckBox("Sources at the end")
        self.prompts = QCheckBox("Prompts for what is still empty")
        self.notes = QCheckBox("My notes on the cards")
        self.notes.setVisible(bool(notes))
        self.parts = {part: QCheckBox(_PARTS[part]) for part in parts_of(plan)}
        self._checks = {
            "details": self.details,
            "sources": self.sources,
            "prompts": self.prompts,
            "notes": self.notes,
            **self.parts,
        }
        usual = Choices()
        for name, check in self._checks.items():
            check.setChecked(self._memory.wants(name, getattr(usual, name)))
            check.toggled.connect(self._hint)
        self.hint = label(kind="small", wrap=True)
        self.path = QLineEdit(str(folder / suggested_name(plan, FORMATS[known].suffix)))
        self.path.setAccessibleName("Save to")
        self.path.textChanged.connect(self._on_path)
        self.browse = button("Browse…")
        self.browse.clicked.connect(self._on_browse)
        self.problem = Problem()
        self.buttons = QDialogButtonBox()
        export = self.buttons.addButton("Export plan", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setProperty("kind", "primary")
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._on_export)
        self.buttons.rejected.connect(self.reject)
        self._lay()
        self.setMinimumWidth(max(560, self.minimumSizeHint().width()))
        self._hint()
        export.setDefault(True)
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def choices(self) -> Choices:
        """Return what is to go into the export."""
        return Choices(**{name: check.isChecked() for name, check in self._checks.items()})

    def _hint(self) -> None:
        """Say where a picture is asked for that there is no room for."""
        timeline, said = self.parts.get("timeline"), ""
        if timeline is not None and timeline.isChecked() and FORMATS[self._format()].pictures:
            from planner.paper.pictures import timeline_fits

            said = "" if timeline_fits(self._plan) else _LISTED
        self.hint.setText(said)
        self.hint.setVisible(bool(said))
        fit_height(self)

    def _pictures(self) -> dict[str, Picture]:
        wanted = [part for part, check in self.parts.items() if check.isChecked()]
        if not wanted or not FORMATS[self._format()].pictures:
            return {}
        # What paints on paper is not needed to open a window.
        from planner.paper.pictures import plan_pictures

        return plan_pictures(self._plan, wanted)

    def _format(self) -> str:
        return next(name for name, choice in self.format_buttons.items() if choice.isChecked())

    def _on_format(self) -> None:
        path = Path(self.path.text())
        if path.suffix.lower() in {kind.suffix for kind in FORMATS.values()}:
            self.path.setText(str(path.with_suffix(FORMATS[self._format()].suffix)))
        self._hint()

    def _on_path(self, text: str) -> None:
        # A suffix that is typed chooses the format, as on the command line.
        for name, kind in FORMATS.items():
            if text.lower().endswith(kind.suffix):
                self.format_buttons[name].setChecked(True)
        self.problem.hide()

    def _on_browse(self) -> None:
        kind = FORMATS[self._format()]
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export the plan",
            self.path.text(),
            f"{kind.description} (*{kind.suffix})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.path.setText(chosen)

    def _target(self) -> Path:
        text = self.path.text().strip()
        if not text:
            raise ExportError("Type the name of the file to export to.")
        path = Path(text).expanduser()
        # Unlike Path's own, these do not raise at a name that no file can have.
        if os.path.isdir(path):
            raise ExportError(f"{path} is a folder. Add the name of a file to it.")
        kind = FORMATS[self._format()]
        # A name without one of our suffixes gets the chosen format's, as Word's own does.
        if path.suffix.lower() not in {known.suffix for known in FORMATS.values()}:
            path = path.with_name(path.name + kind.suffix)
        return path

    def _on_export(self) -> None:
        try:
            path = self._target()
            if os.path.isfile(path) and not confirm(
                self,
                f"Replace {path.name}?",
                "There is a file of this name already. Replacing it puts the plan in its place.",
                "Replace",
                "Go back",
            ):
                return
            beside(partial(save_export, self._render(), path))
        except Cancelled:
            return
        except (ExportError, ValueError, RuntimeError, OSError) as error:
            self.problem.tell(str(error))
            return
        chosen = {name: check.isChecked() for name, check in self._checks.items()}
        if not self._notes:
            # They were not asked about.
            del chosen["notes"]
        self._memory.keep(self._format(), chosen)
        self.saved = path
        self.accept()

    def _render(self) -> bytes:
        """Return the plan in the format that is chosen."""
        # What is painted or printed is so here: only in its own thread has Qt fonts.
        of = (self._plan, self._format(), self.choices(), self._essay, self._notes)
        make = partial(render, *of, self._pictures())
        if FORMATS[self._format()].printed:
            return make(partial(_print, self))
        return beside(make)

    def _lay(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(7)
        box.addWidget(label("Format", "field"))
        formats = QHBoxLayout()
        formats.setSpacing(20)
        for choice in self.format_buttons.values():
            formats.addWidget(choice)
        formats.addStretch(1)
        box.addLayout(formats)
        box.addSpacing(8)
        box.addWidget(label("Include", "field"))
        # In two columns, so that all has room on a small screen.
        includes = QHBoxLayout()
        includes.setSpacing(28)
        essay = (self.details, self.notes, self.sources, self.prompts)
        for checks in filter(None, (essay, tuple(self.parts.values()))):
            column = QVBoxLayout()
            column.setSpacing(7)
            for check in checks:
                column.addWidget(check)
            column.addStretch(1)
            includes.addLayout(column)
        includes.addStretch(1)
        box.addLayout(includes)
        box.addWidget(self.hint)
        box.addSpacing(8)
        where = label("Save to", "field")
        where.setBuddy(self.path)
        box.addWidget(where)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        box.addLayout(row)
        box.addWidget(self.problem)
        box.addSpacing(10)
        box.addWidget(self.buttons)


def _print(parent: QWidget, blocks: Sequence[Block]) -> bytes:
    """Return a plan as a PDF, or raise ExportError or Cancelled."""
    from planner.paper.choices import PaperError
    from planner.ui.printing import print_plan

    try:
        return print_plan(parent, blocks)
    except PaperError as error:
        raise ExportError(str(error)) from error
