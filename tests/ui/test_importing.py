import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STARTED = """
import builtins, gc, linecache, sys
before = builtins.__import__
from planner.ui.importing import import_qt
import_qt()
import_qt()
import planner.app, planner.ui.window
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication(["marshal", "-platform", "offscreen"])
button = QPushButton("A button")
read = [f for f in linecache.cache if "planner" in f]
print(builtins.__import__ is before, gc.isenabled(), button.text(), read)
"""


def test_the_source_of_what_is_imported_after_qt_is_not_read_nor_garbage_looked_for():
    done = subprocess.run(
        [sys.executable, "-c", STARTED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True False A button []\n", "")


LACKING = """
import builtins, sys
before = builtins.__import__
sys.modules["PySide6"] = None
from planner.ui.importing import import_qt
try:
    import_qt()
except ImportError:
    print(builtins.__import__ is before)
"""


def test_a_system_without_qt_is_told_as_python_tells_it():
    done = subprocess.run(
        [sys.executable, "-c", LACKING], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
