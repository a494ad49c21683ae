"""Case numbers and the documents of the case."""

from tests.checks.exempelstad import Found


def test_an_agreement_without_a_case_number_of_its_own(found: Found) -> None:
    """
    case_numbers:
    """
    assert found.warnings("own-case-number-missing") == ["avtalet har inget eget diarienummer"]


def test_a_case_number_with_the_wrong_dash(found: Found) -> None:
    """
    case_numbers: [SN-2024–17, 17/24]
    """
    assert found.errors("case-number-form") == [
        "diarienumret ”SN-2024–17” är inte skrivet som myndigheten skriver sina",
        "diarienumret ”17/24” är inte skrivet som myndigheten skriver sina",
    ]
    assert [problem.remedy for problem in found.problems] == [
        "menade du ”SN-2024-17”?",
        "rätta numret, eller case_number_pattern i authority.yaml",
    ]


def test_case_numbers_of_other_cases_may_be_foreign(found: Found) -> None:
    """
    related_cases:
      - {case_number: Af 2024/1, relation: framework}
    referred_documents:
      - {id: policy, title: Policy, case_numbers: [KS 17]}
    """
    assert len(found.warnings("related-case-number-form")) == 2


def test_numbers_that_fit_the_pattern(found: Found) -> None:
    """
    case_numbers: [SN-2024-17, KS-2024-1]
    related_cases:
      - {case_number: KS-2016-639, relation: framework}
    """
    assert found.silent("own-case-number-missing")
    assert found.silent("case-number-form")
    assert found.silent("related-case-number-form")


def test_two_partnerships_with_one_case_number(found: Found) -> None:
    """
    other: {name: IOP Annat}
    """
    assert found.warnings("case-number-shared") == [
        "diarienumret SN-2024-17 har också IOP Grannar",
        "diarienumret SN-2024-17 har också IOP Annat",
    ]


def test_two_partnerships_with_a_number_each(found: Found) -> None:
    """
    other: {case_numbers: [SN-2024-18]}
    """
    assert found.silent("case-number-shared")


def test_a_pm_that_is_mentioned_but_not_annexed(found: Found) -> None:
    """
    background: Skälen står i *PM IOP Grannar*.
    referred_documents:
      - {id: policy, title: Policy}
      - {id: pm, title: PM IOP Grannar}
    """
    assert found.warnings("pm-not-annexed") == ["avtalet hänvisar till ”PM IOP Grannar”, som inte är bilaga"]


def test_a_pm_that_is_annexed(found: Found) -> None:
    """
    referred_documents:
      - {id: policy, title: Policy om RPM-mätare}
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal}
      - {id: pm, number: 2, title: PM IOP Grannar, kind: PM}
    """
    assert found.silent("pm-not-annexed")


def test_a_document_that_is_listed_but_never_mentioned(found: Found) -> None:
    """
    related_cases:
      - {case_number: KS-2016-639, relation: framework, title: Program för civilsamhället}
    referred_documents:
      - {id: policy, title: Policy}
      - {id: program, title: Program för civilsamhället}
    """
    assert found.warnings("referred-document-unused") == [
        "”Program för civilsamhället” är uppräknat, men avtalet nämner det inte"
    ]
    assert found.lines("referred-document-unused") == ["title: Program för civilsamhället"]


def test_a_document_that_a_text_or_the_value_base_mentions(found: Found) -> None:
    """
    liability: |
      Det som sägs i *program för
      civilsamhället* gäller.
    referred_documents:
      - {id: policy, title: Policy}
      - {id: program, title: Program för civilsamhället}
    """
    assert found.silent("referred-document-unused")


def test_a_slip_in_the_source_of_the_value_base_leaves_no_document_unused(found: Found) -> None:
    """
    value_base: {source_document: policyn}
    """
    assert found.silent("referred-document-unused")
