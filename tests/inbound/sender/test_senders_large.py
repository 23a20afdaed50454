"""A mail as large as we take is read and recorded, however many have signed it (I9): nothing that was taken is lost."""

import base64
import os

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.factories.mail_servers import RSA_2048, published, sealed, signed
from tests.inbound.sender.post import Arrival, Case, Scene, open_post, with_attachment
from tests.inbound.sender.world import both, google, said_before

_PICTURES = base64.decodebytes(b"QUJDREVGR0hJSktM") + os.urandom(22_000_000)
_SIGNERS = ("mailer.example", "list.example", "gateway.example")


def _large(scene: Scene) -> Arrival:
    """Pictures of a meeting, 30 MB in base64: signed by the member's provider, three more servers, and two seals."""
    raw = signed(with_attachment(scene.mail(), _PICTURES), scene.domain, key=RSA_2048, selector="20230601")
    for domain in _SIGNERS:
        raw = signed(raw, domain)
    raw = sealed(raw, "google.com", said_before(scene), at=scene.at)
    return Arrival(sealed(raw, "google.com", said_before(scene), at=scene.at, chain="pass"))


def test_a_mail_of_thirty_megabytes_under_six_signatures_is_recorded(database: Database, bounded: Bounded) -> None:
    case = Case("large", _large, both(google, lambda _: published("mailer.example")))
    small = Case("small", lambda s: Arrival(signed(s.mail(), s.domain)))
    post = open_post(database, bounded, [small, case])
    # the first call of a function in a reader has more time, so that an ordinary mail comes first
    for one in (small, case):
        scene = post.scenes[one.name]
        assert (post.bring(one.write(scene), scene), post.room.reason()) == (Outcome.RECORDED, "facts")
