"""The commands. Each imports what it needs when it runs, so that --help comes at once."""

from planner.cli.root import main, marshal

__all__ = ["main", "marshal"]
