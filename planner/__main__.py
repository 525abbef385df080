"""Start Marshal: `python -m planner --help` says what it can do."""

from planner.cli import main

if __name__ == "__main__":
    main()
