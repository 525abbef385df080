"""Text files from others, as lines: whatever their encoding and however they end their lines."""

import codecs
import io
from collections.abc import Iterator

from planner.model.material import MOST_CHARACTERS, MOST_COLUMNS
from planner.packs.errors import PackError

MOST_LINE = MOST_COLUMNS * 20_000
"""The most characters in one line; more could not be kept."""

MOST_TEXT_BYTES = 4 * MOST_CHARACTERS
"""The most bytes of a text file, whose characters take four at most."""

_PIECE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def text_lines(data: bytes, name: str) -> Iterator[str]:
    r"""Yield a text file's lines with their ends (\n, \r\n or \r); raise PackError if it is none.

    The encoding is what a byte order mark says: UTF-8, or UTF-16 as Excel's "Unicode text" is.
    Without one it is UTF-8 where all of the file is, and Windows-1252 otherwise.
    """
    stream = io.TextIOWrapper(io.BytesIO(data), _encoding(data, name), newline="")
    number = 0
    while line := stream.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            raise PackError(
                f"{name}, line {number}: this has more than {MOST_LINE:,} characters, and no notes "
                "or table have such a line. Check that it is the right file."
            )
        yield line


def whole_text(data: bytes, name: str) -> str:
    """Return all of a text file, its lines ended by newlines; PackError as `text_lines` raises."""
    text = data.decode(_encoding(data, name))
    if len(text) > MOST_CHARACTERS:
        raise too_long(name)
    return plain_ends(text)


def plain_ends(text: str) -> str:
    """Return text with its lines ended by newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split_lines(text: str) -> Iterator[str]:
    """Yield the lines of text with their newlines, holding one at a time."""
    start = 0
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def too_long(name: str) -> PackError:
    """Return the error that there are more characters than are read at once."""
    return PackError(
        f"{name} has more than {MOST_CHARACTERS // 1_000_000} million characters, the most that "
        "Marshal reads at once. Take a part of it."
    )


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding, called in _MARKS:
        if data.startswith(mark):
            if _decodes(data, encoding, name):
                return encoding
            raise PackError(
                f"{name} is damaged: it begins as {called} text, and has other bytes "
                "further on. Save it again as a text file in UTF-8."
            )
    for encoding in ("utf-8", "cp1252"):
        if _decodes(data, encoding, name):
            return encoding
    raise _no_text(name)


def _decodes(data: bytes, encoding: str, name: str) -> bool:
    """Tell whether data is text in an encoding, a piece at a time so as to hold little of it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PIECE):
            piece = decoder.decode(data[start : start + _PIECE])
            if "\0" in piece:
                raise _no_text(name)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _no_text(name: str) -> PackError:
    return PackError(
        f"{name} is not a text file: it holds bytes that no text has. Open it in the program that "
        "made it and save it as text in UTF-8."
    )
