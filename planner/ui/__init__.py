"""Everything that is Qt: the window, the desk, and the session that holds the open plan."""
