"""The entries of a manifest while a build holds them."""

from contracts.filing.manifest import CheckEntry, pack_entry, unpack_entry
from tests.filing.test_staging import entry


def test_a_packed_entry_is_the_same_and_small() -> None:
    checks = tuple(CheckEntry(rule=f"proof-{n}", label="punkter som står där", count=n, passed=True) for n in range(20))
    full = entry("å" * 64).model_copy(update={"checks": checks, "key": "k"})
    packed = pack_entry(full)
    assert unpack_entry(packed) == full
    assert unpack_entry(packed).model_dump() == full.model_dump()
    assert len(packed) < len(full.model_dump_json()) / 3
