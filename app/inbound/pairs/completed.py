"""What an answer to our question adds to a pair that was told before. Pure."""

import re
from dataclasses import replace
from typing import Final

from app.inbound.pairs.heard import Writer, others_addresses, pair_heard, since_words, without_addresses
from app.inbound.pairs.names import whole_name
from app.inbound.pairs.said import MENTEE, MENTOR, Missing, PairSaid
from app.inbound.pairs.vocabulary import any_of, folded

_PIECE: Final = re.compile(r"[\n,;!]|\.(?:\s|$)|\s[-\u2013\u2014]\s|\s(?:and|et)\s", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"^(?:(?:it|that|this|her|his|their|the|full|family|last)(?:'s)?\s)*(?:name)?\s*(?:is|'s|:)\s+"
    r"|^(?:it's|c'est|elle s'appelle|il s'appelle|son nom (?:est|complet est))\s+"
)


def completed_pair(pending: PairSaid, text: str, writer: Writer) -> PairSaid:
    """What was told before, with whatever of the missing things the answer says."""
    heard = pair_heard(text, writer) or PairSaid()
    addresses = others_addresses(text, writer)
    said = pending.with_more(replace(heard, several=False))
    said = replace(said, several=len(addresses) > 1 and not pending.email, email=pending.email or said.email)
    if len(addresses) == 1:
        said = replace(said, email=addresses[0], several=False)
    said = replace(said, since=said.since or since_words(text))
    pieces = [piece.strip() for piece in _PIECE.split(without_addresses(text)) if piece and piece.strip()]
    return _with_name(_with_role(said, pieces), pending, pieces)


def _with_role(said: PairSaid, pieces: list[str]) -> PairSaid:
    if said.role:
        return said
    roles = (_role_of(piece, said.name) for piece in pieces)
    return replace(said, role=next((role for role in roles if role), ""))


def _role_of(piece: str, name: str) -> str:
    plain = folded(piece).strip(" .")
    if any_of("me", of="who").fullmatch(plain):
        return MENTOR
    given = folded(name).split()[:1]
    of_other = any_of("other", of="who").fullmatch(plain) or plain.split()[:1] == given
    return MENTEE if of_other and plain else ""


def _with_name(said: PairSaid, pending: PairSaid, pieces: list[str]) -> PairSaid:
    if Missing.NAME not in pending.missing or " " in said.name:
        return said
    names = (whole_name(_LEAD.sub("", folded(piece)) and _behind_lead(piece)) for piece in pieces if not _tells(piece))
    name = next((one for one in names if one), "")
    if not name:
        return said
    alone = " " not in name
    is_family_name = bool(pending.name) and alone and folded(name) != folded(pending.name)
    return replace(said, name=f"{pending.name} {name}" if is_family_name else name, named=alone)


def _behind_lead(piece: str) -> str:
    lead = _LEAD.match(folded(piece))
    return piece[lead.end() :] if lead else piece


def _tells(piece: str) -> bool:
    """Whether it says who is the mentor, or since when, and so is no name."""
    plain = folded(piece).strip(" .")
    of_role = any_of("me", of="who").fullmatch(plain) or any_of("other", of="who").fullmatch(plain)
    return of_role is not None or any_of("since").match(plain) is not None
