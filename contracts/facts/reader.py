"""YAML read into a Source: nothing is guessed, and what could hurt or surprise is refused with its place.

YAML's own typing turns NO into False, 0123 into 83 and keeps the last of two equal keys. Here every scalar stays text,
repeated keys, anchors, tags and merges are refused, and size and depth are bounded before anything is built.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.nodes import Mapping, Mark, Node, Scalar, Sequence
from contracts.facts.source import Source, invisible_character
from contracts.facts.unconfirmed_marks import alone, alone_on, is_mark_alone, on_key, without_mark

#: Bytes. The largest real file is some 30 kB.
LARGEST_FILE = 1_000_000
#: Levels of lists and mappings inside one another.
DEEPEST = 20

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_source(path: Path, shown_as: str) -> Source:
    """Read one YAML file.

    Args:
        path: The file.
        shown_as: Its name in messages, relative to the project.

    Raises:
        ProblemsError: It is too large, not UTF-8, empty, not YAML, or uses anchors, tags, merges or repeated keys.
    """
    return source_of(read_text(path, shown_as), shown_as)


def source_of(text: str, shown_as: str) -> Source:
    """Read YAML that is at hand, such as the front matter of a Markdown file.

    Args:
        text: The YAML, from the first line of its file.
        shown_as: The file's name in messages, relative to the project.

    Raises:
        ProblemsError: It is empty, not YAML, or uses anchors, tags, merges or repeated keys.
    """
    lines = tuple(text.splitlines())
    problems = [*_invisible(text, shown_as), *_tabs(lines, shown_as)]
    if problems:
        raise ProblemsError(problems)
    reader = _Reader(shown_as, lines)
    root = reader.read(text)
    if reader.problems:
        raise ProblemsError(reader.problems)
    if root is None or (isinstance(root, Scalar) and root.text is None):
        raise ProblemsError(
            [Problem("yaml-empty", "filen är tom", Place(shown_as), "fyll i uppgifter eller ta bort filen")]
        )
    if not isinstance(root, Mapping):
        raise ProblemsError(
            [
                Problem(
                    "yaml-not-fields",
                    "filen innehåller inga fält",
                    reader.at(root.mark),
                    "skriv fält och värde på varje rad, till exempel name: IOP Kvinna i Botkyrka",
                )
            ]
        )
    return Source(shown_as, lines, root)


def read_text(path: Path, shown_as: str) -> str:
    """The text of a file.

    Raises:
        ProblemsError: It is too large or not UTF-8.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ProblemsError(
            [
                Problem(
                    "file-too-large",
                    f"filen är {-(-size // 1_000_000)} MB; gränsen är 1 MB",
                    Place(shown_as),
                    "uppgifterna om ett partnerskap är text; lägg bilder och bilagor i egna filer",
                )
            ]
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        raise ProblemsError(
            [
                Problem(
                    "file-not-utf8",
                    f"filen är inte sparad som UTF-8 (tecken nummer {error.start + 1})",
                    Place(shown_as, before.count(b"\n") + 1),
                    "öppna filen och spara den igen med kodningen UTF-8",
                )
            ]
        ) from error


def _invisible(text: str, shown_as: str) -> Iterator[Problem]:
    """What YAML refuses without a place, and what it takes for a line break where an editor shows none."""
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        for found in _INVISIBLE.finditer(line):
            sentence, remedy = invisible_character(found[0])
            excerpt = _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", line)
            yield Problem(
                "text-control-character", sentence, Place(shown_as, number, found.start() + 1, 1, excerpt), remedy
            )


def _tabs(lines: tuple[str, ...], shown_as: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Problem(
                "yaml-tab",
                "raden är indragen med tabb",
                Place(shown_as, number, indent.index("\t") + 1, 1, line.replace("\t", "→")),
                "dra in med två mellanslag för varje nivå",
            )


class _Reader:
    """Builds the tree from YAML's events, collecting what is refused."""

    def __init__(self, shown_as: str, lines: tuple[str, ...]) -> None:
        self.shown_as, self.lines = shown_as, lines
        self.problems: list[Problem] = []

    def at(self, mark: Mark) -> Place:
        line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        return Place(self.shown_as, mark.line, mark.column, mark.width, line)

    def refuse(self, rule: str, text: str, mark: Mark, remedy: str) -> None:
        self.problems.append(Problem(rule, text, self.at(mark), remedy))

    def read(self, text: str) -> Node | None:
        open_: list[tuple[Mark, list[Node]]] = []
        root: Node | None = None
        documents = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.refuse(
                            "yaml-documents",
                            "filen har flera delar (---)",
                            self._mark(event),
                            "dela upp den i flera filer",
                        )
                        return root
                    continue
                if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                    self._plain_only(event)
                    open_.append((self._mark(event), []))
                    if len(open_) > DEEPEST:
                        self.refuse(
                            "yaml-deep", "fälten ligger för djupt i varandra", self._mark(event), "kontrollera indragen"
                        )
                        return root
                    continue
                node = self._closed(event, open_)
                if node is None:
                    continue
                if open_:
                    open_[-1][1].append(node)
                else:
                    root = node
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError as error:
            self.problems.append(
                Problem(
                    "yaml-syntax", f"filen går inte att läsa ({error})", Place(self.shown_as), "ta bort osynliga tecken"
                )
            )
        return root

    def _closed(self, event: yaml.Event, open_: list[tuple[Mark, list[Node]]]) -> Node | None:
        """The node that this event completes, if it does."""
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                "yaml-alias",
                "en text kan inte börja med * (YAML läser det som en hänvisning)",
                self._mark(event),
                "sätt texten inom citattecken om * är kursiv stil; annars skriv ut värdet",
            )
            return Scalar(None, self._mark(event))
        if isinstance(event, yaml.ScalarEvent):
            self._plain_only(event)
            self._cut_off(event)
            # Plain style is "" in libyaml and None in PyYAML's own parser.
            empty = event.style in ("", None) and event.value in ("", "~")
            return Scalar(None, self._mark(event)) if empty else self._value(event)
        if isinstance(event, yaml.SequenceEndEvent):
            mark, items = open_.pop()
            return Sequence(tuple(items), mark)
        if isinstance(event, yaml.MappingEndEvent):
            mark, items = open_.pop()
            return Mapping(self._pairs(items), mark)
        return None

    def _value(self, event: yaml.ScalarEvent) -> Scalar:
        """A text without the mark that says it is not confirmed."""
        mark = self._mark(event)
        if is_mark_alone(event.value):
            self._add(alone(self.at(mark)))
        text, unconfirmed = without_mark(event.value)
        return Scalar(text, mark, unconfirmed)

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _pairs(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        seen: dict[str | None, Mark] = {}
        pairs: list[tuple[Scalar, Node]] = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar) or key.text is None:
                if mark := alone_on(self.lines, key.mark.line, key.mark.line):
                    self._add(alone(self.at(mark)))
                else:
                    self.refuse("yaml-key", "ett fält saknar namn", key.mark, "skriv fältets namn före kolonet")
                continue
            if key.unconfirmed:
                self._add(on_key(key.text, self.at(key.mark)))
            if key.text == "<<":
                self.refuse("yaml-merge", "sammanslagning (<<) stöds inte", key.mark, "skriv ut fälten")
                continue
            if key.text in seen:
                first = seen[key.text]
                problem = Problem(
                    "yaml-repeated-key",
                    f"fältet ”{key.text}” står två gånger (första gången på rad {first.line})",
                    self.at(key.mark),
                    "behåll det ena",
                    also=(self.at(first),),
                )
                self.problems.append(problem)
            seen.setdefault(key.text, key.mark)
            pairs.append((key, value))
        return tuple(pairs)

    def _plain_only(self, event: yaml.Event) -> None:
        if anchor := getattr(event, "anchor", None):
            self.refuse(
                "yaml-anchor",
                f"ankaret &{anchor} stöds inte",
                self._mark(event),
                "skriv ut värdet på varje ställe",
            )
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            self.refuse("yaml-tag", f"märkningen {tag} stöds inte", self._mark(event), "ta bort märkningen")

    def _cut_off(self, event: yaml.ScalarEvent) -> None:
        """Refuse a text that ends where a comment begins without a space: "Varje #1 part" would become "Varje"."""
        end = event.end_mark
        if event.style or not event.value or end is None or end.line >= len(self.lines):
            return
        line = self.lines[end.line]
        hash_at = line.find("#", end.column)
        if hash_at > 0 and not line[end.column : hash_at].strip() and line[hash_at + 1 : hash_at + 2].strip(" #"):
            mark = Mark(end.line + 1, hash_at + 1, len(line) - hash_at)
            remedy = "sätt texten inom citattecken, eller skriv ett mellanslag efter # om det är en kommentar"
            self.refuse("yaml-cut-off", "texten slutar vid #, och resten läses som en kommentar", mark, remedy)

    def _mark(self, event: yaml.Event) -> Mark:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # only the stream's own events lack marks
        assert end is not None
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        stop = end.column if end.line == start.line else len(line)
        return Mark(start.line + 1, start.column + 1, max(1, stop - start.column))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        # libyaml finds the fault of "[?]" on the next line only.
        if mark and (found := alone_on(self.lines, max(mark.line, 1), mark.line + 1)):
            self._add(alone(self.at(found)))
            return
        place = self.at(Mark(mark.line + 1, mark.column + 1, 1)) if mark else Place(self.shown_as)
        self.problems.append(
            Problem(
                "yaml-syntax",
                "raden går inte att läsa som fält och värde",
                place,
                "kontrollera indraget, kolonet efter fältets namn och att text med kolon står inom citattecken"
                f" (YAML: {error.problem})",
            )
        )
