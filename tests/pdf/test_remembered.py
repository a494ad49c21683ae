"""What a process remembers of the documents that it made stays within bounds, however many they are."""

import tracemalloc
from collections.abc import Callable

from contracts.pdf.comparing import folded, forms, searchable, squashed
from contracts.pdf.content_survey import survey

SENTENCE = "Föreningarna har ledare som vill vara där. "


def megabytes_after(what: Callable[[int], object], times: int) -> float:
    tracemalloc.start()
    try:
        for number in range(times):
            what(number)
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()


def test_texts_of_many_documents_are_forgotten() -> None:
    def compare(number: int) -> None:
        text = f"{number} {SENTENCE * 5}"
        squashed(text), folded(text), forms(text), searchable(text)

    assert megabytes_after(compare, 2000) < 4.5


def test_pages_of_many_documents_are_forgotten() -> None:
    page = SENTENCE.encode("latin-1") * 500
    assert megabytes_after(lambda number: survey(b"BT\n(%d %s) Tj\nET\n" % (number, page)), 300) < 5
