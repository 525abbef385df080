"""The library: packs, cards and plans in one SQLite file. Nothing else knows SQLite."""
