"""Who is signed in: Flask-Login over the platform's login identities."""

from uuid import UUID

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user

from app.portal.services import services
from app.tenants.access import user_exists


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """A login identity in this browser; what it may see, each tenant's memberships say."""

    def __init__(self, user_id: UUID) -> None:
        self.user_id = user_id

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return str(self.user_id)


def install_identity(app: Flask) -> None:
    """Let `app` know who is signed in."""
    # Without the context processor: the page about an unreachable database must not ask it who is signed in.
    manager = LoginManager(app, add_context_processor=False)
    manager.user_loader(_load)


def signed_in_user() -> UUID | None:
    """The login identity behind this request; `None` when nobody has signed in."""
    return current_user.user_id if current_user.is_authenticated else None


def _load(kept: str) -> SignedIn | None:
    try:
        user_id = UUID(kept)
    except ValueError:
        return None
    with services().database.platform() as session:
        return SignedIn(user_id) if user_exists(session, user_id) else None
