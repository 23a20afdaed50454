"""What in an hour log a member of staff entered for the member, and whose words stand with it (I11, H7). Pure.

Hours entered by hand stand on no mail: the words of their entry are then a note of whoever entered them, not the
member's. Where they stand on a letter of another organisation, the words name that and say what it confirms. Hours
from a mail that staff had to read keep the words of that mail. An assistant's mail has the assistant's words, and its
evidence names their address as `entered_by`.
"""

from app.exports.log.schema import ClaimRow, LoggedEntry
from app.ledger.drafts import BY_LETTER


def entered_by(entry: LoggedEntry) -> str | None:
    """Who entered it for the member: a membership, or an assistant's address; `None` when the member's own mail did."""
    return entry.body.evidence.entered_by


def own_words(claim: ClaimRow, entry: LoggedEntry) -> str:
    """What the member wrote, empty where nothing is shown or the words are somebody else's."""
    return "" if by_hand(entry) or by_assistant(entry) else claim.words or ""


def note(claim: ClaimRow, entry: LoggedEntry) -> str:
    """What whoever entered the hours by hand noted, or an assistant wrote; empty for all others."""
    return claim.words or "" if by_hand(entry) or by_assistant(entry) else ""


def by_hand(entry: LoggedEntry) -> bool:
    """Whether no mail stands behind an entry: staff entered what they were told."""
    return entered_by(entry) is not None and entry.body.evidence.mail is None


def by_letter(entry: LoggedEntry) -> bool:
    """Whether a letter of another organisation is what an entry stands on (H7); its digest is the letter's."""
    return entry.body.evidence.policy == BY_LETTER


def by_assistant(entry: LoggedEntry) -> bool:
    """Whether somebody whom the member had named answered for them; the verdict names the same address."""
    by = entered_by(entry)
    return by is not None and f"answered by assistant {by}" in entry.body.evidence.verdict
