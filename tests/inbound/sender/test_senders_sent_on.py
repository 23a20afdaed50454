"""A signed mail in other hands (I9): sent again, sent to another key, to another tenant, under another name."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.outbound.domains.proven_domains import claim_domain
from app.outbound.models import OutboundMail
from tests.factories.asking import ask, outbox
from tests.factories.mail_servers import GMAIL, OUTLOOK, RSA_2048, published, signed
from tests.factories.moments import local
from tests.inbound.sender.post import Arrival, Case, Post, Scene, open_post
from tests.inbound.sender.world import microsoft, outlook, replaced

DAN = Case("Dan", lambda s: Arrival(signed(s.mail(), s.domain)), published, "firm.example")
AT_OUTLOOK = Case("Dan at Outlook", lambda s: Arrival(outlook(s)), microsoft, "outlook.com")


@pytest.fixture
def post(database: Database, bounded: Bounded) -> Post:
    return open_post(database, bounded, [DAN, AT_OUTLOOK])


def scene(post: Post, case: Case = DAN) -> Scene:
    return post.scenes[case.name]


def recorded(post: Post, case: Case = DAN) -> Arrival:
    """The member's own mail, which was recorded."""
    arrival = case.write(scene(post, case))
    assert post.bring(arrival, scene(post, case)) is Outcome.RECORDED
    return arrival


def next_check_in(post: Post, case: Case = DAN) -> OutboundMail:
    """A month later the member is asked again."""
    ask(post.room.database, post.room.made.tenant_id, local("2026-07-01 09:00"))
    mails = outbox(post.room.database, post.room.made.tenant_id, kind="checkin")
    return next(mail for mail in reversed(mails) if mail.to_address == scene(post, case).address)


def test_the_same_bytes_again_are_the_same_mail(post: Post) -> None:
    arrival = recorded(post)
    post.bring(arrival, scene(post))
    assert post.everybodys_minutes() == {"Dan": 90}


def test_the_same_mail_by_another_way_counts_once(post: Post) -> None:
    arrival = recorded(post)
    again = Arrival(b"Received: from elsewhere.example\r\n" + arrival.raw)
    assert post.bring(again, scene(post)) is Outcome.IGNORED
    assert post.room.reason() == "duplicate"


def test_the_same_mail_under_another_message_id_counts_once(post: Post) -> None:
    """The provider signed no Message-ID, so anybody can change it."""
    raw = signed(scene(post).mail(), scene(post).domain, names=("from", "to", "subject", "date"))
    assert post.bring(Arrival(raw), scene(post)) is Outcome.RECORDED
    again = Arrival(replaced(raw, b"Message-ID: <", b"Message-ID: <again-"))
    assert post.bring(again, scene(post)) is Outcome.IGNORED
    assert (post.room.reason(), post.everybodys_minutes()) == ("duplicate", {"Dan": 90})


def test_words_quoted_in_a_mail_become_nobodys_own_by_another_content_type(post: Post) -> None:
    """Gmail and others sign none, so whoever gets a copy can have the mail read from a line of their own on."""
    theirs = "\n--cut\nContent-Type: text/plain\n\nCorrection: it was 30 hours by video in May.\n--cut--"
    above = (
        "1.5 hours by video in May.\n\n-----Original Message-----\nFrom: Kate\nSent: Monday\nTo: Dan\nSubject: May\n"
    )
    words = (above + theirs).replace("\n", "\r\n")
    raw = signed(scene(post).mail(words=words), "firm.example", names=GMAIL)
    assert post.bring(Arrival(raw), scene(post)) is Outcome.RECORDED
    again = replaced(raw, b"text/plain; charset=utf-8", b'multipart/mixed; boundary="cut"')
    assert post.bring(Arrival(again), scene(post)) is Outcome.HELD
    assert (post.room.reason(), post.everybodys_minutes()) == ("not_addressed", {"Dan": 90})


def test_other_words_of_the_same_minute_are_a_new_mail(post: Post) -> None:
    recorded(post)
    raw = signed(
        scene(post).mail(
            words="Half an hour of emails in the last week of May, all going well.", Message_ID="<2@mail.example>"
        ),
        "firm.example",
    )
    assert post.bring(Arrival(raw), scene(post)) is Outcome.ASKED


