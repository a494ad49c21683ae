"""What a filing writes into partnership.yaml, also when the filing itself was killed before it."""

import datetime as dt
from pathlib import Path

from contracts.checks.check import check_workspace
from contracts.facts.load import load_workspace
from contracts.keeping.afterwards import bring_up_to_date
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign

SEPARATE = "agreement-grannhjalpen"


def test_a_separate_agreement_says_nothing_of_the_state_of_the_one_between_all(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    first = sign(data, "grannar", on="2024-11-01", series=SEPARATE)
    assert bring_up_to_date(loaded(data, "grannar")[1], first) == (("signing.filed: 1",), ())
    workspace, _ = load_workspace(data, data.parent / "templates")
    assert "signed-status" not in {one.rule for one in check_workspace(workspace, dt.date(2024, 11, 2))}
    main = sign(data, "grannar", on="2024-12-01")
    told = ("status: signed", "signing.signed_on: 2024-12-01", "signing.filed: 2")
    assert bring_up_to_date(loaded(data, "grannar")[1], main) == (told, ())
