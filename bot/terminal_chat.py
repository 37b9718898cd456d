"""A conversation in the terminal."""

import asyncio
import datetime as dt
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot import asking
from bot.console import print_reply
from handlers.permalinks import with_permalinks


def talk(
    knowledge: Path | None,
    encoder: Path,
    now: dt.datetime | None,
    console: Console | None = None,
    library: str | None = None,
) -> None:
    """Answers until an empty line or the end of input. `library`: where the library can be reached."""
    console = console or Console()
    ready = asking.prepare(knowledge, encoder, now)
    for problem in ready.problems:
        console.print(Text(problem))
    console.print(Text("Ask a question. An empty line ends the chat."))
    with asyncio.Runner() as runner:
        while question := _read(console):
            print_reply(with_permalinks(runner.run(ready.reply(question)), library), console)


def _read(console: Console) -> str:
    try:
        return console.input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
