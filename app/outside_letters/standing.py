"""Where a letter stands."""

from enum import StrEnum


class Standing(StrEnum):
    """It waits for a coordinator, hours were entered on it, or it was declined."""

    WAITING = "waiting"
    ENTERED = "entered"
    DECLINED = "declined"
