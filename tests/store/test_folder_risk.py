import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.store import folder_risk
from planner.store.folder_risk import (
    Facts,
    find_risk,
    judge,
    parse_mac_mounts,
    parse_mounts,
    read_facts,
)

HOME = PurePosixPath("/home/anna")
USERS = PureWindowsPath("C:/Users/anna")
MAC = PurePosixPath("/Users/anna")

MOUNTS = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
school:/export/home /home/anna/school nfs4 rw,vers=4.2 0 0
//srv/share /mnt/the\\040share cifs rw,username=anna 0 0
anna@srv: /mnt/ssh fuse.sshfs rw 0 0
drive /mnt/dav davfs rw 0 0
share /mnt/nine 9p rw 0 0
/dev/sdb1 /mnt/nine/local ext4 rw 0 0
none /mnt/over cifs rw 0 0
/dev/sdc1 /mnt/over vfat rw 0 0
odd
"""

MAC_MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@srv/Home%20folder on /Volumes/Home (one) (smbfs, nodev, nosuid, mounted by anna)
srv:/x on /Volumes/x (nfs)
https://cloud.example/dav on /Volumes/dav (webdav, nodev, noexec)
"""


def named(path, home=HOME, **known):
    risk = judge(Facts(path, home, **known))
    return risk.name if risk else ""


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/anna/Dropbox/essays", "Dropbox"),
        ("/home/anna/Dropbox (Personal)", "Dropbox"),
        ("/Users/anna/Library/CloudStorage/Dropbox-Personal", "Dropbox"),
        ("/Users/anna/Library/CloudStorage/OneDrive-School/a", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna/My Drive", "Google Drive"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("/Users/anna/Library/CloudStorage/Box-Box", "Box"),
        ("/home/anna/Nextcloud", "Nextcloud"),
        ("/home/anna/Nextcloud2/deep/er", "Nextcloud"),
        ("/home/anna/ownCloud", "ownCloud"),
        ("/home/anna/pCloudDrive", "pCloud"),
        ("/home/anna/Box", "Box"),
        ("/home/anna/MEGA/essays", "MEGA"),
        ("/home/anna/MEGAsync", "MEGA"),
        ("/srv/box", ""),
        ("/home/anna/essays/Box", ""),
        ("/home/anna/mega", "MEGA"),
        ("/home/anna/Dropboxes", ""),
        ("/home/anna/my nextcloud notes", ""),
        ("/home/anna/.local/share/Marshal", ""),
    ],
)
def test_the_folders_of_services_are_known_by_their_names(folder, name):
    assert named(PurePosixPath(folder) / "evidence.db") == name


def test_the_librarys_own_name_says_nothing():
    assert named(HOME / "Dropbox") == ""


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (r"C:\Users\anna\OneDrive - Hill School\a", "OneDrive"),
        (r"C:\Users\anna\OneDrive", "OneDrive"),
        (r"C:\Users\anna\iCloudDrive", "iCloud Drive"),
        (r"C:\Users\anna\Box", "Box"),
        (r"G:\My Drive\.shortcut-targets-by-id", "Google Drive"),
        (r"P:\pCloud Drive", "pCloud"),
        (r"C:\Users\anna\AppData\Local\Marshal", ""),
        (r"\\srv\homes\anna", "Windows share"),
        (r"\\?\UNC\srv\homes", "Windows share"),
        (r"\\?\C:\Users\anna", ""),
    ],
)
def test_windows_folders_are_known(folder, name):
    assert named(PureWindowsPath(folder) / "evidence.db", USERS) == name


def test_a_mapped_drive_is_a_network_folder():
    path = PureWindowsPath(r"H:\essays\evidence.db")
    assert named(path, USERS, remote=True) == "Windows share"
    assert named(path, USERS) == ""


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"])
def test_a_service_is_known_by_its_variable(variable):
    environ = {variable: r"D:\Cloud"}
    assert named(PureWindowsPath(r"d:\cloud\a\evidence.db"), USERS, environ=environ) == "OneDrive"
    assert named(PureWindowsPath(r"D:\Other\evidence.db"), USERS, environ=environ) == ""
    assert named(PureWindowsPath(r"D:\Cloud\e.db"), USERS, environ={variable: ""}) == ""


