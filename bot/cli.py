"""The command line: each command is thin and imports what it needs only when it runs."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot import cli_briefings, cli_curators, cli_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.asking import Asking
    from bot.settings import Settings

app = typer.Typer(
    name="learning-bot",
    help="Learning from safeguarding reviews, quoted word for word with its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
teams = typer.Typer(name="teams", help="What Microsoft Teams needs.", no_args_is_help=True)
app.add_typer(teams)

slack = typer.Typer(help="Set Slack up.", no_args_is_help=True)
app.add_typer(slack, name="slack")

Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="Folder of YAML content to use.", show_default=False)
]
Now = Annotated[
    str | None, typer.Option("--now", help="The time to answer at, as 2026-11-23T03:00.", show_default=False)
]


def _moment(now: str | None) -> dt.datetime | None:
    """An ISO time; without a zone it is London's."""
    if now is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        moment = dt.datetime.fromisoformat(now)
    except ValueError:
        raise typer.BadParameter("is not a time such as 2026-11-23T03:00", param_hint="--now") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/London"))


def _content_settings() -> tuple[Path | None, Path]:
    from bot import logs
    from bot.settings import SettingsError, load_content_settings

    try:
        settings = load_content_settings()
    except SettingsError as error:
        _stop(*error.problems)
    logs.configure(settings.log_level)
    return settings.knowledge_path, settings.encoder_path


def _library_address() -> str | None:
    """Where people reach the library. Settings that are wrong cost a link, never an answer."""
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings().library_url
    except SettingsError:
        return None


def _stop(*lines: str, code: int = 2) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in your own words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    batch: Annotated[bool, typer.Option("--batch", help="Answer JSON lines from standard input.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the answer was found.")] = False,
    knowledge: Knowledge = None,
    now: Now = None,
) -> None:
    """Answer one question, or with --batch one for each line of standard input."""
    from bot import asking

    if batch == (question is not None):
        _stop("Give a question, or --batch with JSON lines on standard input.")
    moment = _moment(now)
    content, encoder = _content_settings()
    ready = asking.prepare(knowledge or content, encoder, moment)
    for problem in ready.problems:
        typer.echo(problem, err=True)
    if batch:
        _write_batch(ready)
    else:
        _answer_one(ready, question or "", as_json=as_json, explain=explain)
    if ready.problems:
        raise typer.Exit(1)


def _write_batch(ready: "Asking") -> None:
    from bot import asking

    lines = (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
    for line in asking.batch(lines, ready):
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()


def _answer_one(ready: "Asking", question: str, *, as_json: bool, explain: bool) -> None:
    import asyncio

    from bot import asking

    reply = asyncio.run(ready.reply(question))
    if as_json:
        sys.stdout.buffer.write(asking.as_line(asking.as_json(question, reply)).encode() + b"\n")
        return
    from rich.console import Console

    from bot.console import print_reply
    from handlers.permalinks import with_permalinks

    print_reply(with_permalinks(reply, _library_address()), Console())
    if explain and ready.knowledge is not None:
        from bot.explaining import print_explanation

        print_explanation(question, ready.knowledge, Console())


@app.command()
def chat(knowledge: Knowledge = None, now: Now = None) -> None:
    """Talk to the bot in this terminal. Follow-up questions work; an empty line ends it."""
    from bot.terminal_chat import talk

    content, encoder = _content_settings()
    talk(knowledge or content, encoder, _moment(now), library=_library_address())


@app.command()
def check(
    knowledge: Knowledge = None,
    now: Now = None,
    questions: Annotated[
        bool, typer.Option(help="Also ask every example and test question (takes a few seconds).")
    ] = True,
    links: Annotated[
        bool, typer.Option("--links", help="Also look at the linked pages: slow, needs the network.")
    ] = False,
    hazards: Annotated[
        bool, typer.Option("--hazards", help="Also run each test that the hazard log names: slow.")
    ] = False,
) -> None:
    """List every problem in the content as [area] file:line: message. Exit 1 if anything is wrong."""
    from bot.checking import check_content
    from bot.recorded import reported_wrong

    content, _ = _content_settings()
    moment = _moment(now) or dt.datetime.now(dt.UTC)
    lines, code = check_content(knowledge or content, moment, ask_questions=questions)
    for line in (*lines, *reported_wrong(knowledge or content)):
        typer.echo(line)
    code = _hazards(code, run_them=hazards)
    if links:
        from bot.checking import check_links
        from knowledge.hours import london_day

        for line in check_links(knowledge or content, london_day(moment)):
            typer.echo(line)
    raise typer.Exit(code)


def _hazards(code: int, *, run_them: bool) -> int:
    """Names what is wrong with the hazard log, and runs its tests where that is asked for."""
    from bot.hazards import HazardLogError, problems, run

    lines = problems()
    for line in lines:
        typer.echo(line)
    if run_them:
        try:
            code = run() or code
        except HazardLogError as error:
            typer.echo(str(error))
            return 1
    return 1 if lines else code


@app.command()
def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Questions files; the content's own by default.")
    ] = None,
    knowledge: Knowledge = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List each question that was not answered rightly.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what is no longer right as the state to compare with.")
    ] = False,
) -> None:
    """Ask every question of questions files, and print how many were answered rightly, by kind.

    Says what changed since the last run, and exits with 1 if a question that was answered rightly is not now.
    """
    from bot.evaluating import Wanted
    from bot.evaluating import evaluate as evaluated

    content, encoder = _content_settings()
    lines, code = evaluated(Wanted(knowledge or content, encoder, tuple(files or ()), misses, accept))
    for line in lines:
        typer.echo(line)
    raise typer.Exit(code)


