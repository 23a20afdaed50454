"""Time stamps by RFC 3161: in seals (PAdES and CAdES baseline T), and every byte of them counts (X3)."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings
from app.exports.sheets.sheet import sheet
from app.exports.sheets.typeset import pdf_pages
from app.signing.authority_of_time import AuthorityAway, AuthorityOfTime
from app.signing.broken import BrokenStamp
from app.signing.detached import check_detached, detached_seal
from app.signing.keystore import Seal, open_seal
from app.signing.message import BrokenSeal, digest_of
from app.signing.pdf import sealed_pdf
from app.signing.pdf_check import check_sealed_pdf
from app.signing.stamp import answer_of, check_answer
from tests.exports.checks.test_standard_tools import pdfsig, pyhanko
from tests.exports.sealed_log import contacts, log
from tests.factories.time_authority import STAMPED_AT, Authority, time_authority
from tests.signing.seals import AT, BEGAN, data_dir, roots, seal

DATA = b"entry,minutes\r\n1,90\r\n"


@pytest.fixture
def authority() -> Iterator[Authority]:
    with time_authority() as listening:
        yield listening


def stamping(authority: Authority) -> Seal:
    return replace(seal(), stamper=AuthorityOfTime(authority.url, authority.roots))


def pdf() -> bytes:
    return pdf_pages(sheet(log(), contacts(), "https://mentorpost.example/verify"), log().file_bytes())


def test_a_stamp_says_when_and_who_and_holds_under_its_root(authority: Authority) -> None:
    stamp = AuthorityOfTime(authority.url, authority.roots)(digest_of(DATA))
    assert (stamp.at, stamp.by, stamp.trusted) == (STAMPED_AT, "Common Name: Test time authority", True)


def test_openssl_reads_the_stamp_as_a_file(authority: Authority, tmp_path: Path) -> None:
    stamp = AuthorityOfTime(authority.url)(digest_of(DATA))
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "data.tsr").write_bytes(answer_of(stamp))
    (tmp_path / "root.pem").write_bytes(authority.root_pem)
    openssl = shutil.which("openssl")
    assert openssl
    command = [openssl, "ts", "-verify", "-data", "data", "-in", "data.tsr", "-CAfile", "root.pem"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout


def test_every_byte_of_a_kept_stamp_counts(authority: Authority) -> None:
    answer = answer_of(AuthorityOfTime(authority.url)(digest_of(DATA)))
    chance = random.Random(20260603)
    for place in range(len(answer)):
        other = chance.choice([byte for byte in range(256) if byte != answer[place]])
        with pytest.raises(BrokenStamp):
            check_answer(answer[:place] + bytes([other]) + answer[place + 1 :], digest_of(DATA), ())


def test_a_stamp_of_something_else_is_refused(authority: Authority) -> None:
    answer = answer_of(AuthorityOfTime(authority.url)(digest_of(DATA)))
    with pytest.raises(BrokenStamp, match="over something else"):
        check_answer(answer, digest_of(b"other"), ())


def test_a_stamp_under_another_root_is_refused(authority: Authority) -> None:
    answer = answer_of(AuthorityOfTime(authority.url)(digest_of(DATA)))
    with pytest.raises(BrokenStamp, match="does not vouch for"):
        check_answer(answer, digest_of(DATA), roots())


def test_an_answer_to_an_earlier_question_is_refused(authority: Authority) -> None:
    ask = AuthorityOfTime(authority.url)
    authority.other_answer = answer_of(ask(digest_of(DATA)))
    with pytest.raises(BrokenStamp, match="another question"):
        ask(digest_of(DATA))


@pytest.mark.parametrize(
    "answer", [b"", b"<html>busy</html>", b"\x30\x03\x02\x01\x02", b"\x30\x05\x30\x03\x02\x01\x02"]
)
def test_whatever_else_is_answered_is_no_stamp(authority: Authority, answer: bytes) -> None:
    authority.other_answer = answer
    with pytest.raises(BrokenStamp):
        AuthorityOfTime(authority.url)(digest_of(DATA))


def test_an_authority_that_fails_or_is_not_there_is_away(authority: Authority) -> None:
    authority.away = True
    with pytest.raises(AuthorityAway, match="503"):
        AuthorityOfTime(authority.url)(digest_of(DATA))
    with pytest.raises(AuthorityAway, match="no answer"):
        AuthorityOfTime("http://127.0.0.1:9/tsa")(digest_of(DATA))


def test_a_detached_seal_carries_the_stamp_and_every_byte_of_both_counts(authority: Authority) -> None:
    der = detached_seal(stamping(authority), DATA, AT)
    stamp = check_detached(DATA, der, roots(), authority.roots).stamp
    assert stamp is not None
    assert (stamp.at, stamp.trusted) == (STAMPED_AT, True)
    chance = random.Random(20260604)
    for place in chance.sample(range(len(der)), 400):
        other = chance.choice([byte for byte in range(256) if byte != der[place]])
        with pytest.raises(BrokenSeal):
            check_detached(DATA, der[:place] + bytes([other]) + der[place + 1 :], roots())


def test_a_sealed_pdf_is_of_baseline_t_for_us_and_for_the_tools_of_others(authority: Authority, tmp_path: Path) -> None:
    data = sealed_pdf(stamping(authority), pdf(), reason="ours", at=AT)
    stamp = check_sealed_pdf(data, roots(), authority.roots).message.stamp
    assert stamp is not None
    assert stamp.at == STAMPED_AT
    file = tmp_path / "log.pdf"
    file.write_bytes(data)
    assert "Signature is Valid." in pdfsig(file)
    (tmp_path / "ca").mkdir()
    both = (data_dir() / "ca" / "ca.pem").read_bytes() + authority.root_pem
    (tmp_path / "ca" / "ca.pem").write_bytes(both)
    said = pyhanko(file, tmp_path).stdout
    assert "The signature is judged VALID." in said
    assert "Signature timestamp token: 2026-06-03T00:05:07+00:00" in said
    assert "The TSA certificate is trusted." in said


def test_every_byte_of_a_stamped_seal_in_a_pdf_counts(authority: Authority) -> None:
    data = sealed_pdf(stamping(authority), pdf(), reason="ours", at=AT)
    start = data.rindex(b"/Contents <") + len(b"/Contents ")
    end = data.index(b">", start)
    chance = random.Random(20260605)
    for place in [*chance.sample(range(start, end), 300), *range(end - 40, end + 1)]:
        other = chance.choice([byte for byte in b"0123456789ABCDEFabcdef> " if byte != data[place]])
        with pytest.raises(BrokenSeal):
            check_sealed_pdf(data[:place] + bytes([other]) + data[place + 1 :], roots())


def test_while_the_authority_is_away_a_seal_is_made_without_a_stamp(authority: Authority) -> None:
    authority.away = True
    data = sealed_pdf(stamping(authority), pdf(), reason="ours", at=AT)
    assert check_sealed_pdf(data, roots()).message.stamp is None
    assert check_detached(DATA, detached_seal(stamping(authority), DATA, AT), roots()).stamp is None


def test_an_installation_with_an_authority_of_time_seals_with_its_stamps(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "tsa.pem").write_bytes(authority.root_pem)
    settings = Settings(data_dir=data_dir(), tsa_url=authority.url, tsa_ca=tmp_path / "tsa.pem")
    der = detached_seal(open_seal(settings, BEGAN), DATA, AT)
    assert check_detached(DATA, der, roots()).stamp is not None
