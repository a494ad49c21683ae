"""Which unconfirmed values a document is made from, what they are called, and that it is a draft because of them."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.facts.record import read_record, record_of
from contracts.plan.documents import ids_of, planned
from contracts.plan.jobs import job_of, plan
from contracts.plan.planned import DraftReason
from contracts.plan.signable import not_signable
from contracts.plan.unconfirmed import unconfirmed_values
from tests.building import ROOT
from tests.plan.small_authority import AUTHORITY, ORGANISATIONS, PARTNERSHIP, authority_of

NBSP = "\N{NO-BREAK SPACE}"
TEMPLATES = ROOT / "templates"
MEMO = """---
title: Grannar
date: 2030-05-14
board: namnden
summary: Ett ärende.
proposals: [Nämnden godkänner det.]
---
Avtalet gäller till och med den {{ partnership("grannar").end | datum }}.
"""
PACKET = """---
title: Kallelse
date: 2030-05-20
board: namnden
items: [{memo: memo-2030}, {title: Avtal, documents: [annat/agreement]}]
---
"""
ANOTHER = "name: Annat\nparties: [{organisation: exempelstad}, {organisation: beta}]\n"


def reasons(authority: AuthorityFolder) -> dict[str, tuple[DraftReason, ...]]:
    """Why each document is a draft, for those that are."""
    jobs = [job_of(authority, identifier, TEMPLATES, draft=False) for identifier in ids_of(authority)]
    assert all(job.draft == bool(job.planned.draft_reasons) == job.stem.endswith("-utkast") for job in jobs)
    return {job.planned.id: job.planned.draft_reasons for job in jobs if job.draft}


def shown(authority: AuthorityFolder) -> dict[str, str]:
    """The value of each unconfirmed field, by its title."""
    return {one.title: one.value for one in unconfirmed_values(authority)}


def test_a_value_has_the_title_of_its_field_with_what_it_belongs_to(tmp_path: Path):
    text = """
subtitle: Ett ändamål ?
parties:
  - organisation: exempelstad
    unit: kontoret ?
  - organisation: alfa ?
term: {start: 2030-01-01, end: 2030-12-31 ?}
termination: {notice_months: 3 ?, written: ja ?}
economy:
  contributions: [{payer: exempelstad, amount: 350000 ?, purpose: samordning}]
  own_financing: [{party: alfa, percent: '2,5 ?'}]
  reservation: {party: exempelstad, years: [2030, 2031 ?]}
signing: {method: paper ?}
background: |
  Många är *ensamma*. ?
