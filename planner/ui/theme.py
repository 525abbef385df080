"""Colours, type and the style sheet, after the system's light or dark scheme."""

import re

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from planner import shipped
from planner.model.framework import Role

FAMILY = "Atkinson Hyperlegible Next"


class Tokens(Struct, frozen=True):
    """The colours of one scheme, by what they are for."""

    ground: str
    surface: str
    raised: str
    border: str
    strong_border: str
    text: str
    muted: str
    hint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_text: str
    focus: str
    selected: str
    done: str
    warn: str
    warn_soft: str
    hues: tuple[str, ...]
    roles: dict[Role, str]
    role_text: dict[Role, str]

    def hue(self, number: int) -> QColor:
        """Return the colour of the factor with this hue; hues repeat after the last."""
        return QColor(self.hues[number % len(self.hues)])


# The hues are Okabe and Ito's, which people who see few colours can tell apart.
_LIGHT = Tokens(
    ground="#f5f4ef",
    surface="#ffffff",
    raised="#ffffff",
    border="#dedbd1",
    strong_border="#8f8a7c",
    text="#1b2130",
    muted="#565d6b",
    hint="#6f6a5c",
    accent="#8e2b36",
    accent_hover="#7a222d",
    on_accent="#ffffff",
    accent_soft="#f6e6e6",
    accent_text="#8e2b36",
    focus="#1d63c4",
    selected="#e9f0fb",
    done="#2a7352",
    warn="#8a5200",
    warn_soft="#fdf3e0",
    hues=("#0072b2", "#d55e00", "#00976e", "#c2669a", "#9a7400", "#3f8fc0", "#6b6f78"),
    roles={
        Role.POINT: "#3a6ea8",
        Role.EVIDENCE: "#2f7d5b",
        Role.EXPLAIN: "#946200",
        Role.LINK: "#7a4b93",
        Role.JUDGEMENT: "#8e2b36",
        Role.OTHER: "#565d6b",
    },
    role_text={
        Role.POINT: "#2f5f96",
        Role.EVIDENCE: "#266b4d",
        Role.EXPLAIN: "#7d5300",
        Role.LINK: "#6d4185",
        Role.JUDGEMENT: "#8e2b36",
        Role.OTHER: "#565d6b",
    },
)
_DARK = Tokens(
    ground="#15171c",
    surface="#1e2127",
    raised="#262a32",
    border="#353a44",
    strong_border="#757c8a",
    text="#eceae4",
    muted="#b1b7c2",
    hint="#959cab",
    accent="#b23c4a",
    accent_hover="#c44a58",
    on_accent="#ffffff",
    accent_soft="#3a2429",
    accent_text="#f2a0a9",
    focus="#7fb0ff",
    selected="#27344a",
    done="#6cc79b",
    warn="#f0b95b",
    warn_soft="#38301f",
    hues=("#4ba3dd", "#f08a3e", "#35c79a", "#e08fbf", "#d9b13b", "#8cc7ee", "#a5abb8"),
    roles={
        Role.POINT: "#3f73ad",
        Role.EVIDENCE: "#2f7d5b",
        Role.EXPLAIN: "#8f6208",
        Role.LINK: "#80519a",
        Role.JUDGEMENT: "#a63a46",
        Role.OTHER: "#5d6574",
    },
    role_text={
        Role.POINT: "#8fbcf0",
        Role.EVIDENCE: "#7ed0a8",
        Role.EXPLAIN: "#e3b65c",
        Role.LINK: "#cda3e6",
        Role.JUDGEMENT: "#f09aa4",
        Role.OTHER: "#b1b7c2",
    },
)


def tokens(scheme: Qt.ColorScheme) -> Tokens:
    """Return a scheme's colours; one that the system does not tell is light."""
    return _DARK if scheme == Qt.ColorScheme.Dark else _LIGHT


def palette(of: Tokens) -> QPalette:
    """Return the palette that Qt's own parts (menus, message boxes) are painted with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: of.ground,
        QPalette.ColorRole.WindowText: of.text,
        QPalette.ColorRole.Base: of.surface,
        QPalette.ColorRole.AlternateBase: of.ground,
        QPalette.ColorRole.Text: of.text,
        QPalette.ColorRole.Button: of.surface,
        QPalette.ColorRole.ButtonText: of.text,
        QPalette.ColorRole.ToolTipBase: of.raised,
        QPalette.ColorRole.ToolTipText: of.text,
        QPalette.ColorRole.PlaceholderText: of.hint,
        QPalette.ColorRole.Highlight: of.focus,
        QPalette.ColorRole.HighlightedText: of.surface,
        QPalette.ColorRole.Accent: of.accent,
        QPalette.ColorRole.Link: of.focus,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.hint))
    return made


def style_sheet(of: Tokens) -> str:
    """Return the style sheet with a scheme's colours in it."""
    folder = shipped.RESOURCES / "theme"
    text = (folder / "marshal.qss").read_text(encoding="utf-8")
    colours = {name: colour for name, colour in asdict(of).items() if isinstance(colour, str)}
    colours |= {f"role_{role}": colour for role, colour in of.roles.items()}
    colours |= {f"text_{role}": colour for role, colour in of.role_text.items()}
    values = {**colours, "folder": folder.as_posix()}
    return re.sub(r"@(\w+)", lambda found: values[found[1]], text)


def load_fonts() -> None:
    """Make the bundled typeface known to Qt, and the program's own."""
    for file in sorted((shipped.RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPointSizeF(11.0)
    QGuiApplication.setFont(font)


class Theme(QObject):
    """The colours in force; changed is sent when the system or the user changes scheme."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.tokens = _LIGHT
        self._dressed = True
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        self._on_scheme_changed(hints.colorScheme())

    def choose(self, scheme: Qt.ColorScheme) -> None:
        """Use a scheme whatever the system's is; Unknown goes back to the system's."""
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._on_scheme_changed(
            scheme
            if scheme != Qt.ColorScheme.Unknown
            else QGuiApplication.styleHints().colorScheme()
        )

    def undress(self) -> None:
        """Lay the style sheet aside while the first window is made.

        Qt matches it again for a widget and all within each time one is given its place. Where
        there are widgets it stays on: of those that it has measured and not shown yet, Qt would
        not see that they are deleted, and the next change of colours would end the program.
        """
        if not self._app.allWidgets():
            self._dressed = False
            self._app.setStyleSheet("")

    def dress(self) -> None:
        """Put the style sheet on again, for all that is there and all that comes."""
        if not self._dressed:
            self._dressed = True
            self._app.setStyleSheet(style_sheet(self.tokens))

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self.tokens = tokens(scheme)
        self._app.setPalette(palette(self.tokens))
        if self._dressed:
            self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def bold(font: QFont, weight: QFont.Weight = QFont.Weight.DemiBold) -> QFont:
    """Return a heavier copy of a font."""
    heavier = QFont(font)
    heavier.setWeight(weight)
    return heavier


def scaled(font: QFont, by: float) -> QFont:
    """Return a copy of a font in another size."""
    other = QFont(font)
    other.setPointSizeF(font.pointSizeF() * by)
    return other
