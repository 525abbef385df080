"""Backups and damage in the window: made as one works, restored, and what is done about a fault."""
