"""Hours and minutes of a reading as plain numbers, for assertions."""

from app.reading.contract import Reading


def total(reading: Reading) -> float | None:
    """Decimal hours to two places; None where none are claimed."""
    return None if reading.hours is None else round(float(reading.hours.total), 2)


def by_mode(reading: Reading) -> dict[str, float]:
    return (
        {} if reading.hours is None else {mode: round(float(part), 2) for mode, part in reading.hours.by_mode.items()}
    )


def lengths(reading: Reading) -> list[int | None]:
    """Minutes of each meeting, in order."""
    return [meeting.minutes for meeting in reading.meetings]
