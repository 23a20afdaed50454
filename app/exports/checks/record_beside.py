"""Whether the record that lies beside a file is that of the same log: each may be whole, and the two exchanged."""

from pathlib import PurePath

from app.exports.checks.judge_file import TABLES, Beside, Form, Judged
from app.exports.log.log_file import DamagedLog, NotAnHourLog, open_log
from app.exports.log.schema import HourLog
from app.finding import Finding, Trouble
from app.language import mark as _


def foreign_record(name: str, data: bytes, judged: Judged, beside: Beside) -> tuple[Finding, ...]:
    """That the record of the same name is another log's; empty where there is none, or one that tells the same."""
    path = PurePath(name).with_suffix(f".{Form.JSON}")
    record = None if judged.form is Form.JSON else beside(str(path))
    log = None if record is None else _readable(record)
    if log is None or _tells_the_same(data, judged, log):
        return ()
    words = _("%(file)s, which lies beside it, is the record of another log")
    return (Finding.of(Trouble.FOREIGN, words, file=path.name),)


def _tells_the_same(data: bytes, judged: Judged, log: HourLog) -> bool:
    if judged.form in TABLES:
        return not TABLES[judged.form](log, data)
    ours = judged.log
    return ours is None or (ours.tenant.id, ours.member, ours.claims) == (log.tenant.id, log.member, log.claims)


def _readable(record: bytes) -> HourLog | None:
    """A record that was changed is judged by itself."""
    try:
        opened = open_log(record)
    except (DamagedLog, NotAnHourLog):
        return None
    return None if opened.faults else opened.log