@app.command()
def schema(
    folder: Annotated[Path | None, typer.Argument(help="Where to write the JSON Schemas.")] = None,
) -> None:
    """Write the JSON Schemas that editors use while you type YAML."""
    from knowledge.schema.write import FOLDER, write

    for name in write(folder or FOLDER):
        typer.echo(f"wrote {name}")


@app.command()
def prepare(knowledge: Knowledge = None) -> None:
    """Learn from the content now, so that the first answer need not wait for it."""
    from bot.building import prepare as learn
    from knowledge.library import ContentError

    content, encoder = _content_settings()
    try:
        ready = learn(knowledge or content, encoder)
    except ContentError as error:
        _stop(*(str(problem) for problem in error.problems), code=1)
    how = "words and meaning" if ready.engine.encoder is not None else "words only"
    typer.echo(f"Ready: {len(ready.library.entries)} entries, matched by {how}")


@app.command()
def serve() -> None:
    """Serve the browser chat page and everything that is connected."""
    from rich.console import Console

    from bot import serve as serving

    _guarded(lambda settings: serving.serve(settings, Console()))


@app.command()
def worker() -> None:
    """Deliver briefings without serving (with PostgreSQL, where several processes share the work)."""
    from rich.console import Console

    from bot import serve as serving

    _guarded(lambda settings: serving.work(settings, Console()))


@app.command()
def doctor() -> None:
    """Look for what keeps the bot from working, each with its remedy. Exit 1 if anything does."""
    from bot import logs
    from bot.doctor.examine import examine

    logs.configure("error")
    lines, code = examine()
    for line in lines:
        typer.echo(line)
    raise typer.Exit(code)


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from bot import serve as serving
    from bot.store.engine import named

    def run(settings: "Settings") -> None:
        done = serving.migrate(settings)
        typer.echo(f"{named(settings.database)}: {'now' if done.changed else 'already'} at {done.after}")

    _guarded(run)


@teams.command("package")
def teams_package(
    output: Annotated[Path, typer.Option(help="The file to write.")] = Path("learning-bot-teams.zip"),
    version: Annotated[
        str | None,
        typer.Option(
            help="The app's version, such as 1.2.0. Raise it for each upload; otherwise that of the bot.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the app package that an administrator uploads to Teams, made from the settings."""
    from importlib.metadata import version as installed

    from bot.teams.manifest import ManifestError, standing_in
    from bot.teams.package import package

    def run(settings: "Settings") -> None:
        try:
            packed = package(settings, version or installed("safeguarding-learning-bot"))
            output.write_bytes(packed)
        except ManifestError as error:
            _stop(*error.problems)
        except OSError as error:
            _stop(f"{output} cannot be written ({error.strerror}). Name another file with --output.")
        for line in standing_in(settings):
            typer.echo(line)
        typer.echo(f"Wrote {output}. Upload it in the Teams admin centre > Teams apps > Manage apps.")

    _guarded(run)


@slack.command("manifest")
def slack_manifest() -> None:
    """Print the app manifest that Slack asks for, made from the settings."""
    import json

    from bot.slack.manifest import manifest

    _guarded(lambda settings: typer.echo(json.dumps(manifest(settings), indent=2)))


@slack.command("key")
def slack_key() -> None:
    """Print a new key for SLACK_TOKEN_KEY."""
    import base64
    import secrets

    typer.echo(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def _guarded(run: "Callable[[Settings], object]") -> None:
    """Runs something with the settings; what cannot start is said in one line each, with its remedy."""
    from bot import logs
    from bot.serve import StartError
    from bot.settings import SettingsError, load_settings, settings_warnings
    from bot.store.engine import StoreError
    from handlers.publishing import NotPublished
    from knowledge.library import ContentError

    try:
        settings = load_settings()
        for warning in settings_warnings():
            typer.echo(warning, err=True)
        logs.configure(settings.log_level)
        run(settings)
    except SettingsError as error:
        _stop(*error.problems)
    except ContentError as error:
        _stop(*(str(problem) for problem in error.problems), code=1)
    except (StartError, StoreError, NotPublished) as error:
        _stop(str(error), code=1)


cli_curators.add_to(app, _content_settings)
cli_briefings.add_to(app, _guarded)
cli_records.add_to(app, _content_settings, _guarded)


def main() -> None:
    """The `learning-bot` command."""
    app()


if __name__ == "__main__":
    main()
