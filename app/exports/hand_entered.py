"""What in an hour log a member of staff entered for the member, and whose words stand with it (I11). Pure.

Hours entered by hand stand on no mail: the words of their entry are then a note of whoever entered them, not the
member's. Hours from a mail that staff had to read keep the words of that mail.
"""

from app.exports.schema import ClaimRow, LoggedEntry


def entered_by(entry: LoggedEntry) -> str | None:
    """The membership of whoever entered it for the member; `None` when the member's own mail did."""
    return entry.body.evidence.entered_by


def own_words(claim: ClaimRow, entry: LoggedEntry) -> str:
    """What the member wrote, empty where nothing is shown or the words are somebody else's."""
    return "" if by_hand(entry) else claim.words or ""


def note(claim: ClaimRow, entry: LoggedEntry) -> str:
    """What the staff member noted who entered the hours by hand, empty for all others."""
    return claim.words or "" if by_hand(entry) else ""


def by_hand(entry: LoggedEntry) -> bool:
    """Whether no mail stands behind an entry: staff entered what they were told."""
    return entered_by(entry) is not None and entry.body.evidence.mail is None
