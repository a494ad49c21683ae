"""What has happened to real partnerships, from signing to redline: every kind of document built, proved and read.

The shapes are the sources' (reports of 2018, 2019 and 2023). The sources hold too little for whole agreements, so
a made-up municipality's bears them; only Kvinna i Botkyrka is the real agreement, with a made-up change.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.ledger.revisions import Notice, RevisionKind
from contracts.plan.jobs import Job
from contracts.plan.revision_views import NoticeView
from contracts.plan.views import ConsolidatedView
from contracts.redline.changes import Change
from contracts.redline.tracked import read_tracked
from contracts.rendering import render
from contracts.word.contents_list import contents_lines, with_contents_pages
from contracts.word.kept_numbers import signed_headings
from tests.building import ROOT
from tests.checks.exempelstad import write_exempelstad
from tests.redline.evaluator import meaning
from tests.revising.signed_agreement import Built, SignedAgreement, agreement_in, behind, compiled

AMENDMENT, EXTENSION, NOTICE = RevisionKind.AMENDMENT, RevisionKind.EXTENSION, RevisionKind.NOTICE
ONE_PLUS_ONE = {"kind": "fixed_steps", "step_months": "12", "max_steps": "2"}
TERM = {"start": "2025-01-01", "end": "2026-12-31"}


@pytest.fixture
def grannar(tmp_path: Path) -> SignedAgreement:
    """A made-up agreement of two parties that may be prolonged twice, by a year each time; not signed yet."""
    data = write_exempelstad(tmp_path / "fakta", "term: ''\neconomy: {reservation: ''}")
    agreement = agreement_in(tmp_path / "projekt", data, "exempelstad", "grannar")
    agreement.write(term=TERM | {"extension": ONE_PLUS_ONE})
    return agreement


def built_over(signed: bytes, agreement: SignedAgreement, wanted: set[str]) -> Mapping[str, Built]:
    """These documents, which the data calls for, built and proved.

    The redline leads from the signed wording, in the form of a consolidated agreement, to the consolidated agreement.
    """
    jobs = agreement.jobs(draft=True)
    assert set(jobs) == wanted
    built = agreement.build()
    assert set(built) == wanted
    redline, consolidated = built["comparison"].docx, built["consolidated"].docx
    pages = [0 for _ in contents_lines(consolidated)]  # those of another PDF
    assert meaning(redline) == meaning(with_contents_pages(consolidated, pages))
    assert meaning(redline, accept=False) == meaning(as_consolidated_today(jobs["comparison"], signed))
    told = " ".join(f"{one.place} {one.before_text} {one.after_text}" for one in changes_of(redline))
    assert "Underskrifter" not in told, "nobody signs a consolidated agreement"
    assert "exemplar" not in told
    return built


def changes_of(redline: bytes) -> tuple[Change, ...]:
    return read_tracked(redline, "jämförelsen").changes()


def as_consolidated_today(comparison: Job, signed: bytes) -> bytes:
    """The signed terms in a consolidated agreement, by the template that also wrote what was signed."""
    wording, template = comparison.planned.wording, comparison.agreement
    assert wording is not None and template is not None
    return render(wording.before, compiled(template), signed=signed_headings(signed, "avtalet")).docx


def change_among(jobs: Mapping[str, Job]) -> Job:
    return next(job for job in jobs.values() if job.planned.revision is not None)


def test_a_treatment_centre_is_prolonged_twice(grannar: SignedAgreement) -> None:
    """Röda Korset's treatment centre: 2016–2017, prolonged for 2018 and for 2019."""
    wording = grannar.sign("2024-12-01")
    before = "Avtalet undertecknades den 1 december 2024"
    for number, year in ((1, 2027), (2, 2028)):
        grannar.write(
            term=TERM | {"end": f"{year}-12-31", "extension": ONE_PLUS_ONE},
            revision=behind(f"{year}-01-01", f"{year - 1}-10-01", f"{year - 1}-09-09"),
        )
        assert wording is not None
        built = built_over(wording, grannar, {f"extension-{number}", "consolidated", "comparison"})
        said = built[f"extension-{number}"].text
        assert before in said
        assert f"Avtalstiden går ut den 31 december {year - 1}." in said
        assert f"Parterna förlänger avtalet med ett år, till och med den 31 december {year}." in said
        assert f"Förlängningen gäller från och med den 1 januari {year}." in said
        assert "har inte undertecknats än" in built["consolidated"].text
        wording = grannar.sign(f"{year - 1}-10-20", EXTENSION)
        before += f" och har därefter ändrats genom förlängning nr {number}."
    assert set(grannar.jobs()) == {"consolidated"}
    consolidated = grannar.build()["consolidated"].text
    assert "Förlängning nr 1, undertecknades den 20 oktober 2026" in consolidated
    assert "Förlängning nr 2, undertecknades den 20 oktober 2027" in consolidated
    assert "har inte undertecknats än" not in consolidated


