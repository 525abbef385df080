import base64
import os
import shutil
import stat
import subprocess
import sys

import minisign
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.packs.errors import PackError
from planner.packs.signing import (
    PasswordError,
    SigningKey,
    fingerprint,
    hand_over,
    verify,
    verify_handover,
)

KEY, OTHER = SigningKey.make(), SigningKey.make()
DATA = b"what is signed"
COMMENT = f"pack:usa version:3 key:{KEY.public}"
SIGNATURE = KEY.sign(DATA, COMMENT)

PROGRAM = shutil.which("minisign")
with_minisign = pytest.mark.skipif(
    PROGRAM is None and os.environ.get("MARSHAL_MINISIGN") != "require",
    reason="the program minisign is not installed; MARSHAL_MINISIGN=require makes this fail",
)


def run(*arguments, typed=""):
    """Run minisign as a technician does, and return what it says."""
    assert PROGRAM, "the program minisign is not installed"
    command = [PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def refused(signature, data=DATA, public=""):
    with pytest.raises(PackError) as caught:
        verify(data, signature, "usa.evidencepack", public)
    message = str(caught.value)
    assert message.startswith("usa.evidencepack: the signature ")
    return message


@given(st.binary(max_size=200))
def test_what_is_signed_is_verified_with_the_key_that_it_names(data):
    assert verify(data, KEY.sign(data, COMMENT), "x") == KEY.public


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_a_signature_fits_one_text_alone(data, other):
    signature = KEY.sign(data, COMMENT)
    if data != other:
        assert "does not fit" in refused(signature, other)


def test_a_key_can_be_given_where_none_is_named():
    signature = KEY.sign(DATA, "timestamp:1\tfile:pack.json")
    assert verify(DATA, signature, "x", KEY.public) == KEY.public
    assert "does not fit" in refused(signature, public=OTHER.public)
    assert "does not say which key" in refused(signature)
    with pytest.raises(PackError, match="does not say which key"):
        verify(DATA, signature, "x")


def test_a_signature_is_no_longer_than_any_needs_to_be():
    longest = "x" * (4_096 - len(KEY.sign(DATA, "")))
    assert verify(DATA, KEY.sign(DATA, longest), "x", KEY.public) == KEY.public
    assert "is damaged" in refused(KEY.sign(DATA, longest + "x"), public=KEY.public)


def test_a_signature_says_what_made_it_and_for_what():
    first, _, third, _ = KEY.sign(DATA, COMMENT).decode().splitlines()
    assert first == "untrusted comment: signature from Marshal"
    assert third == f"trusted comment: {COMMENT}"
    third = hand_over(KEY, OTHER.public, "usa").signature.splitlines()[2]
    assert third == f"trusted comment: pack:usa handed over to:{OTHER.public}"


def test_the_key_that_is_named_is_the_one_that_counts():
    # What is returned is never a key that the signature was not checked with.
    assert verify(DATA, SIGNATURE, "x", OTHER.public) == KEY.public
    forged = OTHER.sign(DATA, COMMENT)
    assert "does not fit" in refused(forged)
    assert "does not fit" in refused(forged, public=OTHER.public)


def lines(signature=SIGNATURE):
    return signature.decode().splitlines()


def with_line(number, text):
    changed = lines()
    changed[number] = text
    return "\n".join(changed).encode()


def legacy():
    """Return a signature of the old kind, which minisign 0.11 no longer makes unless told to."""
    pair = minisign.KeyPair.generate()
    comment = f"key:{pair.public_key.to_base64().decode()}"
    return bytes(pair.secret_key.sign(DATA, prehash=False, trusted_comment=comment))


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (b"", "is damaged"),
        (b"\n" * 4, "is damaged"),
        (SIGNATURE[:-20], "is damaged"),
        (SIGNATURE + b"\n", "is damaged"),
        (SIGNATURE + SIGNATURE, "is damaged"),
        (b"\xef\xbb\xbf" + SIGNATURE, "is damaged"),
        (SIGNATURE.decode().encode("utf-16"), "is damaged"),
        (SIGNATURE.replace(b"trusted comment: ", b"trusted comment:", 1), "is damaged"),
        (with_line(0, "untrusted comment: \x1b[2J"), "is damaged"),
        (with_line(0, "untrusted comment: \u202e"), "is damaged"),
        (with_line(0, "untrusted comment: " + "x" * 5_000), "is damaged"),
        (with_line(1, "!" * 100), "is damaged"),
        (with_line(1, lines()[1] + "AAAA"), "is damaged"),
        (with_line(3, lines()[3][:-4]), "is damaged"),
        # The last digit before the "=" has bits that no reader needs.
        (with_line(3, lines()[3][:-3] + chr(ord(lines()[3][-3]) ^ 1) + "=="), "is damaged"),
        (with_line(2, f"trusted comment: {COMMENT} "), "does not fit"),
        (with_line(2, f"trusted comment: key:{OTHER.public}"), "does not fit"),
        (with_line(2, "trusted comment: "), "does not say which key"),
        (with_line(1, lines(OTHER.sign(DATA, COMMENT))[1]), "does not fit"),
        (with_line(3, lines(KEY.sign(b"", COMMENT))[3]), "does not fit"),
        (legacy(), "of an old kind that Marshal does not trust"),
    ],
)
def test_what_is_no_sound_signature(signature, words):
    assert words in refused(signature)


