"""What is said of a seal or a time stamp that does not hold."""

from app.finding import Fact, Finding, Refusal, Trouble


class BrokenSeal(Refusal):
    """A seal that does not hold; the message says where and how."""


class Untrusted(BrokenSeal):
    """A seal over unchanged bytes, made by somebody whom the given authority does not vouch for."""


class BrokenStamp(BrokenSeal):
    """A time stamp that does not hold, or is over something else."""

    @classmethod
    def of(cls, words: str, **facts: Fact) -> "BrokenStamp":
        """With a sentence and its facts."""
        return cls(Finding(Trouble.CHANGED, words, facts))
