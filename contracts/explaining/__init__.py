"""Explains a field: what it means, how it is written, which rules look at it, and where it is printed."""
