"""The partner is asked what was logged, answers in their own words, and the ledger holds it (H3, I6)."""

import pytest

from app.attestations.outcomes import Outcome as Became
from app.inbound.decision import Outcome
from tests.factories.confirming import LOGGED, NEXT_MORNING, asked, come_due, entries, items, log_hours, stands
from tests.factories.moments import local
from tests.factories.post_room import PostRoom


def test_what_was_logged_is_asked_about_in_one_mail_the_next_morning(cpd_room: PostRoom) -> None:
    log_hours(cpd_room)
    come_due(cpd_room)
    assert cpd_room.sent("attestation") == []
    come_due(cpd_room, NEXT_MORNING)
    (mail,) = cpd_room.sent("attestation")
    assert mail.to_address == cpd_room.made.mentee_email
    assert "1. 12 May, video, 1.5\N{NO-BREAK SPACE}h\n" in mail.text
    assert "3. 26 May, in person, 1\N{NO-BREAK SPACE}h\n" in mail.text
    come_due(cpd_room)
    assert len(cpd_room.sent("attestation")) == 1


def test_where_the_rules_ask_nobody_nobody_is_ever_asked(room: PostRoom) -> None:
    """I12: never in `aset`."""
    log_hours(room)
    come_due(room, NEXT_MORNING)
    assert room.sent("attestation") == []
    assert items(room) == []
    assert {state for _, state in stands(room)} == {"recorded"}


def test_a_yes_confirms_every_entry_on_the_evidence_of_the_mail(cpd_room: PostRoom) -> None:
    assert cpd_room.answer(asked(cpd_room), "yes") is Outcome.RECORDED
    assert cpd_room.reason() == "hours_answered"
    assert stands(cpd_room) == [(90, "attested"), (30, "attested"), (60, "attested")]
    found = entries(cpd_room, "attestation")
    assert [(entry.by_id, entry.by_role, entry.means, entry.item) for entry in found] == [
        (cpd_room.made.mentee_id, "mentee", "mail", number) for number in (1, 2, 3)
    ]
    receipt = cpd_room.latest("attestation_receipt", cpd_room.made.mentee_email)
    assert receipt.text.count("confirmed by you") == 3
    assert f"Record {found[-1].seq}:{found[-1].hash.hex()}" in receipt.text
    assert cpd_room.sent("dispute") == []


def test_the_same_yes_again_enters_nothing(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    cpd_room.answer(mail, "yes")
    cpd_room.watch.pass_by(hours=2)
    cpd_room.answer(mail, "Yes, all correct.")
    assert len(entries(cpd_room, "attestation")) == 3


def test_one_entry_that_differs_is_disputed_and_the_others_are_confirmed(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room), "yes but the 12th was 1 h")
    assert stands(cpd_room) == [(90, "disputed"), (30, "attested"), (60, "attested")]
    to_claimant = cpd_room.latest("dispute", cpd_room.made.mentor_email)
    assert "Kate Li says: 1\N{NO-BREAK SPACE}h" in to_claimant.text
    (to_staff,) = cpd_room.sent("dispute_notice")
    assert "> yes but the 12th was 1 h" in to_staff.text
    (item,) = [one for one in items(cpd_room) if one.outcome == Became.DISPUTED]
    assert item.said_minutes == 60


def test_whoever_logged_it_takes_the_others_figure_over_and_the_partner_is_asked_again(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room), "yes but the 12th was 1 h")
    cpd_room.watch.pass_by(hours=1)
    assert cpd_room.answer(cpd_room.latest("dispute"), "yes") is Outcome.RECORDED
    assert stands(cpd_room) == [(60, "claimed"), (30, "attested"), (60, "attested")]
    come_due(cpd_room, local("2026-06-04 09:00", NEXT_MORNING.tzinfo))  # type: ignore[arg-type]
    again = cpd_room.latest("attestation")
    assert "1. 12 May, video, 1\N{NO-BREAK SPACE}h\n" in again.text
    assert "2." not in again.text
    cpd_room.answer(again, "oui")
    assert stands(cpd_room)[0] == (60, "attested")


def test_whoever_stands_by_their_figure_is_read_by_the_coordinator(cpd_room: PostRoom) -> None:
    cpd_room.answer(asked(cpd_room), "yes but the 12th was 1 h")
    cpd_room.watch.pass_by(hours=1)
    assert cpd_room.answer(cpd_room.latest("dispute"), "No, I am sure it was an hour and a half") is Outcome.REVIEW
    assert stands(cpd_room)[0] == (90, "disputed")
    assert cpd_room.latest("coordinator_help").text


