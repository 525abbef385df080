"""What a teacher has already: files and pasted text, read into blocks and tables."""

from planner.packs.material.reading import KINDS, pasted_material, read_material

__all__ = ["KINDS", "pasted_material", "read_material"]
