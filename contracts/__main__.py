"""`python -m contracts`."""

from contracts.cli import run

run()
