"""Sets of criteria that are ready to choose."""

from enum import StrEnum
from importlib.resources import files
from typing import cast

from contracts.drafting.tree import Tree
from contracts.facts.reader import source_of


class CriteriaChoice(StrEnum):
    """A set that comes with the program."""

    FORUM = "forum"


def criteria_set(choice: CriteriaChoice) -> Tree:
    """The fields of a set, as authority.yaml has them."""
    name = f"criteria-{choice}.yaml"
    text = files("contracts.beginning").joinpath("files", name).read_text(encoding="utf-8")
    return cast(Tree, source_of(text, name).plain())
