"""What a machine's mail says, for what follows from it: delivery reports, complaints, notes of absence. Pure."""

from dataclasses import dataclass

from app.inbound.bounces.report import Action, DeliveryReport, read_report
from app.inbound.decision import Reason
from app.inbound.machines.automatic import Machine, sign_of, sign_without_sender
from app.inbound.machines.left import says_left
from app.inbound.mail.message import Message
from app.inbound.reply import extract_shown

_WITH_REPORT = frozenset({Machine.BOUNCE, Machine.COMPLAINT, Machine.FEEDBACK})
_ENDED = {Action.FAILED: Reason.BOUNCE, Action.DELAYED: Reason.DELAYED, Action.ARRIVED: Reason.DELIVERED}


@dataclass(frozen=True, slots=True)
class MachineMail:
    """A mail that no person wrote: its sort, the report in it, and what an automatic reply says.

    `marked`: not only its words say that it is one. `words` are its subject and its own words; `left`: its owner has
    left, or has another address now. `of_owner`: it came from the very address that we had written to.
    """

    machine: Machine
    marked: bool
    report: DeliveryReport | None = None
    words: str = ""
    left: bool = False
    of_owner: bool = False

    @property
    def speaks(self) -> bool:
        """Whether a person may speak in it all the same: a report has nothing to say but what it reports."""
        return not self.marked or self.machine is Machine.AUTO_REPLY

    @property
    def answers(self) -> bool:
        """Whether a mail of ours may be taken for it, when it comes back; reports come from our own server, too."""
        return self.machine is Machine.AUTO_REPLY

    @property
    def reason(self) -> Reason:
        """Why it is ignored. A report that nothing failed yet, or that all arrived, is no bounce."""
        if self.machine is not Machine.BOUNCE or self.report is None:
            return Reason(self.machine.value)
        actions = {one.action for one in self.report.recipients}
        return next((reason for action, reason in _ENDED.items() if action in actions), Reason.BOUNCE)


def read_machine_mail(message: Message, raw: bytes, null_sender: bool = False) -> MachineMail | None:
    """What the machine behind a mail says; `None` where a person wrote it. `null_sender`: it came from `<>`.

    Raises:
        UnreadableMail: as `read_message` does.

    """
    sign = sign_without_sender(message) if null_sender else sign_of(message)
    if sign is None:
        return None
    machine = sign.machine
    report = read_report(raw) if machine in _WITH_REPORT else None
    words = f"{message.subject}\n\n{extract_shown(message).text}" if machine is Machine.AUTO_REPLY else ""
    return MachineMail(machine, sign.marked, report, words, left=says_left(words))
