"""Delivery reports of real servers, read in the same run as by flufl.bounce.

The mails stay where they are, under their own licences; see `bench/bounces.py`.
"""

import json
from typing import Any

import pytest

from app.inbound.machines.automatic import machine_behind
from app.inbound.mail.message import UnreadableMail, read_message
from bench.bounces import CLASS_AT_LEAST, MAILS, RECOGNISED_AT_LEAST, bounces, flufl_bounce, judge, ours

FALSE_ALARMS_AT_MOST = 0.01
_HEADERS = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Re: test\r\n\r\n"

pytestmark = pytest.mark.skipif(
    not (MAILS / "manifest.jsonl").exists(), reason="the mails of other projects are not here: no shared/mails folder"
)


def test_more_is_recognised_and_read_right_than_by_the_peer() -> None:
    over = bounces(MAILS)
    mine, peer = judge(ours, over), judge(flufl_bounce, over)
    assert mine.recognised >= max(RECOGNISED_AT_LEAST, peer.recognised), mine.missed
    assert mine.right >= max(CLASS_AT_LEAST, peer.right), mine.wrong


def _is_machine_s(line: dict[str, Any]) -> bool:
    raw = (MAILS / line["file"]).read_bytes()
    try:
        return machine_behind(read_message(_HEADERS + raw if line["file"].endswith(".txt") else raw)) is not None
    except UnreadableMail:
        return False


def test_hardly_a_person_is_taken_for_a_machine_and_no_machine_for_a_person() -> None:
    lines = [json.loads(line) for line in (MAILS / "manifest.jsonl").read_text("utf-8").splitlines()]
    people = [line for line in lines if line["kind"] in ("reply", "plain")]
    machines = [line for line in lines if line["kind"] in ("bounce", "complaint", "autoreply")]
    assert sum(map(_is_machine_s, people)) <= FALSE_ALARMS_AT_MOST * len(people)
    assert [line["id"] for line in machines if not _is_machine_s(line)] == []
