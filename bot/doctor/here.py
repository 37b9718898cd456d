"""What is on this machine: the database, the content, the sentence encoder."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import ClientSession

from bot.building import load_encoder
from bot.connections import encoder as encoder_connection
from bot.doctor.finding import Finding, failed, ok, warning
from bot.settings import ContentSettings, Settings
from bot.store.engine import StoreError, named
from bot.store.migrate import is_current
from knowledge.library import ContentError
from knowledge.load import load

DATABASE, CONTENT, ENCODER = "Database", "Content", "Sentence encoder"
_SHOWN = 3


async def database(settings: Settings, _session: ClientSession) -> AsyncIterator[Finding]:
    """Whether it is there, up to date, and can be written to."""
    where = settings.database
    if isinstance(where, Path):
        folder = next(each for each in where.absolute().parents if each.exists())
        target = where if where.exists() else folder
        if not os.access(target, os.W_OK):
            yield failed(DATABASE, f"{target} cannot be written to", f"Give this user the right: {target}.")
            return
        if not where.exists():
            yield warning(DATABASE, f"{where} is not there yet", "Start the bot, or: learning-bot migrate")
            return
    try:
        current = is_current(where)
    except StoreError as error:
        yield failed(DATABASE, error.why, error.remedy)
        return
    if current:
        yield ok(DATABASE, f"{named(where)} is up to date")
    else:
        yield failed(
            DATABASE,
            f"{named(where)} is not up to date",
            "Run learning-bot migrate; or, if it was made by a newer version, install that version again.",
        )


def content(settings: ContentSettings) -> Finding:
    """Whether it can be read, and whether it has been approved."""
    try:
        library = load(settings.knowledge_path)
    except ContentError as error:
        shown = "; ".join(str(each) for each in error.problems[:_SHOWN])
        more = len(error.problems) - _SHOWN
        said = f"{shown}; and {more} more" if more > 0 else shown
        return failed(CONTENT, said, "Correct these; learning-bot check lists all of them.")
    if not library.approved:
        return warning(
            CONTENT,
            f"{len(library.entries)} entries, not approved: every reply says so",
            "Let the partnership approve it: approved_by and approved_on in each file.",
        )
    return ok(CONTENT, f"{len(library.entries)} entries, revision {library.revision}")


def encoder(settings: ContentSettings) -> Finding:
    """Whether questions are also matched by meaning."""
    _, trouble = load_encoder(settings.encoder_path)
    found = encoder_connection(settings, trouble)
    return ok(ENCODER, found.why) if found.on else warning(ENCODER, found.why, found.how)
