"""A separate agreement holds what concerns its two sides, and nothing that is another association's alone."""

import re
from pathlib import Path

import pytest

from contracts.facts.folders import AuthorityFolder
from contracts.ledger.separate import separable_parties, separate_folder
from contracts.plan.documents import ids_of, planned
from contracts.plan.separate import separate_view
from tests.plan.small_authority import ORGANISATIONS, authority_of

PARTNERSHIP = """
document_date: 2030-02-01
separate_agreements: ja
parties: [{organisation: exempelstad}, {organisation: alfa}, {organisation: beta}, {organisation: gamma}]
initiator: beta
signatories: [{party: exempelstad}, {party: alfa, name: Ada Påhittad}, {party: beta, name: Bo Fiktiv}, {party: gamma}]
commitments:
  - {party: exempelstad, text: upplåta lokal}
  - {party: alfa, text: laga soppa, shared_with: [beta, gamma]}
  - {party: beta, text: spela dragspel, shared_with: [exempelstad]}
  - {sector: idéburen, text: hälsa alla välkomna}
  - {joint: ja, text: städa efteråt}
follow_ups: [{frequency: årligen, responsible_party: beta}, {frequency: varje månad, responsible_party: alfa}]
economy:
  contributions:
    - {payer: exempelstad, payee: alfa, amount: 1000, per: year, purpose: råvaror}
    - {payer: exempelstad, payee: beta, amount: 2000, per: year, purpose: dragspel}
    - {payer: beta, payee: alfa, amount: 3000, per: year, purpose: noter}
    - {payer: exempelstad, amount: 4000, per: year, purpose: hyra}
  in_kind:
    - {party: alfa, kinds: [volontärtid], text: Alfa diskar.}
    - {party: beta, kinds: [personal], text: Beta stämmer instrumenten.}
  own_financing: [{party: beta, percent: 20}]
  texts: [{party: beta, text: Beta redovisar varje år.}, {party: alfa, text: Alfa sparar kvitton.}]
clauses:
  - {id: tyst, heading: Tystnad, text: Efter klockan tio är det tyst., after: ansvar}
annexes:
  - {id: ett, number: "1", title: Soppreceptet, kind: annan, party: alfa}
  - {id: tva, number: "2", title: Notbladet, kind: annan, party: beta}
  - {id: tre, number: "3", title: Ordningsregler, kind: annan}
"""


@pytest.fixture
def authority(tmp_path: Path) -> AuthorityFolder:
    return authority_of(tmp_path, {"grannar/partnership.yaml": PARTNERSHIP})


def test_each_idea_based_party_gets_one_in_the_order_of_the_parties(authority: AuthorityFolder):
    assert separable_parties(authority, authority.partnerships[0].partnership) == ("alfa", "beta", "gamma")
    assert ids_of(authority) == (
        "grannar/agreement",
        "grannar/agreement-alfa",
        "grannar/agreement-beta",
        "grannar/agreement-gamma",
    )


def test_none_is_made_unless_the_facts_say_so(tmp_path: Path):
    text = PARTNERSHIP.replace("separate_agreements: ja", "separate_agreements: nej")
    assert ids_of(authority_of(tmp_path, {"grannar/partnership.yaml": text})) == ("grannar/agreement",)


def test_what_is_anothers_alone_is_left_out_and_what_is_everybodys_stays(authority: AuthorityFolder):
    facts = separate_folder(authority, authority.partnerships[0], "alfa").partnership
    assert [party.organisation for party in facts.parties] == ["exempelstad", "alfa"]
    assert [one.party for one in facts.signatories] == ["exempelstad", "alfa"]
    assert [one.text for one in facts.commitments] == [
        *("upplåta lokal", "laga soppa", "hälsa alla välkomna", "städa efteråt")
    ]
    assert facts.commitments[1].shared_with == ("beta", "gamma")
    assert [one.amount for one in facts.economy.contributions] == [1000, 4000]
    assert [one.text for one in facts.economy.in_kind] == ["Alfa diskar."]
    assert facts.economy.own_financing == ()
    assert [one.text for one in facts.economy.texts] == ["Alfa sparar kvitton."]
    assert [one.title for one in facts.annexes] == ["Soppreceptet", "Ordningsregler"]
    assert [one.responsible_party for one in facts.follow_ups] == [None, "alfa"]
    assert facts.initiator is None
    assert [one.id for one in facts.clauses] == ["tyst"]


def test_the_initiator_is_named_in_its_own_agreement(authority: AuthorityFolder):
    assert separate_view(authority, authority.partnerships[0], "beta", draft=False).initiator == "Beta"


