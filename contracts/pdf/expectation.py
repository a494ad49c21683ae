"""What a finished PDF must show: the plan's side of the proof."""

from dataclasses import dataclass

from contracts.spelling.wordings import PlannedFact


@dataclass(frozen=True, slots=True)
class ExpectedSignature:
    """One signatory who must have a field of their own."""

    name: str  #: of the field
    label: str  #: Swedish; the tooltip is "Underskrift: " and this
    party: str  #: name of the party as the block shows it
    signatory: str  #: name of the person as the block shows it; "" when it is written by hand at the signing
    title: str = ""  #: as the block shows it; "" when it shows none

    @property
    def who(self) -> str:
        """The signatory for people: "Bo Ek", or the party when nobody is named."""
        return self.signatory or self.party


@dataclass(frozen=True, slots=True)
class ExpectedAttachment:
    """One file that the PDF must carry, unchanged."""

    name: str
    sha256: str  #: hexadecimal, lower case


@dataclass(frozen=True, slots=True)
class ExpectedHeading:
    """One heading."""

    level: int  #: 1 to 6
    number: str  #: as the multilevel numbering gives it: "10.1"; "" for none
    text: str


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """One picture."""

    alt: str  #: what a reader who does not see it is told


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that a proof compares a PDF with."""

    document: str  #: for people: "avtal"
    title: str
    language: str = "sv-SE"
    facts: tuple[PlannedFact, ...] = ()
    #: every paragraph of the rendered Word file in order, with tables and footnotes, without the contents list
    paragraphs: tuple[str, ...] = ()
    running: tuple[str, ...] = ()  #: texts of headers and footers, with page numbers and other fields left out
    running_later: tuple[str, ...] = ()  #: those of them that only a second page shows
    headings: tuple[ExpectedHeading, ...] = ()
    figures: tuple[ExpectedFigure, ...] = ()  #: the pictures of the Word file's body, in reading order
    signatures: tuple[ExpectedSignature, ...] = ()
    attachments: tuple[ExpectedAttachment, ...] = ()
    fonts: tuple[str, ...] = ()  #: families that the Word file asks for
    draft: bool = False
    #: whether it is a draft of an engine that cannot tag, bookmark and measure everything
    loose: bool = False
    claims: bool = True  #: whether it calls itself PDF/A-3A and PDF/UA-1; a draft never does
    #: a document about documents, such as a comparison: what looks unfilled in it or is marked UTKAST may be quoted,
    #: and it may show other fonts than those that are asked for
    quoting: bool = False
    own_pages: bool = True  #: whether contents lists count the file's pages; in a packet each part counts its own
    #: whether paragraphs, running, headings and figures are known; without the Word file only facts and form are proved
    word_file: bool = True
