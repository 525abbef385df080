"""Marshal: plan an exam essay by dragging evidence into PEEL paragraphs."""

__version__ = "0.1.0"
