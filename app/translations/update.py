"""Bring `messages.po` up to the sentences in the code and the templates: `python -m app.translations.update`.

New sentences come in without French, sentences that are gone go out. A test names each one that lacks its French.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.language import TRANSLATIONS

APP = TRANSLATIONS.parent
FRENCH = TRANSLATIONS / "fr" / "LC_MESSAGES" / "messages.po"
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.txt", "jinja2"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.mjml", "jinja2"),
]
OPTIONS = {method: {"trimmed": "true"} for method, kind in METHODS if kind == "jinja2"}
HEADER = """\
# French (Canadian) sentences of Mentorpost; English is the source and needs no file.
msgid ""
msgstr ""
"Project-Id-Version: Mentorpost\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def sentences(folder: Path = APP) -> Catalog:
    """Every sentence marked for translation below a folder, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(folder, method_map=METHODS, options_map=OPTIONS)
    for file, _line, message, comments, context in found:
        catalogue.add(message, None, [(f"{folder.name}/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def french(file: Path = FRENCH) -> Catalog:
    """The sentences as translated so far."""
    with file.open("rb") as source:
        return read_po(source, locale="fr", charset="utf-8")


def updated(translated: Catalog, current: Catalog) -> str:
    """The file that holds just the current sentences, each with the French it had."""
    translated.update(current, no_fuzzy_matching=True)
    body = BytesIO()
    write_po(body, translated, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return HEADER + body.getvalue().decode().lstrip("\n")


def main() -> None:
    """Write the file, and say which sentences still want their French."""
    FRENCH.write_text(updated(french(), sentences()), encoding="utf-8")
    for message in french():
        if message.id and not all(message.string if isinstance(message.string, tuple) else [message.string]):
            sys.stdout.write(f"no French yet: {message.id!r}\n")


if __name__ == "__main__":
    main()
