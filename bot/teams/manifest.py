"""The app's manifest, made from the settings: what Teams shows of the app, and what it may do."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.settings import Settings
from bot.teams.activities import QUESTION, SEARCH
from bot.teams.draw_icons import ACCENT, COLOUR, OUTLINE
from bot.teams.port import Json

VERSION = "1.22"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
SCOPES = ("personal", "team", "groupChat")
NAME = "Safeguarding learning"
FULL_NAME = "Safeguarding learning bot"
SHORT = "What safeguarding reviews said and what agencies did, quoted with the source"
FULL = (
    "Ask what a safeguarding review recommended and what agencies said they did about it. Answers are quoted"
    " word for word, each with where it stands in the published document, how old that is, and the protocol"
    " or training that goes with it. No text is made up: what is not held is said not to be held.\n\n"
    "It is not a place to report a concern: nobody watches this chat. If a child is in danger now, call 999."
)
COMMANDS = (
    ("help", "What you can ask"),
    ("latest briefings", "Briefings that were published, the newest first"),
    ("subscribe", "Get briefings here as they are published, or once a week"),
    ("my subscriptions", "What you get, and how to change, pause or stop it"),
    ("discussion questions", "Questions from the latest briefing to talk through in your team"),
    ("what have we missed", "Briefings that came out before you joined, or while you were away"),
    ("unsubscribe", "Stop briefings here"),
    ("what do you hold about me", "What is kept about you, and how to have it erased"),
)
"""What Teams offers to type, in every scope: title and description."""


class ManifestError(Exception):
    """Settings that the manifest cannot do without. `problems` has one line for each, with its remedy."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def manifest(settings: Settings, version: str) -> Json:
    """The manifest. Raises ManifestError."""
    problems = tuple(_missing(settings))
    if problems:
        raise ManifestError(problems)
    domain = urlsplit(str(settings.public_url)).hostname
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": version,
        "id": settings.teams_app_id,
        "developer": {
            "name": settings.teams_developer,
            "websiteUrl": _page(settings, settings.teams_website_url),
            "privacyUrl": _page(settings, settings.teams_privacy_url),
            "termsOfUseUrl": _page(settings, settings.teams_terms_url),
        },
        "name": {"short": NAME, "full": FULL_NAME},
        "description": {"short": SHORT, "full": FULL},
        "icons": {"color": COLOUR.name, "outline": OUTLINE.name},
        "accentColor": ACCENT,
        "bots": [_bot(settings)],
        "composeExtensions": [_search(settings)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [domain],
        "defaultInstallScope": "personal",
    }


def standing_in(settings: Settings) -> Iterator[str]:
    """What people will see in place of a page of the organisation's own: one line each, with its remedy."""
    pages = {
        "TEAMS_WEBSITE_URL": settings.teams_website_url,
        "TEAMS_PRIVACY_URL": settings.teams_privacy_url,
        "TEAMS_TERMS_URL": settings.teams_terms_url,
    }
    for name, page in pages.items():
        if page is None:
            yield f"{name} is not set: the link leads to {_page(settings, None)}. Set it to your own page."


def _missing(settings: Settings) -> Iterator[str]:
    if settings.teams_app_id is None:
        yield (
            "TEAMS_APP_ID is missing: the package names the bot by it. Copy it from your app registration in"
            " Microsoft Entra > Overview > Application (client) ID."
        )
    if settings.public_url is None:
        yield (
            "PUBLIC_URL is missing: the package names the bot's address. Set it to the https address that"
            " leads to the bot, such as https://learning.example.org/."
        )


def _page(settings: Settings, given: str | None) -> str:
    return given or str(settings.public_url)


def _bot(settings: Settings) -> Json:
    commands = [{"title": title, "description": words} for title, words in COMMANDS]
    return {
        "botId": settings.teams_app_id,
        "scopes": list(SCOPES),
        "isNotificationOnly": False,
        "supportsFiles": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "commandLists": [{"scopes": [scope], "commands": commands} for scope in SCOPES],
    }


def _search(settings: Settings) -> Json:
    """Found from the box in which people write messages, and from the search bar at the top."""
    return {
        "botId": settings.teams_app_id,
        "canUpdateConfiguration": False,
        "commands": [
            {
                "id": SEARCH,
                "type": "query",
                "context": ["compose", "commandBox"],
                "title": "Search the learning",
                "description": "Find what a review said, and put it into your message with its source",
                "initialRun": False,
                "parameters": [
                    {
                        "name": QUESTION,
                        "title": "Question",
                        "description": "A few words, such as missed appointments",
                        "inputType": "text",
                    }
                ],
            }
        ],
    }
