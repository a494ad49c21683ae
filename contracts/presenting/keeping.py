"""How a filed document looks: what it is, who signed, what was checked and what was not, and what to do next."""

from rich.console import Console
from rich.text import Text

from contracts.keeping.kept import Kept
from contracts.ledger.revisions import RevisionRecord, SignedBy
from contracts.spelling.dates import datum


def show_kept(console: Console, kept: Kept) -> None:
    """What has been filed."""
    record = kept.record
    was = "redan filad, nu också räknad: " if kept.before else "filad: "
    console.print(Text(was, "bold green") + Text(kept.path.as_posix()))
    console.print(Text(f"  {record.title}", "bold"))
    console.print(f"  undertecknad den {datum(record.date)}, gäller från den {datum(record.effective)}")
    names = _names(record)
    for signatory in record.signatories:
        console.print(f"  {_signatory(signatory, names)}", soft_wrap=True)
    for text in record.checked:
        console.print(Text("  prövat: ", "green") + Text(text))
    for text in record.unchecked:
        console.print(Text("  inte prövat: ", "bold yellow") + Text(text))
    for text in kept.edited:
        console.print(Text("  partnership.yaml: ", "green") + Text(text))
    console.print(Text("Gör så här nu:", "bold"))
    for step in kept.steps:
        console.print(f"  - {step}")


def _names(record: RevisionRecord) -> dict[str, str]:
    """The parties' legal names, by their ids."""
    own = record.terms["authority"]
    return {own["id"]: own["facts"]["name"]} | {one["id"]: one["legal_name"] for one in record.terms["organisations"]}


def _signatory(one: SignedBy, names: dict[str, str]) -> str:
    who = ", ".join(word for word in (one.name, one.title, names.get(one.party, one.party)) if word)
    when = f", {datum(one.signed_on)}" if one.signed_on else ""
    certificate = f" ({one.certificate})" if one.certificate else ""
    return f"{who}{when}: {one.verdict}{certificate}"


def kept_json(kept: Kept) -> dict[str, object]:
    """A filed document for machines: its record without the terms, and where it lies."""
    record = kept.record.model_dump(mode="json", exclude={"terms"})
    return {"pdf": kept.path.as_posix(), "record": record, "edited": list(kept.edited), "next": list(kept.steps)}
