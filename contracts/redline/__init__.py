"""Compares two Word files: one Word file with true tracked changes, from which either can be had back."""
