"""One window for one library: a second start asks the first to come forward, and ends.

They talk through a local socket that only this user can open. Whatever comes through it is judged
as any file from outside would be, so that the worst it can do is to have a file looked at.
"""

import json
import os
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from planner.model.digest import digest_of

PATIENCE = 2_000
"""Milliseconds that the first window has to answer in."""
MOST = 16_384
"""The most bytes of a message, which holds no more than a path."""

_ANSWER = b"here\n"
_LONGEST_NAME = 100
"""The bytes that systems leave for the path of a socket."""


class Instance(QObject):
    """Listens, beside an open library, for others that are started for it."""

    asked = Signal(object)
    """Another was started: with the Path of a file that is to be opened, or with None."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(4)
        self._server.newConnection.connect(self._on_connection)
        # It takes the place of what a killed process left under this name.
        self._server.listen(server_name(library))

    @property
    def listens(self) -> bool:
        """Tell whether others can be heard; where not, they are told to use this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _on_connection(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.setReadBufferSize(MOST)
            socket.readyRead.connect(partial(self._on_message, socket))
            socket.disconnected.connect(socket.deleteLater)
            # One that says nothing, or never comes to an end, is not waited for.
            QTimer.singleShot(PATIENCE, socket, socket.abort)
            self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(MOST).data())
            socket.write(_ANSWER)
            socket.flush()
            socket.disconnectFromServer()
            self.asked.emit(_file_in(line))


def hand_over(library: Path, file: Path | None) -> bool:
    """Ask the window that has a library to come forward and to open a file, if any.

    Return whether it answered in time.
    """
    name = server_name(library)
    if not _is_ours(name):
        return False
    latest = time.monotonic() + PATIENCE / 1000
    socket = QLocalSocket()
    socket.connectToServer(name)
    try:
        if not socket.waitForConnected(PATIENCE):
            return False
        told = {"open": os.path.abspath(file)} if file is not None else {}
        socket.write(json.dumps(told).encode() + b"\n")
        while not socket.canReadLine():
            left = int((latest - time.monotonic()) * 1000)
            if left <= 0 or not socket.waitForReadyRead(left):
                break
        return bytes(socket.readLine(MOST).data()) == _ANSWER
    finally:
        socket.abort()


def server_name(library: Path) -> str:
    """Return the name of the socket for a library: the same for every path that leads to it."""
    real = os.path.normcase(os.path.realpath(library))
    of = f"{real}\0{os.path.expanduser('~')}"
    name = f"marshal-{digest_of(of.encode(errors='surrogateescape'))[:32]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    inside = os.path.join(runtime, name)
    # A folder of the user's own is better than one that all users share.
    private = os.path.isabs(runtime) and os.path.isdir(runtime)
    return inside if private and len(os.fsencode(inside)) < _LONGEST_NAME else name


def _is_ours(name: str) -> bool:
    """Tell whether a socket that has a path was made by this user."""
    if not os.path.isabs(name):
        return True
    try:
        return os.stat(name).st_uid == os.getuid()
    except OSError:
        return False


def _file_in(line: bytes) -> Path | None:
    """Return the file that a message names, or None where it names none that can be."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    path = told.get("open") if isinstance(told, dict) else None
    if not isinstance(path, str) or "\0" in path or not os.path.isabs(path):
        return None
    return Path(path)
