"""Telling the system to open Marshal's files with Marshal, for this user alone."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from xml.sax.saxutils import escape

from planner import shipped
from planner.files import write_file

KINDS = {
    ".evidencepack": ("application/vnd.marshal.evidencepack+zip", "Evidence pack"),
    ".essayplan": ("application/vnd.marshal.essayplan+json", "Essay plan"),
    ".evidencefix": ("application/vnd.marshal.evidencefix+json", "Suggested fix of a card"),
}
"""Each suffix, with its media type and what a file of it is called."""

_DESKTOP = "marshal.desktop"
_PATIENCE = 20
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in '"`$\\'})


class AssociateError(Exception):
    """The system cannot be told; the message is a sentence for the user."""


def own_command() -> list[str]:
    """Return the words that start this Marshal from any folder."""
    main = shipped.ROOT / "main.py"
    return [_python(), str(main)] if main.is_file() else [_python(), "-m", "planner"]


def associate(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Have this user's files of Marshal's kinds opened with a command, or raise AssociateError."""
    try:
        if sys.platform == "win32":
            _associate_windows(command)
        elif sys.platform == "darwin":
            raise AssociateError(
                "macOS only takes this from a bundled program. In the Finder choose Get Info on "
                "a file, then Open with."
            )
        else:
            _associate_desktop(command, _data_home(environ))
    except OSError as error:
        raise AssociateError(
            f"The system did not take it ({error.strerror}). Files can still be opened from "
            "Marshal’s File menu, or dropped on its window."
        ) from error


def desktop_entry(command: Sequence[str]) -> str:
    """Return what makes Marshal known to a Linux desktop."""
    words = " ".join(_quoted(word) for word in (*command, "open"))
    types = "".join(f"{media};" for media, _ in KINDS.values())
    return (
        "[Desktop Entry]\nType=Application\nName=Marshal\n"
        "Comment=Plan exam essays from evidence cards\n"
        f"Exec={words} %f\nIcon={shipped.RESOURCES / 'marshal.svg'}\n"
        f"Terminal=false\nCategories=Education;\nMimeType={types}\n"
    )


def media_types() -> str:
    """Return what tells a Linux desktop which suffix is which kind of file."""
    kinds = "".join(
        f'  <mime-type type="{escape(media)}">\n    <comment>{escape(words)}</comment>\n'
        f'    <glob pattern="*{escape(suffix)}"/>\n  </mime-type>\n'
        for suffix, (media, words) in KINDS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f"{kinds}</mime-info>\n"
    )


def _associate_desktop(command: Sequence[str], data: Path) -> None:
    applications, mime = data / "applications", data / "mime"
    (mime / "packages").mkdir(parents=True, exist_ok=True)
    applications.mkdir(parents=True, exist_ok=True)
    write_file(mime / "packages" / "marshal.xml", media_types().encode())
    write_file(applications / _DESKTOP, desktop_entry(command).encode())
    # A desktop without these tools looks for itself at its next start.
    _run("update-mime-database", str(mime))
    _run("update-desktop-database", str(applications))
    for media, _ in KINDS.values():
        _run("xdg-mime", "default", _DESKTOP, media)


def _run(program: str, *arguments: str) -> None:
    found = which(program)
    if found:
        subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )


def _associate_windows(command: Sequence[str]) -> None:
    if sys.platform == "win32":  # for the type checker: winreg is there alone
        import winreg

        opening = subprocess.list2cmdline([*command, "open", "%1"])
        classes = r"Software\Classes"
        for suffix, (_, words) in KINDS.items():
            kind = f"Marshal{suffix}"
            for key, value in (
                (suffix, kind),
                (kind, words),
                (rf"{kind}\shell\open\command", opening),
            ):
                winreg.SetValue(winreg.HKEY_CURRENT_USER, rf"{classes}\{key}", winreg.REG_SZ, value)


def _data_home(environ: Mapping[str, str]) -> Path:
    named = environ.get("XDG_DATA_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local" / "share"


def _quoted(word: str) -> str:
    """Return a word as a desktop entry's command line has it."""
    # Backslashes count twice: once for the command line, once for the file's own strings.
    return '"{}"'.format(word.translate(_SPECIAL).replace("\\", "\\\\").replace("%", "%%"))


def _python() -> str:
    """Return the Python that runs this, without a console window where there is such a one."""
    python = Path(sys.executable)
    windowed = python.with_name("pythonw.exe")
    return str(windowed if windowed.is_file() else python)
