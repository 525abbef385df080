"""The subject itself: cards, questions, frameworks and plans as values, and their edits."""
