"""Writes the facts' files: a whole file from a tree, or a change within a file that leaves all else as it was."""
