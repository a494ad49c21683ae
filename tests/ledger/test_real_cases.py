"""What has happened to real partnerships, step by step, with made-up clauses where the sources give none.

Days, amounts and parties are the sources' (reports of 2018, 2019 and 2023). That something was signed, and on what day,
is made up.
"""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from contracts.facts.load import load_workspace
from contracts.facts.model.document import Window
from contracts.ledger.as_of import authority_on, held_on
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import compare
from contracts.ledger.effect import Effect, economic_effect
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import Notice, RevisionKind
from contracts.ledger.telling import tell
from contracts.register.standing import Counts, counts, goes_on
from tests.ledger.signed_states import loaded, sign

DATA = Path(__file__).parents[2] / "data"
NBSP = "\N{NO-BREAK SPACE}"
AMENDMENT, EXTENSION, NOTICE = RevisionKind.AMENDMENT, RevisionKind.EXTENSION, RevisionKind.NOTICE
ONE_PLUS_ONE = {"kind": "fixed_steps", "step_months": "12", "max_steps": "2"}


@dataclass(frozen=True)
class Case:
    """One partnership, whose data is written anew at each step."""

    data: Path
    authority: str
    partnership: str

    @property
    def file(self) -> Path:
        return self.data / self.authority / self.partnership / "partnership.yaml"

    def write(self, **fields: object) -> None:
        """The data with these fields instead of its own; None takes one away."""
        facts = yaml.load(self.file.read_text("utf-8"), yaml.BaseLoader) | fields
        kept = {name: value for name, value in facts.items() if value is not None}
        self.file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")

    def sign(self, on: str, kind: RevisionKind = RevisionKind.AGREEMENT, notice: Notice | None = None) -> None:
        sign(self.data, self.partnership, kind=kind, on=on, notice=notice)

    def called_for(self, today: str) -> Classification:
        found = compare(*loaded(self.data, self.partnership))
        assert found is not None
        return found.classified(dt.date.fromisoformat(today))

    def told(self) -> list[str]:
        found = compare(*loaded(self.data, self.partnership))
        assert found is not None
        changes = tell(found.signed, found.new)
        return [f"{one.section}: {one.headline}: {one.old} -> {one.new}".replace(NBSP, " ") for one in changes]

    def effect(self) -> Effect:
        """What the difference costs, from the day that the data gives."""
        found = compare(*loaded(self.data, self.partnership))
        assert found is not None
        behind = found.new.partnership.revision
        return economic_effect(found.signed, found.new, behind.effective if behind else None)

    def held(self, day: str) -> int | None:
        """The number of the signed state that held that day."""
        found = held_on(ledger_of(loaded(self.data, self.partnership)[1]), dt.date.fromisoformat(day))
        return found.number if found else None


def case(folder: Path, authority: str, partnership: str) -> Case:
    """A partnership of the real data, in a project of its own."""
    home = folder / "data" / authority
    for name in ("authority.yaml", "organisations.yaml", f"{partnership}/partnership.yaml"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / authority / name, home / name)
    return Case(folder / "data", authority, partnership)


def revision(effective: str, date: str) -> dict[str, str]:
    return {"reason": "Parterna är överens.", "effective": effective, "date": date}


def test_the_treatment_centre_is_prolonged_twice_and_no_more(tmp_path: Path):
    """Röda Korset: 2016–2017, prolonged for 2018 and for 2019. That the clause allowed just that is made up."""
    centre = case(tmp_path, "malmo", "roda-korset-behandling")
    term = {"start": "2016-01-01", "end": "2017-12-31", "extension": ONE_PLUS_ONE}
    centre.write(term=term)
    centre.sign("2015-12-01")
    for year, agreed in ((2018, "2017-11-15"), (2019, "2018-11-15")):
        centre.write(term=term | {"end": f"{year}-12-31"}, revision=revision(f"{year}-01-01", agreed))
        found = centre.called_for(agreed)
        assert (found.kind, found.findings) == (EXTENSION, ())
        effect = centre.effect()
        assert [(one.year, one.public, one.others) for one in effect.years] == [(year, 1_260_000, 0)]
        assert (effect.change, effect.lines[0].by_term) == (0, 1_260_000)
        centre.sign(agreed, EXTENSION)
    centre.write(term=term | {"end": "2020-12-31"}, revision=revision("2020-01-01", "2019-11-15"))
    found = centre.called_for("2019-11-15")
    assert found.kind is AMENDMENT
    assert found.reasons[0].endswith("villkoret om förlängning säger: villkorets två förlängningar är redan använda.")
    assert [centre.held(day) for day in ("2017-12-31", "2018-06-01", "2019-01-01", "2023-05-15")] == [1, 2, 3, 3]


