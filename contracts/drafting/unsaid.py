"""What a partnership's file may say and does not say yet, each field with an example that can be kept or changed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from contracts.drafting.tree import Value
from contracts.editing.emit import Unsaid
from contracts.facts.model.partnership import Partnership
from contracts.facts.model_fields import model_at

#: Examples by field, with dots between. They are what no agreement has said: nothing of them counts until uncommented.
EXAMPLES: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "subtitle": "Samtal på svenska för den som är ny i landet",
        "area": "socialt",
        "case_numbers": ["KS/2030:1"],
        "deciding_body": "kommunstyrelsen",
        "responsible_body": "kommunledningskontoret",
        "signing_body": "kommunledningskontoret",
        "initiator": "bokvannerna",
        "new_parties": "Fler parter kan ansluta sig. Anslutningen regleras i ett eget avtal, som blir bilaga.",
        "background": "Varför partnerskapet behövs, och varför parterna går ihop om det.",
        "value_base": {"principles": ["dialog", "öppenhet och insyn", "självständighet"]},
        "purpose": "Vad partnerskapet ska uppnå.",
        "goals": ["Fler talar svenska i vardagen."],
        "targets": [
            {"text": "deltagare som kommer minst fem gånger", "operator": "minst", "value": "60", "unit": "personer"}
        ],
        "target_groups": [{"description": "vuxna som är nya i landet", "age_min": "18", "residence": "Exempelstad"}],
        "added_value": "Vad de idéburna parterna tillför.",
        "mutual_relation": "Parterna är självständiga och jämbördiga.",
        "commitments": [{"party": "bokvannerna", "text": "leda samtalen", "kind": "tjänst"}],
        "bodies": [
            {
                "id": "styrgrupp",
                "name": "Styrgruppen",
                "heading": "Styrgrupp",
                "tasks": ["planera året"],
                "min_meetings_per_year": "2",
            }
        ],
        "follow_ups": [{"frequency": "årligen", "responsible_party": "exempelstad", "method": "dialogmöte"}],
        "term.conditions": ["nämnden har medel i sin budget"],
        "term.extension": {
            "kind": "fixed_steps",
            "step_months": "12",
            "max_steps": "2",
            "decide_months_before": "3",
            "written": "ja",
        },
        "termination": {"notice_months": "3", "prior_dialogue_required": "ja", "written": "ja"},
        "renegotiation": {"on_material_change": "ja"},
        "amendments": {"written": "ja", "signed_by_all": "ja"},
        "repayment": {
            "required": "ja",
            "deadline_days": "30",
            "procedure": "Nämnden bestämmer beloppet sedan parten har fått yttra sig.",
        },
        "economy.contributions": [
            {"payer": "exempelstad", "payee": "bokvannerna", "amount": "100000", "per": "year", "purpose": "samordning"}
        ],
        "economy.in_kind": [
            {"party": "bokvannerna", "kinds": ["volontärtid"], "text": "Bokvännerna bidrar med volontärer."}
        ],
        "economy.payment": {"by_invoice": "ja", "frequency": "en gång om året"},
        "liability": "Varje part svarar för ansvar och försäkring i sin egen verksamhet.",
        "criteria": [{"criterion": "initiativ", "met": "ja", "motivation": "Bokvännerna kom med förslaget."}],
        "clauses": [{"use": "havning", "values": [{"name": "remedy_days", "value": "30"}]}],
        "annexes": [{"id": "pm", "number": "1", "title": "PM om partnerskapet", "kind": "PM"}],
    }
)


def unsaid_fields() -> dict[str, Unsaid]:
    """What is told of each field that a new partnership leaves out: its title and meaning, and an example."""
    return {name: Unsaid(example, _meaning(name)) for name, example in EXAMPLES.items()}


def _meaning(name: str) -> str:
    *above, last = name.split(".")
    owner = model_at(Partnership, tuple(above))
    assert owner is not None  # every name above is a field of the model, as a test sees to
    info = owner.model_fields[last]
    return f"{info.title}: {info.description}"
