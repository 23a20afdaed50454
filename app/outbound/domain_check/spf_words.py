"""What is said of the list of senders."""

from app.language import mark as _
from app.outbound.domain_check.explanation import Explanation
from app.outbound.domain_check.findings import Found

_PUT_IN = _("Put this record in its place.")
_ADD = _("Add this record.")
_REPLACE = _("Replace the record by this one.")

SPF = {
    Found.SPF_NAMES_US: Explanation(_("The list is valid and lets our servers send.")),
    Found.SPF_WITHOUT_US: Explanation(
        _("The list is there and does not name our servers."),
        _("Replace the record by this one. It is the same with %(include)s added."),
    ),
    Found.SPF_MISSING: Explanation(
        _("There is no list."),
        _("Add this record. If others send for you too, a newsletter service for instance, ask them what to add."),
    ),
    Found.SPF_DOUBLED: Explanation(
        _("The list stands in the wrong place, at %(place)s. Receivers look at the domain itself."), _ADD
    ),
    Found.SPF_SEVERAL: Explanation(
        _("There are several lists. Receivers then take none of them, which harms all of your mail."),
        _("Take them away and add this one, which joins them."),
    ),
    Found.SPF_QUOTED: Explanation(
        _("Quotation marks or backslashes stand in the value itself. Receivers take them for a part of it."),
        _("Type the value without them."),
    ),
    Found.SPF_VERSION: Explanation(
        _(
            "There is a record that looks like a list, but it does not begin with v=spf1 and a space. "
            "Receivers pass it over."
        ),
        _PUT_IN,
    ),
    Found.SPF_TERM: Explanation(
        _(
            "Receivers do not understand the part “%(term)s”, and so take the whole list for void. That harms "
            "all of your mail."
        ),
        _(
            "Replace the record by this one, in which that part is put right or, where nobody can tell what "
            "was meant, left out."
        ),
    ),
    Found.SPF_BEHIND_ALL: Explanation(_("%(include)s stands behind “all”, where no receiver looks."), _REPLACE),
    Found.SPF_REFUSES_US: Explanation(_("The list names our servers in a way that does not let them send."), _REPLACE),
    Found.SPF_EVERYBODY: Explanation(_("The list ends in +all: it lets the whole world send in your name."), _REPLACE),
    Found.SPF_NEUTRAL: Explanation(
        _("The list ends in ?all and so says nothing about anybody who is not in it."),
        _REPLACE,
    ),
    Found.SPF_NO_END: Explanation(
        _("The list has no end: it does not say what holds for those who are not in it."),
        _REPLACE,
    ),
    Found.SPF_LOOKUPS: Explanation(
        _(
            "With our servers in it the list takes %(number)s look-ups; receivers give up after ten and take "
            "it for void. "
            "The dearest parts: %(terms)s."
        ),
        _(
            "Take out services that no longer send for you. Or use a subdomain for these mails, such as "
            "mentoring before "
            "your domain: it has a list of its own."
        ),
    ),
    Found.SPF_VOID: Explanation(
        _("%(number)s parts of the list lead nowhere; receivers give up after two. They are: %(names)s."),
        _("Take these parts out, or correct their spelling."),
    ),
    Found.SPF_INCLUDED_LACKS: Explanation(
        _("The list refers to %(include)s, where no single valid list stands. Receivers take all of it for void."),
        _("Correct that part, or take it out if that service no longer sends for you."),
    ),
    Found.SPF_CIRCLE: Explanation(
        _("The list leads back to itself by way of %(include)s. Receivers take all of it for void."),
        _("Take that part out."),
    ),
    Found.SPF_PTR: Explanation(_("The list uses “ptr”, which is slow and which many receivers ignore."), _REPLACE),
}
