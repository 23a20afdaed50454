"""Providers' word on our mails: signed, durable before the 2xx, with one effect however often it is told (I8)."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import Database, new_id
from app.outbound.models import AddressState, OutboundMail
from app.outbound.reply_address import open_return_path
from app.programmes.models import Person
from tests.api.amazon import CONFIRM, Amazon
from tests.api.conftest import MAILGUN, POSTMARK, provided
from tests.factories.asking import ask, outbox
from tests.factories.listening import Woken
from tests.factories.moments import local
from tests.factories.tenants import MadeTenant, make_tenant
from tests.outbound.delivery.posted import (
    mailgun_failed,
    mailgun_posted,
    postmark_bounce,
    postmark_change,
    postmark_delivery,
    ses_bounce,
    ses_complaint,
)
from tests.portal.pages import NOON


@dataclass
class Sent:
    """A check-in that went to the mentor, and its return path."""

    made: MadeTenant
    mail: OutboundMail
    return_path: str

    def state(self, database: Database) -> tuple[str, str, int] | None:
        """How the mentor's address stands."""
        with database.tenant(self.made.tenant_id) as scope:
            row = scope.session.scalar(select(AddressState).where(AddressState.tenant_id == scope.tenant_id))
            return (row.state, row.reason, row.failures) if row else None

    def became(self, database: Database) -> tuple[str | None, str | None, datetime | None]:
        """What is kept on the mail itself."""
        with database.tenant(self.made.tenant_id) as scope:
            row = scope.session.get_one(OutboundMail, (scope.tenant_id, self.mail.id))
            return row.became, row.became_why, row.became_at

    def is_unsubscribed(self, database: Database) -> bool:
        with database.tenant(self.made.tenant_id) as scope:
            return scope.session.get_one(Person, (scope.tenant_id, self.made.mentor_id)).unsubscribed_at is not None


@pytest.fixture
def sent(database: Database, made: MadeTenant) -> Sent:
    ask(database, made.tenant_id, local("2026-06-01 09:00"))
    (mail,) = (row for row in outbox(database, made.tenant_id) if row.to_address == made.mentor_email)
    with database.tenant(made.tenant_id) as scope:
        local_part = open_return_path(scope, mail.id)
        scope.session.get_one(OutboundMail, (made.tenant_id, mail.id)).programme_id = made.programme_id
    return Sent(made, mail, f"{local_part}@reply.localhost")


def to_postmark(client: FlaskClient, posted: dict[str, Any], password: str = POSTMARK) -> TestResponse:
    basic = base64.b64encode(password.encode()).decode()
    return client.post("/delivery/postmark", json=posted, headers={"Authorization": f"Basic {basic}"})


def signed(posted: dict[str, Any], *, key: str = MAILGUN, token: str | None = None, late: float = 0) -> dict[str, Any]:
    token, timestamp = token or new_id().hex, str(int(NOON.timestamp() - late))
    signature = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"signature": {"timestamp": timestamp, "token": token, "signature": signature}, **posted}


def to_mailgun(client: FlaskClient, posted: dict[str, Any]) -> TestResponse:
    return client.post("/delivery/mailgun", json=posted)


def to_ses(client: FlaskClient, amazon: Amazon, notice: dict[str, Any]) -> TestResponse:
    message = amazon.signed(MessageId=new_id().hex, Message=json.dumps(notice))
    return client.post("/delivery/ses", data=json.dumps(message), content_type="text/plain; charset=UTF-8")


def bounced(sent: Sent, **changes: Any) -> dict[str, Any]:
    told = {"Email": sent.mail.to_address, "Metadata": {"mail": sent.return_path}, "ID": new_id().int % 10**15}
    return postmark_bounce("HardBounce", **{**told, **changes})


def test_a_hard_bounce_by_postmark_makes_the_address_dead(client: FlaskClient, database: Database, sent: Sent) -> None:
    assert to_postmark(client, bounced(sent)).status_code == 200
    assert sent.state(database) == ("dead", "address_unknown", 1)


def test_the_coordinator_is_told_and_the_senders_are_woken(
    client: FlaskClient, database: Database, sent: Sent, woken: Woken
) -> None:
    to_postmark(client, bounced(sent))
    assert [mail.kind for mail in outbox(database, sent.made.tenant_id, kind="dead_address")] == ["dead_address"]
    assert ("outbound", sent.made.tenant_id, None) in woken.hints


def test_the_same_event_told_again_has_no_second_effect(client: FlaskClient, database: Database, sent: Sent) -> None:
    told = bounced(sent, Type="SoftBounce")
    assert [to_postmark(client, told).status_code for _ in range(3)] == [200, 200, 200]
    assert sent.state(database) == ("soft", "unclear", 1)


def test_mailgun_names_our_message_id(client: FlaskClient, database: Database, sent: Sent) -> None:
    headers = {"headers": {"message-id": sent.mail.message_id.strip("<>")}}
    posted = mailgun_failed(recipient=sent.mail.to_address, id=new_id().hex)
    posted["event-data"]["message"] = headers
    assert to_mailgun(client, signed(posted)).status_code == 200
    assert sent.state(database) == ("dead", "address_unknown", 1)


