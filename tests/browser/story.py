"""A tenant with something on every page: hours, a held reply, a question, silence, a concern, a wish for help."""

from dataclasses import dataclass
from uuid import UUID

from app.db import Database, TenantScope
from app.inbound.bounded import Bounded
from app.inbound.services import Services
from app.outbound.outbox import Office
from app.programmes.addresses import Way, confirm_address, name_address, people_at
from tests.browser.site import Site
from tests.factories.asking import REPLY_DOMAIN, ask
from tests.factories.letters import written
from tests.factories.listening import nobody
from tests.factories.moments import Watch
from tests.factories.post_room import ANSWERED_ON, ASKED_ON, PostRoom
from tests.factories.tenants import add_match, add_person, make_tenant
from tests.factories.zone import ZONE

PAIRS = (
    ("Helen Sawchuk", "Tomas Reyes"),
    ("Lena Fournier", "Maya Chen"),
    ("Noor Rahimi", "Ines Duarte"),
    ("Omar Haddad", "Zoe Martin"),
)

WORDS = {
    "en-CA": {
        "hours": "We met twice, 1.5h zoom on 12 May and 45 min by phone. Emails maybe 30 min. All good.",
        "held": "2h zoom with Kate on 19 May, all good",
        "unclear": "A few hours here and there.",
        "concern": "I do not feel safe. My mentor touched me and threatened me.",
        "help": "1 hour by phone. Could you please call me? I cannot reach Maya any more.",
    },
    "fr-CA": {
        "hours": "1,5 h sur Zoom le 12 mai et 45 min au téléphone. Courriels 30 min. Tout va bien.",
        "held": "2 h sur Zoom avec Kate le 19 mai, tout va bien",
        "unclear": "Quelques heures par-ci par-là.",
        "concern": "Je ne me sens pas en sécurité. Mon mentor m’a touchée et menacée.",
        "help": "1 heure au téléphone. Pouvez-vous m’appeler? Je n’arrive plus à joindre Maya.",
    },
}


@dataclass(frozen=True)
class Story(Site):
    """The site with the mail that is held, and the one that is a concern."""

    held_id: UUID
    concern_id: UUID


NAMED = {
    "en-CA": ("oakridge", "Oakridge Association of Engineering Technologists"),
    "fr-CA": ("rivesud", "Association des technologues de la Rive-Sud"),
}
"""What the organisations in the pictures are called; there can be one of each in a database."""


def told(database: Database, reader: Bounded, locale: str, *, named: bool = False) -> Story:
    """Everybody has been asked about May; some have answered. `named`: as the organisation of the pictures."""
    room = _opened(database, reader, locale, *(NAMED[locale] if named else (None, None)))
    made, words = room.made, WORDS[locale]
    mentor = room.check_in(made.mentor_email)
    for name, said in (("helen", "hours"), ("omar", "unclear"), ("lena", "help"), ("ines", "concern")):
        room.answer(room.check_in(f"{name}@{made.slug}.example"), words[said])
    raw = written(
        words["held"],
        sender="Dan Roy <dan.roy@home.example>",
        to=room.key_of(mentor),
        subject=f"Re: {mentor.subject}",
        at=room.watch(),
        in_reply_to=mentor.message_id,
    )
    (held_id,) = room.take(raw, room.key_of(mentor))
    room.process(held_id)
    return Story(room, locale, held_id, _concern(room))


def _concern(room: PostRoom) -> UUID:
    return next(outcome.received_mail_id for outcome in room.outcomes() if outcome.restricted)


def _writes_otherwise(scope: TenantScope, slug: str) -> None:
    """Helen writes from a second address, too, and has asked Sam to answer for her."""
    (helen,) = people_at(scope, f"helen@{slug}.example")
    own = name_address(scope, helen, Way.OWN, "helen.sawchuk@home.example", ASKED_ON)
    confirm_address(scope, own, ASKED_ON)
    name_address(scope, helen, Way.ASSISTANT, "sam.lee@office.example", ASKED_ON, name="Sam Lee")


def _opened(database: Database, reader: Bounded, locale: str, slug: str | None, name: str | None) -> PostRoom:
    """Five pairs, asked on the first of June; it is the evening after."""
    made = make_tenant(database, locale=locale, slug=slug, name=name)
    with database.tenant(made.tenant_id) as scope:
        for number, (mentor, mentee) in enumerate(PAIRS, start=1):
            people = {
                add_person(
                    scope,
                    name,
                    f"{name.split()[0].lower()}@{made.slug}.example",
                    locale,
                    f"M-{10 * number + (role == 'mentee')}",
                ): role
                for name, role in ((mentor, "mentor"), (mentee, "mentee"))
            }
            add_match(scope, made.programme_id, made.rules_id, people)
        _writes_otherwise(scope, made.slug)
    ask(database, made.tenant_id, ASKED_ON)
    watch = Watch(ANSWERED_ON)
    return PostRoom(database, made, Services(database, Office(REPLY_DOMAIN, watch), reader, nobody, ZONE), watch)
