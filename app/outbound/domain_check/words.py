"""What was found, what to do about it and why it matters, in sentences for an office manager."""

from dataclasses import dataclass

from app.language import gettext_for
from app.language import mark as _
from app.outbound.domain_check.dkim_words import DKIM
from app.outbound.domain_check.dmarc_words import DMARC
from app.outbound.domain_check.explanation import Explanation
from app.outbound.domain_check.findings import About, Finding, Found, Verdict
from app.outbound.domain_check.mx_words import MX
from app.outbound.domain_check.spf_words import SPF

NAMES = {
    About.DKIM: _("The signature of your mail (DKIM)"),
    About.DMARC: _("What receivers are asked to do (DMARC)"),
    About.SPF: _("Who may send for you (SPF)"),
    About.MX: _("Where your mail arrives (MX)"),
}

WHY = {
    About.DKIM: _(
        "We sign each mail with a key that is made for your domain. The record lets the receiving side check that the "
        "mail comes from you and that nobody changed it on the way. It also shows us that the domain is yours."
    ),
    About.DMARC: _(
        "It tells receivers what to do with mail in your name that is not proven to be yours. Large mailbox providers "
        "expect it from everybody who sends to many people."
    ),
    About.SPF: _(
        "It lists who may send mail for your domain. Our mail does not depend on it, because its return address is "
        "ours; but some filters look at it all the same, and a broken list harms all of your mail."
    ),
    About.MX: _(
        "Receivers refuse mail from a domain that takes no mail itself. And somebody may write to the address that "
        "they see, rather than reply."
    ),
}

VERDICTS = {
    Verdict.OK: _("Fine"),
    Verdict.TO_DO: _("Worth doing"),
    Verdict.PROBLEM: _("Must be put right"),
    Verdict.UNKNOWN: _("Not known just now"),
}

EXPLAINED = {
    Found.UNREACHABLE: Explanation(
        _("The name servers of the domain did not answer, so nothing is known about this part."),
        _("Nothing, for now. Look again in a few minutes; if it stays so, ask whoever runs your domain."),
    ),
    **DKIM,
    **DMARC,
    **SPF,
    **MX,
}


TAKEN_BY_ANOTHER = _(
    "Another organisation here sends from this domain. Ask whoever runs your domain to take the other key away; "
    "two weeks later it can be yours."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in the reader's language."""

    verdict: str
    found: str
    to_do: str


def said(finding: Finding, locale: str) -> Said:
    """The words for a finding."""
    gettext = gettext_for(locale).gettext
    explained = EXPLAINED[finding.found]
    return Said(
        gettext(VERDICTS[finding.verdict]),
        gettext(explained.found) % finding.details,
        gettext(explained.to_do) % finding.details if explained.to_do else "",
    )
