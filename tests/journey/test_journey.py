"""The README's diagram, walked on the running product: a check-in, a reply, a receipt, an hour log, its proof."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path

import pytest

from tests.running import Product, plain_text, running_product

MENTOR = "dan.roy@northfield.example"
TECHNICIAN = "nadia.haddad@lakeshore.example"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    with running_product() as started:
        yield started


def reply_to(mail: EmailMessage, text: str) -> EmailMessage:
    """An answer as a mail program makes it: on top, what we sent quoted below."""
    answer = EmailMessage()
    answer["From"] = str(mail["to"])
    answer["To"] = str(mail["reply-to"])
    answer["Subject"] = f"Re: {mail['subject']}"
    answer["Date"] = format_datetime(datetime.now(UTC))
    answer["Message-ID"] = f"<{abs(hash((text, str(mail['message-id']))))}@mail.example>"
    answer["In-Reply-To"] = str(mail["message-id"])
    quoted = "\n".join(f"> {line}" for line in plain_text(mail).splitlines())
    answer.set_content(f"{text}\n\nOn Monday, {mail['from']} wrote:\n{quoted}\n")
    return answer


def send(product: Product, mail: EmailMessage, folder: Path, *, status: int = 0) -> str:
    path = folder / "reply.eml"
    path.write_bytes(bytes(mail))
    return product.command("mail", "send", str(path), status=status)


def record_line(receipt: EmailMessage) -> str:
    found = re.search(r"\d+:[0-9a-f]{64}", plain_text(receipt))
    assert found, plain_text(receipt)
    return found.group()


def test_a_reply_becomes_hours_that_anyone_can_check(product: Product, tmp_path: Path) -> None:
    """The main job (I1, I2, H2, X3), step by step as the README draws it."""
    # 1. A check-in goes out in the coordinator's name.
    check_in = product.mail_to(MENTOR)
    assert "Priya Nair" in str(check_in["from"])
    assert "Kate Li" in plain_text(check_in)
    # 2. A person answers in their own words, over SMTP.
    said = send(product, reply_to(check_in, "1.5h zoom with Kate, emails maybe 30 min. all good\n\nDan"), tmp_path)
    # 3. It is read and recorded.
    assert said.startswith("recorded"), said
    # 4. A receipt says what was recorded, and where it stands in the ledger.
    receipt = product.mail_to(MENTOR, after=1)
    assert "2\u00a0h" in plain_text(receipt)
    # 5. It leaves as an hour log.
    log = tmp_path / "log.json"
    product.command(
        "export", "hours", "--tenant", "northfield", "--member", MENTOR, "--format", "json", "--out", str(log)
    )
    assert json.loads(log.read_text())["totals"]["minutes"] == 120
    # 6. Anyone can check it: against the receipt, and against the live chain.
    product.command("verify", str(log), "--head", record_line(receipt))
    product.command("verify", str(log))
    # 7. A changed figure is refused.
    log.write_text(log.read_text().replace('"minutes":90', '"minutes":99'))
    assert "error" not in product.command("verify", str(log), "--head", record_line(receipt), status=1).lower()


def test_where_the_rules_ask_for_the_partner_hours_stay_claimed(product: Product, tmp_path: Path) -> None:
    """With `oacett-cpd` nothing is promised that nobody has confirmed yet (H3)."""
    check_in = product.mail_to(TECHNICIAN)
    send(product, reply_to(check_in, "We met twice in person, an hour each."), tmp_path)
    receipt = plain_text(product.mail_to(TECHNICIAN, after=1))
    assert "Asked to confirm the hours: Owen Clarke" in receipt
    log = json.loads(
        product.command("export", "hours", "--tenant", "lakeshore", "--member", TECHNICIAN, "--format", "json")
    )
    assert log["totals"]["by_state"] == {"claimed": 120}


def test_a_correction_is_a_reply_to_the_receipt(product: Product, tmp_path: Path) -> None:
    """The old entry stays, a new one names it (I2, H2)."""
    address = "helen.sawchuk@northfield.example"
    check_in = product.mail_to(address)
    send(product, reply_to(check_in, "Tomas: 3 hours by phone\nAmara: 1 hour by phone"), tmp_path)
    receipt = product.mail_to(address, after=1)
    said = send(product, reply_to(receipt, "Sorry, I meant Tomas: 2 hours by phone, Amara: 1 hour by phone"), tmp_path)
    assert said.startswith("recorded"), said
    log = json.loads(
        product.command("export", "hours", "--tenant", "northfield", "--member", address, "--format", "json")
    )
    assert log["totals"]["minutes"] == 180


def test_a_vague_answer_gets_one_question_in_the_persons_language(product: Product, tmp_path: Path) -> None:
    """Hours are never guessed (I3), and French is answered in French (I10)."""
    address = "francois.gagnon@northfield.example"
    check_in = product.mail_to(address)
    said = send(product, reply_to(check_in, "Nous avons parlé quelques heures au téléphone."), tmp_path)
    assert said.startswith("asked"), said
    question = product.mail_to(address, after=1)
    assert "heures" in plain_text(question)
    answered = send(product, reply_to(question, "2 heures au téléphone"), tmp_path)
    assert answered.startswith("recorded"), answered


def test_a_concern_is_in_no_list(product: Product, tmp_path: Path) -> None:
    """Only the named person is told (C2)."""
    address = "owen.clarke@lakeshore.example"
    check_in = product.mail_to(address)
    words = "My mentor keeps harassing me and I am afraid of him."
    send(product, reply_to(check_in, words), tmp_path, status=1)
    notice = product.mail_to("named_person@lakeshore.example")
    assert words in plain_text(notice)
    assert "0 review" in product.command("mail", "list", "--tenant", "lakeshore", "--state", "review")
    told = [mail for mail in product.mailbox() if words in plain_text(mail)]
    assert [parseaddr(str(mail["to"]))[1] for mail in told] == ["named_person@lakeshore.example"]


def test_an_unknown_address_is_refused_with_a_reason(product: Product, tmp_path: Path) -> None:
    """550 for an address that is nobody's."""
    mail = EmailMessage()
    mail["From"], mail["To"] = MENTOR, "aaaaaaaaaaaaaaaaaaaaaaaaaa@reply.localhost"
    mail.set_content("2 hours")
    assert "550" in send(product, mail, tmp_path, status=2)