def test_the_treatment_centres_periods_may_be_written_as_the_source_has_them(tmp_path: Path):
    """The data gives the present period as the term, and the earlier ones as its history: an extension too."""
    centre = case(tmp_path, "malmo", "roda-korset-behandling")
    original = {"start": "2016-01-01", "end": "2017-12-31", "kind": "original"}
    first = {"start": "2018-01-01", "end": "2018-12-31"}
    centre.write(term={"start": "2016-01-01", "end": "2017-12-31", "extension": ONE_PLUS_ONE})
    centre.sign("2015-12-01")
    centre.write(term=first | {"extension": ONE_PLUS_ONE, "history": [original]})
    assert centre.called_for("2017-11-15").kind is EXTENSION
    centre.sign("2017-11-15", EXTENSION)
    history = [original, first | {"kind": "extension"}]
    centre.write(term={"start": "2019-01-01", "end": "2019-12-31", "extension": ONE_PLUS_ONE, "history": history})
    found = centre.called_for("2018-11-15")
    assert found.kind is EXTENSION
    assert "Nästa steg är det andra, till och med den 31 december 2019." in [
        line.replace(NBSP, " ") for line in found.arithmetic
    ]


def test_without_a_clause_in_the_source_it_is_an_amendment(tmp_path: Path):
    centre = case(tmp_path, "malmo", "roda-korset-behandling")
    centre.write(term={"start": "2016-01-01", "end": "2017-12-31"})
    centre.sign("2015-12-01")
    centre.write(term={"start": "2016-01-01", "end": "2018-12-31"})
    assert "avtalet har inget villkor om förlängning" in centre.called_for("2017-11-15").reasons[0]


def test_the_career_academy_changes_its_target_group_and_is_then_prolonged_one_plus_one(tmp_path: Path):
    """Malmö FF: from July 2018 to June 2020, 1+1 years; the steering group revised the target group in autumn 2018."""
    academy = case(tmp_path, "malmo", "karriarakademin")
    revised = yaml.load(academy.file.read_text("utf-8"), yaml.BaseLoader)["target_groups"]
    academy.write(target_groups=[{"description": "personer", "age_min": "18", "age_max": "24"}], later=None)
    academy.sign("2018-06-01")
    academy.write(target_groups=revised, revision=revision("2018-11-01", "2018-10-15"))
    found = academy.called_for("2018-10-15")
    assert (found.kind, found.reasons) == (
        AMENDMENT,
        ("Det är ett tilläggsavtal, för villkor ändras under ”Målgrupp”.",),
    )
    assert academy.told() == [
        "Målgrupp: Den primära målgruppen, högsta ålder: ändras: 24 år -> 29 år",
        "Målgrupp: Den primära målgruppen, inskrivning: tillkommer: None -> förvaltningen",
    ]
    academy.sign("2018-10-15", AMENDMENT)
    term = {"start": "2018-07-01", "extension": ONE_PLUS_ONE}
    for end, agreed in (("2021-06-30", "2020-04-01"), ("2022-06-30", "2021-04-01")):
        academy.write(term=term | {"end": end}, revision=revision(f"{int(end[:4]) - 1}-07-01", agreed))
        assert academy.called_for(agreed).kind is EXTENSION
        academy.sign(agreed, EXTENSION)
    academy.write(term=term | {"end": "2023-06-30"}, revision=revision("2022-07-01", "2022-04-01"))
    assert "villkorets två förlängningar är redan använda" in academy.called_for("2022-04-01").reasons[0]
    assert [academy.held(day) for day in ("2018-10-31", "2018-11-01", "2020-07-01", "2022-06-30")] == [1, 2, 3, 4]


def test_y_alla_is_prolonged_and_its_second_agreement_is_no_amendment_of_the_first(tmp_path: Path):
    """Yalla Trappan: 2016–2017, prolonged for 2018; then 2.0 with a second branch, lokalvård, for 2019–2020."""
    y_alla = case(tmp_path, "malmo", "y-allas-vag")
    second = yaml.load(y_alla.file.read_text("utf-8"), yaml.BaseLoader)
    kitchens = [{"text": "platser inom storkök", "value": "28", "unit": "platser", "period": "per år"}]
    term = {"start": "2016-01-01", "end": "2017-12-31", "extension": ONE_PLUS_ONE}
    y_alla.write(name="Y-allas väg till arbete", term=term, targets=kitchens, related_agreements=None, later=None)
    y_alla.sign("2015-12-01")
    y_alla.write(term=term | {"end": "2018-12-31"}, revision=revision("2018-01-01", "2017-11-01"))
    assert y_alla.called_for("2017-11-01").kind is EXTENSION
    assert (y_alla.effect().total, y_alla.effect().public) == (2_490_604, 2_490_604), "a year more"
    y_alla.sign("2017-11-01", EXTENSION)
    y_alla.write(**{name: second[name] for name in ("name", "term", "targets", "related_agreements")})
    found = y_alla.called_for("2018-11-01")
    assert found.kind is AMENDMENT
    assert found.reasons[-1].replace(NBSP, " ") == (
        "Avtalstiden börjar om, den 1 januari 2019. Är det ett nytt avtal, lägg det i en egen mapp med predecessor och"
        " related_agreements i stället."
    )
    assert (
        "Mål och syfte: Måttet ”platser inom lokalvård”: tillkommer: None -> Värde: 20; Enhet: platser; Period: per år"
        in (y_alla.told())
    )


