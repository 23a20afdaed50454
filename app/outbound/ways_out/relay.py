"""Handing mail to the relay of `MAIL_URL` by SMTP: connections that are kept and shared, TLS, and clear verdicts."""

import select
import smtplib
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from app.outbound.ways_out.handover import Claimed, NotNow, Refused, Stage, Unreachable
from app.outbound.ways_out.relay_url import RelayUrl, Tls, relay_url

CONNECT_SECONDS: Final = 15
COMMAND_SECONDS: Final = 30
TAKING_SECONDS: Final = 75
"""Exchange holds its answer to a mail back for 30 s, filters take longer; whoever hangs up before it sends twice."""
IDLE_SECONDS: Final = 60.0
"""A connection that has rested so long is not used again: the relay may have closed it."""
CHECKED_AFTER_SECONDS: Final = 5.0
MOST_MAILS: Final = 100
DOWN_SECONDS: Final = 10.0
"""So long nobody tries a relay again that could not be reached."""
PERMANENT: Final = range(500, 600)
_GOING: Final = 421
_TOO_LARGE: Final = 552
_TAKEN: Final = (250, 251)
_GO_AHEAD: Final = (354,)


@dataclass
class _Line:
    """An open connection, and how much it has carried."""

    smtp: smtplib.SMTP
    mails: int = 0
    used_at: float = field(default_factory=time.monotonic)


