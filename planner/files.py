"""Writing files so that a failure leaves what was there."""

import contextlib
import os
import tempfile
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Put data in the place of a file whole, or raise OSError and leave the file as it was.

    The data goes to a temporary file beside it, is synced, and is then put in place.
    """
    # Through a link to the file that it names, so that the link stays one.
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=".marshal-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, name)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _keep_mode(path: Path, name: str) -> None:
    """Give the new file the old one's permissions, or those of any new file."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    # A memory stick may know no permissions: the file matters more than its mode.
    with contextlib.suppress(OSError):
        os.chmod(name, mode)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can.

    The file is in place by now, so a folder that cannot be synced is no failure to write it.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
