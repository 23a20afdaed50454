"""The one-page guide in a bundle: the commands that check it, without a network, by our tool and by others' (X3)."""

from pathlib import Path
from typing import Final

from asn1crypto import x509

from app.exports.bundles.sealed_files import check_url, file_name
from app.exports.log.paper_code import code_of
from app.exports.log.schema import HourLog
from app.signing.certificates import fingerprint

_GUIDES: Final = Path(__file__).parent / "guides"


def guide(log: HourLog, language: str, root: x509.Certificate, public_url: str, *, stamped: bool = False) -> bytes:
    """The guide in English or French (`en`, `fr`): UTF-8, LF, at most 60 lines.

    `stamped`: the bundle has time stamps, and the guide says how they are checked.
    """
    print_ = fingerprint(root)
    half = len(print_) // 2 + 1
    number = f" ({log.member.member_number})" if log.member.member_number else ""
    words = (_GUIDES / f"{language}.txt").read_text("utf-8")
    stamps = (_GUIDES / f"stamps.{language}.txt").read_text("utf-8") if stamped else ""
    return (
        words
        % {
            "stamps": stamps % {"name": file_name(log)},
            "name": file_name(log),
            "member": f"{log.member.name}{number}",
            "organisation": log.tenant.name,
            "made_at": log.made_at,
            "code": code_of(log.digest),
            "page": check_url(public_url, log),
            "fingerprint_1": print_[:half],
            "fingerprint_2": print_[half:],
        }
    ).encode()
