"""Writing files for others, and telling in words where that fails."""

from pathlib import Path

from planner.files import write_file
from planner.packs.errors import PackError


def save_bytes(data: bytes, path: Path) -> None:
    """Write a file whole; where that fails, raise PackError and leave the file that was there."""
    try:
        write_file(path, data)
    except OSError as error:
        raise PackError(
            f"{path} could not be written, and what was there is as it was. Check that its folder "
            "is there, can be written to and has space, or choose another."
        ) from error
