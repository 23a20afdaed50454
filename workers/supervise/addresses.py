"""What a running Mentorpost leaves for the commands in another terminal (`app.config.load_settings`)."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def leave_addresses(path: Path, addresses: Mapping[str, str]) -> None:
    """Write the settings by which it is reached, for our own user alone; on a full disk there are none to be read."""
    partial = path.with_suffix(".partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        partial.write_text(json.dumps(addresses), encoding="utf-8")
        partial.replace(path)
    except OSError:
        remove_addresses(path)


def remove_addresses(path: Path) -> None:
    """Remove what `leave_addresses` wrote, whole or not."""
    for left in (path, path.with_suffix(".partial")):
        with suppress(OSError):
            left.unlink(missing_ok=True)
