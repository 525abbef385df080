"""The commands. Each imports what it needs when it runs, so that --help comes at once."""

import os
import sys


def main() -> None:
    """Open the window where that is all that is asked for, or else run the command line."""
    # A shell that completes what is typed asks so in the environment.
    asked = None if any(name.endswith("_COMPLETE") for name in os.environ) else sys.argv[1:]
    match asked:
        case []:
            _open_window(None)
        case ["--library", library]:
            _open_window(library)
        case _:
            from planner.cli.root import main as run

            run()


def _open_window(library: str | None) -> None:
    """Open it without the commands, which take a twentieth of its start to load."""
    from planner.ui.importing import import_qt

    import_qt()
    from planner.app import run_window

    sys.exit(run_window(library))
