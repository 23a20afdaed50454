"""Typed settings from the environment: required, or the start fails with a sentence that says what to set."""

import json
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import AppError


class SettingsError(AppError):
    """A setting is missing or wrong; the message names it."""


class Settings(BaseSettings):
    """What one process needs to know of its surroundings.

    The three URLs come together or not at all: without them `mentorpost run` boots its own PostgreSQL and Redis
    below `data_dir` and hands the URLs to the processes it starts.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    database_url: str | None = None
    database_owner_url: str | None = None
    redis_url: str | None = None
    data_dir: Path = Path(".data")
    http_port: int = Field(8000, ge=1, le=65535)
    smtp_port: int = Field(2525, ge=1, le=65535)
    mail_url: str | None = None
    reply_domain: str = "reply.localhost"
    base_url: str = ""
    secret_key: str | None = None
    sweep_seconds: int = Field(15, ge=1, le=60)
    seal_keystore: Path | None = None
    seal_password: str | None = None

    @model_validator(mode="after")
    def _urls_come_together(self) -> Self:
        if (self.database_url is None) != (self.redis_url is None):
            given, missing = ("DATABASE_URL", "REDIS_URL") if self.database_url else ("REDIS_URL", "DATABASE_URL")
            raise ValueError(f"{given} is set but {missing} is not: set both, or neither to run the embedded servers")
        if self.database_url and not self.database_owner_url:
            raise ValueError("DATABASE_URL is set but DATABASE_OWNER_URL is not: migrations need the owner's role")
        return self

    @property
    def running_urls(self) -> Path:
        """Where `mentorpost run` leaves the addresses of its own servers, readable by its user only."""
        return self.data_dir / "run" / "urls.json"

    @property
    def mailbox(self) -> Path:
        """Where outgoing mail is written as files when no `MAIL_URL` is set."""
        return self.data_dir / "mailbox"

    @property
    def public_url(self) -> str:
        """The address people open in a browser, without a slash at the end."""
        return (self.base_url or f"http://127.0.0.1:{self.http_port}").rstrip("/")

    @property
    def has_dev_mailbox(self) -> bool:
        """Whether the pages show all mail at `/dev/mailbox`: no relay takes it, and nobody but this machine looks."""
        parts = urlsplit(self.public_url)
        return self.mail_url is None and parts.scheme == "http" and is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load_settings(*, find_running: bool = True) -> Settings:
    """Read the environment. Without URLs in it, those of the `make run` on the same `DATA_DIR` are taken.

    `find_running=False` is for whoever is about to start the servers.

    Raises:
        SettingsError: with one line per setting that is missing or wrong.

    """
    try:
        settings = Settings()
        if find_running and settings.database_url is None and settings.running_urls.exists():
            urls = json.loads(settings.running_urls.read_text(encoding="utf-8"))
            return Settings(**{name.lower(): url for name, url in urls.items()})
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(item) for item in error.errors())) from error
    except OSError as error:
        raise SettingsError(f"{error.filename} cannot be read: {error.strerror}") from error
    return settings


def required_database_url(settings: Settings) -> str:
    """The address that the serving role connects to.

    Raises:
        SettingsError: outside `mentorpost run` when `DATABASE_URL` is not set.

    """
    if settings.database_url is None:
        raise SettingsError("DATABASE_URL is not set: start everything with `make run`, or set the three URLs")
    return settings.database_url


def required_redis_url(settings: Settings) -> str:
    """The address of Redis.

    Raises:
        SettingsError: outside `mentorpost run` when `REDIS_URL` is not set.

    """
    if settings.redis_url is None:
        raise SettingsError("REDIS_URL is not set: start everything with `make run`, or set the three URLs")
    return settings.redis_url


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    where = ".".join(str(part) for part in error["loc"]).upper()
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}, got {error['input']!r}" if where else message