def test_ses_names_our_return_path(client: FlaskClient, database: Database, sent: Sent, amazon: Amazon) -> None:
    notice = ses_bounce("Permanent", "NoEmail", feedback=new_id().hex, emailAddress=sent.mail.to_address)
    notice["mail"].update(source=sent.return_path, headers=[])
    assert to_ses(client, amazon, notice).status_code == 200
    assert sent.state(database) == ("dead", "address_unknown", 1)


def test_a_complaint_ends_mail_to_the_address(
    client: FlaskClient, database: Database, sent: Sent, amazon: Amazon
) -> None:
    notice = ses_complaint("abuse")
    notice["complaint"].update(feedbackId=new_id().hex, complainedRecipients=[{"emailAddress": sent.mail.to_address}])
    notice["mail"].update(source=sent.return_path)
    assert to_ses(client, amazon, notice).status_code == 200
    assert sent.state(database) == ("complained", "complaint", 0)


def test_a_delivery_ends_a_row_of_soft_failures(client: FlaskClient, database: Database, sent: Sent) -> None:
    to_postmark(client, bounced(sent, Type="SoftBounce"))
    assert sent.state(database) is not None
    told = postmark_delivery(Recipient=sent.mail.to_address, DeliveredAt="2026-06-09T16:30:00Z")
    to_postmark(client, {**told, "Metadata": {"mail": sent.return_path}})
    assert sent.state(database) is None


def delivered(sent: Sent, at: str) -> dict[str, Any]:
    return postmark_delivery(Recipient=sent.mail.to_address, DeliveredAt=at, Metadata={"mail": sent.return_path})


def test_a_delivery_is_kept_on_the_mail_with_its_moment(client: FlaskClient, database: Database, sent: Sent) -> None:
    """Told again, or of a later time, it is the same."""
    for at in ("2026-06-09T16:30:00Z", "2026-06-09T16:30:00Z", "2026-06-09T17:00:00Z"):
        assert to_postmark(client, delivered(sent, at)).status_code == 200
    assert sent.became(database) == ("delivered", None, datetime(2026, 6, 9, 16, 30, tzinfo=UTC))


