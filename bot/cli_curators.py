"""The commands that curators use to make content and to see what a change does."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="Folder of YAML content to use.", show_default=False)
]


def add_to(app: typer.Typer, content_settings: Callable[[], tuple[Path | None, Path]]) -> None:
    """Adds the commands. `content_settings` gives the content folder and the encoder's."""

    @app.command("import")
    def import_(
        file: Annotated[Path, typer.Argument(help="A response document: .pdf, .docx or .txt.")],
        case: Annotated[str, typer.Option(help='What the case is called, such as "Child X".')] = "",
        knowledge: Knowledge = None,
    ) -> None:
        """Make a draft review from a response document; what a person must decide is marked TODO."""
        from rich.console import Console

        from bot.drafting import import_document, print_imported

        folder, _ = content_settings()
        with _said():
            print_imported(import_document(file, knowledge or folder, case), Console())

    @app.command()
    def new(
        kind: Annotated[str, typer.Argument(help="review, resource, briefing or answer.")],
        name: Annotated[str, typer.Argument(help="What it is called.")],
        knowledge: Knowledge = None,
    ) -> None:
        """Make a new content file to fill in."""
        from bot.drafting import new_file

        folder, _ = content_settings()
        with _said():
            typer.echo(f"Wrote {new_file(kind, name, knowledge or folder)}")

    @app.command()
    def diff(
        revision: Annotated[str, typer.Argument(help="A revision of git, or a folder with earlier content.")],
        knowledge: Knowledge = None,
    ) -> None:
        """Say which questions are answered differently than in an earlier revision of the content."""
        from bot.comparing import changes

        folder, encoder = content_settings()
        with _said():
            found = changes(revision, knowledge or folder, encoder, dt.datetime.now(dt.UTC))
            for each in found:
                typer.echo(str(each))
            typer.echo(f"{len(found)} questions are answered differently." if found else "No answer changes.")


class _said:  # noqa: N801 - it reads as a word of the sentence it stands in
    """Turns what cannot be done into one line each and exit code 1."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from bot.comparing import CompareError
        from knowledge.importing.document import ImportProblem
        from knowledge.library import ContentError

        if isinstance(error, ContentError):
            for problem in error.problems:
                typer.echo(str(problem), err=True)
            raise typer.Exit(1) from error
        if isinstance(error, ImportProblem | CompareError):
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