def test_a_mail_sent_on_to_the_next_months_key_is_held(post: Post) -> None:
    arrival = DAN.write(scene(post))
    sent = next_check_in(post)
    assert post.bring(Arrival(arrival.raw, to=post.room.key_of(sent)), scene(post)) is Outcome.HELD
    assert (post.room.reason(), post.everybodys_minutes()) == ("not_addressed", {})


def test_a_mail_that_was_recorded_counts_at_no_other_key(post: Post) -> None:
    arrival = recorded(post)
    sent = next_check_in(post)
    assert post.bring(Arrival(arrival.raw, to=post.room.key_of(sent)), scene(post)) is Outcome.IGNORED
    assert post.everybodys_minutes() == {"Dan": 90}


def test_a_mail_whose_recipient_was_not_signed_is_a_duplicate_at_the_next_months_key(post: Post) -> None:
    arrival = recorded(post, AT_OUTLOOK)
    sent = next_check_in(post, AT_OUTLOOK)
    there = scene(post, AT_OUTLOOK).key.encode()
    raw = replaced(arrival.raw, b"To: " + there, b"To: " + post.room.key_of(sent).encode())
    assert post.bring(Arrival(raw, to=post.room.key_of(sent)), scene(post, AT_OUTLOOK)) is Outcome.IGNORED
    assert post.everybodys_minutes() == {"Dan at Outlook": 90}


def test_a_mail_whose_recipient_was_not_signed_is_held_after_a_week(post: Post) -> None:
    here = scene(post, AT_OUTLOOK)
    raw = outlook(here)
    post.room.watch.now += timedelta(days=8)
    assert post.bring(Arrival(raw), here) is Outcome.HELD
    assert post.room.reason() == "not_addressed"


def questions(post: Post) -> list[str]:
    """The subjects of what was asked about held mail."""
    return [mail.subject for mail in outbox(post.room.database, post.room.made.tenant_id, kind="sender_check")]


def test_one_that_was_late_is_asked_about_once(post: Post) -> None:
    here = scene(post, AT_OUTLOOK)
    late = [outlook(here, words=f"{number}h zoom with Kate in May.") for number in (1, 2)]
    post.room.watch.now += timedelta(days=8)
    assert [post.bring(Arrival(raw), here) for raw in late] == [Outcome.HELD, Outcome.HELD]
    assert questions(post) == ["Was this mail meant for us?"]


def test_a_mail_dated_two_days_ahead_is_asked_about(post: Post) -> None:
    here = scene(post, AT_OUTLOOK)
    raw = outlook(here, Date=format_datetime(here.at + timedelta(days=2)))
    assert post.bring(Arrival(raw), here) is Outcome.HELD
    assert questions(post) == ["Was this mail meant for us?"]


def test_whoever_readdresses_a_mail_that_names_no_recipient_records_nothing(post: Post) -> None:
    """Anybody can write the To of a mail whose signature covers none; its writer is asked."""
    here = scene(post, AT_OUTLOOK)
    raw = outlook(here, afresh=True, to="eve@evil.example", words="9h zoom with Kate on the 12th, what a month!")
    again = replaced(raw, b"eve@evil.example", here.key.encode())
    assert post.bring(Arrival(again, "203.0.113.66", "mx.evil.example", "eve@evil.example"), here) is Outcome.HELD
    assert (post.room.reason(), post.everybodys_minutes()) == ("not_addressed", {})
    assert questions(post) == ["Was this mail meant for us?"]


def test_a_mail_to_another_key_of_ours_is_not_asked_about(post: Post) -> None:
    """Its writer would say that it is theirs: it was, for another month."""
    sent = next_check_in(post)
    assert post.bring(Arrival(DAN.write(scene(post)).raw, to=post.room.key_of(sent)), scene(post)) is Outcome.HELD
    assert questions(post) == []