def test_what_was_delivered_may_come_back_and_never_the_other_way(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    """SES: "the receiving mail server might accept the email … but then bounce it"; and events overtake each other."""
    told = [bounced(sent, Type="Transient"), delivered(sent, "2026-06-09T16:30:00Z"), bounced(sent)]
    seen = []
    for one in (*told, delivered(sent, "2026-06-09T17:00:00Z"), bounced(sent, Type="Transient")):
        to_postmark(client, one)
        seen.append(sent.became(database)[:2])
    failed = ("failed", "address_unknown")
    assert seen == [("delayed", None), ("delivered", None), failed, failed, failed]


def test_an_unsubscription_at_the_provider_is_one_here(client: FlaskClient, database: Database, sent: Sent) -> None:
    posted = mailgun_posted("unsubscribed", id=new_id().hex, recipient=sent.mail.to_address)
    posted["event-data"]["message"] = {"headers": {"message-id": sent.mail.message_id.strip("<>")}}
    assert to_mailgun(client, signed(posted)).status_code == 200
    assert sent.is_unsubscribed(database)


def _changed(sent: Sent, reason: str | None, **changes: Any) -> dict[str, Any]:
    told = {"Recipient": sent.mail.to_address, "Metadata": {"mail": sent.return_path}}
    return postmark_change(reason, **{**told, **changes})


def test_whom_our_own_operator_suppresses_has_not_unsubscribed(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    to_postmark(client, _changed(sent, "ManualSuppression", Origin="Customer"))
    assert not sent.is_unsubscribed(database)


def test_an_address_that_the_provider_takes_up_again_is_no_longer_dead(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    to_postmark(client, bounced(sent))
    assert sent.state(database) == ("dead", "address_unknown", 1)
    assert to_postmark(client, _changed(sent, None, ChangedAt="2026-06-09T18:01:02Z")).status_code == 200
    assert sent.state(database) is None


def test_a_complaint_outlives_that(client: FlaskClient, database: Database, sent: Sent) -> None:
    to_postmark(client, _changed(sent, "SpamComplaint"))
    to_postmark(client, _changed(sent, None, ChangedAt="2026-06-09T18:01:02Z"))
    assert (sent.state(database) or ("",))[0] == "complained"


def test_what_kept_a_mail_waiting_is_why_it_failed_in_the_end(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    """Mailgun says of it only that it was tried for too long."""
    told = {"recipient": sent.mail.to_address, "envelope": {"sender": sent.return_path}}
    full: dict[str, Any] = {"code": 452, "enhanced": "4.2.2", "message": "4.2.2 The email account is over quota"}
    for posted in (
        mailgun_failed(severity="temporary", reason="generic", message="connection refused", code=421, enhanced=""),
        mailgun_failed(severity="temporary", reason="generic", **full),
        mailgun_failed(reason="old", code=602, enhanced="", message="Too old"),
    ):
        posted["event-data"] |= {**told, "id": new_id().hex}
        assert to_mailgun(client, signed(posted)).status_code == 200
    assert sent.became(database)[:2] == ("failed", "mailbox_full")
    assert (sent.state(database) or ("", ""))[1] == "mailbox_full"


def test_a_mail_is_only_spoken_of_for_its_own_recipient(client: FlaskClient, database: Database, sent: Sent) -> None:
    assert to_postmark(client, bounced(sent, Email=sent.made.mentee_email)).status_code == 200
    assert sent.state(database) is None


@pytest.mark.parametrize("mark", ["", "return-nobody@reply.localhost", "return-" + "a" * 26, "' OR 1=1 --", "\x00"])
def test_what_is_no_mail_of_ours_is_noted_and_done(
    client: FlaskClient, database: Database, sent: Sent, mark: str
) -> None:
    """The provider must not try again for hours."""
    assert to_postmark(client, bounced(sent, Metadata={"mail": mark})).status_code == 200
    assert sent.state(database) is None


def test_an_event_of_one_tenants_mail_touches_no_other_tenant(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    other = make_tenant(database)
    to_postmark(client, bounced(sent))
    with database.tenant(other.tenant_id) as scope:
        assert scope.session.scalar(select(AddressState.id).where(AddressState.tenant_id == other.tenant_id)) is None


def test_a_provider_whose_clock_is_ahead_does_not_write_the_future(
    client: FlaskClient, database: Database, sent: Sent
) -> None:
    to_postmark(client, bounced(sent, BouncedAt="2031-01-01T00:00:00Z"))
    with database.tenant(sent.made.tenant_id) as scope:
        assert scope.session.scalars(select(AddressState.last_at)).one() == NOON


def test_who_does_not_know_the_password_changes_nothing(client: FlaskClient, database: Database, sent: Sent) -> None:
    assert to_postmark(client, bounced(sent), password="mentorpost:a guess").status_code == 401
    assert client.post("/delivery/postmark", json=bounced(sent)).status_code == 401
    assert sent.state(database) is None


def test_mailguns_signature_is_asked_for(client: FlaskClient, database: Database, sent: Sent) -> None:
    posted = mailgun_failed(recipient=sent.mail.to_address)
    posted["event-data"]["message"] = {"headers": {"message-id": sent.mail.message_id.strip("<>")}}
    forged = signed(posted, key="another key")
    old = signed(posted, late=10 * 3600)
    assert [to_mailgun(client, one).status_code for one in (forged, old, posted)] == [401, 401, 400]
    assert sent.state(database) is None


def test_a_token_vouches_for_one_event(client: FlaskClient, database: Database, sent: Sent) -> None:
    token = new_id().hex
    first = signed(mailgun_posted("opened"), token=token)
    assert [to_mailgun(client, first).status_code for _ in range(2)] == [200, 200]
    replayed = mailgun_failed(recipient=sent.mail.to_address)
    replayed["event-data"]["message"] = {"headers": {"message-id": sent.mail.message_id.strip("<>")}}
    assert to_mailgun(client, signed(replayed, token=token)).status_code == 401
    assert sent.state(database) is None


def test_amazons_signature_is_asked_for(client: FlaskClient, amazon: Amazon) -> None:
    message = amazon.signed(Message="{}")
    message["Message"] = json.dumps(ses_bounce("Permanent", "General"))
    assert client.post("/delivery/ses", data=json.dumps(message)).status_code == 401


def test_a_subscription_to_the_topic_is_confirmed_here_too(client: FlaskClient, amazon: Amazon) -> None:
    message = amazon.signed(Type="SubscriptionConfirmation", Message="hello", Token="abc", SubscribeURL=CONFIRM)
    answer = client.post("/delivery/ses", data=json.dumps(message))
    assert answer.status_code == 200
    assert CONFIRM in amazon.fetched


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"nonsense", b'"text"', b"[" * 100_000, b"\xff\xfe", b'{"RecordType": {}}']
)
def test_what_cannot_be_read_is_refused_and_breaks_nothing(client: FlaskClient, body: bytes) -> None:
    basic = {"Authorization": f"Basic {base64.b64encode(POSTMARK.encode()).decode()}"}
    assert client.post("/delivery/postmark", data=body, headers=basic).status_code == 400
    assert client.post("/delivery/mailgun", data=body).status_code == 400


def test_without_settings_the_provider_keeps_what_it_has(database: Database, amazon: Amazon, woken: Woken) -> None:
    app = provided(database, amazon, woken, postmark_inbound_auth=None, mailgun_signing_key=None, ses_topic_arns=())
    client = app.test_client()
    for provider in ("postmark", "mailgun", "ses"):
        assert client.post(f"/delivery/{provider}", json={}).status_code == 503


def test_without_our_database_the_provider_tries_again(
    without_database: Database, amazon: Amazon, woken: Woken
) -> None:
    client = provided(without_database, amazon, woken).test_client()
    assert to_postmark(client, postmark_bounce("HardBounce")).status_code == 503
    assert to_mailgun(client, signed(mailgun_failed())).status_code == 503
