"""A bundle's packing: a ZIP in one spelling, so that the same files are the same bytes (APPNOTE 6.3.3, method 0).

Nothing is compressed: what a compressor writes depends on its version, and the large files are compressed within.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from app.exports.log.log_file import MOST_BYTES

MOST_FILES: Final = 64
_HEADER: Final = 30  # bytes of a local header before its name and its extra field, whose lengths end it
_LENGTHS: Final = struct.Struct("<HH")
_LENGTHS_AT: Final = 26
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


class NotABundle(ValueError):
    """Bytes that cannot be unpacked; the message says why, in English."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in the order given."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(info, content)
    return written.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Name -> content in the order of the archive, whoever packed it; bounded in number and size.

    Raises:
        NotABundle: when it is no ZIP, damaged, encrypted, holds a name twice, or is larger than any bundle of ours.

    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_excess(listed)
            return {info.filename: _content(archive, info, data) for info in listed}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise NotABundle(str(error)) from error


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> bytes:
    """What a file holds, also where its checksum says that it was changed: the manifest tells that better."""
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError):  # bz2 says it with an OSError
        if info.compress_type != zipfile.ZIP_STORED:
            raise NotABundle(f"{info.filename} in it is damaged") from None
    begins = info.header_offset + _HEADER + sum(_LENGTHS.unpack_from(data, info.header_offset + _LENGTHS_AT))
    return data[begins : begins + info.file_size]


def _refuse_excess(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_FILES:
        raise NotABundle(f"it holds {len(listed)} files")
    if sum(info.file_size for info in listed) > MOST_BYTES:
        raise NotABundle(f"its files come to more than {MOST_BYTES // 1024**2} MB")
    names = [info.filename for info in listed]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise NotABundle(f"it holds {twice[0]} twice")
