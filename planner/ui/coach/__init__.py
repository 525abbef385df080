"""The coach in the window: its advice, where that leads, and which rules it goes by."""
