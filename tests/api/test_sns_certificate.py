"""Amazon's certificate vouches only with its chain, in its time, in the name of SNS in the topic's region."""

from datetime import UTC, datetime

import pytest

from app.api.sns_certificate import AUTHORITY_HOST, NotVouchedFor, host_of, names_of, vouched_key, web_authorities
from tests.api.amazon import ISSUER, Amazon, Authority

NOON = datetime(2026, 6, 9, 18, 30, tzinfo=UTC)
MONTREAL = "sns.ca-central-1.amazonaws.com"


def vouches(amazon: Amazon, pem: bytes, host: str = MONTREAL, now: datetime = NOON) -> bool:
    try:
        return vouched_key(pem, host, amazon.roots(), amazon.fetch, now) == amazon.key.public_key()
    except NotVouchedFor:
        return False


@pytest.mark.parametrize(
    ("region", "partition", "name"),
    [
        ("ca-central-1", "aws", "sns.amazonaws.com"),
        ("ca-west-1", "aws", "sns-signing.ca-west-1.amazonaws.com"),
        ("us-gov-east-1", "aws-us-gov", "sns-us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "aws-cn", "sns-cn-north-1.amazonaws.com.cn"),
    ],
)
def test_each_region_signs_in_a_name_of_its_own(amazon: Amazon, region: str, partition: str, name: str) -> None:
    host = host_of(f"arn:{partition}:sns:{region}:123456789012:mentorpost-in")
    assert host is not None
    assert name in names_of(host)
    assert vouches(amazon, amazon.certificate(name), host)


def test_the_authority_between_is_fetched_from_where_the_certificate_says(amazon: Amazon) -> None:
    amazon.fetched.clear()
    assert vouches(amazon, amazon.certificate())
    assert amazon.fetched == [ISSUER]


@pytest.mark.parametrize("name", ["sns.amazonaws.com.evil.example", "sns-signing.eu-west-1.amazonaws.com", "s3.x"])
def test_another_name_vouches_for_nothing(amazon: Amazon, name: str) -> None:
    assert not vouches(amazon, amazon.certificate(name))


@pytest.mark.parametrize("now", [datetime(2025, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)])
def test_a_certificate_before_or_after_its_time_vouches_for_nothing(amazon: Amazon, now: datetime) -> None:
    assert not vouches(amazon, amazon.certificate(), now=now)


def test_whoever_issues_certificates_without_a_root_of_ours_vouches_for_nothing(amazon: Amazon) -> None:
    stranger = Authority("An Amazon RSA 2048", Authority("An Amazon Root", None))
    assert not vouches(amazon, amazon.certificate(authority=stranger))


@pytest.mark.parametrize("issuer", [None, "http://evil.example/r2m01.cer", "http://crt.r2m01.amazontrust.com@evil/x"])
def test_an_authority_is_fetched_from_nowhere_but_its_own_place(amazon: Amazon, issuer: str | None) -> None:
    amazon.fetched.clear()
    assert not vouches(amazon, amazon.certificate(issuer=issuer))
    assert amazon.fetched == []


@pytest.mark.parametrize("host", ["crt.evil.example", "crt.r2m01.amazontrust.com.evil.example", "amazontrust.com"])
def test_only_the_authorities_hosts_are_asked_without_tls(host: str) -> None:
    assert AUTHORITY_HOST.fullmatch(host) is None
    assert AUTHORITY_HOST.fullmatch("crt.rootca1.amazontrust.com")


@pytest.mark.parametrize("pem", [b"", b"<html>", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_vouches_for_nothing(amazon: Amazon, pem: bytes) -> None:
    assert not vouches(amazon, pem)


@pytest.mark.parametrize(
    "topic", ["", "arn:aws:sqs:ca-central-1:1:x", "arn:aws:sns:evil.example/:1:x", "arn:aws-x:sns"]
)
def test_what_is_no_topic_has_no_host(topic: str) -> None:
    assert host_of(topic) is None


def test_amazons_own_roots_are_among_those_of_the_installation() -> None:
    names = {root.subject.rfc4514_string() for root in web_authorities()}
    assert {"CN=Amazon Root CA 1,O=Amazon,C=US", "CN=Amazon Root CA 4,O=Amazon,C=US"} <= names
