"""Made-up states of one agreement, as parties change them: each is a whole set of facts that can be printed."""

from collections.abc import Mapping

from hypothesis import strategies as st

Facts = dict[str, object]

_GOALS = (
    "Fler äldre har någon att prata med.",
    "Alla äldre har någon att prata med.",
    "Ingen äldre är ofrivilligt ensam.",
    "Fler *unga* lär känna en äldre.",
)
_COMMITMENTS = (
    {"party": "grannhjalpen", "text": "besöka äldre"},
    {"party": "grannhjalpen", "text": "besöka äldre varje vecka"},
    {"party": "grannhjalpen", "text": "utbilda volontärer"},
    {"party": "exempelstad", "text": "upplåta lokaler"},
    {"joint": "ja", "text": "utveckla arbetet"},
    {"joint": "ja", "text": "berätta om arbetet"},
)
_TARGETS = tuple(
    {"text": text, "operator": "minst", "value": value, "unit": "personer", "followed_up_by": "styrgrupp"}
    for text, value in (
        ("Minst 60 äldre får besök.", "60"),
        ("Minst 80 äldre får besök.", "80"),
        ("Fler hjälper.", "9"),
    )
)
_GROUPS = (
    {"description": "äldre", "age_min": "65"},
    {"description": "äldre", "age_min": "70"},
    {"description": "anhöriga", "rank": "sekundär"},
)
_PAID: Mapping[str, str] = {"payer": "exempelstad", "payee": "grannhjalpen", "per": "year"}
_CONTRIBUTIONS = tuple(
    _PAID | {"amount": amount, "purpose": purpose}
    for amount, purpose in (("100000", "samordning"), ("120000", "samordning"), ("45000", "utbildning"))
)
_FREE = {"tvist": ("Tvist", "ansvar"), "vinst": ("Samhällsvinst", "ekonomi"), "lokal": ("Lokaler", "samverkan")}
_CLAUSES = tuple(
    {"id": one, "heading": _FREE[one][0], "text": text, "after": _FREE[one][1]}
    for one, text in (
        ("tvist", "Parterna talar först med varandra."),
        ("tvist", "Parterna talar först med varandra.\n\n- sedan\n- till sist"),
        ("vinst", "Arbetet minskar ensamheten.[^1]\n\n[^1]: Rapporten."),
        ("lokal", "| Lokal | Dag |\n|---|---|\n| Salen | måndag |"),
        ("lokal", "| Lokal | Dag |\n|---|---|\n| Salen | fredag |"),
    )
)
_STATE = {"organisation": "staten"}
_PARTIES = ({"organisation": "exempelstad", "unit": "socialforvaltningen"}, {"organisation": "grannhjalpen"})


def _some(pool: tuple[object, ...], least: int = 0, key: str = "") -> st.SearchStrategy[list[object]]:
    """Some of them in any order, no two of one id."""
    found = st.lists(st.sampled_from(pool), min_size=least, unique_by=lambda one: one[key] if key else str(one))  # type: ignore[index]  # a mapping when there is a key
    return found.map(list)


_YES_NO = st.sampled_from(["ja", "nej"])
FIELDS: Mapping[str, st.SearchStrategy[object]] = {
    "name": st.sampled_from(["IOP Grannar", "IOP Grannbesök"]),
    "subtitle": st.sampled_from([None, "Besök hos äldre"]),
    "background": st.sampled_from(["Många äldre är ensamma.", "Många äldre är ensamma.\n\nFler vill hjälpa till."]),
    "goals": _some(_GOALS, 1),
    "targets": _some(_TARGETS),
    "target_groups": _some(_GROUPS),
    "commitments": _some(_COMMITMENTS),
    "parties": st.sampled_from([[*_PARTIES], [*_PARTIES, _STATE]]),
    "term": st.fixed_dictionaries(
        {"start": st.just("2025-01-01"), "end": st.sampled_from(["2027-12-31", "2028-12-31", "2028-06-30"])}
    ),
    "termination": st.sampled_from([None, {"notice_months": "3"}, {"notice_months": "6", "written": "ja"}]),
    "rescission": st.sampled_from([None, {"text": "Vid allvarliga brott får parten häva avtalet."}]),
    "renegotiation": st.fixed_dictionaries({"any_time": _YES_NO, "on_material_change": _YES_NO}),
    "economy": _some(_CONTRIBUTIONS, key="purpose").map(lambda found: {"contributions": found}),
    "clauses": _some(_CLAUSES, key="id"),
}


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """What was signed and what shall hold: some fields are otherwise."""
    signed = {name: draw(values) for name, values in FIELDS.items()}
    changed = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=5, unique=True))
    return signed, signed | {name: draw(FIELDS[name]) for name in changed}
