import sqlite3
from contextlib import closing

import sqlite_utils
from sqlite_utils.plugins import pm

from planner.store.writer import writer

SETTINGS = ("foreign_keys", "recursive_triggers", "synchronous", "trusted_schema", "user_version")


class Plugin:
    """What another program may have installed for sqlite_utils beside Marshal."""

    def __init__(self):
        self.given = []

    @sqlite_utils.hookimpl
    def prepare_connection(self, conn):
        self.given.append(conn)


def test_what_writes_takes_the_connection_as_it_is():
    plugin = Plugin()
    pm.register(plugin)
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            before = [connection.execute(f"PRAGMA {name}").fetchall() for name in SETTINGS]
            made = writer(connection)
            assert made.conn is connection
            after = [connection.execute(f"PRAGMA {name}").fetchall() for name in SETTINGS]
            assert after == before
            assert plugin.given == []
            said = []
            connection.set_trace_callback(said.append)
            made.table("kept").create({"id": int}, pk="id", strict=True)
            made.table("kept").upsert({"id": 1}, pk="id")
            assert made.table("kept").schema.endswith("STRICT")
            # A table made to find out what this SQLite can do could spoil a transaction.
            assert sum("create table" in statement.lower() for statement in said) == 1
    finally:
        pm.unregister(plugin)
