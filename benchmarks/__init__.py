"""Measurements of the whole program, run with `make bench`."""
