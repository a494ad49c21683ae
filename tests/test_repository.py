"""What must not stand in the project's files, and what must stand in the locks; each guard is shown to bite."""

import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import ExitStatus

ROOT = Path(__file__).parent.parent

#: Written with [brackets] so that the patterns do not find themselves.
REGISTRY = re.compile(
    r"(?:https?://|index-url\s*=?\s*|\b)"
    r"(?:p[y]pi\.org|files\.p[y]thonhosted\.org|registry\.np[m]js\.org|repo1?\.mav[e]n\.org|cra[t]es\.io|do[c]ker\.io)"
    r"|https?://[^\s\"')>]+/simp[l]e\b"
    r"|--(?:extra-)?inde[x]-url\b|--find-link[s]\b"
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:roo[t]|wor[k]|worksp[a]ce|User[s]/\w+|hom[e]/\w+)/\w|\b[A-Z]:\\User[s]\\")
SECRET = re.compile(
    r"-----BEGI[N] (?:[A-Z]+ )*PRIVATE KEY-----|\bAKI[A][0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bgithub_pa[t]_\w{20,}"
    r"|\bglpa[t]-[\w-]{20,}|\bxox[abp]-[\w-]{10,}|\beyJ[\w-]{15,}\.eyJ[\w-]{10,}\."
    r"|(?i:\b(?:password|passwd|secret|api_?key|token)\b)[\"']?\s*[:=]\s*[\"'][^\"'\s{}<>]{16,}[\"']"
    r"|://[^/\s:@{}\"']+:[^/\s:@{}\"']+@"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zåäö]{2,}\b", re.IGNORECASE)
#: reserved for examples. Source: RFC 2606 and RFC 6761
EXAMPLE_DOMAIN = re.compile(r"[@.](?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$", re.IGNORECASE)
TELEPHONE = re.compile(
    r"(?<![\w+./-])(?:"
    r"(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0]?)?[1-9]\d{0,2}[ \u00a0-]?\d(?:[ \u00a0]?\d){4,7}"
    r"|0[1-9]\d{0,2}[ \u00a0]?[-–/][ \u00a0]?\d(?:[ \u00a0]?\d){4,7}"
    r"|07[02369]\d{7}"
    r")(?![\w-])"
)
#: set aside for films and books, so that nobody is called. Source: Post- och telestyrelsen, telefonnummer för film m.m.
#: A number of noughts alone is nobody's either.
FICTIVE_TELEPHONE = re.compile(r"0?(?:(?:3139006|4062804|8465004|9803192|7017406)\d{2}$|\d{2}0{7}$)")


