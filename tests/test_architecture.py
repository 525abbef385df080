"""The floors and rooms of docs/architecture.md, held by reading the imports of every module."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [ROOT / "main.py", *sorted((ROOT / "planner").rglob("*.py"))]
}

FLOORS = [
    {"model"},
    {"files", "log", "shipped"},
    {"store", "packs", "coach", "export", "paper", "associate"},
    {"takeout"},
    {"ui"},
    {"app", "cli"},
    {"main", "__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
SAME_FLOOR = {("cli", "app")}
"""The only room that may know another on its floor, and the room that it may know."""

ONLY = {
    "PySide6": {"ui", "app", "paper"},
    "PySide6.QtWidgets": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "docx": {"export", "packs"},
    "lxml": {"export"},
    "openpyxl": {"packs"},
    "minisign": {"packs"},
    "cryptography": {"packs"},
    "markdown_it": {"packs"},
    "zipfile": {"packs", "export", "takeout"},
    "click": {"cli"},
    "subprocess": {"associate", "store"},
    "multiprocessing": {"ui"},
}
"""What knows an outside thing."""

NOWHERE = {
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.error",
    "urllib.request",
    "urllib.robotparser",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}
"""What would reach beyond the machine."""

LEADS_OUT = {
    "QUrl",
    "fromUserInput",
    "popen",
    "posix_spawn",
    "setOpenExternalLinks",
    "setOpenLinks",
    "startDetached",
    "startfile",
    "system",
    *(f"exec{way}" for way in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
    *(f"spawn{way}" for way in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
}
"""Calls that could start another program, or make an address that is no local file."""

LOCAL = {"planner.ui.instance": {"QLocalServer", "QLocalSocket"}}
"""What may talk to another process on the same machine, and by which names of QtNetwork."""

MODEL_MAY = (sys.stdlib_module_names | {"msgspec"}) - {
    "ctypes",
    "glob",
    "io",
    "os",
    "pathlib",
    "shutil",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
}
PURE = {"model", "coach"}
"""Rooms of values and functions: they know nothing but themselves, the model and MODEL_MAY."""
MOST_LINES = 350
QTS = {"count", "data", "event", "flags", "index", "paint", "parent", "text"}
"""Methods of Qt's that a class of the ui gives anew, beside those in camelCase."""
PLAIN = {"QLabel", "QMessageBox"}
"""Widgets that guess at rich text unless they are told not to."""


def room_of(module):
    """Return the room that a module is in; the package itself and outside modules have none."""
    first, _, rest = module.partition(".")
    if module == "main":
        return "main"
    return rest.partition(".")[0] if first == "planner" else ""


def imports(module, tree):
    """Return every module that a module names in an import, wherever the import stands."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                near = module.split(".")[: -node.level]
                base = ".".join([*near, *filter(None, [base])])
            # `from planner import ui` names a module as `import planner.ui` does.
            found += [f"{base}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            name = node.args[0] if node.args else None
            known = isinstance(name, ast.Constant) and isinstance(name.value, str)
            found.append(name.value if known else "a module that only the run can tell")
    return found


def called(call):
    """Return the last part of what a call calls."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def within(module, names):
    return any(module == name or module.startswith(f"{name}.") for name in names)


def import_breaches(module, tree):
    """Say which imports of a module the architecture does not allow."""
    room = room_of(module)
    for named in imports(module, tree):
        if named.startswith("a module"):
            yield f"{module} imports {named}"
        other = room_of(named)
        if other in FLOOR and other != room and room in FLOOR:
            below = FLOOR[other] < FLOOR[room]
            if not below and (room, other) not in SAME_FLOOR:
                yield f"{module} imports {named}, which is not below it"
        elif other in FLOOR and room not in FLOOR:
            yield f"{module} imports {named}, and is on no floor itself"
        for outside, rooms in ONLY.items():
            if within(named, [outside]) and room not in rooms:
                yield f"{module} imports {named}, which only {sorted(rooms)} may"
        local = {f"PySide6.QtNetwork.{name}" for name in LOCAL.get(module, ())}
        if within(named, NOWHERE) and named not in local:
            yield f"{module} imports {named}, and Marshal works offline"
        inside = within(named, ["planner.model"])
        if room in PURE and not inside and named.partition(".")[0] not in MODEL_MAY:
            own = room == "coach" and within(named, ["planner.coach"])
            if not own:
                yield f"{module} imports {named}, and the {room} knows no outside thing"


