import os
import re
import subprocess
import sys

import pytest
from msgspec.structs import fields
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette

from planner import shipped
from planner.model.framework import Role
from planner.ui.theme import FAMILY, Tokens, bold, palette, scaled, style_sheet, tokens

LIGHT, DARK = tokens(Qt.ColorScheme.Light), tokens(Qt.ColorScheme.Dark)
SCHEMES = pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("ground", "surface", "raised")

# Which text stands on which ground: as in the style sheet and where things are painted.
TEXTS = [
    *((name, ground) for name in ("text", "muted") for ground in (*GROUNDS, "selected")),
    ("hint", "ground"),
    ("hint", "surface"),
    ("hint", "raised"),
    ("text", "warn_soft"),
    ("text", "accent_soft"),
    ("muted", "warn_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_text", "ground"),
    ("accent_text", "accent_soft"),
    ("done", "surface"),
    ("done", "raised"),
    ("done", "selected"),
    ("surface", "focus"),
    ("ground", "text"),
]
# Borders of controls, marks and icons.
MARKS = [
    *((name, ground) for name in ("strong_border", "focus") for ground in GROUNDS),
    *(("accent_text", ground) for ground in (*GROUNDS, "accent_soft")),
    ("focus", "selected"),
    ("warn", "warn_soft"),
    ("done", "border"),
    ("muted", "surface"),
    ("hint", "surface"),
]


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    return (
        0.2126 * linear(made.redF())
        + 0.7152 * linear(made.greenF())
        + 0.0722 * linear(made.blueF())
    )


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(of: Tokens, text: str, ground: str):
    assert contrast(getattr(of, text), getattr(of, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_borders_and_icons_can_be_seen(of: Tokens, mark: str, ground: str):
    assert contrast(getattr(of, mark), getattr(of, ground)) >= 3


@SCHEMES
@pytest.mark.parametrize("role", Role)
def test_roles_can_be_told(of: Tokens, role: Role):
    assert contrast("#ffffff", of.roles[role]) >= 4.5
    assert contrast(of.role_text[role], of.surface) >= 4.5


@SCHEMES
def test_hues_can_be_seen(of: Tokens):
    for hue in of.hues:
        for ground in (of.surface, of.raised, of.selected):
            assert contrast(hue, ground) >= 3, (hue, ground)


@SCHEMES
def test_fields_to_type_in_have_an_edge_that_can_be_seen(of: Tokens):
    rules = dict(re.findall(r"^([^{}]+)\{([^}]*)\}", style_sheet(of), re.MULTILINE))
    edges = [
        re.search(r"border: 1px solid (\S+);", body)
        for selector, body in rules.items()
        if selector.strip() in ("QLineEdit, QComboBox", "QDialog QPlainTextEdit")
    ]
    assert len(edges) == 2
    for edge in edges:
        assert edge is not None
        assert contrast(edge[1], of.surface) >= 3


def test_tokens_are_the_schemes_and_nothing_elses():
    assert tokens(Qt.ColorScheme.Dark) is DARK
    assert tokens(Qt.ColorScheme.Light) is LIGHT
    # A system that does not tell is light.
    assert tokens(Qt.ColorScheme.Unknown) is LIGHT
    assert LIGHT != DARK


@SCHEMES
def test_every_colour_is_one(of: Tokens):
    plain = [getattr(of, field.name) for field in fields(of)]
    colours = [c for c in plain if isinstance(c, str)]
    for colour in (*colours, *of.hues, *of.roles.values(), *of.role_text.values()):
        assert re.fullmatch("#[0-9a-f]{6}", colour), colour
    assert set(of.roles) == set(of.role_text) == set(Role)


@SCHEMES
def test_hues_repeat(of: Tokens):
    count = len(of.hues)
    assert of.hue(0).name() == of.hue(count).name() == of.hues[0]
    assert of.hue(count - 1).name() == of.hues[-1]


@SCHEMES
def test_the_style_sheet_is_filled_in(of: Tokens):
    sheet = style_sheet(of)
    assert "@" not in sheet
    assert of.surface in sheet
    source = (shipped.RESOURCES / "theme" / "marshal.qss").read_text(encoding="utf-8")
    assert sheet.count("{") == source.count("{")


@SCHEMES
def test_the_palette_is_the_schemes(of: Tokens):
    made = palette(of)
    assert made.color(QPalette.ColorRole.Window).name() == of.ground
    assert made.color(QPalette.ColorRole.PlaceholderText).name() == of.hint


def test_the_bundled_typeface_is_used(theme, qapp):
    assert qapp.font().family() == FAMILY
    assert QFontInfo(QFont(FAMILY)).family() == FAMILY
    assert QFontInfo(bold(QFont(FAMILY))).family() == FAMILY


def test_copies_of_fonts_leave_the_font_alone(theme, qapp):
    font = QFont(FAMILY)
    font.setPointSizeF(10)
    assert scaled(font, 0.5).pointSizeF() == 5
    assert bold(font).weight() == QFont.Weight.DemiBold
    assert (font.pointSizeF(), font.weight()) == (10, QFont.Weight.Normal)


def test_a_chosen_scheme_is_in_force_everywhere(theme, dark, qapp, qtbot):
    assert theme.tokens is DARK
    assert DARK.ground in qapp.styleSheet()
    with qtbot.waitSignal(theme.changed, timeout=100):
        theme.choose(Qt.ColorScheme.Light)
    assert theme.tokens is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.ground


# In a process of its own: the widgets of other tests are in the way.
LAID_ASIDE = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView
from planner.ui.theme import Theme, style_sheet, tokens
app = QApplication([])
theme = Theme(app)
theme.undress()
assert app.styleSheet() == ""
theme.choose(Qt.ColorScheme.Dark)
assert app.styleSheet() == ""
theme.dress()
assert app.styleSheet() == style_sheet(tokens(Qt.ColorScheme.Dark))
for _ in range(20):
    view = QListView()
    view.sizeHint()
    theme.undress()
    assert app.styleSheet() != ""
    del view
    theme.choose(Qt.ColorScheme.Light)
"""


def test_the_style_sheet_is_laid_aside_while_there_are_no_widgets():
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MALLOC_PERTURB_": "165"}
    done = subprocess.run([sys.executable, "-c", LAID_ASIDE], env=environ, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
