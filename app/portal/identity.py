"""Who is signed in: Flask-Login over the platform's login identities, for twelve hours (U2)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from app.portal.services import services
from app.tenants.access import user_exists

SESSION_LIFE = timedelta(hours=12)


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """A login identity in this browser since a moment (UTC); what it may see, each tenant's memberships say."""

    def __init__(self, user_id: UUID, since: datetime) -> None:
        self.user_id = user_id
        self.since = since

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return f"{self.user_id} {int(self.since.timestamp())}"


def install_identity(app: Flask) -> None:
    """Let `app` know who is signed in."""
    # Without the context processor: the page about an unreachable database must not ask it who is signed in.
    manager = LoginManager(app, add_context_processor=False)
    manager.user_loader(_load)
    app.config.update(PERMANENT_SESSION_LIFETIME=SESSION_LIFE, SESSION_REFRESH_EACH_REQUEST=False)


def signed_in_user() -> UUID | None:
    """The login identity behind this request; `None` when nobody has signed in."""
    return current_user.user_id if current_user.is_authenticated else None


def begin_session(user_id: UUID) -> None:
    """Sign somebody in, in a session that keeps nothing of what this browser did before."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(user_id, services().clock()))


def end_session() -> None:
    """Sign out in this browser."""
    logout_user()
    session.clear()


def _load(kept: str) -> SignedIn | None:
    identity, _, seconds = kept.partition(" ")
    try:
        signed_in = SignedIn(UUID(identity), datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        return None
    if services().clock() - signed_in.since > SESSION_LIFE:
        return None
    with services().database.platform() as platform:
        return signed_in if user_exists(platform, signed_in.user_id) else None
