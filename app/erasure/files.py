"""Files that hold what an erased person was told: without a relay, every mail of ours is one (development)."""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID


def remove_files(mailbox: Path, mail_ids: Collection[UUID]) -> int:
    """Remove the files of these mails from the folder, after the commit; how many there were."""
    found = [path for mail_id in mail_ids if (path := mailbox / f"{mail_id}.eml").exists()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
