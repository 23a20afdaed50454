"""The DNS of development: signs for every domain, is asked only there, and keeps one key for each DATA_DIR."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.config import Settings
from app.development_zone import SELECTOR, DevelopmentZone, open_zone, resolver_for
from app.dns import SystemResolver, Zones
from app.inbound.sender.examine import examine
from app.inbound.sender.marks import marks_of
from tests.factories.moments import local
from tests.factories.zone import ZONE

MAIL = b"From: Dan <dan@firm.example>\nTo: k@reply.localhost\nSubject: Re\n\n1.5h zoom\n\n"
AT = local("2026-06-02 18:30")


@pytest.mark.parametrize(
    "raw",
    [
        MAIL,
        MAIL.replace(b"\n", b"\r\n"),
        MAIL.replace(b"\n\n", b"\nX-Long: a\n b\n\n", 1),
        MAIL.replace(b"firm", "café".encode()),
        MAIL.replace(b"Dan <dan@firm.example>", b"dan@firm.example (Dan)"),
        b"From: dan@firm.example\n\n",
    ],
)
def test_what_it_signs_is_good_by_its_own_records(raw: bytes) -> None:
    found = examine(marks_of(ZONE.signed(raw)), {}, AT, ZONE, ())
    assert [proof.selector for proof in found.proofs] == [SELECTOR]


def test_a_mail_that_names_no_domain_stays_as_it_is() -> None:
    assert ZONE.signed(b"From: nobody\n\nwords\n") == b"From: nobody\n\nwords\n"


def test_it_knows_nothing_of_names_that_nobody_has_and_asks_nobody() -> None:
    zone = DevelopmentZone(ZONE.key, Zones({}, unreachable=frozenset({"example", "org"})))
    assert zone.lookup("_dmarc.firm.example", "TXT") == ()


def test_all_other_names_are_asked_beyond() -> None:
    zone = DevelopmentZone(ZONE.key, Zones({("firm.org", "MX"): ("10 mx.firm.org",)}))
    assert zone.lookup("firm.org", "MX") == ("10 mx.firm.org",)


def test_it_is_there_in_development_and_nowhere_else(tmp_path: Path) -> None:
    """In production it would let whoever holds its key write in anybody's name."""
    here = Settings(data_dir=tmp_path, mail_url=None, base_url="")
    assert isinstance(resolver_for(here), DevelopmentZone)
    for elsewhere in ({"mail_url": "smtp://relay.example"}, {"base_url": "https://mentorpost.example"}):
        assert isinstance(resolver_for(here.model_copy(update=elsewhere)), SystemResolver)


def test_those_who_open_it_at_once_have_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        records = {zone.record for zone in pool.map(open_zone, [tmp_path / "new"] * 8)}
    assert records == {open_zone(tmp_path / "new").record}
    (key,) = (tmp_path / "new").iterdir()
    assert key.stat().st_mode & 0o777 == 0o600


def test_two_installations_do_not_know_each_other(tmp_path: Path) -> None:
    one, other = open_zone(tmp_path / "one"), open_zone(tmp_path / "other")
    assert examine(marks_of(one.signed(MAIL)), {}, AT, other, ()).proofs == ()
