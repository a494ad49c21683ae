"""Questions on a terminal, in Swedish: one at a time, explained, checked at once, taken back, stopped and resumed.

Lines of text in and out and nothing else, so that it works in any terminal, with a screen reader and through a pipe.
"""
