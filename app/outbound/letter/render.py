"""From templates and fields to a mail: subject, plain text and HTML, each from its own file.

The HTML part is written by Jinja, which escapes, and only then laid out from MJML (`letter.mjml`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import mrml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app import language
from app.errors import AppError
from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.quoted import quoted_lines
from app.outbound.own_words.fields import ALWAYS
from app.outbound.own_words.passage import OURS, OwnWords

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEMPLATES = Path(__file__).parent / "templates"
SUBJECT_LENGTH = 150
PREVIEW_LENGTH = 140
"""So much of a letter mail programs show in their lists, beside the subject."""

_OWN, _ALWAYS = "own_words", "always_known"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHORT: Final = 24  # characters of a phone number, with a word or two for an extension
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


class TemplateFieldMissing(AppError):
    """A template asks for a field that the mail does not have; the message names the file and the field."""


def render(
    kind: MailKind,
    locale: str,
    fields: "DataclassInstance",
    *,
    own: OwnWords = OURS,
    notice: bool = False,
    **composed: object,
) -> Mail:
    """Write one mail from `templates/<kind>/`: its fields by name, and what the caller `composed` from them.

    A sentence for which the tenant has `own` words is said in these, in the text and in the HTML alike.

    Raises:
        TemplateFieldMissing: when a template names a field that is in neither.

    """
    values = {field.name: getattr(fields, field.name) for field in fields_of(fields)} | composed
    values |= {_OWN: own, _ALWAYS: always_known(values)}
    environment = environment_for(locale)
    values["look"] = look = _look(values)
    subject = _one_line(_rendered(environment, f"{kind}/subject.txt", values))
    text = _letter(_rendered(environment, f"{kind}/body.txt", values))
    page = _rendered(environment, f"{kind}/body.html", values | {"title": _title(subject), "preview": preview_of(text)})
    logo_id = look.logo.logo_id if look.logo else None
    return Mail(kind, locale, subject, text, laid_out(page), notice, logo_id)


def laid_out(mjml: str) -> str:
    """MJML as HTML for every mail program, with the styles written into the tags.

    What XML cannot hold is left out first, for no name may keep a mail from going out. An unknown tag passes in
    silence, so a test goes through those of every template. Letters stay letters: form lines stand as in the text.
    """
    return mrml.to_html(_NOT_IN_XML.sub("", mjml)).content.replace("&nbsp;", "\N{NO-BREAK SPACE}")


def preview_of(text: str) -> str:
    """The beginning of a letter behind its greeting, up to a link; in its own words, which are known when quoted."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n")[1:])
    told = " ".join(takewhile(lambda paragraph: "://" not in paragraph, paragraphs))
    return told if len(told) <= PREVIEW_LENGTH else f"{told[:PREVIEW_LENGTH].rpartition(' ')[0]}…"


@cache
def environment_for(locale: str) -> Environment:
    """Jinja in one locale: sentences translated, HTML escaped, a missing field an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "mjml"), default=False),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    translator = language.gettext_for(locale)
    environment.install_gettext_callables(_sentences(translator), translator.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["locale"] = locale
    environment.filters |= {"quoted": quoted_lines, "strong": _strong, "whole": _whole}
    for words in (
        language.month_name,
        language.day,
        language.weekday_and_day,
        language.day_and_year,
        language.clock_time,
        language.hours_words,
        language.list_words,
    ):
        environment.filters[words.__name__] = _in_locale(words, locale)
    return environment


def always_known(values: Mapping[str, object]) -> dict[str, str]:
    """What own words may name in every passage: the reader, the programme, the coordinator and the phone number."""
    sender = values.get("sender")
    found = {name: values.get(name) or getattr(sender, name, "") for name in ALWAYS}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _sentences(translator: language.Translator) -> Callable[[Context, str], str]:
    """What `_` calls: the tenant's own words for a sentence of ours, else the sentence in the reader's language.

    Jinja takes what comes back for safe HTML and fills in the fields, so own words are escaped here.
    """

    @pass_context
    def sentence(context: Context, ours: str) -> str:
        own: OwnWords = context.get(_OWN, OURS)
        words = own.format_of(ours, context.get(_ALWAYS, {}), html=context.eval_ctx.autoescape)
        return translator.gettext(ours) if words is None else words

    return sentence


def _whole(words: str) -> Markup:
    """A phone number is not broken at the end of a line, unless it is longer than a line of a telephone."""
    return Markup('<span class="whole">{}</span>').format(words) if len(words) <= _SHORT else escape(words)


def _strong(words: str) -> Markup:
    return Markup("<strong>{}</strong>").format(words)


def _in_locale(words: Callable[..., str], locale: str) -> Callable[..., str]:
    return lambda value: words(value, locale)


def _rendered(environment: Environment, file: str, values: dict[str, object]) -> str:
    try:
        return environment.get_template(file).render(values)
    except UndefinedError as error:
        raise TemplateFieldMissing(f"app/outbound/letter/templates/{file}: {error.message}") from error


def _one_line(subject: str) -> str:
    """A subject that cannot break out of its header (RFC 5322 2.2): one line, printable, of bounded length."""
    line = _BREAKS.sub(" ", subject).strip()
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"


def _look(values: dict[str, object]) -> Look:
    """That of who signs the mail, or the mail's own; the plain one where it has none."""
    look = getattr(values.get("sender"), "look", None) or values.get("look")
    return look if isinstance(look, Look) else PLAIN


def _title(subject: str) -> str:
    """The subject without angle brackets: it becomes an attribute, and filters take those in there for a tag."""
    return subject.translate({ord("<"): None, ord(">"): None})


def _letter(body: str) -> str:
    """Paragraphs apart by one empty line, whatever the template's own conditions left between them."""
    lines: list[str] = []
    for line in body.strip().split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() else "")
    return "\n".join(lines) + "\n"
