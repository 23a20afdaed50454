"""The mails to participants: their passages, in the order in which they are read."""

from app.language import mark as _
from app.outbound.letter.mail import MailKind
from app.outbound.own_words.mail_words import EVERY_MAIL, TO_STAFF, MailWords, subject
from app.outbound.own_words.passage import Passage

_NEWS = _("To those who are only asked how it goes")
_BOTH = _("To those of whom both is asked")
_IN_TIME = _("As long as the day has not passed")
_TOO_LATE = _("When the day has passed")
_PHONE = _("Where the coordinator’s phone number is known")
_NO_PHONE = _("Where no phone number is known")
_CORRECTED = _("When an earlier record was corrected")
_NOTED = _("When something is noted for the first time")
_CONVERSATION = _("A conversation that has begun keeps its subject, else mail programs would tear it apart.")
_PRIVACY = _(
    "What you write comes to me and is not passed on to %(partners)s. What you talk about together stays between you."
)

IN_EVERY_MAIL = MailWords(
    EVERY_MAIL,
    _("Subject, greeting and signature"),
    _(
        "Around the mails in this list. The check-in and all that follows it share one subject, "
        "so that a year of mails reads as one conversation."
    ),
    (
        subject(
            "subject",
            _("Your mentoring with %(partners)s"),
            _("To those with up to three partners"),
            advice=_CONVERSATION,
        ),
        subject("subject_many", _("Your place in %(programme)s"), _("To all others"), advice=_CONVERSATION),
        Passage("greeting", _("Hello %(name)s,"), _("Where the first name is known"), one_line=True),
        Passage("greeting_nameless", _("Hello,"), _("Where no first name is known"), one_line=True),
        Passage(
            "role",
            _("Coordinator, %(programme)s"),
            _("Below the coordinator’s name"),
            one_line=True,
        ),
    ),
    fixed=(_("To get no more mail from %(programme)s, reply “stop”."),),
    always=TO_STAFF,
)

CHECKIN = MailWords(
    MailKind.CHECKIN,
    _("Check-in"),
    _("Once a month to everyone with a running match: the question about the month before."),
    (
        Passage(
            "ask_hours",
            _(
                "How much time did you spend with %(partners)s in %(month)s? "
                "Fill in the lines, or just answer in your own words."
            ),
            _("To those whose hours are asked for, before the lines to fill in"),
        ),
        Passage(
            "ask_standing",
            _(
                "How do things stand: does the match continue, is it on hold, is it finished? "
                "If the next meeting is set, tell me the day."
            ),
            _("To those whose hours are asked for, after the lines to fill in"),
            advice=_("As long as you ask here whether the match continues, a mere “yes” is understood."),
        ),
        Passage(
            "ask_news",
            _(
                "How is it going with %(mentors)s? Did you meet in %(month)s, will you carry on, "
                "and when is your next meeting? A sentence or two is enough."
            ),
            _NEWS,
        ),
        Passage(
            "due",
            _("Please reply by %(day)s. “Nothing in %(month)s” is a good answer too."),
            spare=frozenset({"month"}),
        ),
        Passage("privacy", _PRIVACY),
    ),
)

REMINDER = MailWords(
    MailKind.REMINDER,
    _("Reminder"),
    _("To everyone who has not answered the check-in, after the days that the programme’s rules give."),
    (
        Passage(
            "ask_hours",
            _(
                "I have not heard from you about %(month)s yet. One line is enough: "
                "your hours with %(partners)s, or “nothing in %(month)s”."
            ),
            _("To those whose hours are asked for, before the lines to fill in"),
        ),
        Passage(
            "ask_news",
            _(
                "I have not heard from you about %(month)s yet. One line is enough: "
                "how it is going with %(mentors)s, and when you meet next."
            ),
            _NEWS,
        ),
        Passage("ask_news_too", _("And how is it going with %(mentors)s?"), _BOTH),
        Passage(
            "due",
            _("Please reply by %(day)s. If your answer is already on its way, thank you: there is nothing more to do."),
            _IN_TIME,
        ),
        Passage(
            "overdue",
            _(
                "Please reply when you can. If your answer is already on its way, thank you: "
                "there is nothing more to do."
            ),
            _TOO_LATE,
        ),
        Passage("privacy", _PRIVACY),
    ),
)

RECEIPT = MailWords(
    MailKind.RECEIPT,
    _("Receipt"),
    _("To whoever answered, as soon as something was recorded; also when you entered it for them."),
    (
        Passage("corrected", _("Thank you. The record has been corrected and now says:"), _CORRECTED),
        Passage("noted", _("Thank you. This is what was noted:"), _NOTED),
        Passage("entered_by", _("%(name)s entered this for you."), _("When somebody entered it for the person")),
        Passage("answered_by", _("%(name)s answered this for you."), _("When an assistant answered for the person")),
        Passage(
            "help",
            _("%(coordinator)s has your request and will get back to you."),
            _("When the person asked for help"),
            spare=frozenset({"coordinator"}),
        ),
        Passage("amend", _("Something wrong? Reply and say what.")),
    ),
    fixed=(
        _("%(month)s with %(partner)s"),
        _("%(month)s with %(partner)s: %(hours)s"),
        _("You told us of %(hours)s. The hours themselves are taken from your mentor’s answer."),
        _("Topics: %(topics)s"),
        _("To do: %(homework)s"),
        _("Asked to confirm the hours: %(names)s."),
        _("The hours are noted and are not confirmed yet."),
        _("Record %(record)s"),
        _("Keep the line above: with it anyone can check that the record has not been changed."),
    ),
)

