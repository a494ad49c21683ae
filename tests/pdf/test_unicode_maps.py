"""The quick reading of a font's characters gives what pdfminer's own parser gives, or leaves the map to it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

from contracts.pdf.unicode_maps import plain_map

HEAD = b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry (Adobe)>> def\n"
SECTIONS = (
    b"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n",
    b"2 beginbfchar\n<01> <0045>\n<02><00660066>\nendbfchar\n",
    b"1 beginbfchar\n<0003> <00A0>\nendbfchar\n",
    b"2 beginbfrange\n<05> <09> <0061>\n<10><10><D83DDE00>\nendbfrange\n",
)
ODD = (
    b"1 beginbfrange\n<05> <06> [<0061> <0062>]\nendbfrange\n",
    b"1 beginbfrange\n<05> <0600> <0061>\nendbfrange\n",
    b"1 beginbfrange\n<05> <06> <FFFFFFFF>\nendbfrange\n",
    b"1 begincidrange\n<00> <01> 3\nendcidrange\n",
    b"1 beginbfchar % why not\n<01> <0045>\nendbfchar\n",
    b"/Adobe-Japan1-UCS2 usecmap\n",
    b"1 beginbfchar\n<01> /space\nendbfchar\n",
)


@given(st.lists(st.sampled_from(SECTIONS), max_size=5))
def test_a_plain_map_is_read_as_pdfminer_reads_it(sections: list[bytes]):
    content = HEAD + b"".join(sections) + b"endcmap\n%%EndResource\n"
    slowly = FileUnicodeMap()
    CMapParser(slowly, BytesIO(content)).run()
    quickly = plain_map(content)
    assert quickly is not None
    assert quickly.cid2unichr == slowly.cid2unichr


@pytest.mark.parametrize("section", ODD)
def test_any_other_map_is_left_to_pdfminer(section: bytes):
    assert plain_map(HEAD + SECTIONS[1] + section + b"endcmap\n") is None


@pytest.mark.parametrize("content", [b"", HEAD + SECTIONS[1], SECTIONS[1]])
def test_what_is_no_whole_map_is_left_to_pdfminer(content: bytes):
    assert plain_map(content) is None
