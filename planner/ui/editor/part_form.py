"""The form beside a table: every field of the row that is current."""

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner.model.dates import read_when
from planner.model.evidence import Card, Factor, Question
from planner.model.framework import QuestionType
from planner.model.pack import Pack
from planner.model.pack_cells import Words, cell, with_cell, with_type
from planner.model.pack_edits import EditError, Part, change, words_of
from planner.model.problems import Problem
from planner.model.text import TextError
from planner.ui.controls import button, icon_button, label
from planner.ui.editor.choices import FactorChoices, FrameworkChoice, TypeChoice
from planner.ui.editor.columns import Holds, Sheet, Shown
from planner.ui.editor.fields import FieldBox, LineField, PassageField
from planner.ui.editor.hues import HuePalette
from planner.ui.editor.pack_session import PackSession
from planner.ui.need_choices import NeedChoices
from planner.ui.theme import Theme

_TOGETHER = {"end", "minutes", "level", "paragraphs"}
"""Fields that stand beside the one before them."""


class PartForm(QScrollArea):
    """Shows one part of the pack with all its fields, and changes it as they are filled in."""

    factor_asked = Signal(str)
    """A new factor is wanted for the part with this id."""
    new_asked = Signal()
    duplicating_asked = Signal()
    removing_asked = Signal()

    def __init__(self, session: PackSession, sheet: Sheet, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self.sheet, self._theme = session, sheet, theme
        self._part: Part | None = None
        self._words = Words((), session.types, session.frameworks)
        self.boxes: dict[str, FieldBox] = {}
        self.fields: dict[str, QWidget] = {}
        self.dates_note = label(kind="small", wrap=True)
        self.use_words = button("Use the dates in the words", "link")
        self.use_words.clicked.connect(self._on_use_words)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"The chosen {sheet.word}")
        self._lay()

    def show_part(self, part: Part | None, number: int, pack: Pack, words: Words) -> None:
        """Show a part, which is number so and so of its kind; None for the empty row."""
        self._part, self._words = part, words
        self._page.setVisible(part is not None)
        self._empty.setVisible(part is None)
        if part is None:
            return
        total = len(self.sheet.parts(pack))
        self._place.setText(f"{self.sheet.word.upper()} {number:,} OF {total:,}")
        self._id.setText(f"Id: {part.id.partition('/')[2]}")
        for field in self.sheet.fields:
            self._show(field, part, pack)
        if isinstance(part, Card):
            self._show_dates(part)

    def show_problems(self, problems: Mapping[tuple[str, str], Problem]) -> None:
        """Say under each field what is wrong with it."""
        part_id = self._part.id if self._part is not None else ""
        for name, box in self.boxes.items():
            problem = problems.get((part_id, name))
            says = f"{problem.says} {problem.do}" if problem is not None else ""
            box.tell(says, grave=problem is not None and problem.grave)

    def take_focus(self, name: str = "") -> None:
        """Give a field the keyboard, or the first."""
        field = self.fields.get(name) or next(iter(self.fields.values()))
        if self._part is None:
            self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if isinstance(field, FactorChoices):
            field = next(iter(field.chips.values()), field.new)
        elif isinstance(field, HuePalette):
            field = field.chosen_button()
        elif isinstance(field, NeedChoices):
            field = next(iter(field.boxes.values()))
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)

    def _show(self, field: Shown, part: Part, pack: Pack) -> None:
        shown = self.fields[field.name]
        if isinstance(shown, LineField | PassageField):
            held = cell(part, field.name, self._words)
            shown.show_words(part.id, held, partial(self._says, part, field.name))
        elif isinstance(shown, FactorChoices) and isinstance(part, Card | Question):
            shown.show_factors(pack.factors, part.factors)
        elif isinstance(shown, TypeChoice) and isinstance(part, Question):
            shown.show_type(part.type, self._words.types)
        elif isinstance(shown, NeedChoices) and isinstance(part, QuestionType):
            shown.show_needs(part.needs)
        elif isinstance(shown, FrameworkChoice) and isinstance(part, QuestionType):
            shown.show_framework(part.framework)
        elif isinstance(shown, HuePalette) and isinstance(part, Factor):
            shown.show_hue(part.hue)

    def _says(self, part: Part, name: str, said: str) -> bool:
        """Tell whether words, as a field would read them, are what a part holds already."""
        try:
            read = with_cell(part, name, said, self._words)
        except (EditError, TextError):
            return False
        held = cell(part, name, self._words)
        return " ".join(cell(read, name, self._words).split()) == " ".join(held.split())

    def _show_dates(self, card: Card) -> None:
        read = read_when(card.when.shown)
        by_hand = (read.start, read.end) != (card.when.start, card.when.end)
        if by_hand:
            told = "These dates are set by hand."
        elif read.start:
            told = "The dates are read from the words."
        elif card.when.shown:
            told = "Marshal reads no date in these words. Set one, or leave it open."
        else:
            told = "Marshal reads the dates from the words."
        self.dates_note.setText(told)
        self.use_words.setVisible(by_hand and bool(read.start))

    # What is chosen rather than typed

    def _on_use_words(self) -> None:
        card = self._part
        if isinstance(card, Card):
            when = read_when(card.when.shown)
            self._change(replace(card, when=when), "use the dates in the words")

    def _on_factors(self) -> None:
        choices, part = self.fields["factors"], self._part
        if isinstance(choices, FactorChoices) and isinstance(part, Card | Question):
            # A factor that this pack does not have stays as it is.
            others = tuple(name for name in part.factors if name not in choices.chips)
            ticked = choices.ticked()
            kept = tuple(name for name in part.factors if name in ticked)
            new = tuple(name for name in ticked if name not in kept)
            self._change(replace(part, factors=kept + new + others), "choose factors")

    def _on_type(self, kind: str) -> None:
        if isinstance(self._part, Question):
            self._change(with_type(self._part, kind, self._session.types), "choose a type")

    def _on_hue(self, hue: int) -> None:
        if isinstance(self._part, Factor):
            self._change(replace(self._part, hue=hue), "choose a mark")

    def _on_needs(self) -> None:
        choices, part = self.fields["needs"], self._part
        if isinstance(choices, NeedChoices) and isinstance(part, QuestionType):
            self._change(replace(part, needs=choices.ticked()), "choose what it asks for")

    def _on_framework(self, framework: str) -> None:
        if isinstance(self._part, QuestionType):
            self._change(replace(self._part, framework=framework), "choose a framework")

    def _change(self, part: Part, deed: str) -> None:
        called = words_of(part)
        words = f"{deed} for {called}" if called else deed
        self._session.apply(partial(change, parts=[part]), words)

    def _on_factor_asked(self) -> None:
        if self._part is not None:
            self.factor_asked.emit(self._part.id)

    # How it is laid

    def _field(self, field: Shown) -> QWidget:
        match field.holds:
            case Holds.PASSAGE:
                made = PassageField(
                    self._session, self.sheet.word, field.name, field.title, field.lines
                )
                made.setPlaceholderText(field.hint)
                return made
            case Holds.FACTORS:
                factors = FactorChoices(self._theme)
                factors.changed.connect(self._on_factors)
                factors.factor_asked.connect(self._on_factor_asked)
                return factors
            case Holds.TYPE:
                types = TypeChoice(self._theme, self._session.types)
                types.chosen.connect(self._on_type)
                return types
            case Holds.HUE:
                hues = HuePalette(self._theme)
                hues.chosen.connect(self._on_hue)
                return hues
            case Holds.NEEDS:
                needs = NeedChoices(field.title)
                needs.changed.connect(self._on_needs)
                return needs
            case Holds.FRAMEWORK:
                choice = FrameworkChoice(self._theme, self._session.frameworks)
                choice.chosen.connect(self._on_framework)
                return choice
            case _:
                live = field.holds is Holds.LINE
                line = LineField(self._session, self.sheet.word, field.name, field.title, live=live)
                line.setPlaceholderText(field.hint)
                return line

    def _lay(self) -> None:
        whole = QWidget(self.viewport())
        self._page = QWidget(whole)
        box = QVBoxLayout(self._page)
        box.setContentsMargins(18, 14, 18, 16)
        box.setSpacing(11)
        box.addLayout(self._lay_head())
        beside: QHBoxLayout | None = None
        for field in self.sheet.fields:
            made = self.fields[field.name] = self._field(field)
            self.boxes[field.name] = FieldBox(field.title, made)
            if field.name in _TOGETHER and beside is not None:
                beside.addWidget(self.boxes[field.name], 1)
                continue
            beside = QHBoxLayout()
            beside.setSpacing(10)
            beside.addWidget(self.boxes[field.name], 1)
            beside.setAlignment(Qt.AlignmentFlag.AlignTop)
            box.addLayout(beside)
            if field.name == "start":
                box.addLayout(self._lay_dates())
        self._id = label(kind="small", wrap=True)
        self._id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self._id)
        box.addStretch(1)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._lay_empty(whole))
        self.setWidget(whole)

    def _lay_head(self) -> QHBoxLayout:
        self._place = label(kind="section")
        copy = icon_button(self._theme, "copy", f"Duplicate this {self.sheet.word}")
        copy.clicked.connect(self.duplicating_asked)
        remove = icon_button(self._theme, "trash-2", f"Remove this {self.sheet.word}")
        remove.clicked.connect(self.removing_asked)
        row = QHBoxLayout()
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(remove)
        return row

    def _lay_dates(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, -6, 0, 0)
        row.addWidget(self.dates_note, 1)
        row.addWidget(self.use_words)
        return row

    def _lay_empty(self, parent: QWidget) -> QWidget:
        self._empty = QWidget(parent)
        box = QVBoxLayout(self._empty)
        box.setContentsMargins(18, 14, 18, 16)
        box.setSpacing(10)
        box.addWidget(label(f"A NEW {self.sheet.word.upper()}", "section"))
        told: QLabel = label(self.sheet.empty, "muted", wrap=True)
        box.addWidget(told)
        self.new = button(f"New {self.sheet.word}")
        self.new.setIconSize(QSize(16, 16))
        self.new.clicked.connect(self.new_asked)
        box.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return self._empty