def test_y_alla_2_in_a_folder_of_its_own_begins_a_ledger_of_its_own(tmp_path: Path):
    y_alla = case(tmp_path, "malmo", "y-allas-vag")
    y_alla.sign("2018-12-01")
    term = {"start": "2019-01-01", "end": "2021-12-31", "extension": ONE_PLUS_ONE}
    y_alla.write(term=term, revision=revision("2021-01-01", "2020-11-01"))
    assert y_alla.called_for("2020-11-01").kind is EXTENSION


def test_hassela_is_split_and_one_part_goes_on_by_amendment(tmp_path: Path):
    """Hassela: one partnership to June 2018; then Movement with goals of its own, prolonged for a year."""
    movement = case(tmp_path, "malmo", "hassela-movement")
    alone = yaml.load(movement.file.read_text("utf-8"), yaml.BaseLoader)
    paid = {"payer": "malmo", "per": "agreement_period"}
    together = [
        paid | {"amount": "318500", "purpose": "Hassela Movement"},
        paid | {"amount": "721362", "purpose": "Hassela Empowerment"},
    ]
    movement.write(
        name="Hassela Movement och Hassela Empowerment",
        term={"start": "2015-09-01", "end": "2018-06-30", "extension": ONE_PLUS_ONE},
        targets=[{"text": "i sysselsättning efteråt", "value": "80", "unit": "procent"}],
        economy={"contributions": together},
    )
    movement.sign("2015-08-15")
    movement.write(**{name: alone[name] for name in ("name", "targets", "economy")})
    movement.write(
        term={"start": "2015-09-01", "end": "2019-06-30", "extension": ONE_PLUS_ONE},
        revision=revision("2018-07-01", "2018-05-20"),
    )
    found = movement.called_for("2018-05-20")
    assert found.kind is AMENDMENT
    assert [reason.replace(NBSP, " ") for reason in found.reasons] == [
        (
            "Flera saker ändras på en gång (sista dagen blir den 30 juni 2019; villkor ändras under ”Avtalets namn”,"
            " ”Mål och syfte” och ”Ekonomiska villkor”). Därför ett tilläggsavtal om allt."
        )
    ]
    assert (
        "Ekonomiska villkor: Bidraget från Malmö stad till partnerskapet för Hassela Empowerment: utgår: "
        "721 362 kr för hela avtalstiden -> None"
    ) in movement.told()
    effect = movement.effect()
    [gone] = effect.lines
    assert (effect.total, gone.total, effect.complete) == (None, None, False), "paid already, or not: nobody has said"
    assert "721 362 kr för hela avtalstiden som redan är betalt" in (gone.unknown or "").replace(NBSP, " ")


def test_hasselas_other_part_ends_by_notice_and_is_counted_as_ended_from_then(tmp_path: Path):
    """Hassela Empowerment ended in December 2018; the agreement of its own and the notice are made up."""
    part = case(tmp_path, "malmo", "hassela-empowerment")
    part.write(
        status="active",
        status_on=None,
        term={"start": "2018-07-01", "end": "2019-06-30"},
        termination={"notice_months": "3", "ordinary_notice_months": "3"},
    )
    part.sign("2018-06-20")
    part.write(ending={"kind": "exit", "by": "hassela-helpline", "given_on": "2018-09-30"})
    found = part.called_for("2018-09-30")
    assert (found.kind, found.last_day, found.findings) == (NOTICE, dt.date(2018, 12, 30), ())
    part.sign("2018-09-30", NOTICE, Notice(by="hassela-helpline", last_day=dt.date(2018, 12, 30)))
    authority, _ = loaded(part.data, part.partnership)

    def known_on(day: str) -> bool:
        [folder] = authority_on(authority, dt.date.fromisoformat(day)).partnerships
        return goes_on(folder.partnership, dt.date(2019, 3, 27))

    assert (known_on("2018-09-29"), known_on("2018-09-30")) == (True, False)
    year = Window.model_validate({"start": "2018-01-01", "end": "2018-12-31"})
    [folder] = authority_on(authority, dt.date(2019, 3, 27)).partnerships
    assert counts([folder.partnership], year, dt.date(2019, 3, 27)) == Counts(1, 0, 1)


