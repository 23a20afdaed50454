"""aiosmtpd with our sizes, our words and our limits, over SMTP and over LMTP (RFC 2033).

A mail ends at CR LF . CR LF and nowhere else: other line ends inside it are its content, so nobody smuggles a second
mail in it.
"""

import asyncio
import ssl
from collections import defaultdict

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, syntax

from app.inbound.receive import LARGEST_MAIL_BYTES
from app.outbound.reply_address import Destination
from workers.listener.admission import TOO_MANY, Admission
from workers.listener.xforward import ATTRIBUTES, Forwarded, host_of, told

TOO_LARGE = f"552 5.3.4 The mail is larger than {LARGEST_MAIL_BYTES // 1_000_000} MB; it was not taken"
LONGEST_LINE_BYTES = 1_000_000
LINE_TOO_LONG = f"500 5.5.2 A line of the mail is longer than {LONGEST_LINE_BYTES // 1_000_000} MB; it was not taken"
OUR_WORDS = {"552": TOO_LARGE, "500 Line too long": LINE_TOO_LONG}
NOT_MAIL = "421 4.7.0 This is a mail server"
TOO_EARLY = "554 5.5.1 Commands were sent before they were asked for"
ONLY_RELAYS = "421 4.7.0 Only relays named in TRUSTED_RELAYS may speak LMTP here"
OF_BROWSERS = ("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "DELETE", "PATCH")
LONGEST_COMMAND = 2_000
QUIET_SECONDS = 300.0
LONGEST_TALK_SECONDS = 3600.0
MOST_COMMANDS = {"*": 100_000, "NOOP": 100, "VRFY": 20, "HELP": 20, "EHLO": 100, "HELO": 100, "RSET": 10_000}


class TakenIn(Envelope):
    """One mail under way: where its recipients lead (`None`: to the postmaster), and what a relay told of the peer."""

    def __init__(self) -> None:
        super().__init__()
        self.destinations: list[Destination | None] = []
        self.forwarded = Forwarded()


class Server(SMTP):
    """One conversation."""

    line_length_limit = LONGEST_LINE_BYTES  # mail programs do send lines longer than RFC 5321 allows
    speaks = "SMTP"

    def __init__(
        self,
        handler: object,
        admission: Admission,
        hostname: str,
        tls: ssl.SSLContext | None = None,
        timeout: float = QUIET_SECONDS,
    ) -> None:
        super().__init__(
            handler,
            data_size_limit=LARGEST_MAIL_BYTES,
            enable_SMTPUTF8=True,
            decode_data=False,
            hostname=hostname,
            ident="Mentorpost",
            tls_context=tls,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            command_call_limit=MOST_COMMANDS,
            timeout=timeout,
            loop=asyncio.get_running_loop(),
        )
        # aiosmtpd keeps these for all conversations together, and clears them whenever another begins.
        self.command_size_limits = defaultdict(lambda: LONGEST_COMMAND)
        self.command_size_limit = LONGEST_COMMAND
        # A browser that was sent here must not have the commands in what it posts obeyed.
        self._smtp_methods |= dict.fromkeys(OF_BROWSERS, self._refuse_browser)
        self.admission = admission
        self.host: str | None = None
        self._longest: asyncio.TimerHandle | None = None

    @property
    def is_relay(self) -> bool:
        """Whether the other end is a relay of ours, which may tell of others."""
        return self.host is not None and self.admission.is_relay(self.host)

    @property
    def is_encrypted(self) -> bool:
        """Whether STARTTLS was said and done."""
        return self._tls_protocol is not None

    def refusal(self, host: str) -> str | None:
        """Why a conversation does not begin; `None` where it does, and is counted from now on."""
        return None if self.admission.admit(host) else TOO_MANY

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, unless there are too many. After STARTTLS the same conversation begins anew."""
        if self.host is None:
            host = host_of(transport.get_extra_info("peername"))
            if refused := self.refusal(host):
                assert isinstance(transport, asyncio.Transport)
                transport.write(refused.encode() + b"\r\n")
                transport.close()
                return
            self.host = host
            self._longest = self.loop.call_later(LONGEST_TALK_SECONDS, transport.close)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """End; whoever was not let in was not counted either."""
        if self._longest is None:
            return
        assert self.host is not None
        self._longest.cancel()
        self._longest = None
        self.admission.leave(self.host)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Listen, unless the conversation never began."""
        if self.host is not None:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        """See `data_received`."""
        return super().eof_received() if self.host is not None else None

    def _create_envelope(self) -> TakenIn:
        return TakenIn()

    async def push(self, status: str | bytes) -> None:
        """Say what is wrong and how large a mail or a line may be, where aiosmtpd says only that it is too large."""
        said = status if isinstance(status, str) else status.decode()
        ours = next((words for start, words in OUR_WORDS.items() if said.startswith(start)), said)
        await super().push(self.repeated(ours))

    def repeated(self, answer: str) -> str:
        """SMTP has one answer to a mail."""
        return answer

    @syntax("XFORWARD attribute=value ...")
    async def smtp_XFORWARD(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """A relay of ours says who sent it the mail that follows; anybody else may say nothing of the kind."""
        assert isinstance(self.envelope, TakenIn)
        if not self.is_relay:
            await self.push("550 5.7.0 You are no relay of ours")
        elif self.envelope.mail_from:
            await self.push("503 5.5.1 A mail is under way")
        elif (after := told(self.envelope.forwarded, arg or "")) is None:
            await self.push(f"501 5.5.4 XFORWARD takes {', '.join(ATTRIBUTES)}, each with =value in xtext")
        else:
            self.envelope.forwarded = after
            await self.push("250 2.0.0 OK")

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Take the mail. Where none is expected, what was sent along is not read as commands."""
        assert isinstance(self.envelope, TakenIn)
        if not self.envelope.rcpt_tos and self._is_waiting():
            await self._hang_up(TOO_EARLY)
        else:
            await super().smtp_DATA(arg)

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Encrypt. What was sent along before is of nobody knows whom (CVE-2011-0411), so that ends it."""
        if self.tls_context and (self._is_waiting() or self.is_encrypted):
            await self._hang_up(TOO_EARLY)
        else:
            await super().smtp_STARTTLS(arg)

    async def _refuse_browser(self, _arg: str | None) -> None:
        await self._hang_up(NOT_MAIL)

    def _is_waiting(self) -> bool:
        buffer: bytearray = self._reader._buffer  # type: ignore[attr-defined]  # noqa: SLF001 - shown nowhere else
        return bool(buffer)

    async def _hang_up(self, words: str) -> None:
        await self.push(words)
        self._writer.close()
        assert self._handler_coroutine is not None
        self._handler_coroutine.cancel()


class LmtpServer(Server, LMTP):
    """The same over LMTP, from relays of ours alone: each recipient has an answer of its own after the mail."""

    speaks = "LMTP"

    def refusal(self, host: str) -> str | None:
        """Nobody but a relay speaks LMTP."""
        return super().refusal(host) if self.admission.is_relay(host) else ONLY_RELAYS

    def repeated(self, answer: str) -> str:
        """What aiosmtpd says of a whole mail, once for each recipient (RFC 2033, 4.2)."""
        whole = answer in (TOO_LARGE, LINE_TOO_LONG) and self.envelope is not None and self.envelope.rcpt_tos
        return "\r\n".join([answer] * len(self.envelope.rcpt_tos)) if whole and self.envelope else answer
