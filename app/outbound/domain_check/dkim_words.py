"""What is said of the signature's record."""

from app.language import mark as _
from app.outbound.domain_check.explanation import Explanation
from app.outbound.domain_check.findings import Found

_TAKE_AWAY = _("Take the old record away and add the new one.")

DKIM = {
    Found.DKIM_STANDS: Explanation(_("Our key stands in your domain. The mails can be signed in its name.")),
    Found.DKIM_MISSING: Explanation(
        _("There is no record at %(name)s."),
        _("Add this record. It can take from some minutes to a day until it is seen everywhere."),
    ),
    Found.DKIM_DOUBLED: Explanation(
        _("The record stands at %(place)s. The provider added the domain once more to what was typed."),
        _("Correct the host of the record: type only what the column Host shows here."),
    ),
    Found.DKIM_MISPLACED: Explanation(
        _("The key stands in the wrong place, at %(place)s."),
        _("Correct the host of the record: type what the column Host shows here, with the underscore."),
    ),
    Found.DKIM_OTHER_KEY: Explanation(
        _("At %(name)s stands another key than the one made for this domain here. Signatures could not be checked."),
        _("Take the old record away and add the new one. Copy the value as a whole."),
    ),
    Found.DKIM_CUT_OFF: Explanation(
        _("The key at %(name)s stops half way. Some providers take 255 characters in one piece and drop the rest."),
        _(
            "Copy the value as a whole. If your provider refuses it, use the value in several pieces, which is "
            "shown below."
        ),
    ),
    Found.DKIM_REVOKED: Explanation(
        _("The record at %(name)s has an empty key (p=). That means: this key has been withdrawn."), _TAKE_AWAY
    ),
    Found.DKIM_NO_KEY: Explanation(_("The record at %(name)s holds no key (p=)."), _TAKE_AWAY),
    Found.DKIM_QUOTED: Explanation(
        _("Quotation marks or backslashes stand in the value itself. Receivers take them for a part of it."),
        _("Type the value without them."),
    ),
    Found.DKIM_VERSION: Explanation(_("The record must begin with v=DKIM1, written exactly so."), _TAKE_AWAY),
    Found.DKIM_KEY_TYPE: Explanation(
        _("The record names another kind of key (k=) than ours, which is rsa."), _TAKE_AWAY
    ),
    Found.DKIM_HASH: Explanation(
        _("The record allows only an old kind of signature (h=), which nobody accepts any more."), _TAKE_AWAY
    ),
    Found.DKIM_SERVICE: Explanation(_("The record says (s=) that the key is not for mail."), _TAKE_AWAY),
    Found.DKIM_MALFORMED: Explanation(_("The record at %(name)s cannot be read as a key record."), _TAKE_AWAY),
    Found.DKIM_SEVERAL: Explanation(
        _("Several records stand at %(name)s. Receivers may take any of them."),
        _("Leave only this one there, and take the others away."),
    ),
    Found.DKIM_ALIAS_LOST: Explanation(
        _("%(name)s is an alias (CNAME) of %(target)s, and there is no key."),
        _("Take the alias away and add the record itself."),
    ),
    Found.DKIM_TESTING: Explanation(
        _(
            "The record says (t=y) that the key is only being tried out. Some receivers then do not count the "
            "signature."
        ),
        _("Leave t=y away."),
    ),
}
