"""Packs in the window: the page of them, and receiving, comparing and correcting them."""
