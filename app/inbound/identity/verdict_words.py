"""What was found of a mail's sender, as a coordinator reads it: one sentence for each thing that was looked at."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.inbound.identity.writer import WritesAs, writer_from_json
from app.language import gettext_for
from app.language import mark as _

POLICIES: Mapping[str, str] = {
    "strict": _("The rule is strict: our reply address, the enrolled address, and a signature of its domain."),
    "normal": _("The rule is the normal one: the enrolled address, and a proof that it came from there."),
    "lenient": _("The rule is lenient: the enrolled address, without a proof."),
}
"""Each policy, as a sentence; one that was no sender's mail has none."""

RESULTS: Mapping[str, str] = {
    "pass": _("it holds"),
    "fail": _("it does not hold"),
    "softfail": _("it probably does not hold"),
    "neutral": _("it says neither yes nor no"),
    "none": _("there is nothing to check"),
    "policy": _("it holds, and does not count here"),
    "permerror": _("it is written wrongly"),
    "temperror": _("nobody answered"),
}
"""How a check ended (RFC 8601, 2.7), in words."""


def verdict_words(verdict: Mapping[str, Any] | None, locale: str) -> tuple[str, ...]:
    """The sentences for a stored verdict in the reader's language; nothing where nothing was looked at."""
    if not verdict or verdict.get("policy") not in POLICIES:
        return ()
    say = gettext_for(locale).gettext
    found = [say(sentence) for sentence in (POLICIES[verdict["policy"]], *_plain(verdict))]
    return (*found, *_writer(verdict, locale), *_checks(verdict, locale))


def _plain(verdict: Mapping[str, Any]) -> Iterator[str]:
    if verdict.get("key"):
        yield _("It came to the reply address of one of our mails.")
    else:
        yield _("It came to the programme’s own address, not to the reply address of one of our mails.")
    if verdict.get("address"):
        yield _("The address it names is one that counts for the member.")
    else:
        yield _("The address it names is none that counts for the member.")


def _writer(verdict: Mapping[str, Any], locale: str) -> Iterator[str]:
    writer, say = writer_from_json(verdict), gettext_for(locale).gettext
    if writer.writes_as is WritesAs.ASSISTANT:
        yield say(_("It came from %(name)s, who may answer for the member.")) % {"name": writer.name}
    if writer.writes_as is WritesAs.OWN:
        yield say(_("It came from a further address of the member’s."))


def _checks(verdict: Mapping[str, Any], locale: str) -> Iterator[str]:
    say = gettext_for(locale).gettext
    findings = verdict.get("findings")
    if not findings:
        yield say(_("SPF, DKIM and DMARC were not checked."))
        return
    for check in findings["checks"]:
        yield say(_("%(name)s: %(value)s")) % {"name": _name(check), "value": _result(check, locale)}
    if record := findings.get("dmarc", {}).get("record"):
        yield say(_("%(name)s: %(value)s")) % {"name": f"DMARC {findings['from']}", "value": record}


def _name(check: Mapping[str, Any]) -> str:
    selector = check.get("selector")
    return " ".join(part for part in (str(check["method"]).upper(), check.get("domain", "")) if part) + (
        f" ({selector})" if selector else ""
    )


def _result(check: Mapping[str, Any], locale: str) -> str:
    say = gettext_for(locale).gettext
    words = say(RESULTS.get(check["result"], RESULTS["none"]))
    if check["result"] == "pass" and not check.get("aligned"):
        return say(_("%(result)s, for another domain than the sender’s")) % {"result": words}
    return words
