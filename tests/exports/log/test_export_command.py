"""`mentorpost export hours`: where the log goes, and what is said when it cannot be made (X2)."""

import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result

from tests.factories.tenants import MadeTenant

Run = Callable[..., Result]


def test_the_log_goes_to_standard_output_when_no_file_is_named(run: Run, made: MadeTenant) -> None:
    result = run("export", "hours", "--tenant", made.slug, "--member", made.mentor_email, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"] == "mentorpost/hour-log/v1"
    assert result.stdout.endswith("}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tenant", "no-such", "--member", "M-1"), "no tenant is called 'no-such'"),
        (("--member", "M-404"), "nobody here has the address, member number or id 'M-404'"),
        (("--member", "M-1", "--from", "2026-02-30"), "--from: '2026-02-30' is not a day written YYYY-MM-DD"),
        (("--member", "M-1", "--to", "20260530"), "--to: '20260530' is not a day written YYYY-MM-DD"),
        (("--member", "M-1", "--from", "2026-05-02", "--to", "2026-05-01"), "ends on 2026-05-01, before it begins"),
        (("--member", "M-1", "--out", "/no/such/folder/log.json"), "--out /no/such/folder/log.json: cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_said_with_its_reason(
    run: Run, made: MadeTenant, arguments: tuple[str, ...], said: str
) -> None:
    given = arguments if "--tenant" in arguments else ("--tenant", made.slug, *arguments)
    result = run("export", "hours", *given)
    assert result.exit_code == 2
    assert said in re.sub(r"\s+", " ", result.stderr)
    assert result.stdout == ""
