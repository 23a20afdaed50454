"""A paper as the file that leaves the house: the pages in the organisation's look, the record inside, and the seal."""

import json
import re
from pathlib import Path
from typing import Final

from app.exports.bundles.sealed_files import CODE_PATH
from app.exports.checks.paper_file import PAPER
from app.exports.log.paper_code import code_of
from app.exports.sheets.page_setter import pages_of
from app.exports.sheets.setting import UNSHOWN, drawn_code, shown
from app.papers.dress import Dress
from app.papers.facts import Paper
from app.papers.kinds import Kind
from app.papers.sheet import Sheet, sheet
from app.signing.keystore import Seal
from app.signing.pdf import sealed_pdf

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = {Kind.COMPLETION: _HERE / "certificate.typ"}
_LETTER: Final = _HERE / "letter.typ"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")
_NAMES: Final = {Kind.HOURS: "hours-letter", Kind.RECOGNITION: "recognition", Kind.COMPLETION: "certificate"}


def sealed_paper(paper: Paper, dress: Dress, seal: Seal, public_url: str) -> bytes:
    """The sealed PDF. The seal bears the moment at which the paper was made."""
    words = sheet(paper, check_url(public_url, paper))
    return sealed_pdf(seal, pages(paper, words, dress), reason=words.seal.reason, at=paper.made_at)


def previewed_paper(paper: Paper, dress: Dress, public_url: str) -> bytes:
    """The PDF as it would be: it says that it was not issued, and no seal is on it."""
    return pages(paper, sheet(paper, f"{public_url}{CODE_PATH}", is_preview=True), dress)


def check_url(public_url: str, paper: Paper) -> str:
    """The public page that says what we hold about this paper."""
    return f"{public_url}{CODE_PATH}{code_of(paper.digest)}"


def file_name(paper: Paper) -> str:
    """The name of the file without its ending: what it is, whose, and when it was made."""
    who = _UNSAFE.sub("-", paper.holder.member_number).strip("-.") or paper.holder.id.hex[-12:]
    return f"{_NAMES[paper.kind]}-{paper.issuer.slug}-{who}-{paper.made_on.isoformat()}"


def pages(paper: Paper, words: Sheet, dress: Dress) -> bytes:
    """The pages with the paper's record attached, not sealed yet."""
    told = shown(words)
    if UNSHOWN not in json.dumps({**told, "unshown": ""}, ensure_ascii=False):
        told["unshown"] = ""
    inputs = {
        "sheet": json.dumps(told, ensure_ascii=False),
        "accent": dress.accent,
        "logo": json.dumps(list(dress.logo)),
        "logo-width": str(dress.logo_width),
        "record": paper.file_bytes().decode("utf-8"),
        "record-name": PAPER,
        "code": drawn_code(words.seal.check_url),
    }
    return pages_of(inputs, _TEMPLATES.get(paper.kind, _LETTER))
