from planner.model.digest import digest_of


def test_it_is_the_one_that_others_know():
    # The first example of FIPS 180-4.
    assert digest_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
