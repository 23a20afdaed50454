"""The receipt says what was recorded and promises nothing more (I2)."""

from datetime import date, time

import pytest

from app.outbound.letter.mail import Mail
from app.outbound.mails.receipt import ReceiptFields, receipt
from app.outbound.mails.recorded import STATUS_SENTENCES, RecordedMode, RecordedPartner
from app.outbound.mails.sender import Sender
from app.reading.contract import Status

PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")
MAUDE = Sender("Mentorat Rive-Claire", "Maude Tessier", "514 555-0190")
RECORD = "12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MODES = (RecordedMode("video", 90, (date(2026, 5, 12),)), RecordedMode("email", 30))
KATE = RecordedPartner("Kate Li", 120, MODES)


def _lines(mail: Mail) -> list[str]:
    return mail.text.replace("\N{NO-BREAK SPACE}", "_").split("\n")


def _english(*partners: RecordedPartner) -> list[str]:
    return _lines(receipt(ReceiptFields("en-CA", PRIYA, "Dan", "2026-05", partners)))


def test_a_receipt_reads_as_a_letter() -> None:
    partner = RecordedPartner("Kate Li", 120, MODES, Status.CONTINUING, date(2026, 6, 20), time(18, 30), claimed=True)
    mail = receipt(ReceiptFields("en-CA", PRIYA, "Dan", "2026-05", (partner,), RECORD))
    assert mail.subject == "Your mentoring with Kate Li"
    assert _lines(mail) == [
        "Hello Dan,",
        "",
        "Thank you. This is what was noted:",
        "",
        "May with Kate Li: 2_h – video 1.5_h (12 May), email 0.5_h.",
        "The match continues. Next meeting: 20 June at 6:30_pm.",
        "",
        "The hours are noted and are not confirmed yet.",
        "",
        "Something wrong? Reply and say what.",
        "",
        "Priya Nair",
        "Coordinator, Northfield Mentoring",
        "780-555-0142",
        "",
        f"Record {RECORD}",
        "Keep the line above: with it anyone can check that the record has not been changed.",
        "",
    ]


def test_a_french_receipt_reads_as_a_letter() -> None:
    partner = RecordedPartner("Nadia Haddad", 120, MODES, Status.PAUSED, date(2026, 6, 1), claimed=True)
    mail = receipt(ReceiptFields("fr-CA", MAUDE, "Luc", "2026-05", (partner,), RECORD))
    assert mail.subject == "Votre mentorat avec Nadia Haddad"
    assert _lines(mail) == [
        "Bonjour Luc,",
        "",
        "Merci. Voici ce qui a été noté_:",
        "",
        "Avec Nadia Haddad en mai_: 2_h – visioconférence 1,5_h (12 mai), courriel 0,5_h.",
        "Le jumelage est en pause. Prochaine rencontre_: 1er juin.",
        "",
        "Les heures sont notées; elles ne sont pas encore confirmées.",
        "",
        "Une erreur? Répondez en disant laquelle.",
        "",
        "Maude Tessier",
        "Coordination, Mentorat Rive-Claire",
        "514 555-0190",
        "",
        f"Inscription {RECORD}",
        "Conservez la ligne ci-dessus_: elle permet de vérifier que l’inscription n’a pas été modifiée.",
        "",
    ]


def test_hours_that_need_no_confirmation_are_not_called_unconfirmed() -> None:
    assert "The hours are noted and are not confirmed yet." not in _english(KATE)


def test_no_hours_at_all_are_not_called_unconfirmed() -> None:
    lines = _english(RecordedPartner("Kate Li", 0, (), claimed=True))
    assert "May with Kate Li: 0_h." in lines
    assert "The hours are noted and are not confirmed yet." not in lines


def test_a_total_without_a_mode_stands_alone_or_with_its_days() -> None:
    assert "May with Kate Li: 2_h." in _english(RecordedPartner("Kate Li", 120, (RecordedMode("unspecified", 120),)))
    dated = RecordedMode("unspecified", 75, (date(2026, 5, 1), date(2026, 5, 18)))
    assert "May with Kate Li: 1_h_15_min – 1 May and 18 May." in _english(RecordedPartner("Kate Li", 75, (dated,)))


def test_hours_of_no_mode_beside_others_say_so() -> None:
    modes = (RecordedMode("phone", 30), RecordedMode("unspecified", 60))
    assert "May with Kate Li: 1.5_h – phone 0.5_h, mode not given 1_h." in _english(
        RecordedPartner("Kate Li", 90, modes)
    )


def test_meetings_without_a_day_are_counted() -> None:
    modes = (RecordedMode("in_person", 120, (date(2026, 5, 4),), undated=2), RecordedMode("video", None, undated=1))
    assert (
        "May with Kate Li: 2_h – in person 2_h (4 May and 2 meetings without a date), video (1 meeting without a date)."
    ) in _english(RecordedPartner("Kate Li", 120, modes))


def test_a_mode_of_the_programmes_own_goes_by_its_name() -> None:
    modes = (RecordedMode("site_visit", 60),)
    assert "May with Kate Li: 1_h – site visit 1_h." in _english(RecordedPartner("Kate Li", 60, modes))


def test_news_without_hours_says_only_where_the_match_stands() -> None:
    lines = _english(RecordedPartner("Kate Li", None, (), Status.NOT_STARTED))
    assert lines[4:6] == ["May with Kate Li.", "The match has not started yet."]


@pytest.mark.parametrize("status", Status)
def test_every_status_but_unknown_has_its_sentence(status: Status) -> None:
    assert (status in STATUS_SENTENCES) == (status is not Status.UNKNOWN)


def test_several_partners_have_a_paragraph_each() -> None:
    sam = RecordedPartner("Sam Poe", 60, (RecordedMode("phone", 60),), Status.ENDED)
    assert _english(KATE, sam)[4:8] == [
        "May with Kate Li: 2_h – video 1.5_h (12 May), email 0.5_h.",
        "",
        "May with Sam Poe: 1_h – phone 1_h.",
        "The match has ended.",
    ]


def test_a_partner_of_whom_nothing_was_said_is_left_out() -> None:
    mail = receipt(ReceiptFields("en-CA", PRIYA, "Dan", "2026-05", (KATE, RecordedPartner("Sam Poe", None))))
    assert mail.subject == "Your mentoring with Kate Li and Sam Poe"
    assert "Sam Poe" not in mail.text


def test_a_correction_says_that_the_record_was_corrected() -> None:
    mail = receipt(ReceiptFields("en-CA", PRIYA, "Dan", "2026-05", (KATE,), RECORD, corrected=True))
    assert mail.subject == "Your mentoring with Kate Li"
    assert "Thank you. The record has been corrected and now says:" in mail.text


def test_a_request_for_help_beside_hours_is_answered_in_the_same_mail() -> None:
    mail = receipt(ReceiptFields("en-CA", PRIYA, "Dan", "2026-05", (KATE,), RECORD, help_passed_on=True))
    assert "\nPriya Nair has your request and will get back to you.\n" in mail.text


def test_topics_and_homework_are_told_as_recorded() -> None:
    mail = receipt(
        ReceiptFields(
            "en-CA", PRIYA, "Dan", "2026-05", (KATE,), RECORD, topics=("budget", "pumps"), homework=("read 2",)
        )
    )
    assert "\nTopics: budget; pumps\n\nTo do: read 2\n" in mail.text


def test_without_a_ledger_entry_no_record_is_printed() -> None:
    assert not [line for line in _english(KATE) if line.startswith(("Record", "Keep the line"))]
