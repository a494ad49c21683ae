"""Putting finished documents into build/: staged, moved in one go that survives a crash, listed in a manifest."""
