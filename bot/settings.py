"""What a deployer sets: read from the environment and `.env`, checked all at once before anything starts."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from annotated_types import Ge, Le
from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.settings_rules import Given, env_file_problems, in_full, joined_problems, unknown_names

ENV_FILE = Path(".env")
SQLITE = ("sqlite:///", "sqlite+aiosqlite:///")
POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")


class SettingsError(Exception):
    """Settings that cannot be used. `problems` has one line for each, with its remedy."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Wants:
    """What a setting may be, as it follows "which is not ..."."""

    words: str


WholeNumber = Wants("a whole number")
YesOrNo = Annotated[bool, Wants("true or false")]
FOLDER = Wants("an existing folder")
WebAddress = Annotated[
    str | None, Field(pattern=r"^https?://\S+/$"), Wants("an http or https address that ends in /")
]

SecureAddress = Annotated[str | None, Field(pattern=r"^https://[^\s/]+\S*$"), Wants("an https address")]


class ContentSettings(BaseSettings):
    """The settings that every command needs, also those that use no platform and no database."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    knowledge_path: Annotated[Path | None, FOLDER] = Field(
        None, description="Folder of YAML content to use instead of the content that ships with the bot."
    )
    encoder_path: Annotated[Path, FOLDER] = Field(
        Path(".encoder"),
        description="Folder with model.onnx and tokenizer.json of a sentence encoder. Without it the bot"
        " matches words only, and says so when it starts.",
    )
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Wants("one of debug, info, warning and error")
    ] = Field("info", description="How much is logged: debug, info, warning or error.")

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("knowledge_path", "encoder_path")
    @classmethod
    def _folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError
        return folder

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, given: dict[str, object], build: ModelWrapValidatorHandler[Self]) -> Self:
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        kept = {name: value for name, value in stripped.items() if value != ""}
        problems = cls._together(_spelt(kept, cls.model_fields))
        try:
            settings = build(kept)
        except ValidationError as error:
            raise SettingsError((*_field_problems(error, cls.model_fields), *problems)) from None
        if problems:
            raise SettingsError(problems)
        return settings

    @classmethod
    def _together(cls, given: Given) -> tuple[str, ...]:
        """What is wrong between settings."""
        return ()


class Settings(ContentSettings):
    """Every setting of the serving process."""

    port: Annotated[int, WholeNumber] = Field(3978, ge=0, le=65535, description="Port to listen on.")
    host: Annotated[str, Wants("an address or host name of this machine")] = Field(
        "127.0.0.1",
        min_length=1,
        pattern=r"^\S+$",
        description="Address to listen on. 127.0.0.1 answers this machine only; 0.0.0.0 answers everyone.",
    )
    public_web: YesOrNo = Field(
        False,
        description="Serve the browser chat page to other machines too, rate-limited. Set it also behind"
        " a proxy on this machine.",
    )
    library: YesOrNo = Field(
        True,
        description="Serve the library beside the chat page: reviews, themes, resources, contacts, briefings"
        " and glossary, to look through.",
    )
    rate_limit_per_minute: Annotated[int, WholeNumber] = Field(
        20,
        ge=1,
        le=10_000,
        description="Questions a minute from one address, where PUBLIC_WEB is on; ten times as many pages of"
        " the library.",
    )
    proxies: Annotated[int, WholeNumber] = Field(
        0,
        ge=0,
        le=10,
        description="How many proxies of yours stand in front of the bot, each of which adds to"
        " X-Forwarded-For. The rate limit counts by the address that they saw.",
    )
    database_url: str = Field(
        "sqlite:///.data/learning-bot.db",
        description="Where the bot keeps what it must: sqlite:///PATH (the folder is made when missing), or"
        " postgresql://USER:PASSWORD@HOST/DATABASE for several processes.",
    )
    memory_minutes: Annotated[int, WholeNumber] = Field(
        10,
        ge=1,
        le=1440,
        description='Minutes for which a conversation is remembered, so that "and for GPs?" is understood.',
    )
    retention_days: Annotated[int, WholeNumber] = Field(
        180, ge=1, le=3650, description="Days for which question records (no names, no numbers) are kept."
    )
    feedback_days: Annotated[int, WholeNumber] = Field(
        365, ge=1, le=3650, description="Days for which feedback (entry, fixed reason, hour) is kept."
    )
    delivery_days: Annotated[int, WholeNumber] = Field(
        365,
        ge=30,
        le=3650,
        description="Days after a briefing was last published or withdrawn for which it is kept which"
        " conversation got it. After that it can no longer be corrected there.",
    )
    reload_seconds: Annotated[int, WholeNumber] = Field(
        5, ge=0, le=3600, description="Seconds between looks for changed content; 0 never looks."
    )
    public_url: Annotated[
        str | None, Field(pattern=r"^https://\S+/$"), Wants("an https address that ends in /")
    ] = Field(
        None,
        description="Address at which others reach the bot, such as https://learning.example.org/. Slack's"
        " manifest and the Teams app package are made from it, and with PUBLIC_WEB on answers in Slack, Teams"
        " and the terminal link to the library there.",
    )
    curators: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Who may publish briefings in chat, with commas between them: slack/MEMBER_ID or"
        " teams/DIRECTORY_OBJECT_ID.",
    )
    public_metrics: YesOrNo = Field(
        False, description="Answer /metrics to other machines too. Otherwise only this machine is answered."
    )
    slack_bot_token: SecretStr | None = Field(
        None, description="Bot User OAuth Token (xoxb-...), from OAuth & Permissions."
    )
    slack_signing_secret: SecretStr | None = Field(
        None, description="Signing Secret, from Basic Information > App Credentials. For HTTP."
    )
    slack_app_token: SecretStr | None = Field(
        None, description="App-Level Token (xapp-...), from Basic Information. For Socket Mode."
    )
    slack_client_id: str | None = Field(
        None,
        description="Client ID, from Basic Information > App Credentials. For installing in several"
        " workspaces.",
    )
    slack_client_secret: SecretStr | None = Field(
        None, description="Client Secret, from Basic Information > App Credentials."
    )
    slack_token_key: SecretStr | None = Field(
        None,
        description="Key that encrypts the workspaces' tokens in the database (learning-bot slack key makes"
        " one). Several with commas between them: the first encrypts, each decrypts.",
    )
    slack_api_url: WebAddress = Field(
        None, description="Base address of Slack's Web API, for tests with a stand-in."
    )
    teams_app_id: str | None = Field(
        None, description="Application (client) id of the bot, from its Microsoft Entra app registration."
    )
    teams_app_password: SecretStr | None = Field(
        None, description="Client secret (its value, not its id) of the app registration."
    )
    teams_app_type: Annotated[
        Literal["SingleTenant", "MultiTenant", "UserAssignedMSI"],
        Wants("one of SingleTenant, MultiTenant and UserAssignedMSI"),
    ] = Field("SingleTenant", description="SingleTenant, MultiTenant or UserAssignedMSI.")
    teams_tenant_id: str | None = Field(None, description="Directory (tenant) id of your organisation.")
    teams_allowed_tenants: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Further tenant ids whose people may use the bot, with commas between them."
    )
    teams_developer: Annotated[str, Wants("a name of at most 32 characters")] = Field(
        "Safeguarding learning bot",
        max_length=32,
        description="Your organisation's name, as Teams shows who offers the app.",
    )
    teams_website_url: SecureAddress = Field(
        None, description="Page about the bot, which the app package names. PUBLIC_URL where it is unset."
    )
    teams_privacy_url: SecureAddress = Field(
        None, description="Your privacy notice, which the app package names. PUBLIC_URL where it is unset."
    )
    teams_terms_url: SecureAddress = Field(
        None, description="Your terms of use, which the app package names. PUBLIC_URL where it is unset."
    )
    teams_local: YesOrNo = Field(
        False,
        description="Answer Teams activities without authentication, for Agents Playground on this"
        " machine. Refused unless HOST is a loopback address.",
    )
    teams_login_url: WebAddress = Field(
        None, description="Base address of Microsoft's login service, for tests with a stand-in."
    )
    teams_openid_url: WebAddress = Field(
        None, description="Address of the OpenID document of the Bot Framework, for tests with a stand-in."
    )

    @field_validator("teams_allowed_tenants", "curators", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        path = _after(url, SQLITE)
        if _after(url, POSTGRESQL):
            return url
        if not path or path == ":memory:" or "?" in path:
            raise PydanticCustomError("remedy", "does not name a database. {remedy}", {"remedy": _DATABASE})
        return url

    @classmethod
    def _together(cls, given: Given) -> tuple[str, ...]:
        return tuple(joined_problems(given))

    @property
    def database(self) -> Path | str:
        """The SQLite file that DATABASE_URL names, or the address of a PostgreSQL database."""
        path = _after(self.database_url, SQLITE)
        return Path(path) if path else self.database_url

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the bot."""
        return is_loopback(self.host)

    @property
    def browser_page(self) -> bool:
        """Whether the chat page is served."""
        return self.loopback or self.public_web

    @property
    def library_url(self) -> str | None:
        """Where people on other machines can open the library, if they can."""
        return self.public_url if self.public_web and self.library else None


