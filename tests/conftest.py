"""What tests of all rooms share: golden texts, rewritten with --update-golden."""

import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"

#: Compares a text with tests/golden/<name>.
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that build documents come first: two workers end together when what is short comes last."""
    whole = Path(__file__).parent  # what stands here tries the program as a whole
    heavy = {item.path for item in items if item.get_closest_marker("office") or item.path.parent == whole}
    items.sort(key=lambda item: item.path not in heavy)


def numbered(pages: Iterable[str]) -> str:
    """The text of a PDF's pages, in short numbered lines, so that a difference is seen at a glance."""
    return "".join(
        f"{page}.{number} {line}\n"
        for page, text in enumerate(pages, 1)
        for number, line in enumerate(textwrap.wrap(text, 48, break_long_words=False, break_on_hyphens=False), 1)
    )


def compare_golden(folder: Path, name: str, text: str, *, update: bool) -> None:
    """Assert that `text` is what `folder/name` holds, or write it there."""
    path = folder / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is not stored yet: look at the text, then run pytest --update-golden"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs: if that is right, run --update-golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a stored one: golden("checks/kvinna.txt", text)."""

    def compare(name: str, text: str) -> None:
        compare_golden(GOLDEN, name, text, update=bool(request.config.getoption("--update-golden")))

    return compare