"""
    assert shown(authority_of(tmp_path, {"grannar/partnership.yaml": text})) == {
        "Ändamålsrad": "Ett ändamål",
        "Parter nr 1: förvaltning": "kulturkontoret",
        "Parter nr 2: organisation": "Alfa",
        "Giltighet: till och med": f"31{NBSP}december 2030",
        "Uppsägning: uppsägningstid": "tre månader",
        "Uppsägning: skriftligt": "ja",
        "Ekonomi, bidrag: belopp": f"350{NBSP}000{NBSP}kr",
        "Ekonomi, egenfinansiering: andel": "2,5 procent",
        "Ekonomi, budgetförbehåll: år nr 2": "2031",
        "Undertecknande: sätt": "paper",
        "Bakgrund": "Många är ensamma.",
    }


def test_an_organisation_is_told_by_its_name_and_the_authority_by_its_fields(tmp_path: Path):
    files = {
        "organisations.yaml": ORGANISATIONS.replace("Stiftelsen Beta", "Stiftelsen Beta ?"),
        "authority.yaml": AUTHORITY.replace("name: kulturnämnden", "name: kulturnämnden ?"),
    }
    assert shown(authority_of(tmp_path, files)) == {
        "Enheter nr 1: namn": "kulturnämnden",
        "Beta: juridiskt namn": "Stiftelsen Beta",
    }


def test_a_long_text_is_cut_at_a_word_and_an_expression_is_left_out(tmp_path: Path):
    long = 'Ett ärende om {{ partnership("grannar").end | datum }} ' + "och mer " * 40
    authority = authority_of(
        tmp_path,
        {"grannar/partnership.yaml": "", "memo-2030.md": MEMO.replace("summary: Ett ärende.", f"summary: '{long} ?'")},
    )
    (value,) = shown(authority).values()
    assert value.startswith("Ett ärende om … och mer")
    assert value.endswith(" …")
    assert len(value) < 170


def test_where_it_stands_is_told_with_file_and_line(tmp_path: Path):
    (one,) = unconfirmed_values(authority_of(tmp_path, {"grannar/partnership.yaml": "subtitle: Ett ändamål ?\n"}))
    line = (tmp_path / "data/exempelstad/grannar/partnership.yaml").read_text("utf-8").split("subtitle")[0].count(
        "\n"
    ) + 1
    assert one.where == f"grannar/partnership.yaml, rad{NBSP}{line}"
    assert str(one.place) == f"data/exempelstad/grannar/partnership.yaml:{line}:11"


def test_everything_confirmed_can_be_signed(tmp_path: Path):
    assert reasons(authority_of(tmp_path, {"grannar/partnership.yaml": "", "memo-2030.md": MEMO})) == {}


def test_a_value_makes_drafts_of_the_documents_that_use_it_and_of_no_other(tmp_path: Path):
    files = {"grannar/partnership.yaml": "subtitle: A ?\n", "annat/partnership.yaml": ANOTHER, "memo-2030.md": MEMO}
    assert reasons(authority_of(tmp_path, files)) == {
        "grannar/agreement": (DraftReason.UNCONFIRMED,),
        "memo-2030": (DraftReason.UNCONFIRMED,),
    }


def test_a_value_of_the_authority_makes_drafts_of_all(tmp_path: Path):
    files = {
        "authority.yaml": AUTHORITY.replace("sender: Exempelstad kommun", "sender: Exempelstad kommun ?"),
        "grannar/partnership.yaml": "",
        "memo-2030.md": MEMO,
    }
    assert set(reasons(authority_of(tmp_path, files))) == {"grannar/agreement", "memo-2030"}


def test_an_organisations_value_concerns_the_partnerships_that_it_is_party_to(tmp_path: Path):
    files = {
        "organisations.yaml": ORGANISATIONS.replace("Stiftelsen Beta", "Stiftelsen Beta ?"),
        "grannar/partnership.yaml": "",
        "annat/partnership.yaml": ANOTHER,
    }
    assert set(reasons(authority_of(tmp_path, files))) == {"annat/agreement"}


def test_a_partnership_that_is_a_draft_gives_drafts_and_others_may_name_it(tmp_path: Path):
    draft = PARTNERSHIP.replace("status: active", "status: draft")
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": draft, "memo-2030.md": MEMO})
    assert reasons(authority) == {"grannar/agreement": (DraftReason.STATUS,)}


def test_a_packet_with_a_draft_in_it_is_a_draft_and_takes_each_part_as_it_is(tmp_path: Path):
    files = {
        "grannar/partnership.yaml": "",
        "annat/partnership.yaml": ANOTHER + "subtitle: A ?\n",
        "memo-2030.md": MEMO,
        "packet-2030.md": PACKET,
    }
    authority = authority_of(tmp_path, files)
    job = job_of(authority, "packet-2030", TEMPLATES, draft=False)
    assert DraftReason.PART in job.planned.draft_reasons
    assert [part.stem for part in job.parts] == ["exempelstad/tjansteutlatande-2030", "exempelstad/annat/avtal-utkast"]
    asked = job_of(authority, "packet-2030", TEMPLATES, draft=True)
    assert all(part.stem.endswith("-utkast") for part in asked.parts)


SEPARATE = """
separate_agreements: ja
parties: [{organisation: exempelstad}, {organisation: alfa}, {organisation: beta}]
signatories:
  - {party: exempelstad}
  - {party: alfa, name: Ada Påhittad}
  - {party: beta, name: Bo Fiktiv}
places_agreements:
  - {party: alfa, year: 2030, places: 10}
  - {party: beta, year: 2030, places: 12}
