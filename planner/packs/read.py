"""Getting the bytes of a file from others, no more of them than are allowed."""

import stat
from pathlib import Path

from planner.packs.errors import PackError

MOST_BYTES = 20_000_000


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds, or raise PackError where it cannot be read or is larger."""
    try:
        # A pipe or a device would be read for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackError(f"{path} is not a file. Choose a file.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise PackError(f"There is no file {path}. Check its name.") from error
    except (OSError, ValueError) as error:
        raise PackError(
            f"{path} cannot be read. Check that you are allowed to open it and that its disk is "
            "connected."
        ) from error
    check_size(data, path.name, most)
    return data


def check_size(data: bytes, name: str, most: int = MOST_BYTES) -> None:
    """Raise PackError where there is nothing, or too much to be what it should be."""
    if not data:
        raise PackError(f"{name} is empty, so there is nothing in it to open.")
    if len(data) > most:
        raise PackError(
            f"{name} is larger than {most // 1_000_000} MB, the most that Marshal opens."
        )
