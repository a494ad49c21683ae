"""Converts inside LibreOffice, on its main thread; loaded there by office_bridge.py.

LibreOffice's own Python loader takes this file for a component (`getComponentFactory`). So the bridge crosses to
LibreOffice once for each document and not some hundred times, and on the main thread no thread waits for another: a
sixth less of the processor. Asked from outside, by a bridge whose LibreOffice has no such loader, the same functions
give the same bytes. The file uses the standard library and `uno` alone, and works on Python 3.9.
"""

from __future__ import annotations

import functools
import threading
import traceback
from typing import Any

#: page count and contents list depend on each other; more rounds than this never settled anything
MOST_ROUNDS = 3
#: styles of headings, by the names that LibreOffice gives them whatever the template's language
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
#: what a level of a contents list is made of: a list of tokens, each a list of properties
TOKENS = "[][]com.sun.star.beans.PropertyValue"

LOADING = (
    ("Hidden", True),
    ("HiddenForConversion", True),  # its frame gets no windows for tool bars; where this is not known, it gets them
    ("ReadOnly", True),  # otherwise a stale lock file beside the document makes the load return nothing
    ("FilterName", "MS Word 2007 XML"),  # otherwise any text file becomes a PDF
    ("MacroExecutionMode", 0),
    ("UpdateDocMode", 0),
)
OPTIONS = (
    ("SelectPdfVersion", 3),  # PDF/A-3
    ("PDFUACompliance", True),
    ("UseTaggedPDF", True),
    ("ExportBookmarks", True),
    ("DisplayPDFDocumentTitle", True),
    ("ExportFormFields", False),
    ("ExportNotes", False),
    ("UseLosslessCompression", True),
    ("ReduceImageResolution", False),
)


def convert(desktop: Any, source: str, target: str) -> None:
    """Lay out `source` and write it to `target` as PDF, with its contents lists refreshed."""
    import uno

    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, _loading())
    if document is None:
        raise ValueError("LibreOffice could not read it as a Word file")
    try:
        _lay_out(document)
        document.storeToURL(uno.systemPathToFileUrl(target), _storing())
    finally:
        document.close(True)


def tried(desktop: Any, source: str, target: str) -> tuple[str, str]:
    """Convert; "done", or "refused" with the reason, or "fault" with the trace of what is no fault of the file's."""
    from com.sun.star.lang import DisposedException
    from com.sun.star.uno import Exception as UnoError

    try:
        convert(desktop, source, target)
    except DisposedException:
        return "fault", traceback.format_exc()
    except (UnoError, ValueError) as error:
        return "refused", f"{type(error).__name__}: {error}".strip()
    except BaseException:
        return "fault", traceback.format_exc()
    return "done", ""


def getComponentFactory(name: str, services: Any, key: Any) -> Any:  # noqa: N802 (LibreOffice looks for this name)
    """What makes the component, for LibreOffice's own Python loader."""
    import unohelper
    from com.sun.star.awt import XCallback
    from com.sun.star.task import XJob

    class Converter(unohelper.Base, XJob):  # type: ignore[misc]
        """`execute` converts the `source` to the `target` that it is given, and returns what `tried` does."""

        def __init__(self, context: Any, *_: Any) -> None:
            def service(name: str) -> Any:
                return context.ServiceManager.createInstanceWithContext(name, context)

            self.desktop = service("com.sun.star.frame.Desktop")
            self.main_thread = service("com.sun.star.awt.AsyncCallback")

        def execute(self, arguments: Any) -> tuple[str, str]:
            turn = Turn(self.desktop, {one.Name: one.Value for one in arguments})
            self.main_thread.addCallback(turn, None)
            turn.ended.wait()
            return turn.outcome

    class Turn(unohelper.Base, XCallback):  # type: ignore[misc]
        """One document's turn on the main thread."""

        def __init__(self, desktop: Any, files: dict[str, str]) -> None:
            self.desktop, self.files = desktop, files
            self.outcome = "", ""
            self.ended = threading.Event()

        def notify(self, _: Any) -> None:
            self.outcome = tried(self.desktop, **self.files)
            self.ended.set()

    helper = unohelper.ImplementationHelper()
    helper.addImplementation(Converter, name, ("com.sun.star.task.Job",))
    return helper.getComponentFactory(name, key, services)