@pytest.mark.parametrize(
    ("marker", "name"),
    [
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
        (".shortcut-targets-by-id", "Google Drive"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".csync_journal.db", "ownCloud"),
        (".megaignore", "MEGA"),
        (".stfolder", "Syncthing"),
        (".dropbox", ""),
        (".config", ""),
    ],
)
def test_a_service_is_known_by_what_it_leaves(marker, name):
    path = PurePosixPath("/data/own/essays/evidence.db")
    entries = {PurePosixPath("/data/own"): (".x", marker), PurePosixPath("/other"): (".stfolder",)}
    assert named(path, entries=entries) == name


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/anna/school/essays", "NFS"),
        ("/home/anna/schooling", ""),
        ("/home/anna", ""),
        ("/mnt/the share/essays", "Windows share"),
        ("/mnt/ssh", "SSH"),
        ("/mnt/dav/a", "WebDAV"),
        ("/mnt/nine/a", "9P"),
        ("/mnt/nine/local/a", ""),
        ("/mnt/over", ""),
    ],
)
def test_network_folders_of_linux_are_known(folder, name):
    mounts = parse_mounts(MOUNTS)
    assert named(PurePosixPath(folder) / "evidence.db", mounts=mounts) == name


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/Volumes/Home (one)/essays", "Windows share"),
        ("/Volumes/x", "NFS"),
        ("/Volumes/dav", "WebDAV"),
        ("/Users/anna/Documents", ""),
    ],
)
def test_network_folders_of_a_mac_are_known(folder, name):
    mounts = parse_mac_mounts(MAC_MOUNTS)
    assert named(PurePosixPath(folder) / "evidence.db", MAC, mounts=mounts) == name


def test_the_risk_and_what_to_do_are_said():
    cloud = judge(Facts(HOME / "Dropbox" / "evidence.db", HOME))
    assert "Dropbox keeps two files" in cloud.words
    assert "one computer at a time" in cloud.words
    network = judge(Facts(PurePosixPath("/n/e.db"), HOME, mounts=(("/n", "nfs"),)))
    assert "network folder (NFS)" in network.words


@pytest.mark.parametrize(
    ("mounts", "name"),
    [
        ((("/n/deep", "nfs"), ("/", "ext4")), "NFS"),
        ((("/n/deep", "ext4"), ("/n", "nfs")), ""),
        ((("/n", "vfat"), ("/n", "cifs")), "Windows share"),
        ((("/n", "cifs"), ("/n", "vfat")), ""),
    ],
)
def test_the_innermost_mount_counts_and_of_two_the_later(mounts, name):
    assert named(PurePosixPath("/n/deep/evidence.db"), mounts=mounts) == name


@given(st.text(st.characters(exclude_characters=" \n\t\\"), min_size=1))
@example("\u2028\xa0\x85")
def test_a_place_of_any_name_is_read(place):
    # Four characters are written as numbers, and no others.
    place = f"/{place}"
    assert parse_mounts(f"srv {place} nfs rw 0 0\nsrv {place} cifs") == (
        (place, "nfs"),
        (place, "cifs"),
    )
    assert parse_mounts(f"srv {place}\\040\\011\\012\\134 nfs") == ((f"{place} \t\n\\", "nfs"),)


@given(st.text(), st.text())
def test_any_mounts_are_read(linux, mac):
    assert all(len(mount) == 2 for mount in (*parse_mounts(linux), *parse_mac_mounts(mac)))


