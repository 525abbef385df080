"""What writes to a library: sqlite_utils, which is told what SQLite can do and need not try."""

import sqlite3

from sqlite_utils import Database


class Writer(Database):
    """Writes to a library, within the transactions that Database.writing gives.

    To find these out, sqlite_utils makes a table in the midst of the first transaction. If the
    disk fails there, SQLite takes the transaction back, the failure is passed over, and what
    follows is kept piece by piece.
    """

    supports_strict = True
    supports_on_conflict = True


def writer(connection: sqlite3.Connection) -> Writer:
    """Return what writes through an open connection."""
    return Writer(connection, recursive_triggers=False, execute_plugins=False)
