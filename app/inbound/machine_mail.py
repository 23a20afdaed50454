"""What a machine's mail says, for what follows from it: delivery reports, complaints, notes of absence. Pure."""

from dataclasses import dataclass

from app.inbound.automatic import Machine, machine_behind
from app.inbound.bounces.report import Action, DeliveryReport, read_report
from app.inbound.decision import Reason
from app.inbound.left import says_left
from app.inbound.message import Message
from app.inbound.reply import extract_shown

_WITH_REPORT = frozenset({Machine.BOUNCE, Machine.COMPLAINT, Machine.FEEDBACK})
_ENDED = {Action.FAILED: Reason.BOUNCE, Action.DELAYED: Reason.DELAYED, Action.ARRIVED: Reason.DELIVERED}


@dataclass(frozen=True, slots=True)
class MachineMail:
    """A mail that no person wrote: its sort, the report in it, and what an automatic reply says.

    `words` are its subject and its own words; `left`: its owner has left, or has another address now.
    """

    machine: Machine
    report: DeliveryReport | None = None
    words: str = ""
    left: bool = False

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


def read_machine_mail(message: Message, raw: bytes) -> MachineMail | None:
    """What the machine behind a mail says; `None` where a person wrote it.

    Raises:
        UnreadableMail: as `read_message` does.

    """
    machine = machine_behind(message)
    if machine is None:
        return None
    report = read_report(raw) if machine in _WITH_REPORT else None
    words = f"{message.subject}\n\n{extract_shown(message).text}" if machine is Machine.AUTO_REPLY else ""
    return MachineMail(machine, report, words, left=says_left(words))
