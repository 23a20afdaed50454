"""What `deploy/` tells an operator fits what the listener does."""

import re
import shutil
import subprocess
from pathlib import Path

from app.http import create_app
from app.inbound.receive import LARGEST_MAIL_BYTES
from app.portal.guard import SIGNED_ENDPOINTS
from tests.portal.pages import settings
from workers.listener.admission import Admission
from workers.polling.taking import ASIDE, KEPT
from workers.smtp_listener import MOST_RECIPIENTS

DEPLOY = Path(__file__).parents[2] / "deploy"
MAIN_CF = dict(re.findall(r"^(\w+) = ?(.*)$", (DEPLOY / "postfix" / "main.cf").read_text("utf-8"), re.MULTILINE))
PROVIDERS = (DEPLOY / "providers.md").read_text("utf-8")


def test_postfix_takes_as_much_as_the_listener_and_no_more() -> None:
    assert int(MAIN_CF["message_size_limit"]) == LARGEST_MAIL_BYTES
    assert int(MAIN_CF["lmtp_destination_recipient_limit"]) <= MOST_RECIPIENTS
    assert int(MAIN_CF["lmtp_destination_concurrency_limit"]) < Admission(()).most


def test_postfix_tells_whom_it_saw_and_smuggles_nothing() -> None:
    wanted = {
        "lmtp_send_xforward_command": "yes",
        "smtpd_forbid_bare_newline": "normalize",
        "smtpd_forbid_bare_newline_exclusions": "",
        "smtpd_forbid_unauth_pipelining": "yes",
        "smtpd_data_restrictions": "reject_unauth_pipelining",
    }
    assert {name: MAIN_CF[name] for name in wanted} == wanted


def test_postfix_refuses_unknown_addresses_and_is_no_open_relay() -> None:
    assert MAIN_CF["smtpd_relay_restrictions"] == "reject_unauth_destination"
    assert MAIN_CF["smtpd_recipient_restrictions"].endswith("reject_unverified_recipient")
    assert "address_verify_negative_cache" not in MAIN_CF  # without that memory an unknown address is 450 for ever


def test_the_domain_has_a_postmaster_whom_a_person_reads() -> None:
    """RFC 5321, 4.5.1 and RFC 2142."""
    domain, aliases = MAIN_CF["relay_domains"], MAIN_CF["virtual_alias_maps"]
    for post in ("postmaster", "abuse"):
        assert f"{{ {post}@{domain} = postmaster@" in aliases
    assert not re.search(rf"= \w+@{re.escape(domain)}", aliases)
    if program := shutil.which("postmap"):
        found = subprocess.run(
            [program, "-q", f"postmaster@{domain}", aliases], capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == "postmaster@example.org"


def test_every_setting_is_one_that_postfix_knows() -> None:
    """Asked of Postfix itself where it is installed; anywhere, none is written twice or left empty by mistake."""
    text = (DEPLOY / "postfix" / "main.cf").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(MAIN_CF)
    if program := shutil.which("postconf"):
        asked = subprocess.run([program, "-d", *MAIN_CF], capture_output=True, text=True, check=False)
        assert "unknown parameter" not in asked.stderr


def test_the_webhooks_are_where_the_page_says(database: object) -> None:
    app = create_app(settings(), database, lambda *_: None)  # type: ignore[arg-type]
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in SIGNED_ENDPOINTS]
    posted = [rule for rule in rules if rule.startswith(("/in/", "/delivery/"))]
    assert len(posted) == 6
    assert [rule for rule in posted if f"mentorpost.example.org{rule}" not in PROVIDERS] == []


def test_the_folders_of_a_mailbox_are_named_as_they_are() -> None:
    assert [folder for folder, _ in (KEPT, ASIDE) if f"`{folder}`" not in PROVIDERS] == []
