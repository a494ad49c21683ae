"""The interview: what a new partnership is asked about, in the order that people know the answers."""
