"""What is asked of LibreOffice, by stand-ins for it: from outside, each question costs a round trip."""

import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from contracts.pdf.office_bridge import Bridge
from contracts.pdf.office_inside import HEADINGS, MOST_ROUNDS, _lay_out


class Style:
    """A style that tells what is set."""

    def __init__(self, asked: list[str], keeps: bool) -> None:
        self._asked, self._keeps = asked, keeps

    @property
    def ParaKeepTogether(self) -> bool:  # noqa: N802 (the name that UNO gives it)
        return self._keeps

    @ParaKeepTogether.setter
    def ParaKeepTogether(self, keep: bool) -> None:  # noqa: N802 (the name that UNO gives it)
        self._asked.append("keep" if keep else "part")


class Controller:
    """A view that counts its pages otherwise each time."""

    def __init__(self, asked: list[str], counts: Iterable[int]) -> None:
        self._asked, self._counts = asked, iter(counts)

    @property
    def PageCount(self) -> int:  # noqa: N802 (the name that UNO gives it)
        self._asked.append("pages")
        return next(self._counts)


def document(asked: list[str], tables: int, lists: int, counts: Iterable[int]) -> Any:
    """One with so many tables and contents lists, that writes into `asked` what it is asked for."""
    controller = Controller(asked, counts)
    styles = {name: Style(asked, name != HEADINGS[-1]) for name in HEADINGS}

    def families(family: str) -> Any:
        asked.append("styles")
        return SimpleNamespace(getByName=styles.__getitem__)

    index = SimpleNamespace(supportsService=lambda name: False, update=lambda: asked.append("update"))
    return SimpleNamespace(
        getTextTables=lambda: SimpleNamespace(getCount=lambda: tables),
        getDocumentIndexes=lambda: SimpleNamespace(getCount=lambda: lists, getByIndex=lambda number: index),
        getCurrentController=lambda: controller,
        StyleFamilies=SimpleNamespace(getByName=families),
        lockControllers=lambda: asked.append("lock"),
        unlockControllers=lambda: asked.append("unlock"),
    )


MOVED = ["pages", "styles", "lock", "part", "part", "unlock", "lock", "keep", "keep", "unlock"]


@pytest.mark.parametrize(
    ("tables", "lists", "counts", "expected"),
    [
        pytest.param(0, 0, (), [], id="neither tables nor lists"),
        pytest.param(1, 0, (1,), ["pages"], id="a table on one page"),
        pytest.param(1, 0, (2,), MOVED, id="a table and more pages"),
        pytest.param(0, 1, (2, 2), ["pages", "styles", "update", "pages"], id="a list"),
        pytest.param(1, 1, (1, 1), ["pages", "styles", "update", "pages"], id="a table and a list on one page"),
        pytest.param(2, 1, (2, 3, 3), [*MOVED, "pages", "update", "pages"], id="tables that move the pages"),
        pytest.param(
            0, 2, (2, 3, 3), ["pages", "styles", *["update", "update", "pages"] * 2], id="lists that move the pages"
        ),
        pytest.param(
            0, 1, range(9), ["pages", "styles", *["update", "pages"] * MOST_ROUNDS], id="a list that never settles"
        ),
    ],
)
def test_headings_and_contents_lists_are_put_right_with_no_question_too_many(
    tables: int, lists: int, counts: Iterable[int], expected: list[str]
) -> None:
    asked: list[str] = []
    _lay_out(document(asked, tables, lists, counts))
    assert asked == expected


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, **contents: Any) -> None:
    """A module that only LibreOffice's Python has."""
    module = ModuleType(name)
    vars(module).update(contents)
    monkeypatch.setitem(sys.modules, name, module)


def test_a_libreoffice_without_python_is_asked_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    error = type("Exception", (Exception,), {})
    stand_in(monkeypatch, "uno", systemPathToFileUrl="file://{}".format)
    stand_in(monkeypatch, "com.sun.star.beans", PropertyValue=lambda *_: None)
    stand_in(monkeypatch, "com.sun.star.lang", DisposedException=type("DisposedException", (error,), {}))
    stand_in(monkeypatch, "com.sun.star.uno", Exception=error)
    bridge = Bridge("soffice", tmp_path, "pipe")
    bridge.context = SimpleNamespace(ServiceManager=SimpleNamespace(createInstanceWithContext=lambda *_: None))
    bridge.desktop = SimpleNamespace(loadComponentFromURL=lambda *_: None)
    bridge.prepare()
    assert bridge.convert("a.docx", "a.pdf") == ("refused", "ValueError: LibreOffice could not read it as a Word file")
