"""All that own words are checked for before they are saved: the mail as such, and how answers to it are read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from markupsafe import escape

from app.inbound.read_back import hours_faults, is_read_right, quoting_faults
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.own_words.checks import faults_of_mail
from app.outbound.own_words.faults import Fault, Why
from app.outbound.own_words.mail_words import EVERY_MAIL, MailWords

_ABOUT_FIGURES = frozenset({MailKind.RECEIPT, MailKind.QUESTION, EVERY_MAIL})
"""Answers to these are held against the figures that stand in them."""
_PLAIN = Mail(MailKind.CHECKIN, "en-CA", "Mail", "", "")


def faults_before_reading(mail: MailWords, words: Mapping[str, str], language: str) -> list[Fault]:
    """What is wrong with the words by themselves."""
    if faults := faults_of_mail(mail, words, language) or quoting_faults(words):
        return faults
    return hours_faults(words, language) if mail.kind in _ABOUT_FIGURES else []


def reading_faults(
    words: Mapping[str, str], mails: Iterable[Mail], in_our_words: Callable[[], Iterable[Mail]]
) -> list[Fault]:
    """What is wrong once `mails` in these words are answered: each passage at fault, else the mail as a whole.

    What is read wrong in our words too, for the names and figures in it, is not theirs to put right.
    """
    if all(map(is_read_right, mails)) or not all(map(is_read_right, in_our_words())):
        return []
    alone = [name for name, text in words.items() if not is_read_right(_alone(text))]
    return [Fault(name, Why.TAKEN_FOR_THEIRS) for name in alone or [""]]


def _alone(text: str) -> Mail:
    return replace(_PLAIN, text=f"{text}\n", html=f"<p>{str(escape(text)).replace(chr(10), '<br />')}</p>")
