"""What writes to a library: sqlite_utils, which is told what SQLite can do and need not try."""

from functools import partial

from sqlite_utils import Database


class Writer(Database):
    """Writes to a library, within the transactions that Database.writing gives.

    To find these out, sqlite_utils makes a table in the midst of the first transaction. If the
    disk fails there, SQLite takes the transaction back, the failure is passed over, and what
    follows is kept piece by piece.
    """

    supports_strict = True
    supports_on_conflict = True


writer = partial(Writer, recursive_triggers=False, execute_plugins=False)
"""Gives what writes through an open connection, which stays as it is."""
