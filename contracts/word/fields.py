"""Word's fields: what a reader sees is computed, between marks in the runs of one or more paragraphs.

Source: ECMA-376 part 1, 17.16 (fields).
"""

from dataclasses import dataclass, field

from contracts.word.ooxml import Element, W, nearest


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field."""

    code: str  #: what it computes, such as 'TOC \\o "1-2" \\h'
    begin: Element  #: the run with its first mark, or the w:fldSimple
    end: Element  #: the run with its last mark, or the w:fldSimple
    depth: int  #: 0 for a field that stands in no other

    @property
    def name(self) -> str:
        """Its first word, in capitals: TOC, PAGE, REF."""
        return self.code.split()[0].upper() if self.code.split() else ""


@dataclass(slots=True)
class _Open:
    begin: Element
    code: list[str] = field(default_factory=list)
    in_result: bool = False


def fields_in(root: Element) -> tuple[tuple[Field, ...], bool]:
    """The fields in a tree, inner ones before the one they stand in, and whether every mark has its other half."""
    found: list[Field] = []
    waiting: list[_Open] = []
    whole = True
    for element in root.iter(W + "fldChar", W + "instrText", W + "delInstrText", W + "fldSimple"):
        run = element.getparent()
        if run is None:  # a part that is nothing but a mark: no field, and no part that Word would write
            return (), False
        if element.tag == W + "fldSimple":
            found.append(Field(element.get(W + "instr") or "", element, element, len(waiting)))
        elif element.tag in (W + "instrText", W + "delInstrText"):
            if waiting and not waiting[-1].in_result:
                waiting[-1].code.append(element.text or "")
        elif element.get(W + "fldCharType") == "begin":
            waiting.append(_Open(run))
        elif not waiting:
            whole = False
        elif element.get(W + "fldCharType") == "separate":
            waiting[-1].in_result = True
        else:
            last = waiting.pop()
            found.append(Field("".join(last.code), last.begin, run, len(waiting)))
    return tuple(found), whole and not waiting


def contents_paragraphs(root: Element) -> set[Element]:
    """The paragraphs that contents lists consist of."""
    found: set[Element] = set()
    for one in fields_in(root)[0]:
        first, last = nearest(one.begin, W + "p"), nearest(one.end, W + "p")
        if one.name == "TOC" and first is not None and last is not None:
            found.add(first)
            for paragraph in first.itersiblings():
                if first is last:
                    break
                found.add(paragraph)
                if paragraph is last:
                    break
    return found
