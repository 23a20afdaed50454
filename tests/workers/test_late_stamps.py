"""A time stamp that came after its root was mailed follows by mail, and stands on the public page (H2, X3)."""

from datetime import date
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from app.ledger.roots.stored import files_of
from app.outbound.models import OutboundMail
from app.signing.authority_of_time import AuthorityOfTime
from app.signing.message import digest_of
from app.signing.stamp import check_answer
from tests.factories.time_authority import Authority
from tests.workers.root_house import AFTER_MIDNIGHT, DAY, House, stamps

NEXT_DAY = date(2026, 6, 3)


@pytest.fixture
def without(house: House, authority: Authority) -> House:
    """Two roots that went out while the authority of time was away."""
    house.stamper = AuthorityOfTime(authority.url, authority.roots)
    authority.away = True
    house.turn()
    house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    house.turn()
    assert (stamps(house), [mail.attached for mail in house.mails()]) == (0, [2, 2])
    return house


def late_mails(house: House) -> list[OutboundMail]:
    with house.database.tenant(house.made.tenant_id) as scope:
        found = list(scope.session.scalars(select(OutboundMail).where(OutboundMail.kind == "root_stamp")))
        scope.session.expunge_all()
        return found


def test_the_stamps_follow_in_one_mail_once_the_authority_is_back(without: House, authority: Authority) -> None:
    authority.away = False
    without.turn()
    without.turn()
    (mail,) = late_mails(without)
    assert mail.to_address == f"priya@{without.made.slug}.example"
    assert mail.subject == "Time stamps for 2 roots of the ledger"
    assert "Root of 2 June 2026: stamped on" in mail.text
    assert f"https://mentors.example/ledger/{without.made.slug}" in mail.text
    (raw,) = [raw for raw in without.sent() if b"Time stamps for" in raw]
    parts = list(message_from_bytes(raw, policy=policy.default).iter_attachments())
    assert [part.get_filename() for part in parts] == [
        f"ledger-root-{without.made.slug}-{day}.json.p7s.tsr" for day in (DAY, NEXT_DAY)
    ]
    for part, day in zip(parts, (DAY, NEXT_DAY), strict=True):
        answer = part.get_payload(decode=True)
        assert isinstance(answer, bytes)
        with without.database.tenant(without.made.tenant_id) as scope:
            files = files_of(scope, day)
        assert files is not None
        assert files.stamp == answer
        assert check_answer(answer, digest_of(files.seal), authority.roots).trusted


def test_a_stamp_that_goes_out_with_its_root_needs_no_mail_of_its_own(house: House, authority: Authority) -> None:
    house.stamper = AuthorityOfTime(authority.url, authority.roots)
    house.turn()
    assert (stamps(house), late_mails(house)) == (1, [])


def test_a_root_of_today_has_its_stamp_with_it_and_only_the_older_ones_follow(
    without: House, authority: Authority
) -> None:
    without.enter(without.watch.now)
    without.watch.pass_by(days=1)
    authority.away = False
    without.turn()
    (mail,) = late_mails(without)
    assert (mail.attached, without.mails()[-1].attached) == (2, 3)
