"""Does each page of a packet show what it must, with the right stamp, label, bookmarks and links?"""

from collections import Counter
from collections.abc import Iterator

from contracts.errors import Problem
from contracts.pdf.boxes import Box
from contracts.pdf.comparing import excerpt
from contracts.pdf.examining import Verdict
from contracts.pdf.merge import packet_stamps
from contracts.pdf.proof_packet_case import PacketCase, stamp_of
from contracts.pdf.reading import Bookmark, ReadPage

REMEDY = "Sätt ihop paketet på nytt av de färdiga handlingarna."
#: Ems of the stamp's size that its letters reach over and under its box.
ASCENT, DESCENT = 0.3, 0.2


def check_packet_pages(case: PacketCase) -> Verdict:
    """Every page of every part is there, in order, and shows what it shows in the part; no other page is."""
    problems = [*_missing(case), *_out_of_order(case)]
    named = {problem.place.page for problem in problems if problem.place}
    problems += [
        case.case.problem("packet-page", f"Sidan {page} hör inte till någon handling.", page=page, remedy=REMEDY)
        for page in case.extra
        if page not in named
    ]
    return Verdict("packet-page", "sidor som i handlingarna", len(case.places), tuple(problems))


def _page_names(case: PacketCase) -> list[str]:
    return [part.page_name(page.number) for part in case.parts for page in part.read.pages]


def _missing(case: PacketCase) -> Iterator[Problem]:
    """Pages of parts that no page of the packet shows."""
    for number, (name, place) in enumerate(zip(_page_names(case), case.places, strict=True), 1):
        if place == 0 and number in case.extra:
            text = f"Sidan {number} ska visa {name}, men den visar något annat än handlingen."
            yield case.case.problem("packet-page", text, page=number, remedy=REMEDY)
        elif place == 0:
            yield case.case.problem("packet-page", f"{_capital(name)} saknas.", remedy=REMEDY)


def _out_of_order(case: PacketCase) -> Iterator[Problem]:
    """Pages that stand before one that they must stand after."""
    last, last_name = 0, ""
    for name, place in zip(_page_names(case), case.places, strict=True):
        if not place:
            continue
        if place < last:
            text = f"{_capital(name)} står på sidan {place}, före {last_name}, men ska stå efter."
            yield case.case.problem("packet-page", text, page=place, remedy=REMEDY)
        else:
            last, last_name = place, name


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def check_stamps(case: PacketCase) -> Verdict:
    """Every page is stamped with its running number and its case number, and nothing else stands there."""
    parts = [part.part for part in case.parts]
    stamps = packet_stamps(parts, [len(part.read.pages) for part in case.parts], case.packet.page_word)
    wanted = {place: stamp for place, stamp in zip(case.places, stamps, strict=True) if place}
    problems: list[Problem] = []
    for page in case.case.read.pages:
        if page.number in wanted:
            problems += [
                case.case.problem("packet-stamp", text, page=page.number, remedy=REMEDY)
                for text in _stamp_faults(page, wanted[page.number])
            ]
    return Verdict("packet-stamp", "stämplar", len(stamps), tuple(problems))


def _stamp_faults(page: ReadPage, wanted: str) -> Iterator[str]:
    stamp = stamp_of(page)
    if stamp is None:
        yield f"Sidan {page.number} saknar stämpeln ”{wanted}”."
        return
    if stamp.text != wanted:
        yield f"Sidan {page.number} är stämplad ”{excerpt(stamp.text)}”, men ska vara stämplad ”{wanted}”."
    grown = Box(
        stamp.box.left,
        stamp.box.bottom - DESCENT * stamp.height,
        stamp.box.right,
        stamp.box.top + ASCENT * stamp.height,
    )
    over = next((one for one in page.shown[:-1] if one.box.overlaps(grown)), None)
    if over is not None:
        yield f"Stämpeln på sidan {page.number} står över ”{excerpt(over.text)}”."


def check_page_labels(case: PacketCase) -> Verdict:
    """Viewers call each page by its running number, as its stamp does."""
    labels = case.case.read.page_labels
    problems = [
        case.case.problem(
            "packet-label",
            f"Sidan {number} heter ”{label}”, men ska heta ”{case.packet.page_prefix}{number}”.",
            page=number,
            remedy=REMEDY,
        )
        for number, label in enumerate(labels, 1)
        if label != f"{case.packet.page_prefix}{number}"
    ]
    return Verdict("packet-label", "sidbeteckningar", len(labels), tuple(problems))


def check_packet_bookmarks(case: PacketCase) -> Verdict:
    """The bookmarks are the items, under each its documents, under each document its own, and lead to their pages."""
    wanted, shown = tuple(_wanted_bookmarks(case)), case.case.read.bookmarks
    problems: list[Problem] = []
    for number, bookmark in enumerate(wanted):
        found = shown[number] if number < len(shown) else None
        if found is None or (found.title, found.level) != (bookmark.title, bookmark.level):
            instead = f"finns ”{excerpt(found.title)}” på nivå {found.level}" if found else "finns inget"
            text = (
                f"Bokmärke {number + 1} ska vara ”{excerpt(bookmark.title)}” på nivå {bookmark.level}, "
                f"men där {instead}."
            )
            problems.append(case.case.problem("packet-bookmark", text, page=bookmark.page, remedy=REMEDY))
            break  # what follows is shifted; one cause, one problem
        if found.page != bookmark.page:
            leads = f"till sidan {found.page}" if found.page else "ingenstans"
            text = f"Bokmärket ”{excerpt(bookmark.title)}” leder {leads}, men ska leda till sidan {bookmark.page}."
            problems.append(case.case.problem("packet-bookmark", text, page=bookmark.page, remedy=REMEDY))
    else:
        problems += [
            case.case.problem(
                "packet-bookmark", f"Bokmärket ”{excerpt(one.title)}” hör inte till någon handling.", remedy=REMEDY
            )
            for one in shown[len(wanted) :]
        ]
    return Verdict("packet-bookmark", "bokmärken", len(wanted), tuple(problems))


def _wanted_bookmarks(case: PacketCase) -> Iterator[Bookmark]:
    item: str | None = None
    for part in case.parts:
        first = case.place(part, 1)
        if part.part.item is not None and part.part.item != item:
            yield Bookmark(part.part.item, first, 1)
        item = part.part.item
        level = 1 if item is None else 2
        yield Bookmark(part.part.title, first, level)
        for own in part.read.bookmarks:
            yield Bookmark(own.title, case.place(part, own.page), own.level + level)


def check_links(case: PacketCase) -> Verdict:
    """Every link of every part is there and leads where it led in the part."""
    shown = Counter((one.page, one.box, one.target, one.address) for one in case.case.read.links)
    count, problems = 0, []
    for part in case.parts:
        for link in part.read.links:
            count += 1
            page, target = case.place(part, link.page), case.place(part, link.target)
            key = (page, link.box, target, link.address)
            if page and shown[key] == 0:
                leads = link.address or f"sidan {target}"
                text = f"En länk på sidan {page} ska leda till {leads}, men är borta eller leder någon annanstans."
                problems.append(case.case.problem("packet-link", text, page=page, remedy=REMEDY))
            shown[key] -= 1
    return Verdict("packet-link", "länkar", count, tuple(problems))
