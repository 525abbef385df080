"""The pack editor: a pack's details, factors, questions and cards, for who makes it."""
