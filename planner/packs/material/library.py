"""What the libraries that read Office files raise over damaged ones, as one error."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from planner.packs.errors import PackError

# What was seen over thousands of damaged files, and the families that it belongs to; the XML
# parsers' errors are SyntaxErrors.
_LEAKED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Make PackError of what a library raises over a damaged file; only its calls belong inside."""
    try:
        yield
    except _LEAKED as error:
        raise PackError(
            f"{name} cannot be read: something in it is damaged or unusual. Open it in the program "
            "that made it, save it again, then try again; or copy what you need and paste it."
        ) from error
