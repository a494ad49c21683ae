"""A project of one's own, in an empty folder: what is asked of an authority, and the files that it begins with."""
