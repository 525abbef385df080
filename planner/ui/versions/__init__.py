"""Planning against the clock, and what the plan was at moments that were kept."""