"""


@pytest.mark.parametrize(
    ("old", "drafts"),
    [
        ("Bo Fiktiv", {"agreement", "agreement-beta", "places-2030-beta"}),
        ("places: 12", {"places-2030-beta"}),
        (
            "{party: exempelstad",
            {"agreement", "agreement-alfa", "agreement-beta", "places-2030-alfa", "places-2030-beta"},
        ),
        (
            "{organisation: beta",
            {"agreement", "agreement-alfa", "agreement-beta", "places-2030-alfa", "places-2030-beta"},
        ),
    ],
)
def test_what_concerns_another_association_alone_keeps_no_agreement_from_being_signed(
    tmp_path: Path, old: str, drafts: set[str]
):
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": SEPARATE.replace(old, f"{old} ?")})
    assert set(reasons(authority)) == {f"grannar/{name}" for name in drafts}


def test_an_associations_number_concerns_its_own_agreement_and_its_name_all(tmp_path: Path):
    beta = "legal_name: Stiftelsen Beta"
    for field, others in (("municipality: Exempelstad ?", False), ("short_name: B ?", True)):
        organisations = ORGANISATIONS.replace(f"{beta}, short_name: Beta", f"{beta}, {field}")
        authority = authority_of(tmp_path, {"organisations.yaml": organisations, "grannar/partnership.yaml": SEPARATE})
        assert ("grannar/agreement-alfa" in reasons(authority)) is others
        assert "grannar/agreement-beta" in reasons(authority)


def test_the_draft_must_show_each_value_with_its_title_and_place(tmp_path: Path):
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": "subtitle: Ett ändamål ?\n"})
    wordings = {
        wording for fact in planned(authority, "grannar/agreement", draft=False).facts for wording in fact.wordings
    }
    assert {"Ändamålsrad", "Ett ändamål"} <= wordings
    assert any(
        wording.startswith("grannar/partnership.yaml, rad") for wording in wordings | {w.lower() for w in wordings}
    )


def test_a_record_gives_the_same_draft_with_the_same_facts(tmp_path: Path):
    files = {
        "organisations.yaml": ORGANISATIONS.replace("Föreningen Alfa", "Föreningen Alfa ?"),
        "grannar/partnership.yaml": "subtitle: Ett ändamål ?\n",
        "memo-2030.md": MEMO.replace("title: Grannar", "title: Grannar ?"),
    }
    authority = authority_of(tmp_path, files)
    for identifier in ids_of(authority):
        one = planned(authority, identifier, draft=False)
        record = record_of(authority, one.id, one.partnerships, one.documents)
        again = planned(*read_record(record, "avtal.pdf"), draft=False)
        assert again.facts == one.facts
        assert again.document == one.document
        assert [value.where for value in again.unconfirmed] == [value.where for value in one.unconfirmed]


def test_what_keeps_documents_from_being_signed_is_told_with_its_place(tmp_path: Path):
    text = PARTNERSHIP.replace("status: active", "status: draft") + "subtitle: Ett ändamål ?\n"
    authority_of(tmp_path, {"grannar/partnership.yaml": text})
    workspace, _ = load_workspace(tmp_path / "data", TEMPLATES)
    problems = not_signable(workspace, plan(workspace, TEMPLATES, draft=False))
    assert [(problem.rule, problem.text) for problem in problems] == [
        ("value-unconfirmed", "uppgiften är inte bekräftad: Ändamålsrad, Ett ändamål"),
        ("partnership-draft", "partnerskapet har läget draft, så dess dokument blir utkast"),
    ]
    assert all(problem.place and problem.place.line and problem.remedy for problem in problems)


def test_no_value_of_a_partnership_can_be_unconfirmed_in_what_is_signed(tmp_path: Path):
    """Each scalar of a partnership in turn, written with the mark."""
    lines = PARTNERSHIP.strip().splitlines()
    tried = 0
    for number, line in enumerate(lines):
        for value in ("Grannar", "active", "exempelstad", "alfa", "2030-01-01", "2030-12-31"):
            if value not in line:
                continue
            marked = [*lines[:number], line.replace(value, f"{value} ?", 1), *lines[number + 1 :]]
            authority = authority_of(tmp_path, {"grannar/partnership.yaml": "\n".join(marked) + "\n"})
            try:
                jobs = [job_of(authority, one, TEMPLATES, draft=False) for one in ids_of(authority)]
            except ProblemsError:
                continue
            assert [job.draft for job in jobs] == [True], marked
            tried += 1
    assert tried == 6
