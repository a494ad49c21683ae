"""Markdown written by people with facts in it: prose documents and clauses, filled in by the sandbox."""