def test_a_signature_of_the_new_kind_cannot_be_called_one_of_the_old():
    raw = bytearray(base64.b64decode(lines()[1]))
    raw[:2] = b"Ed"
    assert "of an old kind" in refused(with_line(1, base64.b64encode(raw).decode()))


@given(st.integers(0, len(SIGNATURE) - 1), st.integers(0, 7))
@example(SIGNATURE.index(b"key:RW") + 6, 2)
def test_every_bit_of_a_signature_counts_but_for_its_first_line(at, bit):
    changed = bytearray(SIGNATURE)
    changed[at] ^= 1 << bit
    if at > SIGNATURE.index(b"\n"):
        refused(bytes(changed))


def test_lines_may_end_as_on_windows():
    assert verify(DATA, SIGNATURE.replace(b"\n", b"\r\n"), "x") == KEY.public


# Fingerprints


def test_a_fingerprint_is_short_and_of_the_whole_key():
    public = "RWQG9SXei9TWRMDQbDKkbUKAo1sScqAp5pypgTi5GtCrG+pieRiErAUT"
    assert fingerprint(public) == "5DAA 6C99 2F29 2998 3FA6"
    changed = public.replace("G9SXe", "G9SXf")
    assert fingerprint(changed) != fingerprint(public)


@pytest.mark.parametrize(
    "public",
    [
        "",
        "RW",
        "x" * 56,
        "é" * 56,
        KEY.public[:-4],
        KEY.public * 2,
        f"{KEY.public[:9]}!{KEY.public[9:]}",
    ],
    ids=range(7),
)
def test_what_is_no_public_key(public):
    with pytest.raises(PackError, match="no public key of minisign"):
        fingerprint(public)
    if public:
        with pytest.raises(PackError, match="no public key of minisign"):
            verify(DATA, KEY.sign(DATA, "by hand"), "x", public)


# Keys as files


def test_a_key_is_kept_for_its_owner_alone(tmp_path):
    KEY.save(tmp_path / "mine.key")
    assert sorted(os.listdir(tmp_path)) == ["mine.key", "mine.pub"]
    assert KEY.public in (tmp_path / "mine.pub").read_text(encoding="ascii")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "mine.key").stat().st_mode) == 0o600
    again = SigningKey.read(tmp_path / "mine.key")
    assert again.public == KEY.public
    assert verify(DATA, again.sign(DATA, COMMENT), "x") == KEY.public


