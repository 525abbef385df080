"""The kinds of file that Marshal writes for others, each known by its first two fields."""

from msgspec import Struct

from planner.packs.errors import PackError


class Format(Struct, frozen=True):
    """One kind of file.

    name, version: what its first fields say. word: what it is called, such as "plan file".
    """

    name: str
    version: int
    word: str

    def check(self, name: object, version: object, file: str) -> None:
        """Raise PackError where the first fields are another kind's, or of a newer Marshal."""
        if name != self.name:
            raise PackError(
                f"{file} is not a {self.word}. Choose a file that Marshal saved as one."
            )
        if type(version) is int and version > self.version:
            raise PackError(
                f"{file} was saved by a newer version of Marshal. Update Marshal to open it."
            )
        if type(version) is not int or version != self.version:
            raise self.unsound(file)

    def unsound(self, file: str) -> PackError:
        """Return the error for a file whose first fields are not what Marshal writes."""
        return PackError(
            f"{file} is not a sound {self.word}: its first fields are not as Marshal writes them."
        )
