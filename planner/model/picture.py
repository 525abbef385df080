"""Pictures, as one room makes them for another."""

from msgspec import Struct


class Picture(Struct, frozen=True):
    """A picture as a PNG file, with its size in points, and what it shows in words."""

    png: bytes
    width: float
    height: float
    alt: str
