"""The subjects that our mails to participants have, as a company's mail administrator meets them; no name in them."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from jinja2 import meta

from app.db import TenantScope
from app.language import LANGUAGES
from app.outbound.letter.mail import MailKind
from app.outbound.letter.render import environment_for
from app.outbound.own_words.stored import own_words
from app.outbound.pacing.occasions import OCCASIONS, Occasion
from app.programmes.models import Programme
from app.tenants.access import organisation_name

ANY: Final = "…"
"""What stands in a subject in place of somebody's name."""
_CONFIDENTIAL: Final = frozenset({MailKind.SAFEGUARDING_NOTICE, MailKind.SAFEGUARDING_RECEIPT})
"""Nobody learns from this list which mail tells of a concern (C2)."""


class _Filled(dict[str, str]):
    """The fields that may be shown; any other is left open."""

    def __missing__(self, name: str) -> str:
        return ANY


def subjects_seen(scope: TenantScope, programme: Programme) -> tuple[str, ...]:
    """Each once, in every language that we write, in the programme's own words where it has some."""
    fields = _Filled(programme=programme.name, organisation=organisation_name(scope))
    always = {"programme": programme.name, "first_name": ANY, "coordinator": ANY, "phone": ANY}
    found = [
        own.sentence(language, ours, fields, always)
        for language in LANGUAGES
        for kind in OCCASIONS
        if kind not in _CONFIDENTIAL and OCCASIONS[kind] is not Occasion.STAFF
        for own in (own_words(scope, programme.id, kind, language),)
        for ours in _sentences(f"{kind}/subject.txt")
    ]
    return tuple(dict.fromkeys(found))


@cache
def _sentences(template: str) -> tuple[str, ...]:
    """Our English sentences in a template and in those that it includes."""
    return tuple(dict.fromkeys(_written_in(template)))


def _written_in(template: str) -> Iterator[str]:
    environment = environment_for("en")
    assert environment.loader
    source = environment.loader.get_source(environment, template)[0]
    for included in meta.find_referenced_templates(environment.parse(source)):
        if included:
            yield from _written_in(included)
    for _line, _function, found in environment.extract_translations(source):  # type: ignore[attr-defined]
        yield found if isinstance(found, str) else found[0]  # a sentence with fields has a place for each behind it
