"""What is wrong with settings taken together: half-set platforms, unsafe pairs, misspelt names."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

Given = Mapping[str, str]
"""What was set, by its name in the environment; unset and empty ones are absent."""

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
TOKEN_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
PREFIXES = ("SLACK_", "TEAMS_")


@dataclass(frozen=True, slots=True)
class Group:
    """Settings of one platform that make sense only together."""

    platform: str
    needed: Mapping[str, str]
    """Setting -> where its value is found."""
    others: tuple[str, ...] = ()
    """Settings that call for the needed ones."""

    def missing(self, given: Given) -> Iterator[str]:
        present = [name for name in (*self.needed, *self.others) if name in given]
        for name, where in self.needed.items():
            if present and name not in given:
                yield (
                    f"{name} is missing. {present[0]} is set, so {self.platform} needs it too:"
                    f" copy it from {where}, or unset {present[0]}."
                )


def in_full(name: str, value: str, wanted: str, default: object) -> str:
    """One line about a value that cannot be used, with its remedy."""
    otherwise = "" if default is None else f" for {default}"
    return f"{name} is {value!r}, which is not {wanted}. Correct it, or unset it{otherwise}."


def joined_problems(given: Given) -> Iterator[str]:
    """Everything that is wrong between settings, whatever else is wrong with each."""
    yield from _slack(given)
    yield from _teams(given)
    yield from _teams_local(given)
    yield from _public_url(given)
    if os.environ.get("DYNO") and given.get("DATABASE_URL", "sqlite:").startswith("sqlite"):
        yield (
            "DATABASE_URL is an SQLite file and DYNO is set: the disk here is emptied at every restart,"
            " and what the bot keeps would be lost. Set DATABASE_URL to a PostgreSQL database"
            " (postgresql://...), or run the bot where its disk stays."
        )


def _public_url(given: Given) -> Iterator[str]:
    """An address that stands in other people's messages must lead them somewhere."""
    address = given.get("PUBLIC_URL", "")
    if LOOPBACK.fullmatch(host_of(address)) or host_of(address).endswith(".localhost"):
        yield (
            f"PUBLIC_URL is {address!r}, which only this machine can reach. Set it to the address that other"
            " people open, or unset it."
        )


def host_of(address: str) -> str:
    """The host of an address, empty where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _on(value: str) -> bool:
    return value.lower() in {"1", "true", "t", "yes", "y", "on"}


def _slack(given: Given) -> Iterator[str]:
    credentials = "Basic Information > App Credentials"
    bot = {"SLACK_BOT_TOKEN": "OAuth & Permissions > Bot User OAuth Token"}
    signed = {"SLACK_SIGNING_SECRET": f"{credentials} (or set SLACK_APP_TOKEN for Socket Mode)"}
    if given.keys() & {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_TOKEN_KEY"}:
        several = {
            "SLACK_CLIENT_ID": credentials,
            "SLACK_CLIENT_SECRET": credentials,
            "PUBLIC_URL": "your proxy or domain (the https address at which people's browsers reach the bot)",
        }
        needed = several if "SLACK_APP_TOKEN" in given else {**several, **signed}
        yield from Group("Slack", needed, ("SLACK_TOKEN_KEY",)).missing(given)
        yield from _token_keys(given.get("SLACK_TOKEN_KEY", ""))
    elif "SLACK_APP_TOKEN" in given:
        yield from Group("Slack", bot, ("SLACK_APP_TOKEN",)).missing(given)
    else:
        yield from Group("Slack", {**bot, **signed}).missing(given)
    if "SLACK_API_URL" not in given:
        yield from _wrong_token(given, "SLACK_BOT_TOKEN", "xoxb-", bot["SLACK_BOT_TOKEN"])
        yield from _wrong_token(given, "SLACK_APP_TOKEN", "xapp-", "Basic Information > App-Level Tokens")


def _token_keys(keys: str) -> Iterator[str]:
    """A key is 32 bytes in the alphabet of addresses, as `learning-bot slack key` prints it."""
    for number, each in enumerate(filter(None, map(str.strip, keys.split(","))), start=1):
        if not TOKEN_KEY.fullmatch(each):
            yield (
                f"SLACK_TOKEN_KEY holds something that is no key (number {number}). Make one with:"
                " learning-bot slack key"
            )


def _wrong_token(given: Given, name: str, prefix: str, where: str) -> Iterator[str]:
    if not given.get(name, prefix).startswith(prefix):
        yield f"{name} does not begin with {prefix}, so it is another kind of token. Copy it from {where}."


def _teams(given: Given) -> Iterator[str]:
    registration = "your app registration in Microsoft Entra"
    kind = given.get("TEAMS_APP_TYPE", "SingleTenant")
    needed = {"TEAMS_APP_ID": f"{registration} > Overview > Application (client) ID"}
    if kind != "UserAssignedMSI":
        needed["TEAMS_APP_PASSWORD"] = f"{registration} > Certificates & secrets (the value)"
    if kind != "MultiTenant":
        needed["TEAMS_TENANT_ID"] = f"{registration} > Overview > Directory (tenant) ID"
    elif "TEAMS_TENANT_ID" not in given:
        needed["TEAMS_ALLOWED_TENANTS"] = "each organisation's Entra > Overview > Tenant ID"
    yield from Group("Teams", needed, ("TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")).missing(given)
    if not GUID.fullmatch(given.get("TEAMS_APP_ID", "0" * 8 + "-0000" * 3 + "-" + "0" * 12)):
        yield f"TEAMS_APP_ID is not an application id (8-4-4-4-12 hex digits). Copy it from {registration}."


def _teams_local(given: Given) -> Iterator[str]:
    if not _on(given.get("TEAMS_LOCAL", "")):
        return
    if "TEAMS_APP_ID" in given:
        yield (
            "TEAMS_LOCAL turns authentication off and TEAMS_APP_ID turns it on. Unset TEAMS_LOCAL for real"
            " use, or unset TEAMS_APP_ID for Agents Playground."
        )
    host = given.get("HOST", "127.0.0.1")
    if not LOOPBACK.fullmatch(host):
        yield (
            f"TEAMS_LOCAL answers without authentication and HOST is {host!r}, which other machines can"
            " reach. Unset TEAMS_LOCAL, or unset HOST for 127.0.0.1."
        )


def env_file_problems(env_file: Path) -> tuple[str, ...]:
    """Lines of `.env` that cannot be read, and a file that cannot be read at all."""
    if not env_file.is_file():
        return ()
    try:
        with env_file.open(encoding="utf-8") as stream:
            broken = [each.original.line for each in parse_stream(stream) if each.error]
    except (OSError, UnicodeDecodeError):
        return (f"{env_file} cannot be read as text in UTF-8. Save it again as UTF-8, or remove it.",)
    return tuple(f"{env_file} line {line} cannot be read. Write it as NAME=value." for line in broken)


def unknown_names(known: frozenset[str], env_file: Path) -> Iterator[str]:
    """Names in `.env`, and SLACK_ and TEAMS_ names anywhere, that are no settings."""
    in_file = {name.upper() for name in dotenv_values(env_file)} if env_file.is_file() else set()
    around = {name for name in os.environ if name.startswith(PREFIXES)}
    for name in sorted((in_file | around) - known):
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
        if near or name.startswith(PREFIXES):
            where = f" in {env_file}" if name in in_file else ""
            meant = f" Did you mean {near[0]}?" if near else " docs/configuration.md lists those there are."
            yield f"{name}{where} is not a setting and is ignored.{meant}"
