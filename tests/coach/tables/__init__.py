"""What each rule must speak of, and what it must not."""