SIXTH = "verdandi-botkyrka"


@pytest.fixture
def kvinna(tmp_path: Path) -> Case:
    """Kvinna i Botkyrka as it was agreed by five parties in 2018."""
    found = case(tmp_path, "botkyrka", "kvinna-i-botkyrka")
    found.sign("2018-02-20")
    return found


def with_a_sixth(kvinna: Case) -> dict[str, object]:
    facts = yaml.load(kvinna.file.read_text("utf-8"), yaml.BaseLoader)
    return {
        "parties": [*facts["parties"], {"organisation": SIXTH}],
        "commitments": [*facts["commitments"], {"party": SIXTH, "text": "ordna öppna caféer"}],
    }


def test_kvinna_i_botkyrka_with_a_sixth_party_alone_is_an_accession(kvinna: Case):
    kvinna.write(**with_a_sixth(kvinna))
    found = kvinna.called_for("2019-05-01")
    assert (found.kind, found.findings) == (RevisionKind.ACCESSION, ())
    assert found.signers == (
        *("botkyrka", "arbetsformedlingen", "botkyrka-folkhogskola", "hela-manniskan", "bilda-ost"),
        SIXTH,
    )


def test_kvinna_i_botkyrka_with_a_sixth_party_and_a_raised_amount_is_an_amendment(kvinna: Case):
    facts = yaml.load(kvinna.file.read_text("utf-8"), yaml.BaseLoader)
    first, *others = facts["economy"]["contributions"]
    economy = facts["economy"] | {"contributions": [first | {"amount": "400000"}, *others]}
    kvinna.write(**with_a_sixth(kvinna), economy=economy, revision=revision("2019-05-01", "2019-04-15"))
    found = kvinna.called_for("2019-05-01")
    assert found.kind is AMENDMENT
    assert found.reasons[0].startswith("Flera saker ändras på en gång (Verdandi Botkyrka ansluter sig; villkor ändras")
    assert kvinna.told() == [
        "Parter: Parten Verdandi Botkyrka: tillkommer: None -> ",
        "De idéburna parternas åtaganden: Åtagandet för Verdandi Botkyrka: tillkommer: None -> ordna öppna caféer",
        (
            "Ekonomiska villkor: Bidraget från Botkyrka kommun till Hela Människan för samordning och förstärkta"
            " personalkostnader, belopp: ändras: 350 000 kr per år -> 400 000 kr per år"
        ),
    ]
    effect = kvinna.effect()
    # 50 000 a year: 8 of 12 months of 2019 are 33 333.33; with 2020 it is 83 333.33. Verdandi brings no money.
    assert [(one.year, one.public, one.others) for one in effect.years] == [(2019, 33_333, 0), (2020, 50_000, 0)]
    assert (effect.change, effect.total, effect.complete) == (50_000, 83_333, True)


def test_a_sixth_party_that_pays_is_told_beside_the_public_side(kvinna: Case):
    facts = yaml.load(kvinna.file.read_text("utf-8"), yaml.BaseLoader)
    paid = {"payer": SIXTH, "amount": "60000", "purpose": "caféer"}
    economy = facts["economy"] | {"contributions": [*facts["economy"]["contributions"], paid]}
    kvinna.write(**with_a_sixth(kvinna), economy=economy, revision=revision("2019-05-01", "2019-04-15"))
    effect = kvinna.effect()
    assert [(one.year, one.public, one.others) for one in effect.years] == [(2019, 0, 40_000), (2020, 0, 60_000)]
    kvinna.sign("2019-04-20", AMENDMENT)
    left = [party for party in facts["parties"] if party["organisation"] != SIXTH]
    kvinna.write(
        parties=left,
        commitments=facts["commitments"],
        economy=facts["economy"],
        revision=revision("2020-01-01", "2019-12-01"),
    )
    assert (kvinna.effect().others, kvinna.effect().public) == (-60_000, 0), "what it brought goes with it"


def test_every_real_partnership_can_be_signed_and_differs_in_nothing_then(tmp_path: Path):
    shutil.copytree(DATA, tmp_path / "data")
    workspace, _ = load_workspace(tmp_path / "data", tmp_path / "templates")
    for authority, folder in workspace.partnerships():
        sign(tmp_path / "data", folder.id, on="2024-01-01")
        compared = compare(*loaded(tmp_path / "data", folder.id))
        assert compared is not None
        assert tell(compared.signed, compared.new) == (), (authority.id, folder.id)
