"""Whoever looks something up finds it: each setting, command and make target has its line, none stale."""

import re
from pathlib import Path

import pytest
import typer
from annotated_types import Ge, Le
from dotenv import dotenv_values
from typer.core import TyperCommand, TyperGroup

from bot.cli import app
from bot.settings import Settings
from bot.store.briefing_tables import deliveries

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def rows(page: str) -> dict[str, list[str]]:
    """The lines of a page's tables by what stands in their first cell."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return {cells[0].strip("`"): [cell.strip() for cell in cells[1:]] for cells in lines}


def default(name: str) -> str:
    value = Settings.model_fields[name].default
    if value is None or value == ():
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_each_setting_has_its_line_and_no_other_has() -> None:
    assert {name.lower() for name in rows(CONFIGURATION)} == set(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_documented_as_it_is(name: str) -> None:
    shown, values, words = rows(CONFIGURATION)[name.upper()]
    assert shown.strip("`") == default(name)
    assert words == Settings.model_fields[name].description
    limits = Settings.model_fields[name].metadata
    bounds = [str(each.ge) for each in limits if isinstance(each, Ge)]
    bounds += [str(each.le) for each in limits if isinstance(each, Le)]
    assert not bounds or values == " to ".join(bounds)


def test_the_example_file_lists_each_setting_with_its_default(tmp_path: Path) -> None:
    file = tmp_path / "all.env"
    file.write_text(re.sub(r"(?m)^#(?=[A-Z_]+=)", "", EXAMPLE), encoding="utf-8")
    assert dotenv_values(file) == {name.upper(): default(name) for name in Settings.model_fields}


def blocks_of_settings() -> list[tuple[str, str]]:
    """Each block between ``` whose lines set something, and the page that it stands on."""
    blocks = [
        (page.name, block)
        for page in PAGES
        for block in re.findall(r"(?ms)^ *```[a-z]*\n(.*?)^ *```", page.read_text(encoding="utf-8"))
    ]
    return [each for each in blocks if re.fullmatch(r"(?:(?: *#.*| *[A-Z_]+=.*)\n)+", each[1])]


def test_slack_and_teams_are_set_up_by_blocks_of_settings() -> None:
    assert {page for page, _ in blocks_of_settings()} >= {"slack.md", "teams.md"}


@pytest.mark.parametrize(("page", "block"), blocks_of_settings())
def test_a_block_of_settings_can_be_pasted_into_the_env_file(page: str, block: str, tmp_path: Path) -> None:
    file = tmp_path / "pasted.env"
    file.write_text(block, encoding="utf-8")
    pasted = dotenv_values(file)
    assert {name.lower() for name in pasted} <= set(Settings.model_fields)
    assert not any(value is None or re.search(r"[()#]| {2}", value) for value in pasted.values())


def test_the_example_file_sets_nothing_as_it_is() -> None:
    assert dotenv_values(ROOT / ".env.example") == {}


def targets() -> set[str]:
    listed = re.search(r"(?m)^\.PHONY: (.+)$", MAKEFILE)
    assert listed is not None
    return set(listed[1].split())


def test_each_make_target_has_its_line_and_no_other_has() -> None:
    documented = {name.split()[1] for name in rows(README) if name.startswith("make ")}
    assert documented == targets() - {"help"}


def test_make_itself_lists_each_target_with_what_it_does() -> None:
    assert set(re.findall(r"(?m)^([a-z-]+):.*## \S", MAKEFILE)) == targets()


def commands(group: TyperGroup | None = None, before: str = "") -> dict[str, TyperCommand]:
    """Every command by what is typed, those of a group after its name."""
    found: dict[str, TyperCommand] = {}
    every = group or typer.main.get_command(app)
    assert isinstance(every, TyperGroup)
    for name, each in every.commands.items():
        if isinstance(each, TyperGroup):
            found |= commands(each, f"{before}{name} ")
        elif isinstance(each, TyperCommand):
            found[before + name] = each
    return found


def command_in(line: str) -> str:
    """The command that a line of the README is about."""
    words = re.split(r" (?=[\[A-Z])", line.removeprefix("learning-bot "), maxsplit=1)
    return words[0]


def test_each_command_has_its_line_and_no_other_has() -> None:
    documented = {command_in(name) for name in rows(README) if name.startswith("learning-bot ")}
    assert documented == set(commands())


def test_each_command_and_each_of_its_options_says_what_it_does() -> None:
    for name, command in commands().items():
        assert command.help, name
        assert [each.name for each in command.params if not getattr(each, "help", "")] == []


def test_each_option_that_the_readme_names_is_one() -> None:
    for line in rows(README):
        if line.startswith("learning-bot "):
            known = {option for each in commands()[command_in(line)].params for option in each.opts}
            assert set(re.findall(r"--[a-z]+", line)) - known == set()


def test_no_link_between_pages_is_broken() -> None:
    broken = [
        f"{page.name}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert broken == []


def test_each_decision_is_in_the_list() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert re.findall(r"\((0[^)]+)\)", listed) == pages


def test_each_table_is_listed_with_what_is_kept_in_it() -> None:
    kept = DEPLOYING.partition("## What is kept")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+)`", kept))
    assert set(deliveries.metadata.tables) - named == set()
    assert all(f"`{name}`" in kept for name in ("published_by", "withdrawn_by"))
