"""Amounts that sum up those before them: `2 hours by phone, 1 by Zoom, so 3`."""

from app.reading.claims.claim import Claim
from app.reading.times.amounts import amount_at


def concludes(claim: Claim) -> bool:
    """`… = 3 hours`; `…, so 2` at the end of a sentence; `30 minutes a week, so 2 hours, by phone`."""
    if claim.sentence.mark(claim.first) == "=":
        return True
    amount = amount_at(claim.sentence, claim.amount_at) if claim.has_amount else None
    last = amount is not None and amount.end == len(claim.sentence.tokens)
    rated = any(tag.end <= claim.first for each in ("rate", "every") for tag in claim.sentence.all(each))
    return (last or rated) and claim.sentence.find_within("concludes", claim.amount_at - 1, claim.amount_at) is not None
