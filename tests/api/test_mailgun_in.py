"""Mailgun's routes: the token is signed, works for one mail, and only so long; no fault of ours is 406."""

import hashlib
import hmac
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from app.db import Database, new_id
from app.inbound.ways_in import postmaster
from tests.api.amazon import Amazon
from tests.api.conftest import MAILGUN, provided
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.kept import kept_mails
from tests.factories.listening import Woken
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, settings

RAW = b"From: Dan <dan@example.org>\r\nSubject: Re: May\r\n\r\nRencontr\xe9 Kate & co + 1,5 h = 100%\r\n"


def form(made: MadeTenant, raw: bytes = RAW, *, late: float = 0, key: str = MAILGUN, **changes: Any) -> dict[str, Any]:
    """What a route posts `late` seconds after it was signed."""
    timestamp, token = str(int(NOON.timestamp() - late)), str(changes.pop("token", new_id().hex + new_id().hex[:18]))
    signature = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "recipient": made.programme_address,
        "sender": "dan@example.org",
        "from": "Dan <dan@example.org>",
        "body-mime": raw,
        "timestamp": timestamp,
        "token": token,
        "signature": signature,
        **changes,
    }


def post(client: FlaskClient, fields: dict[str, Any]) -> TestResponse:
    """As Mailgun does without attachments: percent-encoded, byte by byte."""
    encoded = "&".join(
        f"{name}=" + "".join(f"%{byte:02X}" for byte in (value if isinstance(value, bytes) else value.encode()))
        for name, value in fields.items()
    )
    return client.post("/in/mailgun/mime", data=encoded, content_type="application/x-www-form-urlencoded")


def post_parts(client: FlaskClient, fields: dict[str, Any]) -> TestResponse:
    """As a form of parts."""
    parts = [
        f'--b0undary\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode())
        + b"\r\n"
        for name, value in fields.items()
    ]
    body = b"".join(parts) + b"--b0undary--\r\n"
    return client.post("/in/mailgun/mime", data=body, content_type="multipart/form-data; boundary=b0undary")


@pytest.mark.parametrize("how", [post, post_parts])
def test_the_bytes_of_the_mail_are_stored_as_they_are_before_the_200(
    client: FlaskClient, database: Database, made: MadeTenant, woken: Woken, how: Any
) -> None:
    """A mail in Latin-1 has to reach its reader in Latin-1, and a signature over its bytes has to hold."""
    answer = how(client, form(made))
    (mail,) = kept_mails(database, made.tenant_id)
    assert (answer.status_code, answer.text) == (200, f"Kept as {made.tenant_id}/{mail.received_mail_id}\n")
    assert mail.content == RAW
    assert (mail.envelope["way"], mail.envelope["peer"]) == ("mailgun", "")
    assert mail.envelope["mail_from"] == "dan@example.org"
    assert woken.hints == [("inbound", made.tenant_id, mail.received_mail_id)]


