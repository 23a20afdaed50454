"""Files that are handed in stay in memory: none of them ever touches a disk."""

from io import BytesIO
from typing import IO

from flask import Request


class MemoryRequest(Request):
    """A request whose files are kept in memory; how much may come is bounded by MAX_CONTENT_LENGTH."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - the framework's signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()
