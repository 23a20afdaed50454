"""Files that tell of an erased person: without a relay every mail of ours is one (development), and what people wrote
to the postmaster always is.
"""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from app.erasure.raw_mails import tells_of
from app.erasure.traces import Search


def remove_files(mailbox: Path, mail_ids: Collection[UUID]) -> int:
    """Remove the files of these mails from the folder, after the commit; how many there were."""
    found = [path for mail_id in mail_ids if (path := mailbox / f"{mail_id}.eml").exists()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def telling_files(postmaster: Path, search: Search) -> list[Path]:
    """The mails to the postmaster that have one of the phrases. Removing them is for the operator."""
    if not postmaster.is_dir():
        return []
    return sorted(path for path in postmaster.glob("*.eml") if tells_of(path.read_bytes(), search))