def test_a_steering_group_revises_the_target_group_and_the_agreement_is_then_prolonged(
    grannar: SignedAgreement,
) -> None:
    """Karriärakademin: the target group went from 18–24 to 18–29 years, enrolled; then 1+1 years."""
    grannar.write(target_groups=[{"description": "personer", "age_min": "18", "age_max": "24"}])
    signed = grannar.sign("2024-12-01")
    assert signed is not None
    revised = {"description": "personer", "age_min": "18", "age_max": "29", "enrolment": "förvaltningen"}
    grannar.write(target_groups=[revised], revision=behind("2025-06-01", "2025-05-20", "2025-05-13"))
    built = built_over(signed, grannar, {"amendment-1", "consolidated", "comparison"})
    said = built["amendment-1"].text
    assert "(Målgrupp) ska ha följande lydelse" in said
    assert "18–29 år" in said
    assert "18–24 år" not in said
    assert "18–24 år" in built["comparison"].text, "the redline shows what goes"
    amended = grannar.sign("2025-05-25", AMENDMENT)
    assert amended is not None
    grannar.write(
        term=TERM | {"end": "2027-12-31", "extension": ONE_PLUS_ONE},
        revision=behind("2027-01-01", "2026-10-01", "2026-09-09"),
    )
    said = built_over(amended, grannar, {"extension-1", "consolidated", "comparison"})["extension-1"].text
    assert "har därefter ändrats genom tilläggsavtal nr 1." in said
    assert "Målgrupp" not in said, "what was changed before is no change now"


def test_an_agreement_is_prolonged_and_then_replaced_by_another_with_a_second_branch(
    grannar: SignedAgreement, tmp_path: Path
) -> None:
    """Y-allas väg till arbete: prolonged for 2018; 2.0 is another agreement, with a branch more."""
    kitchens = {"text": "platser i storkök", "operator": "minst", "value": "28", "unit": "platser"}
    cleaning = {"text": "platser i lokalvård", "operator": "minst", "value": "20", "unit": "platser"}
    followed = {"followed_up_by": "styrgrupp"}
    grannar.write(targets=[kitchens | followed])
    signed = grannar.sign("2024-12-01")
    assert signed is not None
    grannar.write(
        term=TERM | {"end": "2027-12-31", "extension": ONE_PLUS_ONE},
        revision=behind("2027-01-01", "2026-10-01", "2026-09-09"),
    )
    built_over(signed, grannar, {"extension-1", "consolidated", "comparison"})
    grannar.sign("2026-10-20", EXTENSION)
    second = agreement_in(tmp_path / "nytt", grannar.project.data, "exempelstad", "grannar")
    second.write(
        name="IOP Grannar 2.0",
        term={"start": "2028-01-01", "end": "2029-12-31"},
        targets=[kitchens | followed, cleaning | followed],
        related_agreements=[{"relation": "replaces", "title": "IOP Grannar"}],
        revision=None,
    )
    assert set(second.jobs()) == {"agreement"}, "another agreement is signed as a whole"
    said = second.build()["agreement"].text
    assert "28 platser" in said
    assert "20 platser" in said


def test_one_agreement_is_split_and_one_part_of_it_ends(grannar: SignedAgreement) -> None:
    """Hassela: Movement and Empowerment together; one went on with goals of its own, the other ended by notice."""
    paid = {"payer": "exempelstad", "payee": "grannhjalpen", "per": "year"}
    both = [paid | {"amount": "318500", "purpose": "besök"}, paid | {"amount": "721362", "purpose": "samtal"}]
    grannar.write(economy={"contributions": both})
    signed = grannar.sign("2024-12-01")
    assert signed is not None
    grannar.write(
        name="IOP Grannbesök",
        goals=["Ingen äldre är ofrivilligt ensam."],
        economy={"contributions": both[:1]},
        revision=behind("2026-01-01", "2025-10-01", "2025-09-09"),
    )
    built = built_over(signed, grannar, {"amendment-1", "consolidated", "comparison"})
    said = built["amendment-1"].text
    assert "Ingen äldre är ofrivilligt ensam." in said
    assert "721 362" not in said
    assert "721 362" in built["comparison"].text
    grannar.sign("2025-10-10", AMENDMENT)
    grannar.write(revision=None, ending={"kind": "exit", "by": "grannhjalpen", "given_on": "2026-02-28"})
    built_notice = grannar.build()
    assert set(built_notice) == {"notice-1", "consolidated"}
    said = built_notice["notice-1"].text
    assert "Uppsägningen lämnas den 28 februari 2026 till Exempelstad kommun." in said
    assert "Avtalet upphör att gälla efter den 28 augusti 2026. Därmed upphör partnerskapet." in said
    founded = {"kind": "notice", "breach": "ja", "dialogue_on": "2025-12-01", "remedy_demanded_on": "2025-12-01"}
    grannar.write(ending=founded | {"by": "grannhjalpen", "ground": "kommunen betalar inte", "given_on": "2026-02-28"})
    notice = grannar.jobs()["notice-1"].planned.names["notice"]
    assert isinstance(notice, NoticeView)
    assert notice.ground == "Kommunen betalar inte.", "the ground is a sentence"
    grannar.write(ending={"kind": "exit", "by": "grannhjalpen", "given_on": "2026-02-28"})
    grannar.sign("2026-03-02", NOTICE, Notice.model_validate({"by": "grannhjalpen", "last_day": "2026-08-28"}))
    grannar.write(ending=None)
    consolidated = grannar.jobs()["consolidated"].planned.names["consolidated"]
    assert isinstance(consolidated, ConsolidatedView)
    assert [one.title.replace("\N{NO-BREAK SPACE}", " ") for one in consolidated.changes] == [
        "tilläggsavtal nr 1",
        "uppsägning den 28 februari 2026 av Grannhjälpen",
    ]


