"""The ranking of the factors, and the arrows that say what made what possible."""
