"""Keeping what has been signed: a document is examined, and then written once into signed/, for good."""