def way_out_breaches(module, tree):
    """Say where a module could have another program reach beyond the machine."""
    for node in ast.walk(tree):
        # platform.system() only says which one this is.
        harmless = isinstance(node, ast.Call) and ast.unparse(node.func) == "platform.system"
        if isinstance(node, ast.Call) and called(node) in LEADS_OUT and not harmless:
            yield f"{module} calls {called(node)}, which could lead out of the machine"
        if isinstance(node, ast.Call) and called(node) == "openUrl":
            what = node.args[0] if node.args else None
            if not (isinstance(what, ast.Call) and called(what) == "fromLocalFile"):
                yield f"{module} opens what may be no local file"
        if isinstance(node, ast.alias | ast.Name | ast.Attribute):
            name = getattr(node, "name", getattr(node, "id", getattr(node, "attr", "")))
            if name in ("QProcess", "QTextBrowser"):
                yield f"{module} has a {name}, which could lead out of the machine"


def public(tree):
    """Go through a module and what it shows to others: its classes, functions and methods."""
    yield "the module", tree
    todo = [("", tree)]
    while todo:
        prefix, scope = todo.pop()
        for node in scope.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("_") or (prefix and is_qts(node.name)):
                continue
            given_elsewhere = {"setter", "override", "overload"}
            marks = {getattr(d, "attr", getattr(d, "id", "")) for d in node.decorator_list}
            if not marks & given_elsewhere:
                yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                todo.append((f"{prefix}{node.name}.", node))


def is_qts(name):
    """Tell whether a method has a name of Qt's, whose manual says what it does."""
    return name != name.lower() or name in QTS


def shape_breaches(module, source, tree):
    """Say what a module lacks or has too much of, whatever it imports."""
    if len(source.splitlines()) > MOST_LINES:
        yield f"{module} has more than {MOST_LINES} lines"
    for name, node in public(tree):
        if not ast.get_docstring(node):
            yield f"{name} in {module} has no docstring"


def screen_breaches(module, tree):
    """Say where a module of the screen could show rich text, or blocks it with a splash screen."""
    if any(
        (isinstance(node, ast.Name) and node.id == "QSplashScreen")
        or (isinstance(node, ast.Attribute) and node.attr == "QSplashScreen")
        or (isinstance(node, ast.alias) and node.name.endswith("QSplashScreen"))
        for node in ast.walk(tree)
    ):
        yield f"{module} has a QSplashScreen, which blocks for a second"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            made = [n for n in ast.walk(node) if isinstance(n, ast.Call) and called(n) in PLAIN]
            if made and not makes_plain(node):
                yield f"{node.name} in {module} makes a {called(made[0])} that guesses at rich text"
        if isinstance(node, ast.ClassDef) and not makes_plain(node):
            bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
            if bases & PLAIN:
                yield f"{node.name} in {module} guesses at rich text"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "QMessageBox"
        ):
            yield f"{module} calls QMessageBox.{node.func.attr}, which guesses at rich text"


def makes_plain(scope):
    """Tell whether a function or a class sets a text format, and sets it to plain text."""
    return any(
        isinstance(node, ast.Call)
        and called(node) == "setTextFormat"
        and ast.unparse(node.args[0]).endswith("PlainText")
        for node in ast.walk(scope)
    )


