"""The commands about people to phone, and about what was said and discussed in chat."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

Guarded = Callable[[Callable[["Settings"], object]], None]
ContentSettings = Callable[[], tuple[Path | None, Path]]
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="Folder of YAML content to use.", show_default=False)
]
Csv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values with a heading.")]


def add_to(app: typer.Typer, content_settings: ContentSettings, guarded: Guarded) -> None:
    """Adds the commands."""
    _add_contacts(app, content_settings, guarded)

    @app.command()
    def feedback(
        csv: Csv = False,
    ) -> None:
        """List what people thought of answers and numbers: entries, fixed reasons and counts."""
        from bot.recorded import feedback_lines

        guarded(lambda settings: _print(feedback_lines(settings, as_csv=csv)))

    @app.command()
    def discussed(
        csv: Csv = False,
    ) -> None:
        """List which teams recorded that they discussed a briefing, and when: evidence of use."""
        from bot.recorded import discussed_lines

        guarded(lambda settings: _print(discussed_lines(settings, as_csv=csv)))


def _add_contacts(app: typer.Typer, content_settings: ContentSettings, guarded: Guarded) -> None:
    contacts = typer.Typer(
        help="People to phone: what is to be confirmed, and confirming it.", no_args_is_help=True
    )
    app.add_typer(contacts, name="contacts")

    @contacts.command("list")
    def list_(knowledge: Knowledge = None) -> None:
        """List contacts that are reported wrong, overdue or to confirm."""
        from bot.recorded import contact_lines
        from knowledge.hours import london_day

        folder, _ = content_settings()
        today = london_day(dt.datetime.now(dt.UTC))
        guarded(lambda settings: _print(contact_lines(settings, knowledge or folder, today)))

    @contacts.command()
    def confirm(
        contact: Annotated[str, typer.Argument(help="Its id, such as contact/portsmouth-mash.")],
        by: Annotated[str, typer.Option("--by", help="Who at the agency confirmed it.")],
        until: Annotated[
            dt.date, typer.Option("--until", parser=_day, help="Until when it holds, as 2027-05-01.")
        ],
        knowledge: Knowledge = None,
    ) -> None:
        """Write into the YAML who confirmed a contact today, and until when that holds."""
        from knowledge.confirming import NotConfirmed
        from knowledge.confirming import confirm as write
        from knowledge.hours import london_day

        folder, _ = content_settings()
        today = london_day(dt.datetime.now(dt.UTC))
        try:
            place = write(knowledge or folder, contact, by, today, until)
        except NotConfirmed as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
        typer.echo(f"{place}: {contact} is confirmed by {by} until {until}.")
        typer.echo("Feedback about its number before today is no longer listed as open.")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a day such as 2027-05-01", param_hint="--until") from None


def _print(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)