def test_the_partner_who_confirms_after_all_ends_the_dispute(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    cpd_room.answer(mail, "yes but the 12th was 1 h")
    cpd_room.watch.pass_by(hours=1)
    cpd_room.answer(mail, "Sorry, Dan is right: yes to all of them")
    assert stands(cpd_room)[0] == (90, "attested")
    settled = cpd_room.latest("dispute_settled", cpd_room.made.mentor_email)
    assert "Kate Li has confirmed what you logged: 12 May, video, 1.5\N{NO-BREAK SPACE}h." in settled.text
    assert [entry.kind for entry in entries(cpd_room, "dispute")] == ["dispute"]


def test_a_figure_that_was_corrected_meanwhile_is_not_confirmed(cpd_room: PostRoom) -> None:
    """Never a figure that the person was not shown."""
    mail = asked(cpd_room, "1.5h zoom with Kate on 12 May")
    cpd_room.answer(cpd_room.latest("receipt"), "Sorry, I meant 2 hours, not 1.5")
    assert stands(cpd_room) == [(120, "claimed")]
    cpd_room.watch.pass_by(hours=1)
    assert cpd_room.answer(mail, "yes") is Outcome.RECORDED
    assert stands(cpd_room) == [(120, "claimed")]
    assert entries(cpd_room, "attestation") == []
    assert "changed meanwhile to 2\N{NO-BREAK SPACE}h" in cpd_room.latest("attestation_receipt").text
    come_due(cpd_room, local("2026-06-04 09:00", NEXT_MORNING.tzinfo))  # type: ignore[arg-type]
    cpd_room.answer(cpd_room.latest("attestation"), "yes")
    assert stands(cpd_room) == [(120, "attested")]


def test_hours_that_were_taken_out_are_confirmed_by_nobody(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room, "1.5h zoom with Kate on 12 May")
    cpd_room.answer(cpd_room.latest("receipt"), "Sorry, I meant 0 hours, not 1.5")
    assert stands(cpd_room) == [(0, "withdrawn")]
    cpd_room.watch.pass_by(hours=1)
    cpd_room.answer(mail, "yes")
    assert entries(cpd_room, "attestation") == []
    assert "taken out meanwhile" in cpd_room.latest("attestation_receipt").text


def test_a_bare_no_is_asked_about_once_and_a_second_one_is_a_dispute(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room, "1.5h zoom with Kate on 12 May")
    assert cpd_room.answer(mail, "No") is Outcome.ASKED
    assert stands(cpd_room) == [(90, "claimed")]
    cpd_room.watch.pass_by(hours=2)
    assert cpd_room.answer(cpd_room.latest("question"), "no, it just is not right") is Outcome.RECORDED
    assert stands(cpd_room) == [(90, "disputed")]
    assert "Kate Li says: it is not right as it stands" in cpd_room.latest("dispute").text


def test_what_is_clear_counts_at_once_and_the_rest_is_asked(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    assert cpd_room.answer(mail, "1 yes\n2 no\n3 yes") is Outcome.RECORDED
    assert stands(cpd_room) == [(90, "attested"), (30, "disputed"), (60, "attested")]
    assert len(cpd_room.sent("dispute")) == 1
    receipt = cpd_room.latest("attestation_receipt")
    assert "What would be right for “19 May, phone" in receipt.text
    cpd_room.watch.pass_by(hours=1)
    assert cpd_room.answer(receipt, "2 was 20 minutes") is Outcome.RECORDED
    assert stands(cpd_room)[1] == (30, "disputed")
    assert "20\N{NO-BREAK SPACE}min" in cpd_room.latest("dispute", cpd_room.made.mentor_email).text


def test_who_never_met_the_person_is_read_by_the_coordinator(cpd_room: PostRoom) -> None:
    assert cpd_room.answer(asked(cpd_room), "I have never met this person") is Outcome.REVIEW
    assert {state for _, state in stands(cpd_room)} == {"claimed"}


def test_somebody_else_confirms_nothing(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    assert cpd_room.answer(mail, "yes", sender=cpd_room.made.mentor_email) is Outcome.HELD
    assert {state for _, state in stands(cpd_room)} == {"claimed"}


@pytest.mark.parametrize("words", ["oui", "Oui, tout est exact.", "C’est bon, merci", "je confirme"])
def test_a_french_yes_confirms(french_cpd_room: PostRoom, words: str) -> None:
    mail = asked(french_cpd_room, LOGGED)
    assert "12 mai, visioconférence" in mail.text or "12 mai" in mail.text
    french_cpd_room.answer(mail, words)
    assert {state for _, state in stands(french_cpd_room)} == {"attested"}
