import pytest

from planner.packs.errors import PackError
from planner.packs.read import check_size, read_bytes


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 9)
    assert read_bytes(path) == read_bytes(path, 9) == b"x" * 9
    with pytest.raises(PackError, match=r"^a\.txt is larger than 0 MB"):
        read_bytes(path, 8)
    path.write_bytes(b"")
    with pytest.raises(PackError, match=r"^a\.txt is empty"):
        read_bytes(path)


def test_what_is_no_file_is_told(tmp_path):
    with pytest.raises(PackError, match="is not a file"):
        read_bytes(tmp_path)
    with pytest.raises(PackError, match="There is no file"):
        read_bytes(tmp_path / "none")
    with pytest.raises(PackError, match="cannot be read"):
        read_bytes(tmp_path / "a\0b")


def test_a_file_that_grows_for_ever_is_not_read_for_ever(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(PackError, match="is larger than 1 MB"):
        read_bytes(path, 1_000_000)


def test_the_limit_is_told_in_megabytes():
    check_size(b"x" * 2_000_000, "a", 2_000_000)
    with pytest.raises(PackError, match="is larger than 2 MB"):
        check_size(b"x" * 2_000_001, "a", 2_000_000)