def _lay_out(document: Any) -> None:
    """Put right what LibreOffice does not lay out by itself.

    From outside, every question crosses to LibreOffice and back, and for an object that is new there it asks some ten
    more: so nothing is asked twice.
    """
    tables = document.getTextTables().getCount()
    found = document.getDocumentIndexes()
    indexes = [found.getByIndex(number) for number in range(found.getCount())]
    if not tables and not indexes:
        return
    controller = document.getCurrentController()
    pages = controller.PageCount  # this lays out all pages
    if pages == 1 and not indexes:
        return
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    if tables and pages > 1:
        _keep_headings(document, styles)
        pages = controller.PageCount if indexes else pages
    if indexes:
        _refresh_contents(styles, indexes, controller, pages)


def _keep_headings(document: Any, styles: Any) -> None:
    """Lay out the headings once more: after a table LibreOffice may leave one alone at the foot of a page.

    It lays out what follows a table before it knows how high that is, and when the text moves back it forgets to ask
    whether a heading keeps with the next paragraph. Refreshing or reformatting the document does not help.
    """
    kept = [style for style in map(styles.getByName, HEADINGS) if style.ParaKeepTogether]
    for keep in (False, True):
        document.lockControllers()  # the pages are laid out once for all styles
        for style in kept:
            style.ParaKeepTogether = keep
        document.unlockControllers()


def _refresh_contents(styles: Any, indexes: list[Any], controller: Any, pages: int) -> None:
    """Give every contents list the real headings and pages; conversion alone never does."""
    for _ in range(MOST_ROUNDS):
        for index in indexes:
            _keep_number_tabs(styles, index)
            index.update()
        before, pages = pages, controller.PageCount
        if pages == before:
            return


def _keep_number_tabs(styles: Any, index: Any) -> None:
    """Put the tab of the list's style between number and heading, as Word does; LibreOffice writes a space there."""
    if not index.supportsService("com.sun.star.text.ContentIndex"):
        return
    formats = index.LevelFormat
    most = formats.getCount() - 1
    if not index.CreateFromLevelParagraphStyles:  # levels that have no lines are not asked for
        most = min(index.Level, most)
    for level in range(1, most + 1):
        tokens = [{one.Name: one.Value for one in token} for token in formats.getByIndex(level)]
        kinds = [token["TokenType"] for token in tokens]
        after = kinds.index("TokenEntryNumber") + 1 if "TokenEntryNumber" in kinds else 0
        if not after or kinds[after] == "TokenTabStop":
            continue
        stops = styles.getByName(f"Contents {level}").ParaTabStops
        if len(stops) < 2 or stops[0].Alignment.value != "LEFT":
            continue
        if kinds[after] == "TokenText" and not str(tokens[after].get("Text", "")).strip():
            del tokens[after]
        import uno

        tab = {"TokenType": "TokenTabStop", "TabStopRightAligned": False, "TabStopFillCharacter": " "}
        tokens.insert(after, {**tab, "TabStopPosition": stops[0].Position, "CharacterStyleName": ""})
        written = tuple(_properties(*token.items()) for token in tokens)
        uno.invoke(formats, "replaceByIndex", (level, uno.Any(TOKENS, written)))


@functools.cache
def _loading() -> tuple[Any, ...]:
    return _properties(*LOADING)


@functools.cache
def _storing() -> tuple[Any, ...]:
    import uno

    data = uno.Any("[]com.sun.star.beans.PropertyValue", _properties(*OPTIONS))
    return _properties(("FilterName", "writer_pdf_Export"), ("FilterData", data))


def _properties(*pairs: tuple[str, Any]) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(name, 0, value, 0) for name, value in pairs)
