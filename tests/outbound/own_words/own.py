"""Own words by the names of their passages, as tests write them, and a check-in to say them in."""

from datetime import date

from app.outbound.mails.checkin import CheckinFields
from app.outbound.mails.form import PartnerForm
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.passage import OwnWords
from tests.outbound.mail_samples import PRIYA

DUE = date(2026, 6, 8)
LINES = ("Total hours in May: ", "In person: ", "Email: ")
HOURS = CheckinFields("en-CA", PRIYA, "Dan", "2026-05", DUE, (PartnerForm("Kate Li", LINES),))
"""What somebody with one partner is asked about May."""


def own(kind: str, **words: str) -> OwnWords:
    """What a mail is rendered with when these words are in use."""
    passages = CATALOGUE[kind].by_name
    return OwnWords({passages[name].ours: text for name, text in words.items()})
