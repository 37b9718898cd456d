"""The app package that an administrator uploads to Teams: the manifest and the two icons in one zip file."""

import io
import json
import zipfile

from bot.settings import Settings
from bot.teams.draw_icons import COLOUR, OUTLINE
from bot.teams.manifest import manifest

FILE = "learning-bot-teams.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""So that the same settings give the same file."""


def package(settings: Settings, version: str) -> bytes:
    """The zip file. Raises ManifestError."""
    described = json.dumps(manifest(settings, version), indent=2, ensure_ascii=False) + "\n"
    icons = {each.name: each.read_bytes() for each in (COLOUR, OUTLINE)}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in {"manifest.json": described.encode(), **icons}.items():
            file.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