def test_the_main_agreement_is_as_it_was(authority: AuthorityFolder):
    separate_folder(authority, authority.partnerships[0], "alfa")
    view = planned(authority, "grannar/agreement", draft=False)
    assert [one.id for one in view.signatories] == ["exempelstad", "alfa", "beta", "gamma"]


def test_it_knows_whom_it_is_with_and_who_the_others_are(authority: AuthorityFolder):
    view = separate_view(authority, authority.partnerships[0], "gamma", draft=False)
    assert view.separate_with == "Gamma folkhögskola"
    assert view.main_parties == ("Exempelstad", "Alfa", "Beta", "Gamma folkhögskola")
    assert view.document.title.endswith(" med Gamma folkhögskola")


@pytest.mark.parametrize("party", ["alfa", "beta", "gamma"])
def test_no_other_association_stands_in_its_facts_or_its_texts(authority: AuthorityFolder, party: str):
    one = planned(authority, f"grannar/agreement-{party}", draft=False)
    # The one place that names all is the list of the parties to the main agreement.
    seen = repr(one.facts) + repr({name: value for name, value in one.names.items() if name != "main_parties"})
    # … and what is done together with another names it.
    seen = seen.replace("Beta och Gamma", "").replace("Alfa och Gamma", "").replace("Alfa och Beta", "")
    seen = re.sub(r"shared_with=\([^)]*\)", "", seen)
    others = {"alfa": "Alfa", "beta": "Beta", "gamma": "Gamma"}
    assert [name for other, name in others.items() if other != party and name in seen] == []
    assert others[party] in seen


def test_what_a_party_does_together_with_another_is_its_own_commitment_too(authority: AuthorityFolder):
    view = separate_view(authority, authority.partnerships[0], "beta", draft=False)
    (beta,) = view.idea_based_parties
    assert [(one.text, one.shared_with) for one in beta.commitments] == [
        ("laga soppa", ("Alfa", "Gamma folkhögskola")),
        ("spela dragspel", ("Exempelstad",)),
    ]


@pytest.mark.parametrize("count", [2, 5, 12])
def test_however_many_associations_there_are_each_agreement_has_two_parties(tmp_path: Path, count: int):
    known = [f"  - {{id: f{n}, legal_name: Förening nummer {n:02}, kind: ideell förening}}" for n in range(count)]
    parties = ", ".join(["{organisation: exempelstad}", *(f"{{organisation: f{n}}}" for n in range(count))])
    commitments = "\n".join(f"  - {{party: f{n}, text: åtagande {n:02}}}" for n in range(count))
    authority = authority_of(
        tmp_path,
        {
            "organisations.yaml": "organisations:\n" + "\n".join(known),
            "grannar/partnership.yaml": f"document_date: 2030-02-01\nseparate_agreements: ja\nparties: [{parties}]\n"
            f"commitments:\n{commitments}\n",
        },
    )
    for number in range(count):
        one = planned(authority, f"grannar/agreement-f{number}", draft=False)
        shown = repr(one.facts)
        assert [n for n in range(count) if f"nummer {n:02}" in shown] == [number]
        assert [n for n in range(count) if f"åtagande {n:02}" in shown] == [number]


def test_a_clause_filled_with_another_party_is_not_in_it(tmp_path: Path):
    clause = """---
heading: Nycklar
after: ansvar
summary: Vem som har nycklarna.
law: [{source: Husets regler, as_of: 2029-01-01}]
needs: [{name: keeper, title: Den som har nycklarna, kind: part, example: alfa}]
---
Nycklarna finns hos {{ keeper.name }}.
"""
    library = tmp_path / "templates" / "clauses"
    library.mkdir(parents=True)
    (library / "nycklar.md").write_text(clause, encoding="utf-8")
    use = "clauses:\n  - {use: nycklar, values: [{name: keeper, value: beta}]}\n"
    text = PARTNERSHIP[: PARTNERSHIP.index("clauses:")] + use
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": text})
    assert len(planned(authority, "grannar/agreement-beta", draft=False).names["clauses"]["ansvar"]) == 1
    assert planned(authority, "grannar/agreement-alfa", draft=False).names["clauses"]["ansvar"] == ()


def test_organisations_that_are_no_parties_are_in_none(tmp_path: Path):
    more = ORGANISATIONS + "  - {id: delta, legal_name: Föreningen Delta, kind: ideell förening}\n"
    authority = authority_of(tmp_path, {"organisations.yaml": more, "grannar/partnership.yaml": PARTNERSHIP})
    assert not [identifier for identifier in ids_of(authority) if "delta" in identifier]