def project_files() -> Iterator[Path]:
    """The files that are committed, or would be: git knows which are ignored."""
    call = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(call, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is not a git checkout: which files are committed is not known")
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        if (ROOT / name).is_file():
            yield ROOT / name


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """Name and text of a text file, or of every part of a Word file; nothing for fonts and the like."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            for part in archive.namelist():
                yield f"{file.name}:{part}", archive.read(part).decode("utf-8", errors="replace")
        return
    content = file.read_bytes()
    if b"\0" not in content:
        yield str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else file.name, content.decode(errors="replace")


def private_things(name: str, text: str) -> list[str]:
    """One sentence for each thing in a text that must not be committed."""
    found = []
    for kind, pattern in (
        ("an address of a package registry", REGISTRY),
        ("a path of somebody's machine", MACHINE_PATH),
        ("a secret", SECRET),
        ("a mail address", MAIL),
        ("a telephone number", TELEPHONE),
    ):
        found += [
            f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {kind}: {match.group()}"
            for match in pattern.finditer(text)
            if not _is_for_examples(match.group())
        ]
    return found


def _is_for_examples(found: str) -> bool:
    if "@" in found:
        return bool(EXAMPLE_DOMAIN.search(found))
    digits = re.sub(r"\D", "", found)
    return bool(FICTIVE_TELEPHONE.match(re.sub(r"^(?:00)?46", "", digits)))


def test_nothing_private_stands_in_the_files():
    found = [line for file in project_files() for name, text in texts_of(file) for line in private_things(name, text)]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "see https://p" + "ypi.org/project/lxml",
        "--index" + "-url https://packages.exempelstad.example/",
        "https://packages.exempelstad.example/simp" + "le/lxml",
        "Path('/roo" + "t/build')",
        "open('/hom" + "e/eva/avtal.docx')",
        "C:\\User" + "s\\eva",
        "-----BEGIN RSA PRIVATE " + "KEY-----",
        "token = '" + "a1b2c3d4e5f6a7b8c9" + "'",
        "gh" + "p_" + "a" * 36,
        "https://eva:hemligt" + "@git.exempelstad.example",
        "eva.ek" + "@exempelstad.se",
        "070" + "-123 45 67",
        "08" + "-123 456 78",
        "+46" + " 70 123 45 67",
        "07" + "01234567",
    ],
)
def test_a_planted_private_thing_is_found(planted: str):
    [found] = private_things("planted.py", f"first line\n{planted}\n")[:1]
    assert found.startswith("planted.py:2: ")


@pytest.mark.parametrize(
    "innocent",
    [
        "212000-2882, 802403-0119",
        "2018-04-09 till 2020-12-31, kl. 09.00-15.30",
        "AVUX/2016:55, ASN-2017-8595, 0193/15",
        "eva@exempelstad.example and eva@example.org",
        "070-174 06 05, 0701740605, +46 70 174 06 05, 08-465 004 00 and 010-000 00 00",
        "350 000 kr, 0,5 procent",
        "@dataclass(frozen=True)\nbrew install python@3.12",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "/usr/lib/libreoffice/program/soffice and /tmp/avtal",
        'password = "{password}"',
    ],
)
def test_what_an_agreement_holds_is_left_alone(innocent: str):
    assert private_things("innocent.md", innocent) == []


def test_a_word_file_is_looked_into(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "mall.docx", "w") as archive:
        archive.writestr("docProps/core.xml", "<dc:creator>eva.ek" + "@exempelstad.se</dc:creator>")
    [found] = [line for name, text in texts_of(tmp_path / "mall.docx") for line in private_things(name, text)]
    assert found.startswith("mall.docx:docProps/core.xml:1: a mail address")


def lock_faults(text: str) -> list[str]:
    """What is wrong with a lock: a package without pin or hash, an address, an option that leads elsewhere."""
    faults = []
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        first = requirement.split("\n", 1)[0]
        if not re.match(r"[a-z0-9.-]+==[\w.]+ ", first):
            faults.append(f"not a pinned package: {first}")
        elif "--hash=sha256:" not in requirement:
            faults.append(f"no hash: {first}")
        if "://" in requirement or re.search(r"\s@\s|(?<!--hash)=(?:file|\.)|(?:^|\s)-(?:e|r|i|f)\s", requirement):
            faults.append(f"an address or another file: {first}")
    return faults


def pins(lock_name: str) -> dict[str, str]:
    """Package to pinned version and marker."""
    lines = (ROOT / lock_name).read_text(encoding="utf-8").splitlines()
    return dict(line.rstrip(" \\").split("==", 1) for line in lines if "==" in line and not line.startswith(" "))


@pytest.mark.parametrize("lock_name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_addresses(lock_name: str):
    assert lock_faults((ROOT / lock_name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "lxml>=6 \\\n    --hash=sha256:00",
        "lxml==6.1.3 \\\n    --no-binary",
        "lxml @ https://exempelstad.example/lxml.whl \\\n    --hash=sha256:00",
        "-e .",
        "--extra-index" + "-url https://exempelstad.example/",
    ],
)
def test_a_planted_fault_in_a_lock_is_found(planted: str):
    good = "babel==2.18.0 \\\n    --hash=sha256:00\n"
    assert lock_faults(good) == []
    assert lock_faults(good + planted + "\n")


def test_the_tests_lock_holds_all_of_the_programs_lock():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_every_dependency_is_locked_and_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    explained = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for lock_name, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", [*project["dependencies"], *(line for extra in extras.values() for line in extra)]),
    ):
        names = {re.match(r"[\w.-]+", line).group() for line in wanted} - {project["name"]}
        locked = pins(lock_name)
        assert [name for name in sorted(names) if re.sub(r"[._-]+", "-", name).lower() not in locked] == []
        assert [name for name in sorted(names) if f"`{name}`" not in explained] == []


def test_the_readme_lists_every_exit_status():
    rows = re.findall(r"^\| (\d+) \| \S", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == sorted(ExitStatus)
