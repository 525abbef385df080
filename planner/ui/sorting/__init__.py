"""The sorting table: the second view of a plan, where cards go into piles."""
