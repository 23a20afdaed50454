"""What is said of the hosts that take mail."""

from app.language import mark as _
from app.outbound.domain_check.explanation import Explanation
from app.outbound.domain_check.findings import Found

MX = {
    Found.MX_OURS: Explanation(_("Mail to the domain comes to us (%(hosts)s), answers included.")),
    Found.MX_THEIRS: Explanation(
        _(
            "Mail to the domain goes to %(hosts)s and not to us, which is right for your organisation’s own domain. "
            "Replies come to us all the same: they go to an address at %(reply_domain)s."
        )
    ),
    Found.MX_MIXED: Explanation(
        _("Some of the mail to the domain comes to us and some goes to %(hosts)s: senders choose."),
        _(
            "Choose one. For your organisation’s own domain take our records away; for a subdomain that is only for "
            "these mails take the others away."
        ),
    ),
    Found.MX_MISSING: Explanation(
        _("The domain says nowhere who takes its mail. Many receivers refuse mail from such a domain."),
        _("Add this record, and its mail comes to us. Do so only if the domain is used for these mails alone."),
    ),
    Found.MX_NAME_UNKNOWN: Explanation(
        _("Nothing at all is known of %(domain)s."),
        _("Check the spelling, and whether the domain is registered and paid for."),
    ),
    Found.MX_NULL: Explanation(
        _("The domain says (“.”) that it takes no mail. Receivers refuse mail from it."),
        _("Replace the record by this one, and its mail comes to us; or choose a domain that takes mail."),
    ),
    Found.MX_NULL_AND_MORE: Explanation(
        _(
            "One record says (“.”) that the domain takes no mail, others say who does. Receivers may refuse "
            "mail from it."
        ),
        _("Take this record away."),
    ),
    Found.MX_ADDRESS: Explanation(
        _("A record gives an address in numbers, %(host)s, where the name of a host must stand."),
        _("Take this record away, or put the name of the host there."),
    ),
    Found.MX_DEAD_HOST: Explanation(
        _("Mail is to go to %(host)s, and there is no such host."), _("Correct the name, or take this record away.")
    ),
    Found.MX_ALIAS_HOST: Explanation(
        _("%(host)s is an alias of %(target)s. Some servers do not deliver to an alias."),
        _("Put %(target)s there instead."),
    ),
    Found.MX_DOUBLED_HOST: Explanation(
        _("Mail is to go to %(host)s. The provider added your domain to %(meant)s."),
        _("Type the name with a full stop at its end, or as your provider wants names outside of your domain."),
    ),
    Found.MX_WEBSITE: Explanation(
        _(
            "The domain says nowhere who takes its mail, so it goes to the host of the website, which may not "
            "take it. "
            "Some receivers trust such a domain less."
        ),
        _(
            "If the domain is used for these mails alone, add this record, and its mail comes to us. Else ask "
            "whoever "
            "runs your domain."
        ),
    ),
    Found.MX_ALIAS: Explanation(
        _(
            "%(domain)s is an alias (CNAME) of %(target)s. Beside an alias no other record can stand, and "
            "there is none "
            "for mail."
        ),
        _("Choose another subdomain, or take the alias away first."),
    ),
    Found.MX_WILDCARD: Explanation(
        _(
            "Names that do not exist below %(domain)s answer too (a record for *). That makes mistyped records "
            "hard to find."
        ),
        _("Nothing must be done. If nobody knows what the record for * is good for, take it away."),
    ),
}
