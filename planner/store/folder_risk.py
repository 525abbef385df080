"""What the folder of a library puts at risk: one that a service copies, or that is not here at all.

What is known of the computer is gathered first, so that the judgement itself can be tried for any.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePath, PureWindowsPath

from msgspec import Struct

CLOUD = (
    "Your library is in a folder of {name}, which copies it to other computers and back. Where "
    "two of them work on it before that is done, {name} keeps two files, each with a part of the "
    "work. Have Marshal open on one computer at a time, and let {name} finish before you go to "
    "another."
)
NETWORK = (
    "Your library is in a network folder ({name}). While that cannot be reached nothing can be "
    "saved, and some such folders let two computers write over each other. Have Marshal open on "
    "one computer at a time, and export what must not be lost."
)

_NAMES = {
    "Dropbox": r"dropbox( \(.+\))?|dropbox-.+",
    "OneDrive": r"onedrive( - .+)?|onedrive-.+",
    "Google Drive": r"google ?drive( - .+)?|googledrive-.+|\.shortcut-targets-by-id",
    "iCloud Drive": r"mobile documents|icloud ?drive|com~apple~clouddocs",
    "Nextcloud": r"nextcloud\d*",
    "ownCloud": r"owncloud\d*",
    "pCloud": r"pcloud ?drive|pcloud ?sync|pcloud",
    "Box": r"box sync|box-box",
    "MEGA": r"megasync",
}
"""What the services call their folders, anywhere in a path."""

_AT_HOME = {"Box": "box", "MEGA": "mega"}
"""Names that are any folder’s elsewhere, and a service’s right in the user’s own."""

_MARKERS = {
    "Dropbox": r"\.dropbox\.cache",
    "Google Drive": r"\.shortcut-targets-by-id|\.tmp\.drive(up|down)load",
    "Nextcloud": r"\.nextcloudsync\.log|\._?sync_[0-9a-f]{8,}\.db",
    "ownCloud": r"\.owncloudsync\.log|\.csync_journal\.db",
    "MEGA": r"\.megaignore",
    "Syncthing": r"\.stfolder",
}
"""What the services leave in the folders that they copy, or at the top of them."""

_VARIABLES = {
    "OneDrive": ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"),
    "Dropbox": ("DROPBOX_PATH",),
}
"""What names a service’s folder in the environment."""

_NETWORKS = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "Windows share",
    "smb3": "Windows share",
    "smbfs": "Windows share",
    "9p": "9P",
    "afpfs": "AFP",
    "afp": "AFP",
    "davfs": "WebDAV",
    "webdav": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "sshfs": "SSH",
    "fuse.sshfs": "SSH",
    "fuse.gvfsd-fuse": "GNOME",
    "fuse.rclone": "rclone",
}
"""The kinds of file systems that are on another computer."""

_MOST_ENTRIES = 2_000
_REMOTE = 4


class Facts(Struct, frozen=True):
    """What is known of a computer.

    path: the library, with every link in it followed. mounts: each place with the kind of its file
    system. entries: the names in each folder above the library. remote: whether its drive is one.
    """

    path: PurePath
    home: PurePath
    environ: Mapping[str, str] = {}
    mounts: tuple[tuple[str, str], ...] = ()
    entries: Mapping[PurePath, tuple[str, ...]] = {}
    remote: bool = False


class Risk(Struct, frozen=True):
    """What may befall a library, by the name of the service or the network."""

    name: str
    words: str


def find_risk(path: Path) -> Risk | None:
    """Return what the folder of a library puts at risk here, or None."""
    return judge(read_facts(path))


def judge(facts: Facts) -> Risk | None:
    """Return what a library’s folder puts at risk by these facts, or None."""
    if cloud := _cloud(facts):
        return Risk(cloud, CLOUD.format(name=cloud))
    if network := _network(facts):
        return Risk(network, NETWORK.format(name=network))
    return None


def read_facts(path: Path) -> Facts:
    """Find out what there is to know of a library’s folder."""
    real = Path(os.path.realpath(path))
    return Facts(
        real,
        Path.home(),
        dict(os.environ),
        _mounts(),
        {folder: _entries(folder) for folder in real.parents},
        _is_remote(real),
    )


def _cloud(facts: Facts) -> str:
    folders = facts.path.parents
    for name, variables in _VARIABLES.items():
        roots = [facts.environ[known] for known in variables if facts.environ.get(known)]
        if any(_as(facts.path, root) in folders for root in roots):
            return name
    for folder in folders:
        for name, pattern in _NAMES.items():
            if re.fullmatch(pattern, folder.name, re.IGNORECASE):
                return name
        for name, own in _AT_HOME.items():
            if folder.parent == facts.home and folder.name.lower() == own:
                return name
        for name, pattern in _MARKERS.items():
            if _any(pattern, facts.entries.get(folder, ())):
                return name
    return ""


def _any(pattern: str, names: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, name) for name in names)


def _as(path: PurePath, other: str) -> PurePath:
    return type(path)(other)


def _network(facts: Facts) -> str:
    if isinstance(facts.path, PureWindowsPath):
        unc = facts.path.drive.startswith("\\\\") and not _is_local_drive(facts.path.drive)
        return "Windows share" if unc or facts.remote else ""
    above = {facts.path, *facts.path.parents}
    inside = [mount for mount in facts.mounts if _as(facts.path, mount[0]) in above]
    if not inside:
        return ""
    # What was put over another place later hides that.
    _, (_, kind) = max(enumerate(inside), key=lambda found: (len(found[1][0]), found[0]))
    return _NETWORKS.get(kind, "")


def _is_local_drive(drive: str) -> bool:
    """Tell whether a drive is one of this computer written in full, with its prefix."""
    return re.fullmatch(r"\\\\[?.]\\[a-z]:", drive, re.IGNORECASE) is not None


def _mounts() -> tuple[tuple[str, str], ...]:
    if sys.platform == "darwin":
        return _mounts_of_mac()
    with suppress(OSError):
        return parse_mounts(Path("/proc/mounts").read_text("utf-8", "surrogateescape"))
    return ()


def parse_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the places and the kinds of file systems in the words of Linux."""
    # What else breaks a line elsewhere may stand in a name here.
    lines = [line.split(" ") for line in text.split("\n")]
    return tuple((_unescaped(line[1]), line[2]) for line in lines if len(line) > 2)


def _unescaped(place: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def parse_mac_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the places and the kinds of file systems in the words of a Mac."""
    return tuple(re.findall(r"^.+? on (/.*) \((\w+)[,)]", text, re.MULTILINE))


def _mounts_of_mac() -> tuple[tuple[str, str], ...]:
    import subprocess

    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, errors="replace", timeout=2, check=True
        )
        return parse_mac_mounts(told.stdout)
    return ()


def _is_remote(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE)


def _entries(folder: Path) -> tuple[str, ...]:
    """Return the hidden names in a folder, as far as it is not too full to look through."""
    with suppress(OSError), os.scandir(folder) as entries:
        return tuple(e.name for e in islice(entries, _MOST_ENTRIES) if e.name.startswith("."))
    return ()
