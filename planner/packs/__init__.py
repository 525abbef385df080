"""Packs and plans as files. They come from others, so nothing in them is trusted."""