@pytest.mark.slow
def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """LibreOffice left "Övriga villkor" of this very amendment alone: it had laid it out before a table's height."""
    kvinna = agreement_in(tmp_path, ROOT / "data", "botkyrka", "kvinna-i-botkyrka")
    facts = kvinna.facts
    kvinna.sign("2018-02-20")
    economy, (group, *groups) = facts["economy"], items(facts, "target_groups")
    assert isinstance(economy, dict)
    first, *others = economy["contributions"]
    kvinna.write(
        economy=economy | {"contributions": [first | {"amount": "400000"}, *others]},
        target_groups=[group | {"age_max": "66"}, *groups],
        revision=behind("2019-03-01", "2019-02-20", "2019-02-11", "Fler deltagare än väntat.")
        | {"decision": {"body": "avun", "date": "2019-02-11", "paragraph": "12"}},
    )
    pages = kvinna.build(draft=False)["amendment-1"].pages
    for heading, text in (("Övriga villkor", "I övrigt gäller"), ("Ikraftträdande", "Ändringarna gäller")):
        assert [heading in page for page in pages] == [text in page for page in pages]


SIXTH = "verdandi-botkyrka"


def test_kvinna_i_botkyrka_gets_a_sixth_party_and_a_raised_amount_and_loses_one(tmp_path: Path) -> None:
    """The sixth party alone is an accession; with a raised amount an amendment; a party that leaves, an exit."""
    kvinna = agreement_in(tmp_path, ROOT / "data", "botkyrka", "kvinna-i-botkyrka")
    facts = kvinna.facts
    signed = kvinna.sign("2018-04-20")
    assert signed is not None
    decided = behind("2019-05-01", "2019-04-15", "2019-04-08") | {
        "decision": {"body": "avun", "date": "2019-04-08", "paragraph": "41"}
    }
    kvinna.write(
        parties=[*items(facts, "parties"), {"organisation": SIXTH}],
        commitments=[*items(facts, "commitments"), {"party": SIXTH, "text": "ordna öppna caféer"}],
        signatories=[{"party": SIXTH, "name": "Kim Påhittad", "title": "Ordförande"}, *items(facts, "signatories")],
        revision=decided,
    )
    said = built_over(signed, kvinna, {"accession-1", "consolidated", "comparison"})["accession-1"].text
    assert "Verdandi Botkyrka ansluter sig till avtalet och blir part från och med den 1 maj 2019." in said
    assert "Punkt 5 (Parter) ska ha följande lydelse" in said
    assert "på papper i sex likalydande exemplar" in said

    economy = facts["economy"]
    assert isinstance(economy, dict)
    first, *others = economy["contributions"]
    kvinna.write(economy=economy | {"contributions": [first | {"amount": "400000"}, *others]})
    built = built_over(signed, kvinna, {"amendment-1", "consolidated", "comparison"})
    said = built["amendment-1"].text
    assert "Verdandi Botkyrka ansluter sig till avtalet och blir part" in said
    assert "Inledningen till punkt 16 (Ekonomiska villkor) ska ha följande lydelse" in said
    assert "450 000 kr per år" in said
    assert "350 000 kr" in built["comparison"].text
    amended = kvinna.sign("2019-04-20", AMENDMENT)
    assert amended is not None

    six = kvinna.facts
    kvinna.write(
        parties=[one for one in items(six, "parties") if one["organisation"] != SIXTH],
        commitments=items(facts, "commitments"),
        signatories=items(facts, "signatories"),
        revision=decided | {"effective": "2020-01-01"},
    )
    said = built_over(amended, kvinna, {"exit-1", "consolidated", "comparison"})["exit-1"].text
    assert "Verdandi Botkyrka lämnar partnerskapet och är från och med den 1 januari 2020 inte längre part i" in said
    assert "För Verdandi Botkyrka" in said, "who leaves signs too"  # and all other blocks move up in the redline


def items(facts: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = facts[name]
    assert isinstance(found, list)
    return found
