"""The files that partnerships share."""

from tests.checks.exempelstad import Found


def test_an_association_is_no_authority(found: Found) -> None:
    """
    authority: {kind: ideell förening}
    """
    assert "en ideell förening är ingen myndighet" in [problem.text for problem in found.problems]
    assert found.lines("authority-kind") == ["kind: ideell förening"]


def test_a_region_is_an_authority(found: Found) -> None:
    """
    authority: {kind: region}
    """
    assert found.silent("authority-kind")


def test_units_and_criteria_have_an_id_each(found: Found) -> None:
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd}
        - {id: socialforvaltningen, name: förvaltningen, kind: förvaltning}
        - {id: socialnamnden, name: andra nämnden, kind: nämnd}
      criteria:
        criteria:
          - {id: initiativ, text: A.}
          - {id: langsiktighet, text: B.}
          - {id: initiativ, text: C.}
    """
    assert found.errors("authority-id-repeated") == [
        "två enheter har id ”socialnamnden”",
        "två kriterier har id ”initiativ”",
    ]


def test_a_unit_hangs_under_one_that_exists(found: Found) -> None:
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd}
        - {id: socialforvaltningen, name: förvaltningen, kind: förvaltning, part_of: socialnamden}
    """
    assert found.errors("unit-parent-unknown") == ["enheten ”socialnamden” finns inte"]
    assert found.problems[0].remedy == "menade du ”socialnamnden”?"


def test_units_do_not_hang_under_each_other(found: Found) -> None:
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd, part_of: socialforvaltningen}
        - {id: socialforvaltningen, name: förvaltningen, kind: förvaltning, part_of: socialnamnden}
        - {id: enheten, name: enheten, kind: enhet, part_of: socialforvaltningen}
    """
    assert found.errors("unit-circle") == [
        "socialnämnden hör till sig själv genom andra enheter",
        "förvaltningen hör till sig själv genom andra enheter",
    ]


def test_a_chain_of_three_units(found: Found) -> None:
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd}
        - {id: socialforvaltningen, name: förvaltningen, kind: förvaltning, part_of: socialnamnden}
        - {id: enheten, name: enheten, kind: enhet, part_of: socialforvaltningen}
    """
    assert found.silent("unit-circle")
    assert found.silent("unit-parent-unknown")
    assert found.silent("authority-id-repeated")


def test_personal_numbers_are_looked_for_in_shared_files_too(found: Found) -> None:
    """
    authority: {letterhead: {sender: Kim 811228-9874}}
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Firman 811228-9874, organisation_number: 802999-0010, kind: annan}
    """
    assert found.lines("authority-personal-number") == ["sender: Kim 811228-9874"]
    assert found.lines("organisation-personal-number") == ["legal_name: Firman 811228-9874"]


def test_a_switchboard_may_have_a_number(found: Found) -> None:
    """
    authority: {letterhead: {telephone: 08-465 004 00}}
    """
    assert found.silent("authority-personal-number")
    assert found.silent("organisation-personal-number")
    assert found.rules == []


def test_organisations_have_an_id_each(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
        - {id: grannhjalpen, legal_name: Andra, organisation_number: 802999-0028, kind: ideell förening}
        - {id: exempelstad, legal_name: Tredje, organisation_number: 802999-0036, kind: ideell förening}
    """
    assert found.errors("organisation-id-repeated") == [
        "två organisationer har id ”grannhjalpen”",
        "id ”exempelstad” är myndighetens egen mapp",
    ]


def test_two_organisations_with_one_number(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
        - {id: andra, legal_name: Andra, organisation_number: 802999-0010, kind: ideell förening}
    """
    assert found.warnings("organisation-number-shared") == ["Andra har samma nummer som Grannhjälpen"]


def test_a_local_office_has_the_number_of_the_whole(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, kind: ideell förening, organisation_number: 802999-0010}
        - {id: norr, legal_name: Grannhjälpen Norr, kind: ideell förening, organisation_number: 802999-0010}
    """
    assert found.silent("organisation-number-shared")
    assert found.silent("organisation-id-repeated")


def test_organisations_without_number_share_nothing(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, kind: ideell förening, organisation_number: 802999-0010}
        - {id: a, legal_name: Andra, kind: ideell förening}
        - {id: b, legal_name: Tredje, kind: ideell förening}
    """
    assert found.silent("organisation-number-shared")


def test_a_public_organisation_with_an_associations_number(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
        - {id: staten, legal_name: Myndigheten, organisation_number: 802999-0028, kind: statlig myndighet}
    """
    assert found.warnings("organisation-number-kind") == [
        "Myndigheten anges som statlig myndighet, men numret börjar på 8"
    ]


def test_a_name_belongs_to_one_organisation(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, aliases: [GRANNE], organisation_number: 802999-0010,
           kind: ideell förening}
        - {id: andra, legal_name: Andra, aliases: [Granne], organisation_number: 802999-0028, kind: ideell förening}
    """
    assert found.errors("organisation-name-clash") == ["”Granne” är också ett namn på Grannhjälpen"]
    assert found.lines("organisation-name-clash") == ["- Granne"]


def test_an_organisation_may_list_its_own_name_among_its_aliases(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, aliases: [Grannhjälpen, Grannar],
           organisation_number: 802999-0010, kind: ideell förening}
        - {id: staten, legal_name: Myndigheten, organisation_number: 202199-0011, kind: statlig myndighet}
    """
    assert found.silent("organisation-name-clash")
    assert found.silent("organisation-number-kind")
