"""Writes data/ of any size: partnerships of a clearly fictive municipality, each with agreement, PM and memo.

The same number gives the same files. `python -m benchmarks.generate 1000 FOLDER` makes FOLDER/data, to be built with
`contracts build --data FOLDER/data --build FOLDER/build`.
"""

import sys
from pathlib import Path

_AUTHORITY = """\
name: Exempelstad kommun
kind: kommun
organisation_number: 212000-9994
units:
  - {id: kultur, name: kultur- och fritidsnämnden, kind: nämnd}
  - {id: kulturforvaltningen, name: kultur- och fritidsförvaltningen, kind: förvaltning, part_of: kultur}
letterhead:
  sender: Exempelstad kommun
  unit: Kultur- och fritidsförvaltningen
  address: [Storgatan 1, 123 45 Exempelstad]
  web: exempelstad.example
case_number_pattern: 'KFN \\d{4}-\\d+'
documents: {agreement: överenskommelse, agreement_definite: överenskommelsen}
criteria:
  id: egen
  source: Exempelstads riktlinjer
  version: "2029"
  criteria:
    - {id: initiativ, text: En förening har kommit med förslaget.}
    - {id: nytta, text: Invånarna har nytta av det som görs.}
    - {id: insats, text: Varje part bidrar med något eget.}
"""

_ORGANISATION = """\
  - id: forening-{number}
    legal_name: Föreningen Påhitt {number}
    organisation_number: {registered}
    kind: ideell förening
"""

_PARTNERSHIP = """\
name: Träffpunkt {number}
subtitle: Mötesplats nummer {number} i Exempelstad
status: decided
document_date: 2030-02-01
case_numbers: [KFN 2030-{number}]
deciding_body: kultur
responsible_body: kulturforvaltningen
signing_body: kulturforvaltningen
decisions:
  - {{body: kultur, date: 2030-01-20, paragraph: "{paragraph}"}}
signing: {{method: electronic}}
parties:
  - {{organisation: exempelstad, unit: kulturforvaltningen, roles: [finansiär]}}
  - {{organisation: {first}, roles: [initiativtagare, utförare]}}
  - {{organisation: {second}, roles: [utförare]}}
initiator: {first}
signatories:
  - party: exempelstad
    name: Anna Exempel
    title: Förvaltningschef
    authority_basis: {{kind: delegation, reference: punkt 3.2}}
  - party: {first}
    name: Bo Påhittad
    title: Ordförande
    authority_basis: {{kind: firmatecknare, reference: § 4 i protokollet}}
  - party: {second}
    name: Cia Fiktiv
    title: Ordförande
    authority_basis: {{kind: firmatecknare, reference: § 5 i protokollet}}

background: |
  Invånarna i område {number} saknar en plats att mötas på. Föreningarna känner området och har tid och kunskap.

  1. Lokalen finns och står tom på kvällarna.
  2. Föreningarna har ledare som vill vara där.
  3. Kommunen vill att fler deltar i föreningslivet.
value_base: {{principles: [öppenhet, ömsesidighet]}}
purpose: Träffpunkt {number} ska föra människor samman.
goals:
  - Fler känner sina grannar.
  - Fler deltar i föreningslivet.
targets:
  - text: Träffpunkten når många
    operator: minst
    value: {visitors}
    unit: personer
    period: varje år
    followed_up_by: styrgrupp
target_groups:
  - rank: primär
    description: vuxna som bor i område {number}
    age_min: 18
    residence: Exempelstad
commitments:
  - {{party: exempelstad, text: upplåta lokal och betala värme, kind: resurs}}
  - {{party: {first}, text: leda träffarna, kind: tjänst}}
  - {{party: {second}, text: laga mat tillsammans med besökarna, kind: tjänst}}
  - {{joint: ja, text: berätta om träffpunkten för andra, kind: information}}
bodies:
  - id: styrgrupp
    name: Styrgruppen
    heading: Styrgrupp
    tasks: [planera året, följa upp året]
    min_meetings_per_year: 4
    convener: kommunens handläggare
    decision_rule: Varje ledamot har en röst.
follow_ups:
  - {{frequency: årligen, responsible_party: exempelstad, commissioned_by: styrgrupp, method: dialogmöte}}
term:
  start: 2030-03-01
  end: 2033-02-28
  extension: {{kind: fixed_steps, step_months: 12, max_steps: 2, decide_months_before: 3, written: ja}}
termination: {{notice_months: 6, prior_dialogue_required: ja, written: ja}}
amendments: {{written: ja, signed_by_all: ja}}
renegotiation: {{on_material_change: ja}}
economy:
  contributions:
    - {{payer: exempelstad, payee: {first}, amount: {amount}, per: year, purpose: ledare}}
    - {{payer: exempelstad, payee: {second}, amount: {lesser}, per: year, purpose: mat}}
  in_kind:
    - {{party: {first}, kinds: [volontärtid], text: Föreningen bidrar med volontärer varje vecka.}}
    - {{party: {second}, kinds: [stödresurser], text: Föreningen lånar ut sitt kök.}}
  payment: {{by_invoice: ja, frequency: en gång om året}}
liability: Varje part ansvarar för sin egen verksamhet.
criteria:
  - {{criterion: initiativ, met: ja, motivation: Föreningen föreslog träffpunkten.}}
  - {{criterion: nytta, met: ja, motivation: Området saknar mötesplatser.}}
  - {{criterion: insats, met: ja, motivation: Föreningarna bidrar med sin tid.}}
clauses:
  - {{id: vinst, heading: Samhällsvinst, text: Analysen av samhällsvinst finns hos kommunen., after: samverkan}}
  - {{id: tvist, heading: Tvist, text: En tvist löses i första hand genom samtal i styrgruppen., after: ansvar}}
  - {{id: personuppgifter, heading: Personuppgifter, text: Varje part svarar för sina uppgifter., after: ansvar}}
  - {{id: insyn, heading: Insyn, text: Kommunen får ta del av statistik om besöken., after: uppfoljning}}
"""

