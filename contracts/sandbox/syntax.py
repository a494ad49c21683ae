"""Says in Swedish what is wrong with the way one tag is written, which Jinja would say in English of its own tokens."""

import difflib
import re
from dataclasses import dataclass
from typing import Final

_STATEMENTS: Final = ("if", "elif", "else", "endif", "for", "endfor", "set")
#: What Swedish writers, and writers in other programs, have been seen to begin a statement with.
_MEANT: Final = {
    "om": "if",
    "annars": "else",
    "för": "for",
    "slut": "endif",
    "slutom": "endif",
    "slutför": "endfor",
    "elseif": "elif",
    "elsif": "elif",
    "foreach": "for",
    "fi": "endif",
    "next": "endfor",
}
_UNSUPPORTED: Final = frozenset(
    [
        "import",
        "from",
        "include",
        "extends",
        "block",
        "macro",
        "call",
        "filter",
        "autoescape",
        "do",
        "raw",
        "with",
        "trans",
        "break",
        "continue",
        "endblock",
        "endmacro",
        "endcall",
        "endfilter",
        "endset",
        "endautoescape",
        "endraw",
        "endwith",
        "colspan",
        "cellbg",
        "vm",
        "hm",
    ]
)
_KEYWORDS: Final = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "elif",
        "for",
        "true",
        "false",
        "none",
        "True",
        "False",
        "None",
        "recursive",
    ]
)


#: Characters, words and signs, and brackets inside each other that a tag may have; templates have a fifth of that.
_LONGEST: Final = 2_000
_MOST_PIECES: Final = 150
_DEEPEST: Final = 10
#: Conditions and loops inside each other. Python refuses programs that are nested deeper than twenty.
MOST_OPEN_BLOCKS: Final = 15
_PIECE: Final = re.compile(r"\"[^\"]*\"|'[^']*'|\w+|[^\w\s]")
#: Python itself refuses to read longer numbers than some thousand digits.
_LONG_NUMBER: Final = re.compile(r"[0-9_]{40}")


@dataclass(frozen=True, slots=True)
class WrittenTag:
    """One tag as somebody wrote it."""

    raw: str  #: with its marks
    body: str  #: without them
    statement: bool  #: {% … %}, otherwise {{ … }}

    @property
    def word(self) -> str:
        """The statement's first word ("if", "endfor"), "" for an output."""
        found = re.match(r"\w+", self.body) if self.statement else None
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a tag."""

    rule: str
    text: str  #: Swedish
    remedy: str  #: Swedish
    word: str = ""  #: the word to point at


def too_deep(raw: str) -> Fault:
    """The fault of a block that begins inside as many as there may be."""
    text = f"{raw} står inuti {MOST_OPEN_BLOCKS} andra villkor och upprepningar"
    return Fault("template-block", text, "räkna ut villkoret i data, eller stäng blocken tidigare")


def statement_fault(tag: WrittenTag) -> Fault | None:
    """What is wrong with the word that a statement begins with; None when nothing is, or when it is no statement."""
    if fault := weight_fault(tag):
        return fault
    word = tag.word
    if not tag.statement:
        return None
    if word not in _STATEMENTS:
        if word in _UNSUPPORTED:
            text = f"{{% {word} %}} får inte användas i mallar"
            return Fault("template-statement", text, "använd if, for och set; hämta inget från andra filer")
        if word == "end":
            meant = "endfor" if "for" in tag.body else "endif"
            return Fault("template-statement", f"ordet ”end” i {tag.raw} är okänt", f"menade du ”{meant}”?", word)
        near = [_MEANT[word.lower()]] if word.lower() in _MEANT else difflib.get_close_matches(word, _STATEMENTS, n=1)
        remedy = f"menade du ”{near[0]}”?" if near else "det som finns är: " + ", ".join(_STATEMENTS)
        return Fault("template-statement", f"ordet ”{word}” i {tag.raw} är okänt", remedy, word)
    if word in ("else", "endif", "endfor") and tag.body != word:
        return Fault("template-syntax", f"efter ”{word}” får inget mer stå", f"skriv {{% {word} %}}")
    if word == "set" and "=" not in tag.body:
        text = "{% set %} utan likhetstecken får inte användas i mallar"
        return Fault("template-statement", text, "skriv {% set namn = värde %}")
    return None


def weight_fault(tag: WrittenTag) -> Fault | None:
    """Why a tag is too long or too deep to be worked out; None when it is not.

    Jinja reads and runs an expression by calling itself, so that depth has an end of its own, which must not be met.
    """
    depth = deepest = 0
    for char in tag.body:
        depth += (char in "([{") - (char in ")]}")
        deepest = max(deepest, depth)
    pieces = len(_PIECE.findall(tag.body))
    if len(tag.body) > _LONGEST or pieces > _MOST_PIECES or deepest > _DEEPEST or _LONG_NUMBER.search(tag.body):
        text = f"taggen {tag.raw[:40]}… är för lång eller för invecklad"
        return Fault("template-too-large", text, "dela upp den, eller räkna ut värdet i data")
    return None


def alone(tag: WrittenTag) -> str:
    """A whole little template around one tag, to parse it by itself."""
    if not tag.statement:
        return f"{{{{ {tag.body} }}}}"
    pattern = {
        "if": "{%% %s %%}{%% endif %%}",
        "elif": "{%% if 1 %%}{%% %s %%}{%% endif %%}",
        "for": "{%% %s %%}{%% endfor %%}",
        "set": "{%% %s %%}",
    }.get(tag.word)
    return pattern % tag.body if pattern else ""


def syntax_fault(tag: WrittenTag) -> Fault:
    """Why Jinja cannot parse a tag."""
    rule = "template-syntax"
    if not tag.body:
        return Fault(rule, "taggen är tom", "skriv ett namn mellan klamrarna, eller ta bort taggen")
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: "x" * len(found[0]), tag.body)
    if '"' in bare or "'" in bare:
        return Fault(rule, f"ett citattecken i {tag.raw} stängs aldrig", "lägg till citattecknet")
    strange = re.search(r"[^\w\s.,|()\[\]{}'\"+\-*/%=<>!~:]", bare)
    if strange:
        text = f"tecknet ”{strange[0]}” får inte stå i en tagg"
        return Fault(rule, text, "skriv and, or, not, eller sätt text inom citattecken", strange[0])
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        return Fault(rule, f"en parentes i {tag.raw} saknar sin andra hälft", "lägg till parentesen")
    if re.search(r"(?<![=!<>])=(?!=)", bare) and tag.word in ("if", "elif"):
        return Fault(rule, f"ett ensamt likhetstecken i {tag.raw} jämför ingenting", "skriv == för att jämföra", "=")
    if found := re.search(r"(?<![\w.])\d{1,3}(?:\s\d{3})+(?![\w.])", bare):
        number = re.sub(r"\s", "", found[0])
        return Fault(rule, f"talet ”{found[0]}” har blanksteg i sig", f"skriv {number}", found[0])
    for found in re.finditer(r"([\w.]+)\s+(?=([\w.]+))", bare):
        if found[1] not in _KEYWORDS and found[2] not in _KEYWORDS and found[1] not in _STATEMENTS:
            text = f"mellan ”{found[1]}” och ”{found[2]}” saknas något"
            return Fault(rule, text, "skriv en punkt, ett lodstreck | eller ett jämförelsetecken", found[2])
    return Fault(rule, f"uttrycket i {tag.raw} går inte att tolka", "jämför med en tagg som fungerar")
