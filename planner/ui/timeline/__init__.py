"""The timeline: the plan's cards and the packs' others, where they are in time."""
