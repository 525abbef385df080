"""Files that mean harm, or might as well: each is refused in words, quickly and cheaply.

`python -m tests.packs.hostile FOLDER` writes them all, to look at.
"""
