import pytest
from msgspec.structs import replace

from planner.model.evidence import Card
from planner.model.pack import Known, Pack, PackInfo, pack_digest
from planner.packs.errors import PackError
from planner.packs.pack_file import PackFile, build_pack, read_pack_file
from planner.packs.signing import SigningKey, fingerprint, hand_over
from planner.packs.trust import Standing, is_here, judge

KEY, OTHER, THIRD = (SigningKey.make() for _ in range(3))
PACK = Pack(PackInfo("usa", "The struggle", version=3), cards=(Card("usa/a", "A"),))
NEXT = replace(PACK, info=replace(PACK.info, version=4))
CHANGED = replace(PACK, cards=(Card("usa/a", "B"),))


def came(pack, key=None, handovers=()):
    return read_pack_file(build_pack(pack, key, handovers))


def here(pack, key=None):
    return Known(key.public if key else "", pack.info.version, pack_digest(pack))


def removed(key=None):
    return Known(key.public if key else "")


def refused(file, known):
    with pytest.raises(PackError) as caught:
        judge(file, known, "usa.evidencepack")
    message = str(caught.value)
    assert message.startswith("usa.evidencepack was not installed: ")
    assert message.endswith(" Nothing was changed.")
    assert "“The struggle”" in message
    return message


@pytest.mark.parametrize(
    ("file", "known", "standing"),
    [
        (came(PACK), None, Standing.UNSIGNED),
        (came(PACK, KEY), None, Standing.FIRST),
        (came(NEXT), here(PACK), Standing.UNSIGNED),
        (came(NEXT, KEY), here(PACK), Standing.FIRST),
        (came(PACK, KEY), here(PACK), Standing.FIRST),
        (came(NEXT, KEY), here(PACK, KEY), Standing.KNOWN),
        (came(PACK, KEY), here(PACK, KEY), Standing.KNOWN),
        (came(PACK), removed(), Standing.UNSIGNED),
        # What was removed may come back in any version, but only from its own author.
        (came(PACK, KEY), removed(KEY), Standing.KNOWN),
    ],
)
def test_who_vouches_for_a_pack(file, known, standing):
    assert judge(file, known, "x") is standing


@pytest.mark.parametrize("known", [here(PACK, KEY), removed(KEY)])
def test_another_key_is_refused_with_both_fingerprints(known):
    message = refused(came(NEXT, OTHER), known)
    assert "signed by someone else" in message
    assert fingerprint(KEY.public) in message
    assert fingerprint(OTHER.public) in message


@pytest.mark.parametrize("known", [here(PACK, KEY), removed(KEY)])
def test_an_unsigned_pack_does_not_follow_a_signed_one(known):
    message = refused(came(NEXT), known)
    assert "nobody signed it" in message
    assert fingerprint(KEY.public) in message


@pytest.mark.parametrize("key", [None, KEY])
def test_a_lower_version_is_refused(key):
    assert "version 3 of “The struggle”, and version 4 is here" in refused(
        came(PACK, key), here(NEXT, key)
    )


@pytest.mark.parametrize(("key", "before"), [(None, None), (KEY, KEY), (KEY, None)])
def test_the_same_version_with_other_content_is_refused(key, before):
    message = refused(came(CHANGED, key), here(PACK, before))
    assert "calls itself version 3" in message


def test_a_new_key_is_taken_where_the_old_one_signed_it():
    chain = (hand_over(KEY, OTHER.public, "usa"), hand_over(OTHER, THIRD.public, "usa"))
    file = came(NEXT, THIRD, chain)
    assert judge(file, here(PACK, KEY), "x") is Standing.HANDED_OVER
    assert judge(file, here(PACK, OTHER), "x") is Standing.HANDED_OVER
    assert judge(file, here(PACK, THIRD), "x") is Standing.KNOWN
    assert judge(file, None, "x") is Standing.FIRST
    assert "signed by someone else" in refused(file, here(PACK, SigningKey.make()))


def test_a_handover_goes_one_way():
    chain = (hand_over(KEY, OTHER.public, "usa"),)
    assert judge(came(NEXT, OTHER, chain), here(PACK, KEY), "x") is Standing.HANDED_OVER
    # The old key no longer counts where the new one is known.
    refused(came(NEXT, KEY), here(PACK, OTHER))


def test_a_handover_does_not_let_an_older_version_in():
    chain = (hand_over(KEY, OTHER.public, "usa"),)
    assert "version 4 is here" in refused(came(PACK, OTHER, chain), here(NEXT, KEY))


def test_the_very_same_pack_is_here():
    assert is_here(came(PACK, KEY), here(PACK, KEY))
    assert is_here(came(PACK), here(PACK))
    for file, known in (
        (came(PACK, KEY), None),
        (came(PACK, KEY), removed(KEY)),
        (came(NEXT, KEY), here(PACK, KEY)),
        (came(CHANGED, KEY), here(PACK, KEY)),
        # Its signature is new: installing it is how its author becomes known.
        (came(PACK, KEY), here(PACK)),
        (came(PACK, OTHER, (hand_over(KEY, OTHER.public, "usa"),)), here(PACK, KEY)),
    ):
        assert not is_here(file, known)


def test_what_is_compared_is_the_content_and_not_the_file():
    file = PackFile(PACK, KEY.public, (hand_over(OTHER, KEY.public, "usa"),))
    assert is_here(file, here(PACK, KEY))
