"""Postmark's inbound webhook: the password vouches, the raw mail is durable before 200, and no fault of ours is 403."""

import json
from base64 import b64encode
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import Database
from tests.api.amazon import Amazon
from tests.api.conftest import POSTMARK, provided
from tests.factories.kept import kept_mails
from tests.factories.listening import Woken
from tests.factories.tenants import MadeTenant

RAW = b"From: Dan <dan@example.org>\r\nTo: someone\r\nSubject: Re: May\r\n\r\nRencontr\xc3\xa9 Kate, 1,5 h\r\n"


def posted(made: MadeTenant, raw: bytes = RAW, **changes: Any) -> dict[str, Any]:
    return {
        "From": "dan@example.org",
        "OriginalRecipient": made.programme_address,
        "MessageID": "22c74902-a0c1-4511-804f2-341342852c90",
        "Headers": [
            {
                "Name": "Received-SPF",
                "Value": "Pass (sender SPF authorized) identity=mailfrom; client-ip=209.85.160.180; "
                "helo=mail-gy0-f180.google.com; envelope-from=dan@example.org; receiver=hash@inbound.postmarkapp.com",
            }
        ],
        "TextBody": "anything",
        "RawEmail": raw.decode("utf-8"),
        **changes,
    }


def post(client: FlaskClient, body: Any, password: str | None = POSTMARK) -> TestResponse:
    headers = {"Authorization": "Basic " + b64encode(password.encode()).decode()} if password else {}
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.post("/in/postmark", data=data, content_type="application/json", headers=headers)


def test_a_mail_is_stored_before_the_200_and_a_worker_is_woken(
    client: FlaskClient, database: Database, made: MadeTenant, woken: Woken
) -> None:
    answer = post(client, posted(made))
    (mail,) = kept_mails(database, made.tenant_id)
    assert (answer.status_code, answer.text) == (200, f"Kept as {made.tenant_id}/{mail.received_mail_id}\n")
    assert mail.content == RAW
    assert woken.hints == [("inbound", made.tenant_id, mail.received_mail_id)]


def test_what_the_provider_says_of_the_way_is_kept_as_hearsay(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """I9: SPF is judged by peers that we or our own relay have seen, never by those that somebody tells of."""
    post(client, posted(made))
    (mail,) = kept_mails(database, made.tenant_id)
    assert mail.envelope == {
        "peer": "",
        "helo": "",
        "mail_from": "dan@example.org",
        "rcpt_to": [made.programme_address],
        "way": "postmark",
        "said_peer": "209.85.160.180",
        "delivery_id": "22c74902-a0c1-4511-804f2-341342852c90",
    }


@pytest.mark.parametrize("password", [None, "mentorpost:wrong", "mentorpost", ":", "é:à"])
def test_without_the_password_nothing_is_taken(
    client: FlaskClient, database: Database, made: MadeTenant, password: str | None
) -> None:
    answer = post(client, posted(made), password)
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert kept_mails(database, made.tenant_id) == []


def test_the_same_message_again_is_one_mail(client: FlaskClient, database: Database, made: MadeTenant) -> None:
    first, second = post(client, posted(made)), post(client, posted(made))
    assert first.text == second.text
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_the_same_message_id_with_other_bytes_is_one_mail(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """A provider that tries again may write a header of its own anew."""
    first = post(client, posted(made))
    again = post(client, posted(made, b"X-Tried: 2\r\n" + RAW))
    assert (again.status_code, again.text) == (200, first.text)
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [RAW]


def test_the_same_bytes_under_another_id_are_one_mail(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    answers = {post(client, posted(made, MessageID=message_id)).text for message_id in ("first", "second")}
    assert len(answers) == 1
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_other_mails_under_other_ids_are_mails_of_their_own(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    for number in ("1", "2"):
        post(client, posted(made, RAW + number.encode(), MessageID=number))
    assert len(kept_mails(database, made.tenant_id)) == 2


def test_a_mail_to_nobody_here_is_answered_200_so_that_nobody_tries_for_hours(client: FlaskClient) -> None:
    answer = post(client, {"OriginalRecipient": "nobody@reply.localhost", "RawEmail": "Subject: x\r\n\r\nx"})
    assert (answer.status_code, answer.text) == (200, "Addressed to nobody here; noted, and not kept\n")


def test_a_slip_in_the_reply_domain_loses_no_mail(
    database: Database, made: MadeTenant, amazon: Amazon, woken: Woken
) -> None:
    """Postmark keeps what is answered with 503, and tries again for hours."""
    mistaken = provided(database, amazon, woken, reply_domain="reply-typo.example").test_client()
    raw = f"From: dan@example.org\r\nTo: {made.programme_address}\r\n\r\n2 h\r\n".encode()
    answer = post(mistaken, posted(made, raw))
    assert (answer.status_code, "REPLY_DOMAIN" in answer.text) == (503, True)
    assert kept_mails(database, made.tenant_id) == []


def test_behind_a_forwarder_the_headers_name_the_recipient(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """Where the domain is forwarded to Postmark's own address, only the mail itself names ours."""
    raw = f"From: dan@example.org\r\nTo: Programme <{made.programme_address}>\r\n\r\n2 h\r\n".encode()
    post(client, posted(made, raw, OriginalRecipient="451d9b70cf9364d2@inbound.postmarkapp.com"))
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [raw]


def test_a_stream_without_raw_mail_is_our_set_up_and_postmark_keeps_the_mail(
    client: FlaskClient, made: MadeTenant
) -> None:
    body = posted(made)
    del body["RawEmail"]
    answer = post(client, body)
    assert answer.status_code == 503
    assert "Include raw email content" in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_object_is_400(client: FlaskClient, body: bytes) -> None:
    assert post(client, body).status_code == 400


def test_where_no_password_is_set_the_answer_is_503(
    database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    app = provided(database, amazon, woken, postmark_inbound_auth=None)
    answer = post(app.test_client(), posted(made))
    assert (answer.status_code, answer.text) == (503, "POSTMARK_INBOUND_AUTH is not set here\n")


def test_while_the_database_is_away_postmark_is_asked_to_try_again(
    without_database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    answer = post(provided(without_database, amazon, woken).test_client(), posted(made))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert woken.hints == []


def test_a_mail_of_thirty_megabytes_is_taken(client: FlaskClient, database: Database, made: MadeTenant) -> None:
    """The application's own limit for a request is smaller than a mail with its attachments."""
    raw = RAW + b"x" * 76 * 400_000
    assert post(client, posted(made, raw, Attachments=[{"Content": "x" * 5_000_000}])).status_code == 200
    assert [len(mail.content) for mail in kept_mails(database, made.tenant_id)] == [len(raw)]


def test_a_request_beyond_every_mail_is_413(client: FlaskClient) -> None:
    headers = {"Authorization": "Basic " + b64encode(POSTMARK.encode()).decode()}
    told = {"CONTENT_LENGTH": "200000000"}
    assert client.post("/in/postmark", data=b"x", headers=headers, environ_overrides=told).status_code == 413
