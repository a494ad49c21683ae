"""How one text is written in YAML so that it reads back the same: plain where safe, else quoted or as a block."""

import re

#: Columns of the longest line.
WIDTH = 120

#: What YAML or the reader does not take as it is (see facts/reader.py), and the byte order mark.
_ESCAPED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
#: Read as nothing by other YAML readers, such as the one in an editor.
_NOTHING = re.compile("null|Null|NULL|~")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def inline(text: str, *, flow: bool = False) -> str:
    """The text on one line: plain if that is safe, else within quotation marks.

    Args:
        text: Any text.
        flow: Whether it stands within [ ] or { }.
    """
    return text if _safe_plain(text, flow) else _quoted(text)


def key(name: str, *, flow: bool = False) -> str:
    """A field's name, with its colon."""
    return inline(name, flow=flow) + ":"


def block(text: str, indent: int) -> tuple[str, list[str]] | None:
    """The text as a folded (>) or literal (|) block: its header and lines, or None if a block can't hold it.

    One paragraph is folded and wrapped; the reader joins it again. More than one line is kept line by line.
    """
    core = text.removesuffix("\n")
    chomp = "" if text.endswith("\n") else "-"
    lines = core.split("\n")
    if any(line != line.rstrip() or "\t" in line or _ESCAPED.search(line) for line in lines):
        return None
    if not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return None
    margin = " " * indent
    if len(lines) > 1:
        return "|" + chomp, [margin + line if line else "" for line in lines]
    if "  " in core:
        return None
    return ">" + chomp, [margin + line for line in _wrapped(core, max(WIDTH - indent, 40))]


def written(text: str, used: int, indent: int) -> tuple[str, list[str]]:
    """The text after a field's colon or an item's dash: what stands on that line, and the lines below it.

    Args:
        text: Any text.
        used: Columns of the line that are taken.
        indent: Columns before the lines below.
    """
    short = inline(text)
    if "\n" in text or (used + len(short) > WIDTH and " " in text):
        return block(text, indent) or (short, [])
    return short, []


def prose(text: str, indent: int = 2) -> str:
    """Markdown wrapped for a file, with the line end that makes it a block without a dash (> or |).

    Only plain paragraphs are wrapped, and never so that a line begins with something that means more than a word.

    Args:
        text: Paragraphs with an empty line between them.
        indent: Columns that will stand before each line.
    """
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", text.strip()) if part.strip()]
    if len(paragraphs) < 2 and "\n" not in text.strip():
        return text.strip() + "\n"
    return "\n\n".join(_wrapped_paragraph(part.strip("\n"), WIDTH - indent) for part in paragraphs) + "\n"


def unwrapped(text: str) -> str:
    """Markdown with each plain paragraph on one line: the same whoever wrapped it, and however wide."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text.strip()) if part.strip()]
    return "\n\n".join(_unwrapped_paragraph(paragraph) for paragraph in paragraphs)


def _unwrapped_paragraph(paragraph: str) -> str:
    lines = paragraph.split("\n")
    if any(_MARKED_LINE.match(line) or line.endswith(("  ", "\\")) for line in lines):
        return "\n".join(line.rstrip() if not line.endswith("  ") else line for line in lines)
    return re.sub(" +", " ", " ".join(line.strip(" ") for line in lines))


_MARKED_LINE = re.compile(r"\s|[-+*#>|=~`<]|\[|\d+[.)]|\{%")


def _wrapped_paragraph(paragraph: str, width: int) -> str:
    lines = paragraph.split("\n")
    if all(len(line) <= width for line in lines):
        return "\n".join(line.rstrip() for line in lines)
    if any(_MARKED_LINE.match(line) or line != line.strip() or line.endswith("\\") for line in lines):
        return paragraph
    wrapped = _wrapped(" ".join(lines), width)
    return paragraph if any(_MARKED_LINE.match(line) for line in wrapped) else "\n".join(wrapped)


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` where its spaces allow; an unconfirmed value's mark follows its word."""
    words = text.split(" ")
    if len(words) > 1 and words[-1] == "?":
        words[-2:] = [f"{words[-2]} ?"]
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _safe_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or _ESCAPED.search(text) or "\t" in text or _NOTHING.fullmatch(text):
        return False
    if text[0] in "-?:,[]{}#&*!|>'\"%@`=" or text.endswith(":") or ": " in text or " #" in text:
        return False
    return not (flow and re.search(r"[,\[\]{}]", text))


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and not _ESCAPED.search(text) and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if not _ESCAPED.match(character):
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}"
