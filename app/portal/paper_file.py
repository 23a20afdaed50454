"""A letter or certificate as the pages hand it out: sealed and noted, or only to look at (H5)."""

from flask import Response, make_response

from app.db import TenantScope
from app.outbound.letter.paper_dress import dress_of
from app.papers.dress import Dress
from app.papers.facts import Paper
from app.papers.pages import file_name, previewed_paper, sealed_paper
from app.portal.services import services
from app.signing.keystore import open_seal


def handed_out(paper: Paper, dress: Dress) -> Response:
    """The sealed file, to be called after the issue is committed."""
    here = services()
    content = sealed_paper(paper, dress, open_seal(here.settings, here.clock()), here.settings.public_url)
    return _pdf(content, f'attachment; filename="{file_name(paper)}.pdf"')


def looked_at(scope: TenantScope, paper: Paper) -> Response:
    """The file as it would be, without a seal, to be read in the browser."""
    return _pdf(previewed_paper(paper, dress_of(scope), services().settings.public_url), "inline")


def _pdf(content: bytes, disposition: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = disposition
    return response
