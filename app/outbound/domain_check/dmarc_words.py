"""What is said of the record that asks receivers to act."""

from app.language import mark as _
from app.outbound.domain_check.explanation import Explanation
from app.outbound.domain_check.findings import Found

_PUT_IN = _("Put this record in its place.")

DMARC = {
    Found.DMARC_PASSES: Explanation(
        _("There is one valid record; its policy is “%(policy)s”. Mail that we sign in your name passes it.")
    ),
    Found.DMARC_INHERITED: Explanation(
        _(
            "The record of the domain above, at %(name)s, holds here too; its policy is “%(policy)s”. Mail "
            "that we sign "
            "in your name passes it."
        )
    ),
    Found.DMARC_REFUSES: Explanation(
        _(
            "The policy at %(name)s is “%(policy)s”. Our mail in your name is not signed yet, so it would be "
            "refused or "
            "put among unwanted mail. Until the key stands we keep sending from our own address."
        ),
        _("Leave this record as it is. Add the record of the signature first (see there)."),
    ),
    Found.DMARC_MISSING: Explanation(
        _("There is no record at %(name)s."),
        _(
            "Add this record. It asks for nothing yet and harms no mail. When all of your mail passes, raise it to "
            "p=quarantine."
        ),
    ),
    Found.DMARC_DOUBLED: Explanation(
        _("The record stands at %(place)s. The provider added the domain once more to what was typed."),
        _("Correct the host of the record: type only what the column Host shows here."),
    ),
    Found.DMARC_MISPLACED: Explanation(
        _("The record stands in the wrong place, at %(place)s."),
        _("Move it: its host must be what the column Host shows here, with the underscore."),
    ),
    Found.DMARC_SEVERAL: Explanation(
        _("Several records stand at %(name)s. Receivers then act as if there were none."),
        _("Leave only one there. The first is shown here; keep it, or another of them, and take the rest away."),
    ),
    Found.DMARC_QUOTED: Explanation(
        _("Quotation marks or backslashes stand in the value itself. Receivers take them for a part of it."),
        _("Type the value without them."),
    ),
    Found.DMARC_VERSION: Explanation(
        _("The record must begin with v=DMARC1, written exactly so. As it is, receivers act as if there were none."),
        _PUT_IN,
    ),
    Found.DMARC_SEPARATOR: Explanation(
        _(
            "The parts of the record must be parted by semicolons (;), each written once. As it is, receivers "
            "act as if "
            "there were none."
        ),
        _PUT_IN,
    ),
    Found.DMARC_POLICY: Explanation(
        _("The record must say p=none, p=quarantine or p=reject. As it is, receivers may act as if there were none."),
        _PUT_IN,
    ),
    Found.DMARC_ALIGNMENT: Explanation(_("adkim and aspf can be r or s and nothing else."), _PUT_IN),
    Found.DMARC_REPORTS_ADDRESS: Explanation(
        _(
            "An address for reports (rua or ruf) does not begin with “mailto” and a colon. "
            "No report would be sent there."
        ),
        _PUT_IN,
    ),
    Found.DMARC_REPORTS_REFUSED: Explanation(
        _(
            "Reports are to go to %(host)s, which has not said that it takes them for you. Many senders of reports "
            "then send none."
        ),
        _("Ask %(host)s to add this record, or name an address of your own domain."),
    ),
    Found.DMARC_WATCHES_ONLY: Explanation(
        _(
            "There is one valid record. Its policy is “none”: it asks for nothing, and mail that we sign in "
            "your name "
            "passes it. When all of your mail passes, raise it to p=quarantine."
        )
    ),
}
