"""Sets pages by typst in a process of its own: `python -m app.exports.sheets.page_setter TEMPLATE`.

Inputs come in and a PDF goes out. Typst remembers what it set, some 200 MB for a thousand entries, and lets go of it
only when its process ends.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import typst

_HERE: Final = Path(__file__).parent
HOUR_LOG: Final = _HERE / "hour_log.typ"
_FONTS: Final = _HERE / "fonts"


def pages_of(inputs: Mapping[str, str], template: Path = HOUR_LOG) -> bytes:
    """The PDF that a template makes of these inputs; it reads nothing but its own folder.

    Raises:
        CalledProcessError: when typst refuses them; its words are on stderr.

    """
    command = [sys.executable, "-m", __name__, str(template)]
    return subprocess.run(command, input=json.dumps(inputs).encode(), stdout=subprocess.PIPE, check=True).stdout


def main() -> None:
    """From stdin to stdout."""
    template = Path(sys.argv[1])
    pdf = typst.compile(
        template,
        root=template.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs=json.load(sys.stdin.buffer),
    )
    assert isinstance(pdf, bytes)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