def test_the_facts_of_this_computer_are_read(tmp_path, monkeypatch):
    synced = tmp_path / "synced"
    (synced / "essays").mkdir(parents=True)
    path = synced / "essays" / "evidence.db"
    path.write_bytes(b"x")
    monkeypatch.setattr(folder_risk, "_mounts", lambda: ())
    assert find_risk(path) is None
    assert not read_facts(path).remote
    (synced / ".stfolder").mkdir()
    assert find_risk(path).name == "Syncthing"
    link = tmp_path / "link.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    assert find_risk(link).name == "Syncthing"


def test_the_home_and_the_variables_of_this_computer_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_risk, "_mounts", lambda: ())
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("DROPBOX_PATH", str(tmp_path / "work"))
    found = [find_risk(tmp_path / name / "evidence.db") for name in ("Box", "work", "other")]
    assert [risk and risk.name for risk in found] == ["Box", "Dropbox", None]


def test_a_full_folder_is_looked_through_only_as_far_as_is_quick(tmp_path, monkeypatch):
    for number in range(9):
        (tmp_path / f".{number}").touch()
        (tmp_path / f"{number}").touch()
    path = tmp_path / "evidence.db"
    assert sorted(read_facts(path).entries[tmp_path]) == [f".{number}" for number in range(9)]
    monkeypatch.setattr(folder_risk, "_MOST_ENTRIES", 0)
    assert read_facts(path).entries[tmp_path] == ()


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="this is not Linux")
def test_the_mounts_of_this_computer_are_read(tmp_path):
    assert dict(read_facts(tmp_path / "evidence.db").mounts)["/proc"] == "proc"


def test_a_mount_whose_name_is_no_text_is_read_too(tmp_path, monkeypatch):
    listed = tmp_path / "mounts"
    listed.write_bytes(b"srv:/x /mnt/\xff nfs rw 0 0\n")
    monkeypatch.setattr(folder_risk, "Path", {"/proc/mounts": listed}.get)
    monkeypatch.setattr("sys.platform", "linux")
    assert folder_risk._mounts() == (("/mnt/\udcff", "nfs"),)  # noqa: SLF001


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (f"print({MAC_MOUNTS!r})", parse_mac_mounts(MAC_MOUNTS)),
        (r"sys.stdout.buffer.write(b'srv:/x on /\xff (nfs)')", (("/\ufffd", "nfs"),)),
        ("print('srv:/x on /x (nfs)'); sys.exit(1)", ()),
    ],
    ids=["all", "what is no text", "what went wrong"],
)
def test_the_mounts_of_a_mac_are_asked_for(tmp_path, monkeypatch, code, found):
    real, asked = subprocess.run, []

    def run(command, **how):
        asked.append(command)
        return real([sys.executable, "-c", f"import sys; {code}"], **{**how, "timeout": 60})

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(subprocess, "run", run)
    assert read_facts(tmp_path / "evidence.db").mounts == found
    assert asked == [["/sbin/mount"]]


@pytest.mark.parametrize("fault", [subprocess.TimeoutExpired("mount", 2), FileNotFoundError()])
def test_a_mac_that_does_not_answer_is_no_risk(tmp_path, monkeypatch, fault):
    def run(_command, **how):
        assert how["timeout"] < 5
        raise fault

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(subprocess, "run", run)
    assert read_facts(tmp_path / "evidence.db").mounts == ()


@pytest.mark.parametrize(("kind", "remote"), [(4, True), (3, False)])
def test_windows_is_asked_for_the_kind_of_a_drive(tmp_path, monkeypatch, kind, remote):
    asked = []

    class Kernel:
        @staticmethod
        def GetDriveTypeW(root):
            asked.append(root)
            return kind

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=Kernel), raising=False)
    assert read_facts(tmp_path / "evidence.db").remote is remote
    assert asked == [tmp_path.anchor]


def test_what_cannot_be_found_out_is_no_risk(tmp_path, monkeypatch):
    def unreadable(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", unreadable)
    facts = read_facts(tmp_path / "gone" / "evidence.db")
    assert facts.mounts == ()
    assert facts.entries[tmp_path / "gone"] == ()
