"""What is connected and what is not, why, and how to connect it, for the person who starts the bot."""

from dataclasses import dataclass

from bot.settings import ContentSettings, Settings
from knowledge.search.meaning import present


@dataclass(frozen=True, slots=True)
class Connection:
    """One thing the bot can be connected to. `how` says how to connect it when it is off."""

    name: str
    on: bool
    why: str
    how: str = ""

    def __str__(self) -> str:
        return self.why if self.on else f"off: {self.why}. {self.how}".strip()


def slack_off() -> Connection:
    """Slack, while nothing is set for it."""
    return Connection("Slack", False, "SLACK_BOT_TOKEN is not set", "To connect it: docs/slack.md")


def teams_off() -> Connection:
    """Microsoft Teams, while nothing is set for it."""
    return Connection("Teams", False, "TEAMS_APP_ID is not set", "To connect it: docs/teams.md")


def encoder(settings: ContentSettings, trouble: str = "") -> Connection:
    """The sentence encoder. `trouble` is what went wrong when its files are there but cannot be used."""
    by_words = "Questions are matched by their words only"
    if trouble:
        return Connection("Sentence encoder", False, trouble, f"{by_words}.")
    if not present(settings.encoder_path):
        why = f"{settings.encoder_path} does not hold model.onnx and tokenizer.json"
        return Connection("Sentence encoder", False, why, f"{by_words}. To fetch one: make encoder")
    return Connection(
        "Sentence encoder", True, f"on: questions are also matched by meaning ({settings.encoder_path})"
    )


def browser(settings: Settings, address: str) -> Connection:
    """The chat page at its address."""
    if settings.browser_page:
        open_to = "open to other machines, rate-limited" if settings.public_web else "for this machine only"
        return Connection("Chat", True, f"{address} ({open_to})")
    why = f"HOST is {settings.host}, which other machines can reach, and PUBLIC_WEB is not set"
    how = "To open the chat page to them, rate-limited: PUBLIC_WEB=true. For this machine only: unset HOST."
    return Connection("Chat", False, why, how)