def test_a_key_is_never_written_over(tmp_path):
    KEY.save(tmp_path / "mine.key")
    held = (tmp_path / "mine.key").read_bytes()
    with pytest.raises(PackError, match="There is a file"):
        OTHER.save(tmp_path / "mine.key")
    assert (tmp_path / "mine.key").read_bytes() == held
    assert KEY.public in (tmp_path / "mine.pub").read_text(encoding="ascii")


def test_a_key_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(PackError, match=r"The key .*mine\.key could not be written"):
        KEY.save(tmp_path / "none" / "mine.key")
    (tmp_path / "mine.pub").mkdir()
    with pytest.raises(PackError, match="could not be written"):
        KEY.save(tmp_path / "mine.key")
    assert os.listdir(tmp_path) == ["mine.pub"]


def damaged(at):
    """Return a key file with one bit of what it holds changed."""
    first, code = bytes(minisign.KeyPair.generate().secret_key).split(b"\n")
    raw = bytearray(base64.b64decode(code))
    raw[at] ^= 1
    return first + b"\n" + base64.b64encode(raw)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no signing key"),
        (b"untrusted comment: x\nAAAA\n", "is no signing key"),
        (b"\xff\xfe" * 100, "is no signing key"),
        (b"untrusted comment: \xff\n" + damaged(0).split(b"\n")[1], "is no signing key"),
        (b"x" * 10_000, "is no signing key"),
        (f"untrusted comment: x\n{KEY.public}\n".encode(), "is no signing key"),
        (damaged(0), "is no signing key"),
        # The key itself, and the public key that it holds.
        (damaged(70), "is damaged"),
        (damaged(100), "is damaged"),
    ],
    # The keys are new each time, and a test's name must not be.
    ids=range(9),
)
def test_what_is_no_key(tmp_path, data, words):
    path = tmp_path / "mine.key"
    path.write_bytes(data)
    with pytest.raises(PackError) as caught:
        SigningKey.read(path)
    assert str(caught.value).startswith("mine.key ")
    assert words in str(caught.value)


def test_no_more_is_read_of_a_key_than_any_has(tmp_path):
    path = tmp_path / "mine.key"
    pair = minisign.KeyPair.generate()
    first, code = bytes(pair.secret_key).split(b"\n")
    room = 4_096 - len(code) - len(first) - 1
    path.write_bytes(first + b"x" * room + b"\n" + code)
    assert path.stat().st_size == 4_096
    assert SigningKey.read(path).public == pair.public_key.to_base64().decode()
    path.write_bytes(first + b"x" * (room + 1) + b"\n" + code)
    with pytest.raises(PackError, match="is no signing key"):
        SigningKey.read(path)


def test_a_key_that_is_not_there(tmp_path):
    with pytest.raises(PackError, match="cannot be read"):
        SigningKey.read(tmp_path / "none.key")


def test_a_key_with_a_password(tmp_path):
    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt("päss", memlimit=1_048_576)
    path = tmp_path / "mine.key"
    path.write_bytes(bytes(pair.secret_key))
    for password, words in (
        ("", r"^The key mine\.key has a password"),
        ("pass", r"^This is not the password of the key mine\.key"),
    ):
        with pytest.raises(PasswordError, match=words):
            SigningKey.read(path, password)
    key = SigningKey.read(path, "päss")
    assert key.public == pair.public_key.to_base64().decode()
    key.save(tmp_path / "open.key")
    assert SigningKey.read(tmp_path / "open.key").public == key.public


# Handing over


def test_a_handover_is_for_one_pack_and_two_keys():
    handover = hand_over(KEY, OTHER.public, "usa")
    assert (handover.old, handover.new) == (KEY.public, OTHER.public)
    verify_handover(handover, "usa", "x")
    third = SigningKey.make()
    for changed, pack in (
        (handover, "ussr"),
        (replace(handover, new=third.public), "usa"),
        (replace(handover, old=third.public), "usa"),
        (replace(handover, signature=hand_over(third, OTHER.public, "usa").signature), "usa"),
    ):
        with pytest.raises(PackError, match=r"^x: the signature does not fit"):
            verify_handover(changed, pack, "x")
    with pytest.raises(PackError, match=r"^x: the signature is damaged"):
        verify_handover(replace(handover, signature=""), "usa", "x")