def breaches(module, source):
    """Say all that is wrong with a module."""
    tree = ast.parse(source)
    return [
        *import_breaches(module, tree),
        *shape_breaches(module, source, tree),
        *screen_breaches(module, tree),
        *way_out_breaches(module, tree),
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_keeps_to_its_room(module):
    assert breaches(module, MODULES[module].read_text(encoding="utf-8")) == []


def test_every_room_is_on_a_floor():
    rooms = {room_of(module) for module in MODULES} - {""}
    assert rooms <= set(FLOOR)


def test_tool_tips_are_set_in_one_place():
    # A tool tip guesses at rich text and cannot be told not to: one helper escapes for all.
    setters = [
        module
        for module, path in MODULES.items()
        if any(
            isinstance(node, ast.Call)
            and called(node) == "setToolTip"
            and ast.unparse(node.args[0]) != "''"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert set(setters) <= {"planner.ui.controls"}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("planner.model.plan", "from pathlib import Path"),
        ("planner.model.plan", "import os.path"),
        ("planner.model.plan", "import sqlite3"),
        ("planner.model.plan", "import click"),
        ("planner.model.plan", "from planner.store.database import open_library"),
        ("planner.model.plan", "from planner import files"),
        ("planner.model.plan", "def _f():\n    from ..ui import session"),
        ("planner.files", "import planner.shipped"),
        ("planner.store.plans", "from planner.packs import read"),
        ("planner.store.plans", "from ..export import outline"),
        ("planner.export.docx", "import planner.coach"),
        ("planner.coach.advice", "from planner.ui import theme"),
        ("planner.coach.advice", "from planner.shipped import read_toml"),
        ("planner.coach.advice", "from pathlib import Path"),
        ("planner.coach.advice", "import click"),
        ("planner.ui.session", "from planner.app import main"),
        ("planner.ui.session", "import planner.cli"),
        ("planner.app", "import planner.cli"),
        ("planner.cli", "import main"),
        ("planner.cli", "from PySide6.QtWidgets import QApplication"),
        ("planner.store.plans", "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject"),
        ("planner.packs.read", "import sqlite3"),
        ("planner.ui.session", "import sqlite_utils.db"),
        ("planner.ui.session", "from docx import Document"),
        ("planner.paper.sheet", "from PySide6.QtWidgets import QWidget"),
        ("planner.ui.session", "import openpyxl"),
        ("planner.store.install", "from minisign import PublicKey"),
        ("planner.ui.session", "from PySide6 import QtNetwork"),
        ("planner.ui.session", "from PySide6.QtNetwork import QTcpSocket"),
        ("planner.ui.session", "from PySide6.QtNetwork import QLocalSocket"),
        ("planner.ui.instance", "from PySide6.QtNetwork import QTcpSocket"),
        ("planner.ui.instance", "from PySide6.QtNetwork import QLocalServer, QAbstractSocket"),
        ("planner.ui.instance", "from PySide6.QtNetwork import *"),
        ("planner.ui.instance", "import PySide6.QtNetwork"),
        ("planner.ui.instance", "from PySide6 import QtNetwork"),
        ("planner.packs.read", "from urllib.request import urlopen"),
        ("planner.packs.read", "import importlib\nimportlib.import_module('http.client')"),
        ("planner.packs.read", "import importlib\nimportlib.import_module(name)"),
        ("planner.cli", "import socket"),
        ("planner.cli", "import webbrowser"),
        ("planner.ui.session", "import subprocess"),
        ("planner.ui.session", "import os\nos.startfile('https://example.org')"),
        ("planner.store.plans", "import os\nos.system('curl example.org')"),
        ("planner.ui.session", "QDesktopServices.openUrl(QUrl('https://example.org'))"),
        ("planner.ui.session", "def _f(url):\n    QDesktopServices.openUrl(url)"),
        ("planner.ui.session", "QDesktopServices.openUrl(QUrl.fromUserInput('example.org'))"),
        ("planner.ui.session", "from PySide6.QtCore import QProcess"),
        ("planner.ui.session", "QtCore.QProcess.startDetached('curl')"),
        ("planner.ui.session", "from PySide6.QtWidgets import QTextBrowser"),
        ("planner.ui.session", "import planner.takeout.x\nimport zipfile"),
        ("planner.cellar.wine", "import planner.model.plan"),
        ("planner", "from planner.ui import session"),
        ("planner.ui.session", "from PySide6.QtWidgets import QSplashScreen"),
        ("planner.ui.session", "import PySide6.QtWidgets as w\nsplash = w.QSplashScreen()"),
        ("planner.ui.session", "def _f():\n    return QLabel('a')"),
        ("planner.ui.session", "def _f():\n    l = QLabel('a')\n    l.setTextFormat(Qt.RichText)"),
        ("planner.ui.session", "class _Title(QtWidgets.QLabel):\n    pass"),
        ("planner.ui.session", "def _f():\n    QMessageBox.warning(None, 'a', 'b')"),
        ("planner.ui.session", "class Desk:\n    '''A desk.'''\n    def open(self): ..."),
        ("planner.ui.session", "class Desk: ..."),
        ("planner.ui.session", "def open_desk(): ..."),
        ("planner.ui.session", "\n" * MOST_LINES),
    ],
)
def test_the_rules_bite(module, source):
    assert breaches(module, f'"""A module."""\n{source}\n')


def test_a_module_needs_a_docstring():
    assert breaches("planner.files", "import os\n") == [
        "the module in planner.files has no docstring"
    ]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("planner.model.plan", "import re\nfrom msgspec import Struct\nfrom . import text"),
        ("planner.coach.advice", "import re\nimport planner.model.plan\nimport planner.coach.text"),
        ("planner.files", "import os\nfrom planner.model.text import clean_line"),
        ("planner.store.plans", "import sqlite3\nfrom planner import __version__, files"),
        ("planner.ui.session", "from PySide6.QtWidgets import QLabel\nimport planner.store.plans"),
        ("planner.ui.session", "def _f():\n    l = QLabel()\n    l.setTextFormat(F.PlainText)"),
        ("planner.ui.session", "class _Title:\n    def open(self): ..."),
        ("planner.ui.session", "class A:\n    '''An a.'''\n    def sizeHint(self): ..."),
        ("planner.ui.session", "def open_desk():\n    '''Open.'''\n    def inner(): ..."),
        ("planner.ui.instance", "from PySide6.QtNetwork import QLocalServer, QLocalSocket"),
        ("planner.ui.session", "QDesktopServices.openUrl(QUrl.fromLocalFile('a'))"),
        ("planner.log", "import platform\nplatform.system()"),
        ("planner.cli", "import click\nimport planner.app\nfrom planner.export import write"),
        ("main", "from planner.cli import main"),
    ],
)
def test_the_rules_let_be_what_is_sound(module, source):
    assert breaches(module, f'"""A module."""\n{source}\n') == []