def test_a_subaccounts_mail_is_known_by_the_signature_of_the_account_above(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """Mailgun signs for both (its page Securing Webhooks); we know the key of one."""
    ours = form(made)
    theirs = hmac.new(b"a subaccount's", ours["timestamp"].encode() + ours["token"].encode(), hashlib.sha256)
    fields = {**ours, "signature": theirs.hexdigest(), "parent-signature": ours["signature"]}
    assert post(client, {**fields, "parent-signature": "0" * 64}).status_code == 401
    assert post(client, fields).status_code == 200
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_mail_to_the_postmaster_is_kept_for_whoever_runs_this(client: FlaskClient, made: MadeTenant) -> None:
    answer = post(client, form(made, recipient=f"Postmaster@{REPLY_DOMAIN}"))
    assert (answer.status_code, answer.text) == (200, "Kept for the postmaster\n")
    (file,) = settings().postmaster.glob("*.eml")
    assert file.read_bytes().endswith(RAW)


def test_a_full_folder_of_the_postmaster_puts_off_mail_for_the_postmaster_alone(
    client: FlaskClient, database: Database, made: MadeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "MOST_BYTES", 0)
    raw, alone = RAW + b"Once more.\r\n", f"Postmaster@{REPLY_DOMAIN}"
    assert post(client, form(made, raw, recipient=alone)).status_code == 503
    assert post(client, form(made, raw, recipient=f"{alone}, {made.programme_address}")).status_code == 200
    assert len(kept_mails(database, made.tenant_id)) == 1


@pytest.mark.parametrize("changed", ["timestamp", "token", "signature"])
def test_a_changed_signature_is_401_and_nothing_is_taken(
    client: FlaskClient, database: Database, made: MadeTenant, changed: str
) -> None:
    fields = form(made)
    fields[changed] = str(int(fields["timestamp"]) - 1) if changed == "timestamp" else fields[changed][::-1]
    assert post(client, fields).status_code == 401
    assert kept_mails(database, made.tenant_id) == []


def test_another_key_is_401(client: FlaskClient, made: MadeTenant) -> None:
    assert post(client, form(made, key="another")).status_code == 401


@pytest.mark.parametrize("missing", ["timestamp", "token", "signature"])
def test_without_a_signature_it_is_400(client: FlaskClient, made: MadeTenant, missing: str) -> None:
    assert post(client, {**form(made), missing: ""}).status_code == 400


@pytest.mark.parametrize("timestamp", ["NaN", "1e9", "-5", "٣", "9" * 400])
def test_a_timestamp_that_is_no_number_is_400(client: FlaskClient, made: MadeTenant, timestamp: str) -> None:
    assert post(client, form(made, timestamp=timestamp)).status_code == 400


def test_a_signature_of_yesterday_or_tomorrow_is_401(client: FlaskClient, made: MadeTenant) -> None:
    day = 86_400
    assert [post(client, form(made, late=late)).status_code for late in (day, -day)] == [401, 401]


def test_the_window_can_be_as_short_as_five_minutes(
    database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    client = provided(database, amazon, woken, mailgun_window_minutes=5).test_client()
    assert [post(client, form(made, late=late)).status_code for late in (299, 301)] == [200, 401]


def test_the_last_try_of_mailgun_eight_hours_late_is_taken(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """It carries the first timestamp; refusing it would lose the mail for an outage of ours."""
    assert post(client, form(made, late=8 * 3600)).status_code == 200
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_token_that_came_before_vouches_for_no_other_mail(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """The signature does not cover the mail: who has seen one request could else send what they like."""
    fields = form(made)
    assert post(client, fields).status_code == 200
    assert post(client, {**fields, "body-mime": b"Subject: forged\r\n\r\n40 h\r\n"}).status_code == 401
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [RAW]


def test_the_same_request_again_is_200_and_one_mail(client: FlaskClient, database: Database, made: MadeTenant) -> None:
    """Our 200 may have been lost on its way."""
    fields = form(made)
    first, second = post(client, fields), post(client, fields)
    assert (first.status_code, second.status_code, first.text) == (200, 200, second.text)
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_token_whose_mail_could_not_be_stored_is_taken_when_it_comes_again(
    own_database: Database, empty_database_url: str, amazon: Amazon, woken: Woken
) -> None:
    """503 first, as PostgreSQL refuses the row; the same token, timestamp and mail are taken afterwards."""
    made = make_tenant(own_database)
    client, fields = provided(own_database, amazon, woken).test_client(), form(made)
    owner = create_engine(empty_database_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text("ALTER TABLE received_mail ADD CONSTRAINT closed CHECK (false) NOT VALID"))
        assert post(client, fields).status_code == 503
        assert kept_mails(own_database, made.tenant_id) == []
        connection.execute(text("ALTER TABLE received_mail DROP CONSTRAINT closed"))
    owner.dispose()
    assert post(client, fields).status_code == 200
    assert len(kept_mails(own_database, made.tenant_id)) == 1


def test_two_recipients_in_one_request_get_a_mail_each(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    other = make_tenant(database)
    post(client, form(made, recipient=f"{made.programme_address}, {other.programme_address}"))
    assert [len(kept_mails(database, tenant.tenant_id)) for tenant in (made, other)] == [1, 1]


def test_a_route_to_another_address_has_no_raw_mail_and_mailgun_keeps_it(client: FlaskClient, made: MadeTenant) -> None:
    fields = form(made)
    del fields["body-mime"]
    answer = post(client, fields)
    assert answer.status_code == 503
    assert "must end with /in/mailgun/mime" in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"", "text/plain"),
        (b"--b\r\nContent-Disp", "multipart/form-data; boundary=b"),
        (b"a=1&" * 600, "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_is_400(client: FlaskClient, body: bytes, kind: str) -> None:
    assert client.post("/in/mailgun/mime", data=body, content_type=kind).status_code == 400


def test_where_no_key_is_set_the_answer_is_503(
    database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    client = provided(database, amazon, woken, mailgun_signing_key=None).test_client()
    assert post(client, form(made)).status_code == 503


def test_while_the_database_is_away_mailgun_is_asked_to_try_again(
    without_database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    assert post(provided(without_database, amazon, woken).test_client(), form(made)).status_code == 503


def test_a_slip_in_the_reply_domain_loses_no_mail(
    database: Database, made: MadeTenant, amazon: Amazon, woken: Woken
) -> None:
    mistaken = provided(database, amazon, woken, reply_domain="reply-typo.example").test_client()
    assert post(mistaken, form(made)).status_code == 503
    assert kept_mails(database, made.tenant_id) == []
