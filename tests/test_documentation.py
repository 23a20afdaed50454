"""The pages tell the truth: what they name is there, and what is there they name."""

import ast
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from app.config import Settings
from app.events import EVENTS
from app.inbound.decision import Outcome, Reason
from app.inbound.mail.mime_limits import MAX_DEPTH, MAX_PARTS
from app.inbound.process import MOST_ATTEMPTS
from app.inbound.receive import LARGEST_MAIL_BYTES
from app.models import Base
from app.outbound.letter.mail import MailKind
from workers.commands import main
from workers.demo.tenants import DEMO_TENANTS

ROOT = Path(__file__).parents[1]
FOLDERS = ("app", "workers", "migrations", "tests", "docs", "requirements", ".ci")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
MAIL = (ROOT / "docs" / "mail.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}

_FENCE = re.compile(r"^ *```.*?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"(?:app|workers|migrations|tests)(?:\.[A-Za-z_]\w*)+")
_PATH = re.compile(r"[\w.<>*-]+(?:/[\w.<>*-]*)+|\w+\.(?:md|toml)")
_SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_SLIP = re.compile(r"\b(TODO|FIXME)\b|in a real system|(?<![\w.~/{}-])/(home|root|work|Users)/")


def prose(page: str) -> str:
    """A page without its code blocks."""
    return _FENCE.sub("", page)


def typed_lines(page: str) -> Iterator[str]:
    """What a reader is asked to type: the lines of code blocks, and the code inside sentences."""
    for block in _FENCE.findall(page):
        yield from (line.strip().removeprefix(".venv/bin/") for line in block.splitlines())
    yield from _SPAN.findall(prose(page))


def faults_in(page: str, folder: Path = ROOT) -> list[str]:
    """Everything that a page names and that is not there."""
    spans = _SPAN.findall(prose(page))
    return [
        *(f"no such path: {span}" for span in spans if _PATH.fullmatch(span) and not path_exists(span)),
        *(f"no such name: {name}" for name in named_modules(page, spans) if not name_exists(name)),
        *(f"no such setting: {name}" for name in named_settings(page, spans) if not setting_exists(name)),
        *(fault for line in typed_lines(page) for fault in command_faults(line)),
        *(
            f"no such page: {link}"
            for link in _LINK.findall(prose(page))
            if not link_leads_somewhere(link, page, folder)
        ),
    ]


def links(page: str) -> list[str]:
    return _LINK.findall(prose(page))


def path_exists(path: str) -> bool:
    """Whether a path of this repository is there; `*` and `<...>` stand for anything."""
    first, slash, _ = path.partition("/")
    if slash and first not in FOLDERS:
        return True
    return any(True for _ in ROOT.glob(re.sub(r"<[^>]*>", "*", path.rstrip("/"))))


def named_modules(page: str, spans: Sequence[str]) -> list[str]:
    """Dotted names, in sentences and after `python -m`."""
    typed = [name for line in typed_lines(page) for name in re.findall(r"-m ((?:app|workers|tests)[\w.]*)", line)]
    return [span.removesuffix("()") for span in spans if _MODULE.fullmatch(span.removesuffix("()"))] + typed


def name_exists(name: str) -> bool:
    """Whether a module, or what is defined at its top or in a class of its, is there. Nothing is imported."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:cut])
        source = next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.exists()), None)
        if source:
            return is_defined(ast.parse(source.read_text("utf-8")).body, parts[cut:])
    return False


def is_defined(body: Sequence[ast.stmt], names: Sequence[str]) -> bool:
    """Whether the first name is defined there, and the next inside of it."""
    if not names:
        return True
    for node in body:
        if names[0] in defined_names(node):
            return len(names) == 1 or (isinstance(node, ast.ClassDef) and is_defined(node.body, names[1:]))
    return False


def defined_names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.ImportFrom(names=aliases):
            return [alias.asname or alias.name for alias in aliases]
        case _:
            return []


def named_settings(page: str, spans: Sequence[str]) -> list[str]:
    exported = [name for line in typed_lines(page) for name in re.findall(r"^export ([A-Z_]+)=", line)]
    return [span for span in spans if _SETTING.fullmatch(span)] + exported


def setting_exists(name: str) -> bool:
    return name in SETTINGS or re.search(rf"^{name} \?=", MAKEFILE, re.MULTILINE) is not None


def command_faults(line: str) -> list[str]:
    """What is wrong with a line that calls `mentorpost` or `make`."""
    if line.startswith("make "):
        called = [word for word in shlex.split(line, comments=True)[1:] if "=" not in word and word.strip(".")]
        return [f"no such target: {word}" for word in called if f"\n{word}:" not in MAKEFILE]
    return mentorpost_faults(shlex.split(line, comments=True)[1:]) if line.startswith("mentorpost ") else []


def mentorpost_faults(words: Sequence[str]) -> list[str]:
    command: click.Command = main
    context = click.Context(main)
    faults = []
    for word in words:
        if word.startswith("--"):
            known = {"--help"} | {name for parameter in command.params for name in parameter.opts}
            faults += [] if word.split("=")[0] in known else [f"{command.name} has no {word}"]
        elif isinstance(command, click.Group):
            found = command.get_command(context, word)
            if found is None:
                return [f"no such command: {word}"]
            command = found
    return faults


def link_leads_somewhere(link: str, page: str, folder: Path) -> bool:
    """Whether a page, and the heading named after `#`, is there. Addresses elsewhere are not tried."""
    path, _, anchor = link.partition("#")
    target = folder / path
    if "://" in link or not anchor:
        return "://" in link or target.exists()
    return target.exists() and anchor in anchors(target.read_text("utf-8") if path else page)


def anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def all_commands(command: click.Command, path: str) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from all_commands(below, f"{path} {name}")


def text_files() -> Iterator[Path]:
    """What we wrote ourselves: not the cases that were given to us, nor this file, which names the words."""
    kinds = {".py", ".md", ".toml", ".txt", ".html", ".css", ".po", ".json", ".mako", ""}
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    for path in [*ROOT.glob("*"), *found]:
        foreign = "cases" in path.parts or "__pycache__" in path.parts or path == Path(__file__)
        if path.is_file() and path.suffix in kinds and not foreign:
            yield path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_whatever_a_page_names_is_there(page: Path) -> None:
    assert faults_in(page.read_text("utf-8"), page.parent) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "`app/nowhere.py`",
        "`docs/*.pdf`",
        "`app.db.Nothing`",
        "`app.db.Database.fly`",
        "`NO_SUCH_SETTING`",
        "`mentorpost fly`",
        "`mentorpost mail send --slowly FILE`",
        "`make coffee`",
        "```sh\n.venv/bin/mentorpost mail fly\n```",
        "```sh\nexport NO_SUCH=1\n```",
        "[nowhere](nowhere.md)",
        "[no heading](README.md#nowhere)",
    ],
)
def test_a_page_that_names_what_is_not_there_is_found_out(wrong: str) -> None:
    assert len(faults_in(f"See here:\n\n{wrong}\n")) == 1


def test_the_readme_names_every_command() -> None:
    missing = [command for command in all_commands(main, "mentorpost") if f"`{command}" not in README]
    assert missing == []


def test_the_readme_names_every_setting_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]*)\|", README, re.MULTILINE))
    told = {name: default.strip().strip("`") for name, default in rows.items()}
    assert told == {name: str(field.default or "") for name, field in SETTINGS.items()}


def test_the_readme_introduces_every_demo_tenant() -> None:
    assert [demo.slug for demo in DEMO_TENANTS if f"| `{demo.slug}` | `{demo.rules}`" not in README] == []


def test_the_architecture_names_every_folder_of_the_product() -> None:
    folders = [path.parent for path in (ROOT / "app").glob("*/__init__.py")]
    assert [name for folder in folders if (name := f"`app/{folder.name}/`") not in ARCHITECTURE] == []


def test_the_architecture_names_only_constraints_that_the_schema_has() -> None:
    tables = Base.metadata.tables.values()
    known = {str(one.name) for table in tables for one in table.constraints}
    known |= {str(one.name) for table in tables for one in table.indexes}
    told = set(re.findall(r"`((?:uq|pk)_\w+)`", ARCHITECTURE))
    assert told
    assert told - known == set()


def test_the_page_on_mail_has_every_mail_and_every_event() -> None:
    names = [kind.value for kind in MailKind] + [event.__name__ for event in EVENTS]
    assert [name for name in names if f"`{name}`" not in MAIL] == []


def test_the_page_on_mail_has_every_outcome_and_every_reason_once() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", MAIL.partition("## What becomes of a mail")[2], re.MULTILINE)
    assert sorted(reason for _, reason in rows) == sorted(Reason)
    assert {outcome for outcome, _ in rows} == set(Outcome)


def test_the_page_on_operating_tells_the_limits_that_hold() -> None:
    page = (ROOT / "docs" / "operating.md").read_text("utf-8")
    told = (
        f"| a mail | {LARGEST_MAIL_BYTES // 1_000_000} MB |",
        f"| its parts, and their depth | {MAX_PARTS}, {MAX_DEPTH} |",
        f"| attempts to process it | {MOST_ATTEMPTS} |",
    )
    assert [limit for limit in told if limit not in page] == []


def test_every_decision_is_in_the_index_and_has_its_four_parts() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text("utf-8")
    for page in sorted(folder.glob("0*.md")):
        assert f"({page.name})" in index
        parts = re.findall(r"^## (\w+)", page.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Status", "Consequences"], page.name


def test_no_file_puts_work_off_or_names_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if _SLIP.search(line)
    ]
    assert found == []


def test_lock_files_hold_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert {lock.name for lock in locks} >= {"run.txt", "dev.txt"}
    assert [lock.name for lock in locks if "://" in lock.read_text("utf-8")] == []
