"""The quick reading of content streams gives what pdfminer's own parser gives, or leaves the stream to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name

from contracts.pdf.operations import Operand, Pieces, Text, UnusualContentError, steps

PIECES = (
    *(
        b"1",
        b"-2.5",
        b".5",
        b"+7",
        b"0 0 1 rg",
        b"/F1 11 Tf",
        b"/Text#20body <</MCID 2>> BDC",
        b"/Span<</A[1/B(c)]>>BDC",
    ),
    *(
        b"[<0A0b>-3.5(x)]TJ",
        b"(a\\)b\\\\\\101\\n)Tj",
        b"()Tj",
        b"<>Tj",
        b"BT",
        b"ET",
        b"f*",
        b"T*",
        b"(it)'",
        b"EMC\r\n",
    ),
    *(
        b"/P<</MCID 2>>BDC\nq 0 .5 1 rg\nBT\n7.5 -8 Td /F1 11 Tf[<01>-2<0203>]TJ\nET\nQ\nEMC",
        b"/Text#20body BMC\nq 1 1 1 rg\nBT\n7 8 Td /F1 9.5 Tf<0A>Tj\nET\nQ\nEMC",
        b"q 1 0 0 rg\nBT\n7 8 Td /F2 9 Tf[]TJ\nET\nQ\n",
        b"q 1 0 0 rg\nBT\n7 8 Td /F2 9 Tf[<01>2 3<02>]TJ\nET\nQ\nEMC",
        b"q 1 0 0 rg\nBT\n7 8 Td /F2 9 Tf[<01>(x)]TJ\nET\nQ\nEMCx",
    ),
)
ODD = (
    b"(a(b)c) Tj",
    b"% note\nBT",
    b"true",
    b"/ x",
    b"<0> Tj",
    b"]",
    b"[1",
    b"<</A>> x",
    b"1.2.3 w",
    b"(line\\\nbreak) Tj",
    b"{",
)


def _slowly(content: bytes) -> list[tuple[str, list[object]]]:
    """What pdfminer reads."""
    stream = PDFStream({}, content)
    stream.set_objid(1, 0)
    parser = PDFContentParser([stream])
    steps: list[tuple[str, list[object]]] = []
    operands: list[object] = []
    while True:
        try:
            _, found = parser.nextobject()
        except PSEOF:
            return steps
        if isinstance(found, PSKeyword):
            steps.append((str(keyword_name(found)), operands))
            operands = []
        else:
            operands.append(found)


def _quickly(content: bytes) -> list[tuple[str, list[Operand]]]:
    found = [one for step in steps(content) for one in (step.operations() if isinstance(step, Text) else (step,))]
    return [(name, [one.parts() if isinstance(one, Pieces) else one for one in operands]) for name, operands in found]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([b" ", b"\n", b"\r\n", b"\t\x00"]))
def test_a_plain_stream_is_read_as_pdfminer_reads_it(pieces: list[bytes], blank: bytes):
    content = blank.join([*pieces, b"n"])
    assert _quickly(content) == _slowly(content + b"\n")


@given(st.lists(st.sampled_from((*PIECES, *ODD)), max_size=8))
def test_what_is_unusual_is_left_to_pdfminer_or_read_alike(pieces: list[bytes]):
    content = b" ".join([*pieces, b"n"])
    try:
        quick = _quickly(content)
    except UnusualContentError:
        return
    assert quick == _slowly(content + b"\n")


@pytest.mark.parametrize("content", [*ODD, b"BI /W 1 ID x EI", b"\xff Tj", b"1 2"])
def test_it_is_told_when_a_stream_is_unusual(content: bytes):
    with pytest.raises(UnusualContentError):
        _quickly(content)
