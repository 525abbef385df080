"""What a plan still lacks, and why that matters to a marker."""
