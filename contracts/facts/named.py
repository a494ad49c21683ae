"""Finds the partnership that somebody names."""

from contracts.errors import Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, PartnershipFolder, Workspace
from contracts.facts.source import nearest


def named_partnership(workspace: Workspace, name: str) -> tuple[AuthorityFolder, PartnershipFolder]:
    """The partnership of this name.

    Args:
        workspace: All that data/ says.
        name: "botkyrka/feriepraktik", "feriepraktik" where only one authority has it, or a path in data/.

    Raises:
        ProblemsError: There is none, with the likely one; or there are several.
    """
    plain = name.replace("\\", "/").removesuffix("partnership.yaml").strip("/").removeprefix(f"{workspace.data.name}/")
    known = {f"{authority.id}/{folder.id}": (authority, folder) for authority, folder in workspace.partnerships()}
    found = [full for full in known if plain in (full, full.partition("/")[2])]
    if len(found) == 1:
        return known[found[0]]
    if found:
        text, remedy = f"flera partnerskap heter ”{name}”", f"ange vilket: {', '.join(found)}"
    else:
        guess = nearest(plain, [*known, *(full.partition("/")[2] for full in known)])
        text = f"inget partnerskap heter ”{name}”"
        remedy = f"menade du ”{guess}”?" if guess else f"de som finns är: {', '.join(known) or 'inga'}"
    raise ProblemsError([Problem("partnership-unknown", text, None, remedy)])
