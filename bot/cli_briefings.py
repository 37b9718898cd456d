"""The commands that publish briefings, take them back, and say what became of them."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

Guarded = Callable[[Callable[["Settings"], object]], None]
At = Annotated[
    str | None, typer.Option("--at", help="When, in London: 2026-11-30T09:00. At once if left out.")
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to", help="Only these: theme:ID, audience:ID, review:ID, slack/CHANNEL or teams/CONVERSATION."
    ),
]


def add_to(app: typer.Typer, guarded: Guarded) -> None:
    """Adds the commands. `guarded` runs something with the settings and says what is wrong."""

    @app.command()
    def publish(
        file: Annotated[Path, typer.Argument(help="The briefing, a YAML file.")],
        at: At = None,
        to: To = None,
        preview: Annotated[bool, typer.Option("--preview", help="Show it and change nothing.")] = False,
        wait: Annotated[bool | None, typer.Option(help="Watch how it is delivered.")] = None,
    ) -> None:
        """Publish a briefing to those who subscribed to it. A changed one corrects what was delivered."""
        from rich.console import Console

        from bot.curating import Order
        from bot.curating import publish as run

        watch = sys.stdout.isatty() if wait is None else wait
        order = Order(file, _moment(at), tuple(to or ()), preview, watch)
        guarded(lambda settings: run(settings, Console(), order))

    @app.command()
    def withdraw(briefing: Annotated[str, typer.Argument(help="Its id, such as briefing/child-p.")]) -> None:
        """Take a briefing back: a notice replaces it wherever it was delivered."""
        from rich.console import Console

        from bot.curating import withdraw as run

        guarded(lambda settings: run(settings, Console(), briefing))

    @app.command()
    def deliveries(
        briefing: Annotated[str, typer.Argument(help="Its id, such as briefing/child-p.")],
        as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
    ) -> None:
        """Say for each recipient of a briefing whether it was sent, and if not, why."""
        from rich.console import Console

        from bot.curating import report as run

        guarded(lambda settings: run(settings, Console(), briefing, as_csv=as_csv))


def _moment(words: str | None) -> dt.datetime | None:
    """A time to come: with a slip in the year everyone would get the briefing now."""
    from knowledge.hours import NoSuchTime, in_london

    if words is None:
        return None
    try:
        at = in_london(words)
    except NoSuchTime as error:
        raise typer.BadParameter(str(error), param_hint="--at") from None
    if at <= dt.datetime.now(dt.UTC):
        remedy = "Set a time to come, or leave --at out to publish at once."
        raise typer.BadParameter(f"{words} has passed in London. {remedy}", param_hint="--at")
    return at
