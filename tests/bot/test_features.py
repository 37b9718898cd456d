"""Both platforms do the same: the table in docs/features.md is held against the code."""

import ast
import re
from pathlib import Path

import pytest
import yaml

import knowledge
from tests.bot.slack import driving as slack_driving
from tests.bot.slack.fake_slack import MIDWIFE as SLACK_MIDWIFE
from tests.bot.slack.fake_slack import direct_channel
from tests.bot.slack.reading import text_of
from tests.bot.surfaces import LAST_WORDS, Served
from tests.bot.teams import driving as teams_driving
from tests.bot.teams.reading import words as teams_words
from tests.bot.web.reading import words

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
COMMANDS = Path(knowledge.__file__).parent / "content" / "words" / "commands.yaml"
FOLDERS = {"slack": "tests/bot/slack/", "teams": "tests/bot/teams/"}
_TEST = re.compile(r"`(?:(tests/[a-z_/]+)/)?(test_\w+\.py)::(test_\w+)`")
TYPED = (
    "subscribe",
    "subscribe to health visitors",
    "my subscriptions",
    "weekly",
    "pause",
    "resume",
    "unsubscribe from health visitors",
    "what is new",
    "what have i missed",
    "discussion questions briefing/child-p",
    "we discussed briefing/child-p",
    "what have we discussed",
    "remove discussed briefing/child-p 23/11/2026",
    "that helped",
    "wrong number contact/hampshire-ooh",
    "publish briefing/child-p",
    "withdraw briefing/child-p",
)
"""What someone types one after the other, alone with the bot."""


def lines() -> list[tuple[str, list[str], dict[str, str]]]:
    """What, its commands, and its two cells."""
    found = []
    for line in PAGE.partition("## As it looks")[0].splitlines():
        if line.startswith("| ") and not line.startswith(("| what", "|--")):
            what, commands, slack, teams = re.split(r"\s*\|\s*", line.strip("| "))
            found.append((what, commands.split(), {"slack": slack, "teams": teams}))
    return found


@pytest.mark.parametrize(("what", "cells"), [(what, cells) for what, _, cells in lines()])
def test_each_line_is_shown_by_tests_that_exist_or_says_why_not(what: str, cells: dict[str, str]) -> None:
    assert any(_TEST.search(cell) for cell in cells.values()), what
    for platform, cell in cells.items():
        if cell.startswith(f"Not in {platform.capitalize()}: "):
            continue
        tests = _TEST.findall(cell)
        assert tests, f"{what}: neither a test nor a reason for {platform}"
        assert "tests/playground" not in cell, f"{what}: the playground's tests are left out where it is not"
        for folder, file, name in tests:
            path = ROOT / (folder or FOLDERS[platform]) / file
            assert runs(path, name), f"{what}: {path.name}::{name}"


def runs(path: Path, name: str) -> bool:
    """Whether there is such a test, and it is not marked to be left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (each for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    found = next((each for each in functions if each.name == name), None)
    marks = [ast.unparse(each) for each in found.decorator_list] if found else ["skip"]
    return not any("skip" in each or "xfail" in each for each in marks)


def test_the_files_that_the_page_names_for_both_are_there() -> None:
    named = re.findall(r"\(`(tests/[a-z_/]+\.py)`\)", PAGE)
    assert len(named) == 2
    assert all((ROOT / each).is_file() for each in named)


def test_each_command_has_its_line_and_no_other_has() -> None:
    known = {each["name"] for each in yaml.safe_load(COMMANDS.read_text(encoding="utf-8"))["commands"]}
    named = [command for _, commands, _ in lines() for command in commands]
    assert sorted(named) == sorted(known)


async def in_slack(served: Served, text: str) -> str:
    before = len(served.slack.posts)
    driver = slack_driving.Driver(served.client, served.slack)
    await driver.sends(slack_driving.event(slack_driving.direct(text)))
    alone = direct_channel(SLACK_MIDWIFE)

    def shown() -> str:
        return " ".join(text_of(each.blocks) for each in served.slack.posts[before:] if each.channel == alone)

    await served.slack.until(lambda: LAST_WORDS in shown())
    return shown()


async def in_teams(served: Served, text: str) -> str:
    before = len(served.microsoft.posts)
    await teams_driving.Driver(served.client, served.microsoft).post(teams_driving.said(text))
    return " ".join(teams_words(each.card) for each in served.microsoft.posts[before:])


async def test_what_is_typed_is_answered_in_the_same_words_on_both(served: Served) -> None:
    for text in TYPED:
        slack, teams = await in_slack(served, text), await in_teams(served, text)
        assert LAST_WORDS in teams, text
        assert letters(slack) == letters(teams), text


def letters(shown: str) -> str:
    """The words without what only sets them out: spaces, and the marks around buttons."""
    return re.sub(r"[^a-z0-9]", "", words(shown).lower())
