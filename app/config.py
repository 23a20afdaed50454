"""Typed settings from the environment: required, or the start fails with a sentence that says what to set."""

import json
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import AppError

SHORTEST_SECRET = 32
_URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
Network = IPv4Network | IPv6Network
_NO_RELAY = "none"


class SettingsError(AppError):
    """A setting is missing or wrong; the message names it."""


class Settings(BaseSettings):
    """What one process needs to know of its surroundings.

    The three URLs come together or not at all: without them `mentorpost run` boots its own PostgreSQL and Redis
    below `data_dir` and hands the URLs to the processes it starts.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str | None = None
    database_owner_url: str | None = None
    redis_url: str | None = None
    data_dir: Path = Path(".data")
    http_port: int = Field(8000, ge=1, le=65535)
    smtp_port: int = Field(2525, ge=1, le=65535)
    mail_url: str | None = None
    helo_name: str = ""
    dkim_key: Path | None = None
    dkim_selector: str = Field("mentorpost", pattern=r"^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$")
    reply_domain: str = "reply.localhost"
    base_url: str = ""
    secret_key: str | None = None
    sweep_seconds: int = Field(15, ge=1, le=60)
    trusted_sealers: str = (
        "google.com microsoft.com yahoo.com icloud.com fastmail.com messagingengine.com zohomail.com zoho.com"
    )
    seal_keystore: Path | None = None
    seal_password: str | None = None
    tsa_url: str | None = Field(None, pattern=r"^https?://")
    tsa_ca: Path | None = None
    smtp_host: str = "127.0.0.1"
    smtp_tls_cert: Path | None = None
    smtp_tls_key: Path | None = None
    lmtp_listen: str | None = None
    trusted_relays: str = "127.0.0.0/8,::1/128"
    imap_url: str | None = None
    imap_seconds: int = Field(60, ge=5, le=1500)
    postmark_inbound_auth: str | None = None
    mailgun_signing_key: str | None = None
    mailgun_window_minutes: int = Field(540, ge=5, le=1440)
    ses_topic_arns: str | None = None
    spf_include: str | None = None
    sending_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    sending_ips: Annotated[tuple[Network, ...], NoDecode] = ()

    @field_validator("trusted_relays")
    @classmethod
    def _are_networks(cls, given: str) -> str:
        _networks(given)
        return given

    @field_validator("sending_ips", mode="before")
    @classmethod
    def _addresses(cls, given: object) -> object:
        return _networks(given) if isinstance(given, str) else given

    @field_validator("sending_hosts", mode="before")
    @classmethod
    def _names(cls, given: object) -> object:
        return _listed(given) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _urls_come_together(self) -> Self:
        urls = (self.database_url, self.database_owner_url, self.redis_url)
        given = [name for name, url in zip(_URLS, urls, strict=True) if url is not None]
        missing = [name for name in _URLS if name not in given]
        if given and missing:
            raise ValueError(
                f"{_all_of(given)} set but {_all_of(missing)} not: set all three, or none to run the embedded servers"
            )
        return self

    @model_validator(mode="after")
    def _certificate_has_its_key(self) -> Self:
        if (self.smtp_tls_cert is None) != (self.smtp_tls_key is None):
            raise ValueError("SMTP_TLS_CERT and SMTP_TLS_KEY are set together, or neither is")
        return self

    @property
    def running_urls(self) -> Path:
        """Where `mentorpost run` leaves its ports and the addresses of its own servers, readable by its user only."""
        return self.data_dir / "run" / "urls.json"

    @property
    def mailbox(self) -> Path:
        """Where outgoing mail is written as files when no `MAIL_URL` is set."""
        return self.data_dir / "mailbox"

    @property
    def postmaster(self) -> Path:
        """Where mail to the postmaster of the reply domain is kept, for whoever runs this."""
        return self.data_dir / "postmaster"

    @property
    def public_url(self) -> str:
        """The address people open in a browser, without a slash at the end."""
        return (self.base_url or f"http://127.0.0.1:{self.http_port}").rstrip("/")

    @property
    def arc_sealers(self) -> frozenset[str]:
        """The domains of forwarders whose word on a mail's sender is believed where they sealed it (RFC 8617)."""
        return frozenset(self.trusted_sealers.lower().replace(",", " ").split())

    @property
    def relay_networks(self) -> tuple[Network, ...]:
        """Whose word we take for the peer of a mail: our own mail servers."""
        return _networks(self.trusted_relays)

    @property
    def ses_topics(self) -> tuple[str, ...]:
        """The topics of Amazon SNS that mail may come from."""
        return _listed(self.ses_topic_arns or "")

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

    Its ports are taken with them, unless the environment names others.
    `find_running=False` is for whoever is about to start the servers.

    Raises:
        SettingsError: with one line per setting that is missing or wrong.

    """
    try:
        settings = Settings()
        if find_running and settings.database_url is None and settings.running_urls.exists():
            left = json.loads(settings.running_urls.read_text(encoding="utf-8"))
            found = {name.lower(): value for name, value in left.items()}
            return Settings(**{name: value for name, value in found.items() if name not in settings.model_fields_set})
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(item) for item in error.errors())) from error
    except OSError as error:
        raise SettingsError(f"{error.filename} cannot be read: {error.strerror}") from error
    return settings


def required_secret_key(settings: Settings, purpose: str) -> str:
    """The secret of this installation; `mentorpost run` makes one for its `DATA_DIR`.

    Raises:
        SettingsError: when it is missing or too short to be a secret; `purpose` says what it is wanted for.

    """
    key = settings.secret_key or ""
    if len(key) < SHORTEST_SECRET:
        fault = f"has {len(key)} characters" if key else "is not set"
        raise SettingsError(
            f"SECRET_KEY {fault}: it {purpose}. Set it to {SHORTEST_SECRET} random characters or more, "
            "the same on every host"
        )
    return key


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


def _networks(given: str) -> tuple[Network, ...]:
    return () if given.strip().lower() == _NO_RELAY else tuple(ip_network(part) for part in _listed(given))


def _listed(given: str) -> tuple[str, ...]:
    """What stands between commas or spaces."""
    return tuple(given.replace(",", " ").split())


def _all_of(names: list[str]) -> str:
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"
