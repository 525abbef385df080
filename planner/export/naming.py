"""File names that every system takes."""

import re
import unicodedata

from planner.model.plan import Plan
from planner.model.text import clean_line

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{name}{number}" for name in ("COM", "LPT") for number in "0123456789¹²³"}
)
_ENDS = " .-_~"
_JOINER = "\u200d"

# Some encrypted home folders hold no more than 143 bytes of a name, its suffix among them.
_MOST_BYTES = 120
_MOST_CHARACTERS = 80


def suggested_name(plan: Plan, suffix: str = "") -> str:
    """Return a file name made from the plan's title, with this suffix."""
    return safe_name(plan.title, "Plan", "Essay plan") + suffix


def safe_name(text: str, kind: str, otherwise: str) -> str:
    """Return a file name made from a text, without a suffix, that every system takes.

    kind: what is put before a name that a system keeps for itself. otherwise: where nothing of
    the text can stand in a name.
    """
    name = "".join(filter(_shows, clean_line(text)))
    name = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(_ENDS)
    name = _shortened(name) or otherwise
    # Windows takes a device's name for the device, whatever follows a dot.
    if name.partition(".")[0].strip().upper() in _DEVICES:
        name = f"{kind} {name}"
    return name


def _shows(character: str) -> bool:
    # Joiners hold an emoji's parts together; other unseen characters only mislead in a name.
    return character == _JOINER or unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Co"}


def _shortened(name: str) -> str:
    short = name[:_MOST_CHARACTERS].encode()[:_MOST_BYTES].decode(errors="ignore")
    if short != name:
        words = short.rpartition(" ")[0]
        # At a space, unless that would lose most of it.
        short = words if len(words) * 2 > len(short) else short
    return short.strip(_ENDS + _JOINER)
