"""Runs every check and says what was found. A new check is one more line in CHECKS."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from aiohttp import ClientTimeout

from bot.doctor import here
from bot.doctor.address import address
from bot.doctor.finding import Check, Finding, failed, ok
from bot.doctor.slack import slack
from bot.doctor.teams import teams
from bot.http_session import http_session
from bot.settings import SettingsError, load_content_settings, load_settings, settings_warnings

CHECKS: tuple[Check, ...] = (here.database, slack, teams, address)
LONGEST = ClientTimeout(total=15)
MARKS = {"ok": "ok", "warning": "look", "failed": "WRONG", "off": "off"}


def examine() -> tuple[list[str], int]:
    """The lines to print and the exit code: 1 if anything does not work."""
    with asyncio.Runner() as runner:
        found = runner.run(_all())
    lines = [line for each in found for line in lines_of(each)]
    return lines, int(any(each.state == "failed" for each in found))


def lines_of(finding: Finding) -> Iterator[str]:
    """What was found, and below it what to do."""
    yield f"{MARKS[finding.state]:6}{finding.name}: {finding.said}"
    if finding.remedy:
        yield f"      {finding.remedy}"


async def _all() -> list[Finding]:
    return [each async for each in findings()]


async def findings() -> AsyncIterator[Finding]:
    """Everything that was looked at, in the order shown. Settings that cannot be used end it early."""
    for words in settings_warnings():
        yield Finding("Settings", "warning", words)
    try:
        content = load_content_settings()
        yield here.content(content)
        yield here.encoder(content)
        settings = load_settings()
    except SettingsError as error:
        for problem in error.problems:
            yield failed("Settings", problem, "")
        return
    yield ok("Settings", "can be used")
    async with http_session(LONGEST) as session:
        for check in CHECKS:
            try:
                async for found in check(settings, session):
                    yield found
            except Exception as error:  # one broken check must not hide what the others find
                said = f"could not be checked ({type(error).__name__})"
                yield failed(check.__name__, said, "See whether a newer version of learning-bot mends it.")
