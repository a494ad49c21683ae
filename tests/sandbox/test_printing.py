"""What is seen at one glance to be printable is what a look at each character finds."""

import sys

from contracts.sandbox.printing import checked_text, unprintable_character


def test_no_character_is_printable_to_python_alone() -> None:
    quick = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable())
    assert not unprintable_character(quick)
    assert "\r" not in quick
    assert checked_text("a\r\nb\u00a0c\rd") == "a\nb\u00a0c\nd"
