import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon

from planner import shipped
from planner.ui.icons import icon

NAMES = sorted(path.stem for path in (shipped.RESOURCES / "icons").glob("*.svg"))
SIZE = QSize(32, 32)


def inks(shown: QIcon, mode=QIcon.Mode.Normal) -> set[str]:
    """Return the colours that an icon is drawn in, where it is drawn fully."""
    picture = shown.pixmap(SIZE, mode).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(32) for y in range(32))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn(theme, name):
    assert inks(icon(theme, name)) == {QColor(theme.tokens.muted).name()}


def test_an_icon_follows_the_scheme(theme, dark):
    shown = icon(theme, "plus", "accent_text")
    assert inks(shown) == {QColor(theme.tokens.accent_text).name()}
    theme.choose(Qt.ColorScheme.Light)
    assert inks(QIcon(shown)) == {QColor(theme.tokens.accent_text).name()}


def test_a_disabled_icon_is_faint(theme):
    assert inks(icon(theme, "plus"), QIcon.Mode.Disabled) == set()


def test_an_icon_without_room_is_no_picture(theme):
    # A warning of Qt's would fail this.
    assert icon(theme, "plus").pixmap(QSize(0, 16)).isNull()


# What is collected together goes in any order; a fault in that ends the process.
COLLECTED = """
import gc
from PySide6.QtWidgets import QApplication, QPushButton
from planner.ui.icons import icon
from planner.ui.theme import Theme
app = QApplication([])
theme = Theme(app)
class Kept(QPushButton):
    def __init__(self):
        super().__init__()
        self.shown = icon(theme, "plus")
        self.me = [self]
        self.setIcon(self.shown)
for _ in range(3):
    kept = [Kept() for _ in range(50)]
    del kept
    gc.collect()
changed = Kept()
changed.shown.setIsMask(True)
changed.setIcon(changed.shown)
del changed
gc.collect()
print("ended")
"""


def test_icons_are_collected_and_changed_safely():
    root = Path(shipped.RESOURCES).parent
    done = subprocess.run(
        [sys.executable, "-c", COLLECTED], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "ended"), done.stderr
