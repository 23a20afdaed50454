"""The mail with a letter or a certificate (H5)."""

from datetime import timedelta

from sqlalchemy import select

from app.db import TenantScope
from app.events import PaperIssued
from app.outbound.letter.enclosed import EnclosedPaper
from app.outbound.mails.paper import PaperFields, paper
from app.outbound.outbox import Office, Post
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.reply_address import Purpose
from app.papers.kinds import Kind
from app.papers.models import IssuedPaper
from app.tenants.models import Tenant

ANSWER_LIFE = timedelta(days=90)
PAGE = "/t/{slug}/me/papers"
"""A member's own page of papers."""


def paper_mail(scope: TenantScope, event: PaperIssued, office: Office) -> list[Post]:
    """It goes to whom the paper is about; the file is made and sealed when the mail is sent."""
    issued = scope.session.get_one(IssuedPaper, (scope.tenant_id, event.paper_id))
    parties = parties_of(scope, issued.person_id, issued.programme_id, office)
    silent = issued.kind == Kind.RECOGNITION and not issued.parameters["totals"]
    fields = PaperFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        paper=issued.kind,
        ask_page=_page(scope, office) if silent else "",
    )
    purpose = Purpose(
        kind="none",
        person_id=issued.person_id,
        programme_id=issued.programme_id,
        expires_at=office.clock() + ANSWER_LIFE,
    )
    once = f"paper:{issued.id}"
    return [to_person(parties, paper(fields), once, reply=purpose, enclosed=EnclosedPaper(issued.id))]


def _page(scope: TenantScope, office: Office) -> str:
    slug = scope.session.scalars(select(Tenant.slug).where(Tenant.id == scope.tenant_id)).one()
    return f"{office.public_url}{PAGE.format(slug=slug)}"
