"""Sessions parted by what is told of some of them: two of four calls on Zoom are two claims of two calls each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reading.claims.claim import Claim
from app.reading.claims.spread.shares import Share


def is_of_several(claim: Claim) -> bool:
    """Whether more than one session is told and counted."""
    return claim.counted and (claim.sessions or 0) > 1


def sessions_left(claim: Claim) -> int:
    """How many of its sessions no share tells of yet."""
    return (claim.sessions or 0) - sum(each.sessions or 0 for each in claim.dealt)


def with_shares(claims: Sequence[Claim], shares: Sequence[tuple[Share, Claim]]) -> list[Claim]:
    """The claims, the last one of several sessions with what is told of some of them. Each share brings its claim."""
    at = next((at for at in reversed(range(len(claims))) if is_of_several(claims[at])), None)
    if at is None:
        return [*claims]
    claim = claims[at]
    left = sessions_left(claim) - sum(share.times or 0 for share, _ in shares)
    dealt = [_of_sessions(told, share.times or left) for share, told in shares]
    return [*claims[:at], replace(claim, dealt=(*claim.dealt, *dealt)), *claims[at + 1 :]]


def _of_sessions(claim: Claim, sessions: int) -> Claim:
    return replace(claim, sessions=sessions, counted=True, each=sessions > 1, each_guessed=False, hedged=False)


def parted(claim: Claim) -> Iterator[Claim]:
    """A claim for each share of the sessions, where lengths are told; else the claim with all its shares."""
    if not claim.dealt:
        yield claim
        return
    shares = [*claim.dealt, *_rest(claim)]
    modes = {each.mode for each in shares}
    whole = replace(claim, dealt=tuple(shares), modes=(modes.pop(),) if len(modes) == 1 else ())
    lengths = [each.minutes is not None for each in shares]
    each_told = claim.each and claim.minutes is not None
    in_all = claim.has_amount and not each_told
    if (in_all and not all(lengths)) or not (any(lengths) or each_told):
        yield whole
        return
    if in_all:
        yield replace(whole, sessions=0, counted=False, total=True, dealt=(), modes=())
    for each in shares:
        yield _with_length(each, claim)


def _rest(claim: Claim) -> list[Claim]:
    left = sessions_left(claim)
    bare = replace(claim, minutes=None, vague="", amount_words="", total=False, days=(), dealt=())
    return [_of_sessions(bare, left)] if left > 0 else []


def _with_length(share: Claim, claim: Claim) -> Claim:
    """The share with the length of each session; open where none is told."""
    told = replace(share, partners=share.partners or claim.partners, modes=share.modes or claim.modes)
    if told.minutes is not None:
        return told
    if claim.each and claim.minutes is not None:
        return replace(told, minutes=claim.minutes, amount_words=claim.amount_words)
    return replace(told, vague=claim.words)