QUESTION = MailWords(
    MailKind.QUESTION,
    _("Question"),
    _("To whoever answered, when one thing is unclear and nothing was recorded. The question itself stays as it is."),
    (
        Passage(
            "unclear",
            _("Thank you. One thing is not clear to us, so nothing has been recorded from your answer yet."),
        ),
        Passage("choose", _("You can answer with one of these:"), _("Before answers to choose from")),
        Passage(
            "who_reads",
            _("Your reply goes to the programme, where %(coordinator)s can read it."),
            spare=frozenset({"coordinator"}),
        ),
    ),
    fixed=(_("You wrote:"),),
)

PASSED_ON = MailWords(
    MailKind.PASSED_ON,
    _("With the coordinator"),
    _("To whoever wrote something that a person has to read."),
    (
        Passage(
            "who_has_it",
            _("Thank you for your message. It is with %(coordinator)s, who will read it and get back to you."),
            spare=frozenset({"coordinator"}),
        ),
        Passage("no_hours", _("No hours have been recorded from it so far.")),
        Passage("urgent", _("If it is urgent, call %(phone)s."), _PHONE),
    ),
)

HOURS_ASKED = MailWords(
    MailKind.HOURS_ASKED,
    _("Question about hours on record"),
    _(
        "To a participant, when a coordinator asks about hours that are worth a look. "
        "The question is written each time."
    ),
    (
        Passage("opening", _("I have a question about hours on your record. Nothing on it has been changed.")),
        Passage("answer", _("A line in reply is enough. It comes to me.")),
    ),
)

SAFEGUARDING_RECEIPT = MailWords(
    MailKind.SAFEGUARDING_RECEIPT,
    _("A concern has arrived"),
    _("To whoever told us of a safeguarding concern. Where to call in danger stays as it is."),
    (
        subject("subject", _("Your message has arrived")),
        Passage(
            "who_has_it",
            _("Thank you for writing. Your message has gone to %(named_person)s and to no one else."),
        ),
        Passage(
            "what_follows",
            _(
                "%(named_person)s is responsible for the safety of everyone in %(programme)s "
                "and has been asked to get in touch with you today."
            ),
            spare=frozenset({"programme"}),
        ),
        Passage("call", _("You can also call %(named_person)s: %(phone)s."), _("Where their phone number is known")),
    ),
    fixed=(_("If you or someone else is in danger now, call your local emergency number."),),
    always=("first_name", "programme", "named_person"),
)

CLOSED_PROGRAMME = MailWords(
    MailKind.CLOSED_PROGRAMME,
    _("The programme has ended"),
    _("To whoever writes after the programme has ended, once a week at most."),
    (
        subject("subject", _("%(programme)s has ended")),
        Passage(
            "ended",
            _(
                "%(programme)s ended on %(day)s, and your mail came after that. "
                "It was kept, but no hours were recorded from it."
            ),
        ),
        Passage(
            "missing_call",
            _("If hours are still missing, or you want to join a new programme, call %(coordinator)s at %(phone)s."),
            _PHONE,
            spare=frozenset({"coordinator"}),
        ),
        Passage(
            "missing_ask",
            _("If hours are still missing, or you want to join a new programme, ask %(coordinator)s."),
            _NO_PHONE,
            spare=frozenset({"coordinator"}),
        ),
    ),
)

EXPIRED_KEY = MailWords(
    MailKind.EXPIRED_KEY,
    _("An old address"),
    _("To whoever answers a mail of ours that is too old, once a week at most."),
    (
        subject("subject", _("Your mail came to an old address")),
        Passage(
            "old_address",
            _(
                "You answered one of our older mails. Its reply address worked until %(day)s. "
                "What you wrote was kept, but nothing was recorded from it."
            ),
        ),
        Passage(
            "again",
            _("Please send it again: answer the latest mail from %(programme)s, or write to %(address)s."),
            spare=frozenset({"programme"}),
        ),
    ),
)

UNSUBSCRIBED = MailWords(
    MailKind.UNSUBSCRIBED,
    _("No more mail"),
    _("To whoever replied “stop”, as a confirmation."),
    (
        subject("subject", _("No more mail from %(programme)s")),
        Passage("stopped", _("As you asked, %(programme)s sends no more mail to %(address)s.")),
        Passage(
            "rest",
            _(
                "Everything else stays as it is, the hours recorded so far included. "
                "%(coordinator)s knows that the mails have stopped."
            ),
            spare=frozenset({"coordinator"}),
        ),
        Passage("again", _("If you want the mails again, write to %(address)s.")),
    ),
)
