"""Amazon SES through SNS: signed by Amazon, from a topic of ours, with the mail inside."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.api.fetching import kept
from app.db import Database
from tests.api.amazon import CERTIFICATE, CONFIRM, HOST, ISSUER, TOPIC, Amazon, mail_notice
from tests.api.conftest import provided
from tests.factories.kept import kept_mails
from tests.factories.listening import Woken
from tests.factories.tenants import MadeTenant

RAW = b"From: Dan <dan@example.org>\r\nSubject: Re: May\r\n\r\nRencontr\xe9 Kate, 1,5 h\r\n"


def post(client: FlaskClient, message: Any) -> TestResponse:
    """SNS posts JSON as plain text."""
    body = message if isinstance(message, bytes) else json.dumps(message)
    return client.post("/in/ses", data=body, content_type="text/plain; charset=UTF-8")


def confirmation(amazon: Amazon, url: str = CONFIRM, kind: str = "SubscriptionConfirmation") -> dict[str, str]:
    return amazon.signed(Type=kind, Message="You have chosen to subscribe", SubscribeURL=url, Token="2336412f37")


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_signed_mail_is_stored_before_the_200(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon, version: str
) -> None:
    answer = post(client, amazon.signed(version=version, Message=mail_notice(RAW, [made.programme_address])))
    (mail,) = kept_mails(database, made.tenant_id)
    assert (answer.status_code, answer.text) == (200, f"Kept as {made.tenant_id}/{mail.received_mail_id}\n")
    assert mail.content == RAW
    assert (mail.envelope["way"], mail.envelope["peer"]) == ("ses", "")
    assert mail.envelope["delivery_id"] == "d6iitobk75ur44p8kdnnp7g2n800"


def test_a_worker_is_woken(client: FlaskClient, made: MadeTenant, amazon: Amazon, woken: Woken) -> None:
    post(client, amazon.signed(Message=mail_notice(RAW, [made.programme_address])))
    assert [hint[:2] for hint in woken.hints] == [("inbound", made.tenant_id)]


def test_a_mail_as_text_is_stored_too(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon
) -> None:
    raw = "From: dan@example.org\r\n\r\nRencontré Kate\r\n".encode()
    post(client, amazon.signed(Message=mail_notice(raw, [made.programme_address], base64=False)))
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [raw]


def test_the_same_notice_again_is_one_mail(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon
) -> None:
    message = amazon.signed(Message=mail_notice(RAW, [made.programme_address]))
    assert post(client, message).text == post(client, message).text
    assert len(kept_mails(database, made.tenant_id)) == 1


@pytest.mark.parametrize("changed", ["Message", "MessageId", "Timestamp", "Subject", "Signature", "SignatureVersion"])
def test_a_message_that_amazon_has_not_signed_is_refused(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon, changed: str
) -> None:
    message = amazon.signed(Message=mail_notice(RAW, [made.programme_address]), Subject="Amazon SES")
    other = {"Message": mail_notice(b"40 h", [made.programme_address]), "SignatureVersion": "3"}
    message[changed] = other.get(changed, "another")
    assert post(client, message).status_code == 401
    assert kept_mails(database, made.tenant_id) == []


def test_a_signature_of_another_key_is_refused(client: FlaskClient, made: MadeTenant, amazon: Amazon) -> None:
    key = rsa.generate_private_key(65537, 2048)
    assert post(client, amazon.signed(key=key, Message=mail_notice(RAW, [made.programme_address]))).status_code == 401


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.ca-central-1.amazonaws.com/SimpleNotificationService-0123.pem",
        "https://sns.ca-central-1.amazonaws.com.evil.example/SimpleNotificationService-0123.pem",
        "https://evil.example/SimpleNotificationService-0123.pem",
        "https://sns.ca-central-1.amazonaws.com@evil.example/SimpleNotificationService-0123.pem",
        "https://sns.ca-central-1.amazonaws.com:8443/SimpleNotificationService-0123.pem",
        "https://user@sns.ca-central-1.amazonaws.com/SimpleNotificationService-0123.pem",
        "https://s3.ca-central-1.amazonaws.com/bucket/SimpleNotificationService-0123.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem",
        "https://snsxca-central-1.amazonaws.com/SimpleNotificationService-0123.pem",
        "https://sns.ca-central-1.amazonaws.com/?Action=Publish&x=SimpleNotificationService-0123.pem",
        "https://sns.ca-central-1.amazonaws.com/SimpleNotificationService-0123.pem/../other",
        "file:///etc/passwd",
        "https://[::1/SimpleNotificationService-0123.pem",
        "",
    ],
)
def test_a_certificate_that_does_not_lie_at_amazons_own_place_is_not_fetched(
    client: FlaskClient, made: MadeTenant, amazon: Amazon, url: str
) -> None:
    amazon.fetched.clear()
    message = amazon.signed(Message=mail_notice(RAW, [made.programme_address]), SigningCertURL=url)
    assert post(client, message).status_code == 401
    assert amazon.fetched == []


def test_a_certificate_that_no_root_vouches_for_is_put_off_and_nothing_is_stored(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon
) -> None:
    """It may be our clock, or our roots: SNS gives up after a 4xx, and tries again after a 503."""
    message = amazon.signed(Message=mail_notice(RAW, [made.programme_address]))
    with amazon.serving(CERTIFICATE, amazon.certificate("sns.amazonaws.com.evil.example")):
        assert post(client, message).status_code == 503
    assert kept_mails(database, made.tenant_id) == []


def test_a_certificate_that_cannot_be_had_just_now_is_503_and_no_refusal(
    client: FlaskClient, made: MadeTenant, amazon: Amazon
) -> None:
    """SNS gives up after a 4xx; a page of an error instead of the certificate is no forgery."""
    message = amazon.signed(Message=mail_notice(RAW, [made.programme_address]))
    with amazon.serving(CERTIFICATE, None):
        assert post(client, message).status_code == 503
    with amazon.serving(CERTIFICATE, b"<html>Service unavailable"):
        assert post(client, message).status_code == 503
    with amazon.serving(ISSUER, None):
        assert post(client, message).status_code == 503
    assert post(client, message).status_code == 200


def test_a_certificate_is_fetched_once_and_an_error_never_kept(amazon: Amazon) -> None:
    pages = {CERTIFICATE: b"<html>Service unavailable"}
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return pages[url]

    once = kept(fetch)
    once(CERTIFICATE)
    pages[CERTIFICATE] = amazon.pages[CERTIFICATE]
    assert {once(CERTIFICATE) for _ in range(3)} == {amazon.pages[CERTIFICATE]}
    assert len(asked) == 2


def test_a_topic_that_is_not_listed_is_put_off_before_anything_is_fetched(client: FlaskClient, amazon: Amazon) -> None:
    amazon.fetched.clear()
    assert post(client, amazon.signed(TopicArn=f"{TOPIC}-of-others", Message="{}")).status_code == 503
    assert amazon.fetched == []


def test_a_subscription_to_a_listed_topic_is_confirmed(client: FlaskClient, amazon: Amazon) -> None:
    amazon.fetched.clear()
    assert post(client, confirmation(amazon)).status_code == 200
    assert amazon.fetched[-1] == CONFIRM


@pytest.mark.parametrize("url", ["https://evil.example/", f"{HOST}.evil.example/", f"{HOST}/admin", "http://x/"])
def test_a_confirmation_that_leads_elsewhere_is_not_followed(client: FlaskClient, amazon: Amazon, url: str) -> None:
    amazon.fetched.clear()
    assert post(client, confirmation(amazon, url)).status_code == 401
    assert url not in amazon.fetched


def test_a_confirmation_that_amazon_has_not_signed_is_not_followed(client: FlaskClient, amazon: Amazon) -> None:
    amazon.fetched.clear()
    assert post(client, {**confirmation(amazon), "Token": "another"}).status_code == 401
    assert CONFIRM not in amazon.fetched


def test_a_confirmation_that_fails_just_now_comes_again(client: FlaskClient, amazon: Amazon) -> None:
    gone = CONFIRM.replace("2336412f37", "99")
    assert post(client, confirmation(amazon, gone)).status_code == 503


def test_a_mail_that_ses_put_into_s3_is_503_with_the_reason(
    client: FlaskClient, database: Database, made: MadeTenant, amazon: Amazon
) -> None:
    answer = post(client, amazon.signed(Message=mail_notice(RAW, [made.programme_address], content=None)))
    assert answer.status_code == 503
    assert "publish it to SNS, not to S3" in answer.text
    assert kept_mails(database, made.tenant_id) == []


@pytest.mark.parametrize(
    "text",
    ["Successfully validated SNS topic for Amazon SES event publishing.", '{"notificationType": "Bounce"}', "[]"],
)
def test_what_is_no_mail_that_came_in_is_noted(client: FlaskClient, amazon: Amazon, text: str) -> None:
    assert post(client, amazon.signed(Message=text)).status_code == 200


def test_the_end_of_a_subscription_is_noted(client: FlaskClient, amazon: Amazon) -> None:
    assert post(client, confirmation(amazon, kind="UnsubscribeConfirmation")).status_code == 200


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"notificationType": "Received"}', b"[" * 50_000])
def test_what_is_no_message_of_sns_is_400(client: FlaskClient, body: bytes) -> None:
    assert post(client, body).status_code == 400


def test_raw_delivery_is_a_slip_in_the_setting_and_loses_no_mail(client: FlaskClient, made: MadeTenant) -> None:
    """It leaves the signature out; SNS says so in a header."""
    raw, headers = mail_notice(RAW, [made.programme_address]), {"x-amz-sns-rawdelivery": "true"}
    answer = client.post("/in/ses", data=raw, content_type="text/plain; charset=UTF-8", headers=headers)
    assert (answer.status_code, "Raw message delivery must be off" in answer.text) == (503, True)


def test_where_no_topic_is_set_the_answer_is_503(
    database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    client = provided(database, amazon, woken, ses_topic_arns=None).test_client()
    assert post(client, amazon.signed(Message=mail_notice(RAW, [made.programme_address]))).status_code == 503


def test_while_the_database_is_away_amazon_is_asked_to_try_again(
    without_database: Database, amazon: Amazon, woken: Woken, made: MadeTenant
) -> None:
    client = provided(without_database, amazon, woken).test_client()
    assert post(client, amazon.signed(Message=mail_notice(RAW, [made.programme_address]))).status_code == 503
