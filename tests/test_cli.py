"""Each command is where the command line looks for it, and a word that is none is told with those that are."""

import errno
import importlib
import pkgutil

import pytest

from contracts import cli


def test_every_module_that_adds_commands_is_in_the_table() -> None:
    modules = (one.name for one in pkgutil.iter_modules(cli.__path__))
    adding = {name for name in modules if hasattr(importlib.import_module(f"contracts.cli.{name}"), "add")}
    assert adding == set(cli._COMMANDS)


@pytest.mark.parametrize("module", cli._COMMANDS)
def test_the_module_adds_the_commands_of_the_table(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in cli._COMMANDS[module]:
        with pytest.raises(SystemExit) as left:
            cli.main([command, "--help"])
        assert left.value.code == 0
        assert f"usage: contracts {command}" in capsys.readouterr().out


def test_the_table_has_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["buidl"])
    told = capsys.readouterr().err
    assert all(f"'{command}'" in told for commands in cli._COMMANDS.values() for command in commands)
    assert told.count("'") == 2 + 2 * sum(len(commands) for commands in cli._COMMANDS.values())


def test_a_full_disk_is_told_wherever_it_is_met(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be written in the folder for temporary files is no fault of the program."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tillfälligt/a.pdf")

    monkeypatch.setattr("contracts.signed_terms.differing", full)
    assert cli.main(["diff", "grannar"]) == 7
    assert "No room is left on the disk (/tillfälligt/a.pdf)." in " ".join(capsys.readouterr().err.split())
