"""The form in which a coordinator says how the mails look: read, and checked (U5, I11)."""

from collections.abc import Callable
from dataclasses import dataclass

from app.inbound.bounded import Bounded, ReaderDied, ReaderTimeout
from app.language import mark as _
from app.outbound.letter.look import ACCENT, is_colour
from app.portal.hours_form import Fault, Values
from app.portal.typed import typed
from app.tenants.branding import Wishes
from app.tenants.logo import MOST_BYTES, BadPicture, Picture, picture_from

LONGEST_NAME = 100
LONGEST_PHONE = 40
_FEWEST_DIGITS = 5
_IN_A_NUMBER = frozenset("0123456789 +-./()#x\N{NO-BREAK SPACE}")

Upload = Callable[[int], bytes]
"""Reads at most so many bytes of the file that was handed in; none where there is no file."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed as far as it can be taken, and the faults that stand in its way."""

    wishes: Wishes
    faults: tuple[Fault, ...]


def parse(values: Values, upload: Upload) -> Form:
    """Read the form; the picture is taken apart in a process of its own."""
    name, phone = typed(values, "name", LONGEST_NAME), typed(values, "phone", LONGEST_PHONE)
    name = " ".join(name.split())
    colour = values.get("colour", "").strip().lower() or ACCENT
    faults = [fault for fault in (_name_fault(name), _colour_fault(colour), _phone_fault(phone)) if fault]
    picture = _picture(upload(MOST_BYTES + 1))
    if isinstance(picture, Fault):
        faults, picture = [*faults, picture], None
    chosen = colour if is_colour(colour) and colour != ACCENT else None
    return Form(Wishes(name, chosen, phone, picture, no_logo="no_logo" in values), tuple(faults))


def _name_fault(name: str) -> Fault | None:
    return None if name else Fault("name", _("Write the name under which people know your organisation."))


def _colour_fault(colour: str) -> Fault | None:
    return None if is_colour(colour) else Fault("colour", _("Write the colour as # and six figures, such as #1f5c7a."))


def _phone_fault(phone: str) -> Fault | None:
    enough = sum(letter.isdigit() for letter in phone) >= _FEWEST_DIGITS
    if enough and _IN_A_NUMBER.issuperset(phone):
        return None
    return Fault("phone", _("Write a telephone number; every mail has one, so that people can call you."))


def _picture(raw: bytes) -> Picture | Fault | None:
    if not raw:
        return None
    try:
        with Bounded() as bounded:
            return bounded(picture_from, raw)
    except BadPicture as problem:
        return Fault("logo", str(problem))
    except (ReaderTimeout, ReaderDied):
        return Fault("logo", _("This picture takes too long to read. Take a simpler one."))
