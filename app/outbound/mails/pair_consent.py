"""The question to the other of a pair that formed elsewhere: do you agree? In both languages: we know neither (M8)."""

from dataclasses import dataclass
from datetime import date

from app.language import day_and_year, gettext_for, language_of
from app.language import mark as _
from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render

OTHER_LOCALE = {"en": "fr-CA", "fr": "en-CA"}
GREETING = _("Hello %(name)s,")
BELOW = _("The same in English stands below.")
MENTORS_YOU = _("%(person)s takes part in mentoring at %(body)s and wrote to us that they mentor you.")
MENTORS_YOU_SINCE = _(
    "%(person)s takes part in mentoring at %(body)s and wrote to us that they have mentored you since %(day)s."
)
YOU_MENTOR = _("%(person)s takes part in mentoring at %(body)s and wrote to us that you mentor them.")
YOU_MENTOR_SINCE = _(
    "%(person)s takes part in mentoring at %(body)s and wrote to us that you have mentored them since %(day)s."
)
WHAT_FOR = _(
    "Hours of mentoring count for them when both of you can vouch for them. You need not be a member, and you need no "
    "account: everything goes by mail."
)
ASK = _("Reply “yes” if you agree, or “no” if you do not.")
IF_YES = _(
    "If you say yes, we keep your name and this address, the dates, lengths and topics of your meetings as each of you "
    "reports them, and what you answer us. %(body)s sees it, and so may whoever audits these hours."
)
IF_NO = _(
    "If you say no, or nothing by %(day)s, nothing is recorded. We then forget your name and address and do not write "
    "again. Of the address we keep a fingerprint alone, so that you are not asked a second time."
)
SOURCE = _("%(person)s gave us your name and address. Until you answer, we use them for this question alone.")


@dataclass(frozen=True, slots=True)
class PairConsentFields:
    """`person` says that they mentor the reader, or the reader them (`reader_mentors`), since a day or not said when.

    `first_name` is the reader's name as the person wrote it; `answer_by` a local day; `keep_years` how long the body
    keeps what it has on record.
    """

    locale: str
    first_name: str
    person: str
    body: str
    reader_mentors: bool
    since: date | None
    answer_by: date
    keep_years: int
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class ConsentLetter:
    """The letter in one language; `below` announces the one in the other language."""

    language: str
    greeting: str
    opening: tuple[str, ...]
    ask: str
    details: tuple[str, ...]
    below: str


def pair_consent(fields: PairConsentFields) -> Mail:
    """Who says what, what a yes means, what is kept and for how long, and what a no leaves."""
    first, second = fields.locale, OTHER_LOCALE[language_of(fields.locale)]
    letters = (_letter(fields, first, second), _letter(fields, second, first))
    return render(MailKind.PAIR_CONSENT, fields.locale, fields, letters=letters)


def _letter(fields: PairConsentFields, locale: str, other: str) -> ConsentLetter:
    say = gettext_for(locale).gettext
    values = {
        "person": fields.person,
        "body": fields.body,
        "name": fields.first_name,
    }
    since = {"day": day_and_year(fields.since, locale)} if fields.since else {}
    until = {"day": day_and_year(fields.answer_by, locale)}
    kept = gettext_for(locale).ngettext(
        "It is kept for %(num)s year after the last entry. You can stop the mails and have everything of yours erased "
        "before that, by a reply to any mail of ours.",
        "It is kept for %(num)s years after the last entry. You can stop the mails and have everything of yours erased "
        "before that, by a reply to any mail of ours.",
        fields.keep_years,
    ) % {"num": fields.keep_years}
    return ConsentLetter(
        language=language_of(locale),
        greeting=say(GREETING) % values,
        opening=(say(_claim(fields)) % (values | since), say(WHAT_FOR)),
        ask=say(ASK),
        details=(f"{say(IF_YES) % values} {kept}", say(IF_NO) % until, say(SOURCE) % values),
        below=gettext_for(other).gettext(BELOW),
    )


def _claim(fields: PairConsentFields) -> str:
    if fields.reader_mentors:
        return YOU_MENTOR_SINCE if fields.since else YOU_MENTOR
    return MENTORS_YOU_SINCE if fields.since else MENTORS_YOU
