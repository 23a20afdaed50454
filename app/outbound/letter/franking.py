"""What all mail of an installation goes out with: who signs it, and where its links lead."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import structlog
from sqlalchemy import select

from app.config import Settings, is_loopback
from app.db import TenantScope
from app.outbound.letter.dkim_keys import DkimKey, DkimKeyUnusable, made_key, open_key, read_key
from app.outbound.letter.enclosures import BackgroundOf, Sealing, ledger_alone
from app.outbound.letter.envelope import POSTMARK
from app.outbound.models import SendingDomain
from app.signing.keystore import open_seal

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Franking:
    """The key of the reply domain, the secret that opens the keys of tenants, the public address of the pages.

    `carrier` is the provider that takes the mail from us, where it needs a header of its own;
    `sealing` what seals the documents that go out with mails.
    """

    key: DkimKey | None = None
    secret_key: str | None = None
    public_url: str | None = None
    carrier: str | None = None
    sealing: Sealing | None = None

    @property
    def links_to(self) -> str | None:
        """Where the unsubscribe page is; one without TLS only where nobody but this machine reads the mail."""
        parts = urlsplit(self.public_url or "")
        if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            return self.public_url
        return None


BARE = Franking()
"""Neither signed nor linked."""


def franking_of(settings: Settings, background_of: BackgroundOf = ledger_alone) -> Franking:
    """What the settings say, and what the annex of enclosed logs tells.

    Without DKIM_KEY a key is made in `DATA_DIR` on first use.

    Raises:
        DkimKeyUnusable: when the key cannot be read or made.

    """
    file = settings.dkim_key
    own = settings.data_dir / "secrets" / "dkim.pem"
    key = (read_key if file else made_key)(file or own, settings.reply_domain, settings.dkim_selector)
    sealing = Sealing(partial(open_seal, settings), settings.public_url, background_of)
    return Franking(key, settings.secret_key, settings.public_url, _carrier(settings.mail_url), sealing)


def _carrier(mail_url: str | None) -> str | None:
    """The provider behind `MAIL_URL` that needs a header of its own."""
    host = urlsplit(mail_url or "").hostname or ""
    return POSTMARK if host == "postmarkapp.com" or host.endswith(".postmarkapp.com") else None


def signer_of(scope: TenantScope, franking: Franking) -> DkimKey | None:
    """The key of the tenant's own domain while its records stand in the DNS, else that of the reply domain."""
    own = scope.session.scalar(
        select(SendingDomain)
        .where(SendingDomain.tenant_id == scope.tenant_id, SendingDomain.active_since.is_not(None))
        .order_by(SendingDomain.active_since.desc(), SendingDomain.id)
        .limit(1)
    )
    if own is None or franking.secret_key is None:
        return franking.key
    try:
        return open_key(franking.secret_key, scope.tenant_id, own.domain, own.selector, own.private_key)
    except DkimKeyUnusable as problem:
        log.error("tenant_key_unusable", tenant=str(scope.tenant_id), error=str(problem))  # noqa: TRY400 - said in full
        return franking.key
