"""What the person who starts the bot reads: where to chat, what is connected, and how to connect the rest."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.app import Bot
from bot.connections import browser
from bot.desk.place import PATH
from bot.settings import Settings
from bot.store.engine import named
from knowledge.library import Library

FILES_WRONG = (
    "The files cannot be used as they are, so the last content that could be used is served. Mend this, and"
    " the files are taken over by themselves:"
)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104
"""Every address of this machine, and the one by which it reaches itself."""


def print_report(console: Console, settings: Settings, bot: Bot, port: int) -> None:
    """Prints one line for each thing there is to know."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, words in lines(settings, bot, port):
        table.add_row(Text(name), Text(words))
    console.print(Text("The safeguarding learning bot is running. To stop it: Ctrl+C."))
    console.print(table)
    print_desk_link(console, settings, bot, port)


def print_desk_link(console: Console, settings: Settings, bot: Bot, port: int) -> None:
    """Prints a new link to the curators' desk, on one line however narrow the window is."""
    if bot.desk is None or not (settings.loopback or settings.host in _EVERYWHERE):
        return
    link = f"{address(settings, port)}{PATH}/enter?key={bot.desk.access.new_link()}"
    console.print(Text("For curators, the desk. This link works once, on this machine, within an hour:"))
    console.print(Text(link), soft_wrap=True)


def lines(settings: Settings, bot: Bot, port: int) -> Iterator[tuple[str, str]]:
    """Each thing with its words, in the order shown."""
    chat = browser(settings, address(settings, port))
    yield chat.name, str(chat)
    yield "Content", content_line(bot.content.library())
    if bot.content.problems:
        yield "", FILES_WRONG
        yield from (("", str(problem)) for problem in bot.content.problems)
    yield "Database", named(settings.database)
    for connection in bot.connections:
        yield connection.name, str(connection)


def address(settings: Settings, port: int) -> str:
    """Where a browser on this machine finds the chat page."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    return f"http://[{host}]:{port}" if ":" in host and host[0] != "[" else f"http://{host}:{port}"


def content_line(library: Library) -> str:
    """The revision, and whether the partnership has approved it."""
    approved = "approved" if library.approved else "not approved by the partnership, which every reply says"
    return f"revision {library.revision}, {len(library.entries)} entries, {approved}"
