"""Checks a Word template like code and tells about it like a person: every fault in one run, each at its place."""
