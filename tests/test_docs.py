"""What the program can do is what its documents say it can."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from reader_app.cli import _parser
from reader_app.gui.actions import MENUS
from reader_app.gui.help import KEYS
from reader_app.services.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(
    parser: argparse.ArgumentParser, prefix: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                if name != "window":  # what opens without a command
                    yield f"{prefix}{name}", child
                    yield from commands(child, f"{prefix}{name} ")


def test_every_command_is_in_the_readme_and_in_the_help() -> None:
    window = next(
        c
        for a in _parser()._actions
        if isinstance(a, argparse._SubParsersAction)
        for n, c in a.choices.items()
        if n == "window"
    )
    overview = window.format_help()
    names = [name for name, _ in commands(_parser())]
    assert {"read", "sentences", "translate", "names", "models get"} <= set(names)
    for name in names:
        assert f"reader-app {name}" in README or name == "models", name
        assert name.split()[-1] in overview, name


def test_every_option_is_in_the_readme() -> None:
    for name, parser in commands(_parser()):
        for action in parser._actions:
            longest = max(action.option_strings, key=len, default="")
            if longest and longest not in {"--help", "--output"}:
                assert f"{longest}" in README, (name, longest)


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README


def test_every_key_of_the_menus_is_in_the_readme_and_in_the_help() -> None:
    said = {text: text.replace("−", "-") for text in (README, KEYS)}
    for _, items in MENUS:
        for spec in items:
            if spec is not None and spec.keys:
                for document in said.values():
                    assert spec.keys[0] in document, spec


def test_files_that_the_documents_name_are_there() -> None:
    for document in (ROOT / "README.md", ROOT / "docs" / "architecture.md"):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), (document.name, target)
