"""The whole story in a terminal: May's check-ins, twenty replies, a question, a correction, an hour log, a forgery."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from app.inbound.decision import Reason
from app.inbound.shown.became import Became
from app.inbound.shown.reasons import reason_words
from app.language import hours_words
from app.ledger.models import LedgerEntry
from app.outbound.ways_out.mailbox_folder import SentFile
from app.programmes.mode_words import mode_words
from workers.demo.story_cast import ANSWER, CAST, CORRECTION, PARTS, Part
from workers.demo.story_folder import FOLDERS, story_folder
from workers.demo.story_proof import prove
from workers.demo.story_stage import Stage, stage
from workers.demo.story_voice import COLOURS, Voice

_ZONE = ZoneInfo("America/Edmonton")
_ASKED = datetime(2026, 6, 1, 9, tzinfo=_ZONE)
_FIRST_REPLY = datetime(2026, 6, 2, 8, 10, tzinfo=_ZONE)
_BETWEEN = timedelta(minutes=30)
_LOCALE = "en-CA"
_BRIEFLY = {
    Reason.FACTS: "no hours; the news is noted",
    Reason.UNCLEAR: "one question goes back",
    Reason.LARGE_AMOUNT: "“is that right?” goes back",
    Reason.REQUEST: "a person reads it",
    Reason.OTHER_SENDER: "nothing recorded from it",
    Reason.AUTO_REPLY: "a program wrote it",
    Reason.BOUNCE: "our mail did not arrive",
    Reason.UNSUBSCRIBED: "gets no more mail",
    Reason.UNREADABLE: "its bytes are kept",
}


def tell(out: Path, voice: Voice) -> bool:
    """Tell it all, leaving what it makes below `out`; whether everything came out as told.

    Raises:
        AppError: `out` cannot be used, or the servers cannot be started.

    """
    began = time.monotonic()
    with story_folder(out) as folder:
        voice.line(f"{CAST.name}: {len(CAST.people)} people, {len(CAST.pairs)} matches, one month")
        voice.progress("starting a PostgreSQL of its own ...")
        with stage(folder, _ASKED) as here:
            _ask(here, voice)
            _take_replies(here, voice)
            _answer_question(here, voice)
            _correct(here, voice)
            prove(here, voice, CORRECTION.name)
        _end(folder, voice, time.monotonic() - began)
    return not voice.wrong


def _ask(here: Stage, voice: Voice) -> None:
    voice.heading("1. 1 June 2026, 9:00: May’s check-ins go out")
    asked = here.open_check_ins()
    sent = here.last_mail("checkin", PARTS[0].name)
    voice.line(f"  {asked} mails, each with a secret address to answer to. Dan’s begins:")
    for line in [line for line in sent.text.splitlines() if line.strip()][:2]:
        voice.quiet(f"  | {line}")
    voice.expect(asked == len(CAST.people), f"{asked} were asked instead of {len(CAST.people)}")


def _take_replies(here: Stage, voice: Voice) -> None:
    voice.heading(f"2. 2 June: {len(PARTS)} replies come in over SMTP, and this is what each becomes")
    here.clock.now = _FIRST_REPLY
    for number, part in enumerate(PARTS, start=1):
        voice.progress(f"reading {number} of {len(PARTS)}: {part.name} ...")
        _reply(here, voice, number, part, here.last_mail("checkin", part.name))
        here.clock.pass_by(_BETWEEN)


def _answer_question(here: Stage, voice: Voice) -> None:
    question = here.last_mail("question", ANSWER.name)
    voice.heading("3. Peter answers the question that he was asked")
    for line in _paragraph(question, 2):
        voice.quiet(f"  | {line}")
    _reply(here, voice, len(PARTS) + 1, ANSWER, question)


def _correct(here: Stage, voice: Voice) -> None:
    receipt = here.last_mail("receipt", CORRECTION.name)
    voice.heading("4. Dan reads his receipt, and corrects it by a reply")
    for line in _paragraph(receipt, 2):
        voice.quiet(f"  | {line}")
    here.clock.pass_by(_BETWEEN)
    _reply(here, voice, len(PARTS) + 2, CORRECTION, receipt)
    for line in _paragraph(here.last_mail("receipt", CORRECTION.name), 2):
        voice.quiet(f"  | {line}")


def _paragraph(sent: SentFile, number: int) -> list[str]:
    """A paragraph of a mail, counted from the greeting, which is 0."""
    return sent.text.split("\n\n")[number].strip().splitlines()


def _reply(here: Stage, voice: Voice, number: int, part: Part, sent: SentFile) -> None:
    letter, kept, became = here.reply(part, sent)
    (here.out / "replies" / f"{number:02}-{part.template}.eml").write_bytes(letter.raw)
    colour = COLOURS[became.outcome.value]
    voice.parts(
        (f"  {number:>2}  {part.name:<16} {part.told:<28}", ""),
        (f"{became.outcome.value:<12}", colour),
        (_why(here, kept, became), ""),
    )
    as_told = became.outcome.value == part.becomes and became.reason.value == _told_reason(part)
    voice.expect(as_told, f"{part.template} should be {part.becomes} ({part.reason}), is {became.reason.value}")


def _told_reason(part: Part) -> str:
    """Of a concern nothing is told but that a person reads it (C2)."""
    return "request" if part.reason == "safeguarding" else part.reason


def _why(here: Stage, kept: UUID, became: Became) -> str:
    entered = [_entry(entry) for entry in here.entered(kept)]
    return ", ".join(entered) or _BRIEFLY.get(became.reason) or reason_words(became.reason, _LOCALE)


def _entry(entry: LedgerEntry) -> str:
    length = hours_words(entry.minutes or 0, _LOCALE)
    return f"{mode_words(entry.mode, _LOCALE)} {length}" if entry.mode else f"corrected to {length}"


def _end(out: Path, voice: Voice, seconds: float) -> None:
    voice.line()
    if voice.wrong:
        voice.line(f"{len(voice.wrong)} did not come out as told.", "1;31")
    else:
        voice.line(f"All as told, in {seconds:.0f} s. What it made is in {out.name}/: {', '.join(FOLDERS)}.", "1")
    (out / "story.txt").write_text("\n".join(voice.lines) + "\n", encoding="utf-8")
