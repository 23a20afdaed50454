"""Whom the mails of the gallery are from, to and about: ordinary people, long names, many partners."""

from dataclasses import dataclass, replace
from typing import Final

from app.outbound.letter.look import Look
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a mail, in one language, and what one of them wrote.

    `partners` are those whose hours are asked for, `mentors` those of whom only news is asked.
    """

    locale: str
    sender: Sender
    name: str
    first_name: str
    email: str
    partners: tuple[str, ...]
    mentors: tuple[str, ...]
    named_person: str
    question: str
    choices: tuple[str, ...]
    words: str
    topics: tuple[str, ...]

    def wearing(self, look: Look) -> "Cast":
        """The same people, in another look."""
        return replace(self, sender=replace(self.sender, look=look))


ENGLISH: Final = Cast(
    locale="en-CA",
    sender=Sender("Northfield Mentoring", "Priya Nair", "780-555-0142"),
    name="Dan Roy",
    first_name="Dan",
    email="dan.roy@example.org",
    partners=("Kate Li",),
    mentors=(),
    named_person="Ruth Adeyemi",
    question="Was it half an hour of email in May, or one hour?",
    choices=("half an hour", "one hour"),
    words="1.5h zoom with Kate on the 12th\n\nemails 30 min, or maybe an hour. all good",
    topics=("presenting to the board",),
)
FRENCH: Final = Cast(
    locale="fr-CA",
    sender=Sender("Mentorat Rive-Claire", "Maude Tessier", "514 555-0190"),
    name="Luc Gagnon",
    first_name="Luc",
    email="luc.gagnon@example.org",
    partners=("Nadia Haddad",),
    mentors=(),
    named_person="Solange Bélanger",
    question="Est-ce une demi-heure de courriels en mai, ou une heure?",
    choices=("une demi-heure", "une heure"),
    words="1 h 30 sur Zoom avec Nadia le 12\n\ncourriels 30 min, ou peut-être une heure. tout va bien",
    topics=("présenter devant le conseil",),
)
_LONG: Final = {
    "en-CA": (
        "Association of Professional Engineering Technologists and Technicians of Northern Ontario, Mentoring",
        "Wilhelmina-Alexandrina van der Westhuizen-Featherstonehaugh",
    ),
    "fr-CA": (
        "Programme de mentorat de l’Ordre des technologues professionnels de l’Abitibi-Témiscamingue",
        "Marie-Ève-Joséphine Charbonneau-Desrosiers de la Bruère-Montarville",
    ),
}
_MANY: Final = ("Kate Li", "Sam Ode", "Inès Duarte", "Tomás Reyes", "Noor Rahimi")


def usual(locale: str) -> Cast:
    """One partner, names of a usual length."""
    return FRENCH if locale.startswith("fr") else ENGLISH


def long_names(locale: str) -> Cast:
    """Names that hardly fit on a line of a telephone, and words without a space."""
    cast = usual(locale)
    programme, person = _LONG[cast.locale]
    sender = replace(cast.sender, programme=programme, coordinator=person)
    words = f"{cast.words}\n\nhttps://meet.example.org/{'rendezvous-' * 12}"
    return replace(cast, sender=sender, name=person, first_name=person.split()[0], partners=(person,), words=words)


def many_partners(locale: str) -> Cast:
    """Five whose hours are asked for, and a mentor besides."""
    cast = usual(locale)
    return replace(cast, partners=_MANY, mentors=("Helen Sawchuk",))


CASTS: Final = {"usual": usual, "long": long_names, "many": many_partners}
"""The variants of the gallery, by the name that its address has."""
