"""The mails to staff: their passages, in the order in which they are read."""

from app.language import mark as _
from app.outbound.letter.mail import MailKind
from app.outbound.mails.coordinator_help import REASONS, SUBJECTS, Matter
from app.outbound.own_words.mail_words import TO_STAFF, MailWords, subject
from app.outbound.own_words.passage import Passage

_MATTERS = {
    Matter.HELP: _("When somebody asks for help"),
    Matter.UNDECIDED: _("When a person has to read an answer"),
    Matter.SENDER_IN_DOUBT: _("When it is not certain who wrote"),
    Matter.ENDING: _("When somebody writes that a match ends"),
    Matter.STOPPED_MAIL: _("When somebody wants no more mail"),
    Matter.PAIR: _("When somebody registers a pair that formed elsewhere"),
    Matter.AUDIT_ANSWER: _("When somebody answers an auditor otherwise than recorded"),
    Matter.OUTSIDE_LETTER: _("When somebody sends a letter of another organisation"),
}

COORDINATOR_HELP = MailWords(
    MailKind.COORDINATOR_HELP,
    _("A message for you"),
    _("To the coordinator: a wish for help, an answer to read, the end of a match, no more mail."),
    tuple(
        passage
        for matter in Matter
        for passage in (
            subject(f"subject_{matter}", SUBJECTS[matter], _MATTERS.get(matter, "")),
            Passage(f"reason_{matter}", REASONS[matter], _MATTERS.get(matter, ""), one_line=True),
        )
    ),
    fixed=(
        _("From: %(participant)s (%(email)s)"),
        _("Matched with: %(partners)s"),
        _("Received: %(day)s at %(time)s"),
        _("%(name)s: %(value)s"),
        _("The message:"),
    ),
    always=TO_STAFF,
)

NO_ANSWER = MailWords(
    MailKind.NO_ANSWER,
    _("No answer"),
    _("To the coordinator, when the reminders have brought no answer."),
    (
        subject("subject", _("No answer from %(participant)s about %(month)s")),
        Passage(
            "question_open",
            _(
                "%(participant)s, matched with %(partners)s, has answered the check-in for %(month)s, "
                "but one thing was unclear and our question about it is still open."
            ),
            _("When our question is still open"),
        ),
        Passage(
            "unanswered",
            _("%(participant)s, matched with %(partners)s, has not answered the check-in for %(month)s."),
            _("When there was no answer at all"),
        ),
        Passage(
            "went_out_reminded",
            _("It went out on %(day)s, the last reminder on %(day_reminded)s."),
            _("After a reminder"),
        ),
        Passage("went_out", _("It went out on %(day)s."), _("Without a reminder")),
        Passage(
            "nothing_noted",
            _("No hours have been noted for %(month)s, and no more reminders will go out."),
            spare=frozenset({"month"}),
        ),
        Passage("may_help", _("A short call or a mail of your own may help: %(email)s.")),
    ),
    always=TO_STAFF,
)

DEAD_ADDRESS = MailWords(
    MailKind.DEAD_ADDRESS,
    _("Mail does not arrive"),
    _("To the coordinator, once for each address that our mail does not reach or that wants none of it."),
    (
        subject(
            "subject_complained",
            _("%(participant)s no longer gets our mail"),
            _("When a mail was reported as unwanted"),
        ),
        subject("subject_dead", _("Mail to %(participant)s does not arrive"), _("When it does not arrive")),
        Passage(
            "complained",
            _("%(participant)s, matched with %(partners)s, reported a mail from the programme as unwanted."),
            _("When a mail was reported as unwanted"),
        ),
        Passage(
            "dead",
            _("Our mail to %(participant)s, matched with %(partners)s, does not arrive at %(email)s."),
            _("When it does not arrive; the reason follows"),
        ),
        Passage("stopped", _("No more mail goes to that address. Nothing else has changed.")),
        Passage(
            "ask_whether_wanted",
            _(
                "It may have been a slip. Please ask %(participant)s by phone, "
                "and let the mails go on, on the page below, if they are wanted."
            ),
            _("When a mail was reported as unwanted"),
        ),
        Passage(
            "ask_for_another",
            _("Please ask %(participant)s for an address that works, and correct it on the page below."),
            _("When it does not arrive"),
        ),
    ),
    always=TO_STAFF,
)
