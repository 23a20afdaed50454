"""Mail in an envelope: signed words are read, encrypted ones stay shut, attachments in odd clothes are no words."""

import base64

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.mail.message import Message, read_message
from app.inbound.reply import extract_reply

SENT = "Hello Dan,\n\nHow many hours did you spend with Kate in May?\n\nPriya Nair"
SIGNATURE = "-----BEGIN PGP SIGNATURE-----\nVersion: GnuPG v2\n\niQEc 5 hours\n=abcd\n-----END PGP SIGNATURE-----\n"


def mail(content_type: str, body: str, encoding: str = "8bit") -> Message:
    head = f"From: Dan Roy <d@example.org>\nContent-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n\n"
    return read_message((head + body).encode())


def words(message: Message) -> str:
    return extract_reply(message, SENT, None).text


def smime(content: bytes, kind: str = "signed_data") -> Message:
    inside = {"content_type": "data", "content": content}
    signed = cms.SignedData(
        {"version": "v1", "digest_algorithms": [], "encap_content_info": inside, "signer_infos": []}
    )
    shut = {
        "content_type": "data",
        "content_encryption_algorithm": {"algorithm": "1.2.3"},
        "encrypted_content": content,
    }
    encrypted = cms.EncryptedData({"version": "v0", "encrypted_content_info": shut})
    info = cms.ContentInfo({"content_type": kind, "content": signed if kind == "signed_data" else encrypted})
    attached = "application/pkcs7-mime; name=smime.p7m\nContent-Disposition: attachment; filename=smime.p7m"
    return mail(attached, base64.encodebytes(info.dump()).decode(), "base64")


def test_the_words_that_smime_only_signs_are_read() -> None:
    assert words(smime(b"Content-Type: text/plain\n\n2 hours by phone")) == "2 hours by phone"


def test_what_smime_encrypts_is_an_empty_reply() -> None:
    assert not words(smime(b"Content-Type: text/plain\n\n2 hours by phone", "encrypted_data"))


def test_an_envelope_in_an_envelope_stays_shut() -> None:
    inner = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nMAA="
    assert not words(smime(inner))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_in_an_envelope_break_reading(content: bytes) -> None:
    assert not words(mail("application/pkcs7-mime", base64.b64encode(content).decode(), "base64"))


def test_the_words_that_openpgp_signs_in_the_text_are_read() -> None:
    signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n2 hours\n- --- not a rule\n"
    assert words(mail("text/plain", signed + SIGNATURE)) == "2 hours\n--- not a rule"


def test_an_openpgp_signature_of_its_own_is_no_word() -> None:
    parts = "--x\nContent-Type: text/plain\n\n2 hours\n--x\nContent-Type: application/pgp-signature\n\n"
    assert words(mail("multipart/signed; boundary=x", f"{parts}{SIGNATURE}--x--")) == "2 hours"


@pytest.mark.parametrize("end", ["-----END PGP MESSAGE-----\n", ""])
def test_openpgp_ciphertext_is_an_empty_reply(end: str) -> None:
    assert not words(mail("text/plain", f"-----BEGIN PGP MESSAGE-----\n\nhQEMA 2 hours 3h\n=abcd\n{end}"))


@pytest.mark.parametrize("kind", ["application/ms-tnef; name=winmail.dat", "image/png", "application/octet-stream"])
def test_a_mail_of_one_attachment_is_an_empty_reply(kind: str) -> None:
    assert not words(mail(kind, "eJ8+IgA=", "base64"))


def test_words_beside_a_winmail_file_are_read() -> None:
    tnef = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgA="
    body = f"--x\nContent-Type: text/plain\n\n2 hours\n--x\n{tnef}\n--x--"
    assert words(mail("multipart/mixed; boundary=x", body)) == "2 hours"


@pytest.mark.parametrize(
    ("parameters", "encoding", "body"),
    [
        ("", "quoted-printable", "We met for 1=\n2 hours in all"),
        ("; format=flowed; delsp=yes", "8bit", "We met for 1 \n2 hours in all"),
        ("; format=flowed", "8bit", "We met for \n12 hours in all"),
        ("; format=flowed", "8bit", " We met for 12 \nhours in all"),
    ],
)
def test_a_number_that_a_soft_break_splits_is_the_same_number(parameters: str, encoding: str, body: str) -> None:
    assert words(mail(f"text/plain; charset=utf-8{parameters}", body, encoding)) == "We met for 12 hours in all"