class Relay:
    """A few SMTP connections for all threads of a process, opened when needed and opened again when lost."""

    def __init__(self, url: str, helo_name: str = "localhost") -> None:
        self.to: RelayUrl = relay_url(url)
        self.helo_name = helo_name
        self._idle: list[_Line] = []
        self._lock = threading.Lock()
        self._down_until = 0.0

    def __call__(self, claimed: Claimed) -> None:
        """Hand one mail to the relay.

        Raises:
            Refused: on a 5xx answer to the recipient or the mail.
            NotNow: on a 4xx answer, or when the line broke; then the mail may have arrived all the same.
            Unreachable: when the relay takes no mail at all for now.

        """
        if not claimed.rcpt_to.isascii():
            raise Refused(f"{self._where} would have to take an address beyond ASCII (RFC 6531)", Stage.RECIPIENT)
        line = self._announced(claimed)
        with self._resting_afterwards(line), _patiently(line.smtp):
            line.smtp.send(_on_the_wire(claimed.content))
            _expect(line.smtp, line.smtp.getreply(), _TAKEN, Stage.CONTENT)

    def _announced(self, claimed: Claimed) -> _Line:
        """A line on which the relay waits for the content.

        A line that had rested may have been closed meanwhile: then nothing has been sent yet, and another is opened.
        """
        line = self._line()
        rested = line.mails > 0
        try:
            with self._resting_afterwards(line, only_refused=True):
                _announce(line.smtp, claimed)
        except NotNow as answer:
            if not rested or isinstance(answer.__cause__, TimeoutError) or not _has_gone(line.smtp):
                raise
            self.close()
            return self._announced(claimed)
        return line

    @contextmanager
    def _resting_afterwards(self, line: _Line, *, only_refused: bool = False) -> Iterator[None]:
        """What becomes of the line: kept where it is known how the conversation stands, else closed."""
        try:
            yield
        except Unreachable:
            _say_goodbye(line)
            raise
        except (Refused, NotNow):
            self._rest(line)
            raise
        except (smtplib.SMTPException, OSError) as error:
            line.smtp.close()
            raise NotNow(f"{self._where} broke off: {error}") from error
        except BaseException:  # a time limit, or the end of the process
            line.smtp.close()
            raise
        if not only_refused:
            self._rest(line)

    def close(self) -> None:
        """Give all resting connections back; the next mail opens another."""
        with self._lock:
            idle, self._idle = self._idle, []
        for line in idle:
            _say_goodbye(line)

    @property
    def _where(self) -> str:
        return f"{self.to.host}:{self.to.port}"

    def _line(self) -> _Line:
        while line := self._resting():
            if _usable(line):
                return line
            line.smtp.close()
        if time.monotonic() < self._down_until:
            raise Unreachable(f"{self._where} could not be reached a moment ago")
        try:
            return _Line(self._open())
        except smtplib.SMTPAuthenticationError as error:
            raise self._down(f"{self._where} refused our user and password: {_said(error)}") from error
        except smtplib.SMTPResponseException as error:
            raise self._down(f"{self._where} did not let us in: {_said(error)}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise self._down(f"{self._where} could not be reached: {error}") from error

    def _down(self, words: str) -> Unreachable:
        self._down_until = time.monotonic() + DOWN_SECONDS
        return Unreachable(words)

    def _resting(self) -> _Line | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _rest(self, line: _Line) -> None:
        """Keep the connection for the next mail, unless it is worn out."""
        line.mails += 1
        line.used_at = time.monotonic()
        if line.mails >= MOST_MAILS:
            _say_goodbye(line)
            return
        with self._lock:
            self._idle.append(line)

    def _open(self) -> smtplib.SMTP:
        to, context = self.to, self._context()
        if to.tls is Tls.WRAPPED:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                to.host, to.port, self.helo_name, timeout=CONNECT_SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(to.host, to.port, self.helo_name, timeout=CONNECT_SECONDS)
        try:
            assert smtp.sock is not None
            smtp.sock.settimeout(COMMAND_SECONDS)
            self._introduce(smtp, context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _introduce(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self.to.tls is Tls.REQUIRED or (self.to.tls is Tls.OPPORTUNISTIC and smtp.has_extn("starttls")):
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        if self.to.user:
            smtp.login(self.to.user, self.to.password)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.to.ca)
        if self.to.tls is Tls.OPPORTUNISTIC:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context


def _announce(smtp: smtplib.SMTP, claimed: Claimed) -> None:
    """Sender, recipient, and that the content comes next (RFC 5321 3.3)."""
    size = f" SIZE={len(claimed.content)}" if smtp.has_extn("size") else ""
    _expect(smtp, smtp.docmd("MAIL", f"FROM:<{claimed.mail_from}>{size}"), _TAKEN, Stage.SENDER)
    _expect(smtp, smtp.docmd("RCPT", f"TO:<{claimed.rcpt_to}>"), _TAKEN, Stage.RECIPIENT)
    _expect(smtp, smtp.docmd("DATA"), _GO_AHEAD, Stage.CONTENT)


@contextmanager
def _patiently(smtp: smtplib.SMTP) -> Iterator[None]:
    """Wait longer for the answer to the whole mail; RFC 5321 4.5.3.2.6 has ten minutes, our lease has two."""
    assert smtp.sock is not None
    smtp.sock.settimeout(TAKING_SECONDS)
    try:
        yield
    finally:
        if smtp.sock is not None:
            smtp.sock.settimeout(COMMAND_SECONDS)


def _expect(smtp: smtplib.SMTP, reply: tuple[int, bytes], codes: tuple[int, ...], stage: Stage) -> None:
    """Go on after one of `codes`; anything else ends the mail, and the conversation is put back to its beginning."""
    code, said = reply
    if code in codes:
        return
    words = f"{code} {said.decode(errors='replace')}"
    if code == _GOING or code < 0:
        raise Unreachable(words, stage)
    with suppress(smtplib.SMTPException, OSError):
        smtp.rset()
    if stage is Stage.SENDER and code != _TOO_LARGE:
        # Our own return path is not taken: the relay is set up for others than us, which a person can mend.
        raise Unreachable(words, stage)
    raise (Refused if code in PERMANENT else NotNow)(words, stage)


def _on_the_wire(content: bytes) -> bytes:
    """Dots at the beginning of lines doubled, and the line of one dot that ends it (RFC 5321 4.5.2)."""
    lines = content if content.endswith(b"\r\n") else content + b"\r\n"
    stuffed = lines.replace(b"\r\n.", b"\r\n..")
    return (b"." if stuffed.startswith(b".") else b"") + stuffed + b".\r\n"


def _said(error: smtplib.SMTPResponseException) -> str:
    words = error.smtp_error
    return f"{error.smtp_code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _alive(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] in _TAKEN
    except (smtplib.SMTPException, OSError):
        return False


def _usable(line: _Line) -> bool:
    """Whether a connection that rested may carry the next mail: not for too long, and the relay is still there."""
    rested = time.monotonic() - line.used_at
    if rested >= IDLE_SECONDS or _has_gone(line.smtp):
        return False
    return rested < CHECKED_AFTER_SECONDS or _alive(line.smtp)


def _has_gone(smtp: smtplib.SMTP) -> bool:
    """Whether the other side has hung up, or said something nobody asked for, which is how it takes its leave."""
    if smtp.sock is None:
        return True
    waiting = select.poll()
    waiting.register(smtp.sock, select.POLLIN)
    return bool(waiting.poll(0))


def _say_goodbye(line: _Line) -> None:
    try:
        line.smtp.quit()
    except (smtplib.SMTPException, OSError):
        line.smtp.close()
