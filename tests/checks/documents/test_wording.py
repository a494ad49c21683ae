"""How documents are written: names, typography, no personal data."""

from pathlib import Path

import pytest

from tests.checks.documents.exempelstad_documents import MEMO, PM, check_documents

#: The rule, words that are wrong, and words that are right, at the end of the PM.
ROWS = (
    (
        "document-alias-used",
        "hos Grannhjälp Exempelstad.",
        "hos Grannhjälpen och Föreningen Grannhjälpen i Exempelstad.",
    ),
    ("document-range-dash", "åren 2018-2020.", "åren 2018–2020, SN-2024-17, KS/2016:639, 802999-0010 och 2018-03-05."),
    ("document-number-crowded", "49% och 1 260 000kr.", "49 % och en avgift."),
    ("document-number-ungrouped", "1690 tkr mer.", "år 1690 och 12 500 personer."),
    ("document-number-ungrouped", "12500 besök.", "SN-2024-12500 och https://exempelstad.example/12345."),
    ("document-amount-without-unit", "med en budget på 2 560 499.", "med 2 560 499 invånare i länet."),
    ("document-page-range", "(s. 406–4017).", "(s. 406–417)."),
    ("document-page-range", "(sid. 64–25).", "(s. 4)."),
    ("document-hyphen-detached", "i Huddinge -Salem.", "med arbets- och språkträning."),
    ("document-space-before-mark", "snabbt , och länge.", "snabbt, och länge."),
    ("document-double-space", "mycket  snabbt.", "mycket snabbt."),
    ("document-word-repeated", "mycket mycket snabbt.", "mycket. Mycket snabbt."),
    ("document-word-slip", "hos vid kommunen.", "hos kommunen."),
    ("document-word-slip", "med stöd oh hjälp.", "med stöd och hjälp."),
    ("document-word-slip", "senast två månader för slutet.", "senast två månader före slutet."),
    ("document-personal-number", "för 811228-9874.", "för 811228-9873."),
    ("document-mail-address", "via namn@exempelstad.example.", "via @ torget."),
    ("document-telephone-number", "på 08-465 004 00.", "på 0193/15."),
)


@pytest.mark.parametrize(("rule", "wrong", "right"), ROWS)
def test_a_rule_sees_the_wrong_and_not_the_right(tmp_path: Path, rule: str, wrong: str, right: str) -> None:
    found = check_documents(tmp_path / "1", {PM: ("växte.", wrong)})
    assert set(found.rules) == {rule}
    (place, *_) = [problem.place for problem in found.problems]
    assert place is not None
    assert place.excerpt[place.column - 1 :][: place.width] in wrong
    assert check_documents(tmp_path / "2", {PM: ("växte.", right)}).silent(rule)


def test_fields_are_looked_at_too(tmp_path: Path) -> None:
    found = check_documents(tmp_path, {MEMO: ("Nämnden får en rapport.", "Nämnden får  en rapport.")})
    assert found.warnings("document-double-space") == ["två mellanslag står i rad"]


def test_an_expression_is_no_word(tmp_path: Path) -> None:
    words = "växte {{ term.end | datum }} {{ term.end | datum }} – {{ name }}."
    assert check_documents(tmp_path, {PM: ("växte.", words)}).rules == []
