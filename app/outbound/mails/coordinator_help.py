"""A message that a coordinator has to look at, with what is known about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.language import mark as _
from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.own_words.passage import OURS, OwnWords


class Matter(StrEnum):
    """Why the message is with the coordinator."""

    HELP = "help"
    UNDECIDED = "undecided"
    SENDER_IN_DOUBT = "sender_in_doubt"
    ENDING = "ending"
    STOPPED_MAIL = "stopped_mail"
    RESUMED_MAIL = "resumed_mail"
    AUDIT_ANSWER = "audit_answer"
    PAIR = "pair"
    OUTSIDE_LETTER = "outside_letter"


SUBJECTS = {
    Matter.HELP: _("%(participant)s asks for help"),
    Matter.UNDECIDED: _("Please read: an answer from %(participant)s"),
    Matter.SENDER_IN_DOUBT: _("Please check: was this %(participant)s?"),
    Matter.ENDING: _("%(participant)s writes that the match ends"),
    Matter.STOPPED_MAIL: _("%(participant)s wants no more mail"),
    Matter.RESUMED_MAIL: _("%(participant)s wants the mails again"),
    Matter.AUDIT_ANSWER: _("%(participant)s did not simply say yes to the auditor"),
    Matter.PAIR: _("%(participant)s tells of a pair: please approve it or not"),
    Matter.OUTSIDE_LETTER: _("%(participant)s sent a letter of another organisation"),
}

REASONS = {
    Matter.HELP: _("%(participant)s has asked for your help and was told that the request is with you."),
    Matter.UNDECIDED: _(
        "This answer from %(participant)s needs a person to read it. No hours were recorded from it so far."
    ),
    Matter.SENDER_IN_DOUBT: _(
        "This mail came in the name of %(participant)s, but we cannot be sure who sent it. "
        "It was kept and nothing was recorded."
    ),
    Matter.ENDING: _("%(participant)s writes that the match has ended or will end. It was noted."),
    Matter.STOPPED_MAIL: _(
        "%(participant)s asked for the mails to stop, and they have stopped. The match itself has not changed."
    ),
    Matter.RESUMED_MAIL: _("%(participant)s had stopped the mails and lets them come again. They go out as before."),
    Matter.AUDIT_ANSWER: _(
        "%(participant)s did not simply say yes to an auditor, who reads the words below. The hours have not changed."
    ),
    Matter.PAIR: _(
        "%(participant)s wants to register a pair that formed elsewhere. Nobody has been asked yet: "
        "approve it on “Pairs”."
    ),
    Matter.OUTSIDE_LETTER: _(
        "%(participant)s sent a letter of another organisation as evidence. Nothing was recorded; it waits for you."
    ),
}


@dataclass(frozen=True, slots=True)
class CoordinatorHelpFields:
    """Who wrote what, and why it is with the coordinator called `first_name`.

    `received_at` is in the programme's own zone. `facts` are pairs of a name and a value, both already in the
    coordinator's language; `words` is what the person wrote, quoted (a long text only at its beginning).
    """

    locale: str
    first_name: str
    programme: str
    matter: Matter
    participant: str
    participant_email: str
    received_at: datetime
    words: str
    partners: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    look: Look = PLAIN


def coordinator_help(fields: CoordinatorHelpFields, own: OwnWords = OURS) -> Mail:
    """Put a message before the coordinator: why, the facts, the words."""
    names = {"participant": fields.participant}
    always = {"first_name": fields.first_name, "programme": fields.programme}
    return render(
        MailKind.COORDINATOR_HELP,
        fields.locale,
        fields,
        own=own,
        headline=own.sentence(fields.locale, SUBJECTS[fields.matter], names, always),
        reason=own.sentence(fields.locale, REASONS[fields.matter], names, always),
    )