_DATABASE = (
    "Set it to sqlite:///PATH or to postgresql://USER:PASSWORD@HOST/DATABASE,"
    " or unset it for sqlite:///.data/learning-bot.db."
)


T = TypeVar("T", bound=ContentSettings)


def load_settings(env_file: Path = ENV_FILE) -> Settings:
    """The settings of the serving process. Raises SettingsError with everything that is wrong."""
    return _load(Settings, env_file)


def load_content_settings(env_file: Path = ENV_FILE) -> ContentSettings:
    """The settings of the other commands, whatever is wrong with the rest. Raises SettingsError."""
    return _load(ContentSettings, env_file)


def _load(kind: type[T], env_file: Path) -> T:
    problems = env_file_problems(env_file)
    try:
        settings = kind(_env_file=env_file)
    except SettingsError as error:
        raise SettingsError((*problems, *error.problems)) from None
    except UnicodeDecodeError:
        raise SettingsError(problems) from None
    if problems:
        raise SettingsError(problems)
    return settings


def settings_warnings(env_file: Path = ENV_FILE) -> tuple[str, ...]:
    """Names that look like settings and are none, so that a slip of the finger is not silent."""
    return tuple(unknown_names(frozenset(setting_names()), env_file))


def setting_names() -> tuple[str, ...]:
    """Every setting as it is written in the environment."""
    return tuple(name.upper() for name in Settings.model_fields)


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _after(url: str, prefixes: tuple[str, ...]) -> str:
    return next((url.removeprefix(prefix) for prefix in prefixes if url.startswith(prefix)), "")


def _spelt(given: Mapping[str, object], fields: Mapping[str, FieldInfo]) -> dict[str, str]:
    """What was set, by its name in the environment."""
    return {name.upper(): str(value).strip() for name, value in given.items() if name in fields}


def _field_problems(error: ValidationError, fields: Mapping[str, FieldInfo]) -> tuple[str, ...]:
    return tuple(_problem(each, fields) for each in error.errors(include_url=False))


def _problem(detail: ErrorDetails, fields: Mapping[str, FieldInfo]) -> str:
    name = str(detail["loc"][0])
    field = fields[name]
    if detail["type"] == "remedy":
        return f"{name.upper()} {detail['msg']}"
    return in_full(name.upper(), str(detail["input"]), _wanted(field), field.default)


def _wanted(field: FieldInfo) -> str:
    words = next((each.words for each in field.metadata if isinstance(each, Wants)), "what is documented")
    low = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
    high = next((each.le for each in field.metadata if isinstance(each, Le)), None)
    return words if low is None else f"{words} from {low} to {high}"
