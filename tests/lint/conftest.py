"""What the tests of this room share."""

from pathlib import Path

import pytest

from tests.word.word_files import WordFiles


@pytest.fixture
def word(tmp_path: Path) -> WordFiles:
    """Makes Word files in the test's own folder."""
    return WordFiles(tmp_path)
