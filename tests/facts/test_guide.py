"""The guide to the fields is made from the models, and fresh."""

from pathlib import Path

from contracts.facts.guide import guide

GUIDE = Path(__file__).parents[2] / "docs" / "falt.md"


def test_the_guide_is_fresh() -> None:
    assert GUIDE.read_text("utf-8") == guide(), "run: python -m contracts.facts.guide > docs/falt.md"


def test_it_tells_required_fields_lists_and_allowed_words() -> None:
    lines = guide().splitlines()
    assert "- **`name`** Namn. Partnerskapets namn." in lines
    assert any(line.startswith("- `case_numbers` Diarienummer (lista).") for line in lines)
    assert any("Sätt: `paper`, `electronic`, `either`." in line for line in lines)
