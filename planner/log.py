"""The log: when and where in the program something went wrong, and not a word of what was in it.

It is loaded when there is something to note. Only what the program's own code is called stands in
it: no message of an error may, since that can quote a text, a name or a folder.
"""

import errno
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import RLock
from types import FrameType, TracebackType

from planner import __version__

NAME = "marshal.log"
LARGEST = 256 * 1024
"""The size in bytes at which a log makes way for a new one; the one before it is kept."""

_PACKAGE = Path(__file__).parent
_FRAMES = 20
_DEEP = 8
_UNKNOWN = "elsewhere"
# What a module, a function or a class can be called, also within another.
_CALLED = re.compile(r"[\w.<>]{1,200}", re.ASCII)
_SQLITE = re.compile(r"SQLITE_[A-Z_]{1,40}", re.ASCII)
_RELEASE = re.compile(r"[0-9.]*", re.ASCII)
_FIRST = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  Marshal ")
# Reentrant: an error may come up while another is being noted.
_ONE = RLock()


class _Handler(RotatingFileHandler):
    """Writes a log that is in nobody's way, whatever becomes of its disk."""

    def handleError(self, record: LogRecord) -> None:
        """Let an entry go that cannot be written."""


def log_path(library: Path) -> Path:
    """Return the file that the log of a library is in: beside it, so that it travels with it."""
    return library.with_name(NAME)


def logs(library: Path) -> list[Path]:
    """List the logs that are there, the newest first; a file of another's is none."""
    path = log_path(library)
    return [file for file in (path, path.with_name(f"{NAME}.1")) if _is_ours(file)]


def read_log(library: Path) -> str:
    """Return all that the logs say, the oldest first; empty where they cannot be read."""
    found = ""
    for path in reversed(logs(library)):
        with suppress(OSError):
            found += path.read_text(encoding="utf-8", errors="replace")
    return found


def note(library: Path, error: BaseException, times: int = 1) -> str:
    """Add an error to the log beside a library, and return what is added.

    times: how often it came up by now. Where the log cannot be written, that is all.
    """
    entry = told(error, times)
    path = log_path(library)
    with suppress(OSError, ValueError), _ONE:
        if path.exists() and path.stat().st_size and not _is_ours(path):
            return entry
        # Open for this entry alone, so that the file can be moved, sent or deleted at any time.
        handler = _Handler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
        with closing(handler):
            handler.handle(makeLogRecord({"msg": entry}))
    return entry


def told(error: BaseException, times: int = 1) -> str:
    """Return what the log says of an error, in lines: the time, the versions and the places."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    counted = f"  ({times} times)" if times > 1 else ""
    return "\n".join([f"{now}  {_versions()}{counted}", *_chain(error)]) + "\n"


def _versions() -> str:
    # Qt is in the program already, or it has no part in this.
    qt = getattr(sys.modules.get("PySide6"), "__version__", "")
    release = _RELEASE.match(platform.release())
    parts = [
        f"Marshal {__version__}",
        f"Python {platform.python_version()}",
        *([f"Qt {qt}"] if qt else []),
        f"{platform.system()} {release[0] if release else ''} {platform.machine()}",
    ]
    return ", ".join(parts)


def _chain(error: BaseException) -> Iterator[str]:
    """Go through the lines of an error and of those that it came from, the first of them last."""
    seen: set[int] = set()
    todo: list[tuple[str, BaseException]] = [("", error)]
    while todo and len(seen) < _DEEP:
        how, each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield f"  {how}{_kind(each)}{_code(each)}"
        yield from _frames(each.__traceback__)
        if isinstance(each, BaseExceptionGroup):
            todo += [("of these: ", one) for one in each.exceptions]
        if each.__cause__ is not None:
            todo.append(("from ", each.__cause__))
        elif each.__context__ is not None and not each.__suppress_context__:
            todo.append(("while handling ", each.__context__))


def _kind(error: BaseException) -> str:
    kind = type(error)
    known = kind.__module__ in sys.modules and _CALLED.fullmatch(kind.__qualname__)
    if not known:
        return _UNKNOWN
    return kind.__qualname__ if kind.__module__ == "builtins" else _named(kind)


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _code(error: BaseException) -> str:
    """Return the name that the system or SQLite has for an error, where it has one."""
    known = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    named = getattr(error, "sqlite_errorname", "")
    if isinstance(named, str) and _SQLITE.fullmatch(named):
        known = named
    return f" [{known}]" if known else ""


def _frames(trace: TracebackType | None) -> Iterator[str]:
    places = [_place(frame, line) for frame, line in traceback.walk_tb(trace)]
    if len(places) > 2 * _FRAMES:
        left = len(places) - 2 * _FRAMES
        places[_FRAMES:-_FRAMES] = [f"… {left} more"]
    yield from (f"    {place}" for place in places)


def _place(frame: FrameType, line: int) -> str:
    name, called = _module(frame), frame.f_code.co_qualname
    if not name:
        return f"{_UNKNOWN}:{line}"
    return f"{name}:{line} in {called}" if _CALLED.fullmatch(called) else f"{name}:{line}"


def _module(frame: FrameType) -> str:
    """Return the module that code is in; empty where it is in none, and could have any name."""
    name = frame.f_globals.get("__name__")
    module = sys.modules.get(name) if isinstance(name, str) else None
    if module is not None and vars(module) is frame.f_globals:
        return str(name)
    # One of ours that failed while it was loaded is no module any more.
    file = Path(frame.f_code.co_filename)
    if not file.is_relative_to(_PACKAGE):
        return ""
    named = ".".join(file.relative_to(_PACKAGE.parent).with_suffix("").parts)
    return named if _CALLED.fullmatch(named) else ""


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a log of Marshal's, going by how it begins."""
    try:
        with path.open("rb") as file:
            return _FIRST.match(file.read(64)) is not None
    except OSError:
        return False
