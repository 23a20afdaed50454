"""Why a mail came to its outcome, as a coordinator reads it: one sentence for each reason, and no more."""

from app.inbound.decision import Reason
from app.language import gettext_for
from app.language import mark as _

SENTENCES: dict[Reason, str] = {
    Reason.FACTS: _("What it says was recorded."),
    Reason.BY_HAND: _("A coordinator read it and entered what it says."),
    Reason.UNCLEAR: _("Something in it is unclear; the writer was asked one question."),
    Reason.ADD_OR_REPLACE: _("There are hours for that month already; the writer was asked whether these are added."),
    Reason.REST_STAYS: _("It changes part of the month’s hours; the writer was asked whether the rest stays."),
    Reason.WHICH_PARTNER: _("It does not say with whom; the writer was asked."),
    Reason.LARGE_AMOUNT: _("It names more hours than usual; the writer was asked whether that is right."),
    Reason.HOW_IT_GOES: _("It says too little of how things stand; the writer was asked how it goes."),
    Reason.OTHER_SENDER: _("It came from an address that is not the member’s own."),
    Reason.TWO_SENDERS: _("It names more than one sender, so nobody can tell who wrote it."),
    Reason.UNKNOWN_SENDER: _("Nobody in the programme has the address it came from."),
    Reason.UNPROVEN_SENDER: _("Nothing proves that it came from the address it names."),
    Reason.WHICH_MEMBER: _("The writer may answer for several members, and nothing says for whom."),
    Reason.SENDER_CONFIRMED: _("The member said that a mail held before was theirs."),
    Reason.SENDER_DENIED: _("The member said that a mail held before was not theirs."),
    Reason.DENIED: _("The member said that it was not theirs; nothing was recorded."),
    Reason.ANSWERED: _("It answers a question that has the same answer already."),
    Reason.HOURS_ANSWERED: _("It says whether hours that somebody else logged are right."),
    Reason.AUDITOR_ANSWERED: _("It answers an auditor’s question; the auditor reads it as it is."),
    Reason.ADDRESS_CONFIRMED: _("The owner of an address said that it counts for the member."),
    Reason.ADDRESS_DENIED: _("The owner of an address said that it is not to count for the member."),
    Reason.ADDRESS_UNCLEAR: _("It answers our question about an address, and says neither yes nor no."),
    Reason.FAILED_SENDER: _("The domain it names as its sender does not vouch for it."),
    Reason.UNCLEAR_HEADERS: _("Its headers are damaged, so nobody can tell who wrote it."),
    Reason.NOT_ADDRESSED: _("Its sender did not address it to where it came."),
    Reason.WITHOUT_KEY: _("It did not come to the reply address of a mail of ours, as your organisation asks."),
    Reason.PAIR_TOLD: _("It registers a pair that formed elsewhere; the other is asked for consent."),
    Reason.PAIR_MISSING: _("It registers a pair that formed elsewhere; the writer was asked for what is missing."),
    Reason.PAIR_UNASKABLE: _("It names somebody for a pair whom we may not ask by mail."),
    Reason.PAIR_AGREED: _("Somebody consents to a pair that a member had told us of."),
    Reason.PAIR_DECLINED: _("Somebody does not consent to a pair that a member had told us of."),
    Reason.PAIR_UNCLEAR: _("It answers our question about a pair, and says neither yes nor no."),
    Reason.PAIR_OVER: _("It answers our question about a pair, which is over."),
    Reason.REQUEST: _("The writer asks for something that a person must answer."),
    Reason.SAFEGUARDING: _("It may tell of a concern for somebody’s safety; the named person was told."),
    Reason.STILL_UNCLEAR: _("We asked within the last hour, and this is unclear again; no second question went out."),
    Reason.EXPLAINED: _("It answers your question about hours that are on record."),
    Reason.INCOMPLETE: _("Hours were recorded that lack what the programme requires; the receipt asked for it."),
    Reason.PROGRAMME_CLOSED: _("The programme it answers is closed."),
    Reason.KEY_EXPIRED: _("It answers a mail that is too old to be answered."),
    Reason.NO_MATCH: _("The writer has no match that it could be about."),
    Reason.AUTO_REPLY: _("A mail program wrote it, not a person."),
    Reason.BOUNCE: _("A mail of ours could not be delivered."),
    Reason.DELAYED: _("A mail of ours has not arrived yet; the other server goes on trying."),
    Reason.DELIVERED: _("A server reports that a mail of ours has arrived."),
    Reason.COMPLAINT: _("A mail of ours was reported as unwanted."),
    Reason.FEEDBACK: _("A provider reports on a mail of ours; nobody complained."),
    Reason.CHALLENGE: _("A program asks us to confirm by hand that a person wrote our mail."),
    Reason.LIST_HOLD: _("A mailing list answered, not a person."),
    Reason.READ_RECEIPT: _("It says only that a mail of ours was opened."),
    Reason.CALENDAR_ANSWER: _("An invitation was accepted or declined by a click, and nothing was written."),
    Reason.LOOP: _("It is our own mail come back, or the same words once more."),
    Reason.UNSUBSCRIBED: _("The writer wants no more mail, and gets none."),
    Reason.RECORD_SENT: _("The writer asked for their record and got it by mail."),
    Reason.LETTER_KEPT: _("It brought a letter of another organisation, which waits for a coordinator."),
    Reason.DUPLICATE: _("The same mail had come before."),
    Reason.DISMISSED: _("A coordinator read it and put it aside."),
    Reason.UNREADABLE: _("It could not be read. Its bytes are kept."),
    Reason.TOO_SLOW: _("Reading it took too long. Its bytes are kept."),
    Reason.FAILED: _("Reading it failed on our side. Its bytes are kept."),
    Reason.ERASED: _("Its writer was erased, and its words with them."),
}


def reason_words(reason: str, locale: str) -> str:
    """The sentence for a stored reason in the reader's language.

    Raises:
        ValueError: when no reason is called that.

    """
    return gettext_for(locale).gettext(SENTENCES[Reason(reason)])