_PM = """\
---
title: PM om Träffpunkt {number}
subtitle: Varför träffpunkten ordnas tillsammans
date: 2030-01-10
place: Exempelstad
case_number: KFN 2030-{number}
---

# Frågan

{{{{ initiator }}}} har föreslagit en träffpunkt. Parter blir {{{{ parties | map(attribute="name") | lista }}}}.

# Prövning mot riktlinjerna

{{% for criterion in criteria %}}
- {{{{ criterion.text }}}} *{{% if criterion.met %}}Uppfyllt{{% else %}}Inte uppfyllt{{% endif %}}.*
{{% endfor %}}

# Pengarna

Kommunen betalar {{{{ economy.total_per_year | kr }}}} per år till och med den {{{{ term.end | datum }}}}.
"""

_MEMO = """\
---
title: Överenskommelse om Träffpunkt {number}
date: 2030-01-12
case_number: KFN 2030-{number}
board: kultur
case_officer: {{name: Dag Hittepå, title: Utredare}}
summary: >
  Förvaltningen föreslår att nämnden ingår {{{{ partnership("{id}").name }}}}, som kostar
  {{{{ partnership("{id}").yearly | kr }}}} per år.
proposals:
  - Kultur- och fritidsnämnden ingår överenskommelsen om Träffpunkt {number}.
basis:
  - document: {id}/memo-2030-01-20
  - document: {id}/pm
planning:
  - {{body: kultur, date: 2030-01-20}}
annexes:
  - document: {id}/pm
send_to: [Föreningarna]
responsible:
  - {{name: Anna Exempel, title: Förvaltningschef}}
---

Nämnden har pengar avsatta för ändamålet.
"""


def generate(number: int, folder: Path) -> Path:
    """Write a project's data with so many partnerships.

    Args:
        number: of partnerships, each with three documents.
        folder: where data/ is made; it must not be there.

    Returns:
        The data folder.
    """
    home = folder / "data" / "exempelstad"
    home.mkdir(parents=True)
    (home / "authority.yaml").write_text(_AUTHORITY, "utf-8")
    associations = number + 1
    organisations = "".join(
        _ORGANISATION.format(number=one, registered=_organisation_number(one)) for one in range(1, associations + 1)
    )
    (home / "organisations.yaml").write_text(f"organisations:\n{organisations}", "utf-8")
    for one in range(1, number + 1):
        _partnership(one, home)
    return folder / "data"


def _partnership(number: int, home: Path) -> None:
    names = {
        "number": number,
        "id": f"traffpunkt-{number}",
        "first": f"forening-{number}",
        "second": f"forening-{number + 1}",
        "paragraph": 1 + number % 200,
        "visitors": 20 + number % 180,
        "amount": 50_000 + 1_000 * (number % 300),
        "lesser": 10_000 + 500 * (number % 70),
    }
    here = home / f"traffpunkt-{number}"
    here.mkdir()
    (here / "partnership.yaml").write_text(_PARTNERSHIP.format(**names), "utf-8")
    (here / "pm.md").write_text(_PM.format(**names), "utf-8")
    (here / "memo-2030-01-20.md").write_text(_MEMO.format(**names), "utf-8")


def _organisation_number(number: int) -> str:
    """A number with a right check digit (the Luhn sum) that no association bears: the series 80299x is not used."""
    digits = f"80299{number % 10_000:04d}"
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{check}"


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])))
