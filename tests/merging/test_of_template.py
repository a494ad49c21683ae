"""Which words of a paragraph a template's paragraph writes itself."""

import pytest

from contracts.merging.of_template import pattern_of
from contracts.merging.words import words_of

EXTENSION = (
    "Parterna kan förlänga {{ document.the_kind }} med {{ term.step }}{% if term.repeated %} i taget"
    "{% elif term.most %}, högst {{ term.most }}{% endif %}. Det ska vara skriftligt."
)


def own(template: str, printed: str) -> str:
    words = words_of(printed)
    return " ".join(words[at].text for at in sorted(pattern_of(template).own(words)))


@pytest.mark.parametrize(
    ("template", "printed", "of_template"),
    [
        (
            EXTENSION,
            "Parterna kan förlänga avtalet med ett år. Det ska vara skriftligt.",
            "Parterna kan förlänga med . Det ska vara skriftligt .",
        ),
        (EXTENSION, "Parterna kan förlänga avtalet med ett år i taget. Det ska vara skriftligt.", "i taget . Det"),
        (EXTENSION, "Parterna kan mötas varje år.", ""),  # most of its words are not there
        ("minst {{ many }} gånger per år", "350 000 kr per år", ""),
        ("{{ amount | kr }} per år", "350 000 kr per år", "per år"),
        ("{{ name }}s ansvar", "Botkyrka kommuns ansvar", "ansvar"),
        ("{% for one in all %}{{ one }} ska; {% endfor %}inget mer", "A ska; B ska; inget mer", "inget mer"),
        ("{{p text | stycken }}", "Vad som helst.", ""),
        ("", "Vad som helst.", ""),
    ],
)
def test_words_that_a_template_writes(template: str, printed: str, of_template: str):
    found = own(template, printed)
    assert of_template.strip() in found if of_template else not found