def test_a_packs_signature_is_no_handover():
    handover = replace(hand_over(KEY, OTHER.public, "usa"), signature=SIGNATURE.decode())
    with pytest.raises(PackError, match="does not fit"):
        verify_handover(handover, "usa", "x")


# The ordinary minisign program


@with_minisign
def test_minisign_verifies_what_marshal_signs(tmp_path):
    KEY.save(tmp_path / "mine.key")
    (tmp_path / "pack.json").write_bytes(DATA)
    (tmp_path / "pack.json.minisig").write_bytes(SIGNATURE)
    code, said = run("-V", "-m", tmp_path / "pack.json", "-p", tmp_path / "mine.pub")
    assert code == 0
    assert f"Trusted comment: {COMMENT}" in said
    (tmp_path / "pack.json").write_bytes(DATA + b"!")
    code, _ = run("-V", "-m", tmp_path / "pack.json", "-P", KEY.public)
    assert code != 0


@with_minisign
def test_marshal_verifies_what_minisign_signs_with_its_own_key(tmp_path):
    secret, public = tmp_path / "own.key", tmp_path / "own.pub"
    assert run("-G", "-W", "-s", secret, "-p", public)[0] == 0
    (tmp_path / "pack.json").write_bytes(DATA)
    assert run("-S", "-m", tmp_path / "pack.json", "-s", secret)[0] == 0
    signature = (tmp_path / "pack.json.minisig").read_bytes()
    key = SigningKey.read(secret)
    assert key.public in public.read_text(encoding="ascii")
    assert verify(DATA, signature, "x", key.public) == key.public
    named = tmp_path / "named.minisig"
    comment = f"key:{key.public}"
    run("-S", "-m", tmp_path / "pack.json", "-s", secret, "-x", named, "-t", comment)
    assert verify(DATA, named.read_bytes(), "x") == key.public


@with_minisign
def test_an_old_signature_of_minisigns_is_refused(tmp_path):
    KEY.save(tmp_path / "mine.key")
    (tmp_path / "pack.json").write_bytes(DATA)
    run("-S", "-l", "-m", tmp_path / "pack.json", "-s", tmp_path / "mine.key", "-t", COMMENT)
    assert "of an old kind" in refused((tmp_path / "pack.json.minisig").read_bytes())


@with_minisign
def test_minisign_signs_with_a_key_of_marshals(tmp_path):
    KEY.save(tmp_path / "mine.key")
    (tmp_path / "pack.json").write_bytes(DATA)
    assert run("-S", "-m", tmp_path / "pack.json", "-s", tmp_path / "mine.key")[0] == 0
    signature = (tmp_path / "pack.json.minisig").read_bytes()
    assert verify(DATA, signature, "x", KEY.public) == KEY.public


@with_minisign
def test_a_key_that_minisign_gave_a_password_is_read(tmp_path):
    secret = tmp_path / "own.key"
    assert run("-G", "-s", secret, "-p", tmp_path / "own.pub", typed="word\nword\n")[0] == 0
    with pytest.raises(PasswordError, match="has a password"):
        SigningKey.read(secret)
    assert SigningKey.read(secret, "word").public in (tmp_path / "own.pub").read_text()


def test_a_password_that_no_one_can_type_is_told(tmp_path):
    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt("pass", memlimit=1_048_576)
    path = tmp_path / "mine.key"
    path.write_bytes(bytes(pair.secret_key))
    with pytest.raises(PackError, match=r"The key mine\.key cannot be opened on this computer"):
        SigningKey.read(path, "\ud800")