@pytest.mark.parametrize("case", [DAN, AT_OUTLOOK], ids=lambda case: case.name)
def test_a_mail_to_the_tenants_own_domain_is_recorded(post: Post, case: Case) -> None:
    """It is what stands in From of our own mails."""
    own = f"{post.room.made.slug}.society.example"
    with post.room.database.platform() as session:
        assert claim_domain(session, own, post.room.made.tenant_id, post.room.watch())
    here = scene(post, case)
    there = here.programme.partition("@")[0].upper() + f"@{own}"
    raw = here.mail(to=there, drop=("In-Reply-To", "References"))
    by = {"names": GMAIL} if case is DAN else {"names": OUTLOOK, "key": RSA_2048, "selector": "selector1"}
    arrival = Arrival(signed(raw, here.domain, **by), "192.0.2.25", f"mx.{here.domain}", here.address, there)
    assert post.bring(arrival, here) is Outcome.RECORDED
    assert post.everybodys_minutes() == {case.name: 90}


def test_a_mail_to_another_tenants_domain_leads_nowhere_here(post: Post, database: Database, bounded: Bounded) -> None:
    other = open_post(database, bounded, [DAN])
    with database.platform() as session:
        claim_domain(session, "guild.example", other.room.made.tenant_id, other.room.watch())
    there = other.scenes["Dan"].programme.partition("@")[0] + "@guild.example"
    raw = signed(scene(post).mail(to=there, drop=("In-Reply-To", "References")), scene(post).domain, names=GMAIL)
    assert post.bring(Arrival(raw), scene(post)) is Outcome.HELD
    assert (post.room.reason(), questions(post)) == ("not_addressed", [])


def test_a_mail_that_was_long_under_way_is_recorded_where_its_recipient_was_signed(post: Post) -> None:
    arrival = DAN.write(scene(post))
    post.room.watch.now += timedelta(days=20)
    assert post.bring(arrival, scene(post)) is Outcome.RECORDED


def test_a_mail_to_one_tenant_is_held_at_the_key_of_another(post: Post, database: Database, bounded: Bounded) -> None:
    """The same person is a member of both."""
    other = open_post(database, bounded, [DAN])
    arrival = recorded(post)
    assert other.bring(Arrival(arrival.raw, to=other.scenes["Dan"].key), other.scenes["Dan"]) is Outcome.HELD
    assert other.room.reason() == "not_addressed"
    assert other.everybodys_minutes() == {}


def test_another_members_honest_mail_at_this_members_key_is_held(post: Post) -> None:
    kate = scene(post, AT_OUTLOOK)
    raw = signed(scene(post).mail(sender=kate.address), "outlook.com", names=GMAIL, key=RSA_2048, selector="selector1")
    assert post.bring(Arrival(raw), scene(post)) is Outcome.HELD
    assert post.room.reason() == "other_sender"


def test_a_colleague_who_answers_a_forwarded_check_in_is_held(post: Post) -> None:
    raw = signed(scene(post).mail(sender="Sam <sam@firm.example>"), "firm.example")
    assert post.bring(Arrival(raw), scene(post)) is Outcome.HELD
    assert post.everybodys_minutes() == {}


def test_a_mail_to_an_expired_key_records_nothing(post: Post) -> None:
    arrival = DAN.write(scene(post))
    post.room.watch.now += timedelta(days=200)
    assert post.bring(arrival, scene(post)) is Outcome.REVIEW
    assert (post.room.reason(), post.everybodys_minutes()) == ("key_expired", {})


def test_a_mail_to_key_and_programme_counts_once(post: Post) -> None:
    here = scene(post)
    raw = signed(here.mail(to=f"{here.key}, {here.programme}"), here.domain)
    assert post.bring(Arrival(raw), here) is Outcome.RECORDED
    assert post.bring(Arrival(raw, to=here.programme), here) is Outcome.IGNORED
    assert post.everybodys_minutes() == {"Dan": 90}


def test_a_recipient_that_nobody_signed_leads_nowhere_beside_one_that_was(post: Post) -> None:
    here = scene(post)
    elsewhere = here.mail(to="kate@members.example", drop=("In-Reply-To", "References"))
    raw = f"Cc: {here.key}\r\n".encode() + signed(elsewhere, here.domain, names=("from", "to", "date"))
    assert post.bring(Arrival(raw), here) is Outcome.HELD
    assert post.room.reason() == "not_addressed"
