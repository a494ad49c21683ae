"""What can go wrong: a problem with its place, the exceptions that carry problems, and the exit statuses.

Texts of problems are Swedish, because officers and lawyers read them. They say what is wrong, where, and what to do.
Problems in data, templates and documents are collected and reported together; anything else is raised as one of the
exceptions below, and the command line alone catches them.
"""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


class ExitStatus(enum.IntEnum):
    """What the process ends with; documented in README.md."""

    OK = 0
    FAILED = 1  #: a fault in the program itself
    USAGE = 2  #: the command line was wrong
    PROBLEMS = 3  #: errors in data or templates (with --strict, warnings too)
    MISSING = 4  #: a program, font or library that is needed is not on this machine
    CONVERSION = 5  #: Word to PDF did not succeed
    PROOF = 6  #: a finished PDF did not pass its proof
    OUTPUT = 7  #: build/ could not be written
    DRIFT = 8  #: with --frozen: what is in build/ is not what would be built now
    INTERRUPTED = 130


class Severity(enum.StrEnum):
    """How much a problem weighs. Errors stop the build; warnings stop it only with --strict."""

    ERROR = "error"
    WARNING = "warning"
    ACKNOWLEDGED = "acknowledged"  #: a warning that the data accepts, with a reason


class Stage(enum.StrEnum):
    """What something is needed for, in the order in which a partnership comes about. Swedish, as it is printed."""

    DRAFTING = "utkast"  #: a draft can be built and read
    DECISION = "beslut"  #: a nämnd can decide on it
    SIGNING = "undertecknande"  #: the parties can sign it


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line of a text file, or a paragraph of a Word file, or a page of a PDF."""

    file: str
    line: int = 0  #: 1-based; 0 when the whole file is meant
    column: int = 0  #: 1-based, in `excerpt`; 0 when the whole line or paragraph is meant
    width: int = 1  #: characters to underline from `column`
    excerpt: str = ""  #: the offending line, or the paragraph's text
    part: str = ""  #: in a Word file: "brödtext", "sidhuvud 1", "fotnoter", …
    paragraph: int = 0  #: in a Word file: 1-based within its part
    heading: str = ""  #: in a Word file: the headings above, outermost first: "Ekonomi › Ersättning"
    page: int = 0  #: in a PDF: 1-based

    def __str__(self) -> str:
        """The place on one line: `file:line:column`, or file, part, paragraph, heading and page."""
        if self.line:
            return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"
        words = [self.file]
        if self.part:
            words.append(self.part)
        if self.paragraph:
            words.append(f"stycke {self.paragraph}")
        if self.heading:
            words.append(f"under ”{self.heading}”")
        if self.page:
            words.append(f"sida {self.page}")
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its rule, its place and its remedy."""

    rule: str  #: stable identifier, such as "term-order" or "template-unknown-name"
    text: str  #: Swedish: what is wrong
    place: Place | None = None
    remedy: str = ""  #: Swedish: what to do
    severity: Severity = Severity.ERROR
    source: str = ""  #: the law, guidance or convention that the rule rests on
    also: tuple[Place, ...] = ()  #: other places that are part of the same problem
    reason: str = ""  #: why a warning is acknowledged in the data
    stage: Stage = Stage.DRAFTING  #: for what an error must be mended first
    waits: bool = False  #: whether it is an error that may wait until that stage, and so is a warning now

    def with_severity(self, severity: Severity, reason: str = "") -> "Problem":
        """The same problem, weighed differently."""
        return replace(self, severity=severity, reason=reason or self.reason)


class ContractsError(Exception):
    """Base of everything this program raises on purpose."""

    status: ExitStatus = ExitStatus.FAILED

    def __reduce__(self) -> tuple[object, ...]:
        """As it comes back from another process: Python alone would call the class with the finished sentence."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[ContractsError], arguments: tuple[object, ...], state: dict[str, object]) -> ContractsError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class ProblemsError(ContractsError):
    """Errors in what people wrote: data or templates. Carries all of them."""

    status = ExitStatus.PROBLEMS

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(f"{p.place}: {p.text}" if p.place else p.text for p in self.problems))


class DriftError(ProblemsError):
    """A build that was to change nothing would change something; it has changed nothing."""

    status = ExitStatus.DRIFT


class EditError(ProblemsError):
    """A file of facts cannot be changed as asked; it is left as it was."""


class TemplateError(ProblemsError):
    """A template cannot be compiled, or cannot be rendered with these facts."""


class MissingProgramError(ContractsError):
    """Something that must be installed is not."""

    status = ExitStatus.MISSING

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what} is missing. {remedy}")


class OtherVersionsError(ContractsError):
    """A worker would make other documents: a version of something is another there."""

    status = ExitStatus.MISSING

    def __init__(self, machine: str, differences: Sequence[tuple[str, str, str]]) -> None:
        self.machine, self.differences = machine, tuple(differences)
        found = "; ".join(f"{name} is {there} there and {here} here" for name, there, here in self.differences)
        super().__init__(
            f"The worker on {machine} would make other documents than this machine: {found}. "
            "Install the same there and start the worker again, or take it out of the cluster."
        )


class ClusterError(ContractsError):
    """The cluster cannot be used."""

    status = ExitStatus.MISSING

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        self.address, self.reason, self.remedy = address, reason, remedy
        super().__init__(f"The cluster at {address} cannot be used: {reason}. {remedy}")


class ConversionError(ContractsError):
    """An engine did not make a PDF from a .docx file."""

    status = ExitStatus.CONVERSION

    def __init__(self, document: str, engine: str, reason: str, remedy: str) -> None:
        self.document, self.engine, self.reason, self.remedy = document, engine, reason, remedy
        super().__init__(f"{document}: {engine} made no PDF: {reason}. {remedy}")


class ProofError(ContractsError):
    """A finished PDF did not pass its proof; it stays out of build/."""

    status = ExitStatus.PROOF

    def __init__(self, document: str, problems: Iterable[Problem]) -> None:
        self.document = document
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__(f"{document}: " + "; ".join(p.text for p in self.problems))


class OutputError(ContractsError):
    """A file could not be written where it belongs."""

    status = ExitStatus.OUTPUT

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        self.path, self.reason, self.remedy = path, reason, remedy
        super().__init__(f"{path} could not be written: {reason}. {remedy}")


class WatchError(ContractsError):
    """The system does not tell when files change."""

    status = ExitStatus.MISSING

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The folders cannot be watched: {reason}. Try contracts watch --poll.")
