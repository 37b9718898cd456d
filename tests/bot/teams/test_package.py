"""An administrator makes the app package from the settings, and uploads it."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.teams.draw_icons import COLOUR, OUTLINE, colour_icon, outline_icon
from bot.teams.manifest import COMMANDS, ManifestError, manifest
from bot.teams.package import package
from tests.bot.teams.fake_teams import APP_ID, SECRET, TENANT
from tests.conftest import Ask

SET = {
    "TEAMS_APP_ID": APP_ID,
    "TEAMS_APP_PASSWORD": SECRET,
    "TEAMS_TENANT_ID": TENANT,
    "PUBLIC_URL": "https://learning.example.org/",
}


def settings(**others: str) -> Settings:
    given = {name.lower(): value for name, value in {**SET, **others}.items() if value}
    return Settings.model_validate(given)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def pixels(png: bytes) -> bytes:
    """What is drawn, whichever way it is compressed."""
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    return zlib.decompress(png[start + 4 : start + 4 + length])


def run(folder: Path, *words: str, **others: str) -> tuple[int, str]:
    """The command as it is typed, in a folder of its own and with these settings."""
    command = [sys.executable, "-m", "bot", "teams", "package", *words]
    around = {name: value for name, value in os.environ.items() if name not in SET}
    done = subprocess.run(
        command, cwd=folder, env={**around, **SET, **others}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_package_holds_the_manifest_and_the_icons_that_it_names(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--version", "1.2.0")
    assert code == 0, said
    with zipfile.ZipFile(tmp_path / "learning-bot-teams.zip") as file:
        assert sorted(file.namelist()) == ["color.png", "manifest.json", "outline.png"]
        described = json.loads(file.read("manifest.json"))
        assert size(file.read(described["icons"]["color"])) == (192, 192)
        assert size(file.read(described["icons"]["outline"])) == (32, 32)
    assert described["version"] == "1.2.0"
    assert described["bots"][0]["botId"] == described["composeExtensions"][0]["botId"] == APP_ID
    assert described["validDomains"] == ["learning.example.org"]
    assert described["bots"][0]["supportsFiles"] is False


def test_the_same_settings_give_the_same_file() -> None:
    assert package(settings(), "1.0.0") == package(settings(), "1.0.0")


def test_each_scope_offers_every_command() -> None:
    lists = manifest(settings(), "1.0.0")["bots"][0]["commandLists"]
    assert [each["scopes"] for each in lists] == [["personal"], ["team"], ["groupChat"]]
    for each in lists:
        assert [command["title"] for command in each["commands"]] == [title for title, _ in COMMANDS]


@pytest.mark.parametrize("title", [title for title, _ in COMMANDS])
def test_each_command_that_is_offered_is_understood(ask: Ask, title: str) -> None:
    assert ask(title).status == "command"


def test_no_secret_is_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(package(settings(), "1.0.0"))) as file:
        held = b"".join(map(file.read, file.namelist()))
    assert SECRET.encode() not in held


def test_it_says_which_pages_stand_in_for_ones_own(tmp_path: Path) -> None:
    _, said = run(tmp_path, TEAMS_PRIVACY_URL="https://www.example.org/privacy")
    assert "TEAMS_TERMS_URL is not set: the link leads to https://learning.example.org/." in said
    assert "TEAMS_PRIVACY_URL" not in said
    with zipfile.ZipFile(tmp_path / "learning-bot-teams.zip") as file:
        developer = json.loads(file.read("manifest.json"))["developer"]
    assert developer["privacyUrl"] == "https://www.example.org/privacy"


def test_everything_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    gone = dict.fromkeys(SET, "")
    code, said = run(tmp_path, **gone)
    assert code == 2
    assert "TEAMS_APP_ID is missing" in said
    assert "PUBLIC_URL is missing" in said
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--output", "missing/app.zip")
    assert code == 2
    assert "missing/app.zip cannot be written" in said
    assert "--output" in said


@pytest.mark.parametrize("url", ["http://learning.example.org/", "https://learning.example.org", "learning"])
def test_an_address_without_https_is_refused(url: str) -> None:
    with pytest.raises(Exception, match="PUBLIC_URL"):
        settings(PUBLIC_URL=url)


def test_without_an_address_there_is_no_manifest() -> None:
    with pytest.raises(ManifestError, match="PUBLIC_URL"):
        manifest(settings(PUBLIC_URL=""), "1.0.0")


def test_the_icons_are_those_that_the_script_draws() -> None:
    assert pixels(COLOUR.read_bytes()) == pixels(colour_icon())
    assert pixels(OUTLINE.read_bytes()) == pixels(outline_icon())
