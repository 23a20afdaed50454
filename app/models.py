"""Every table of the product, gathered for migrations and the catalogue tests; imported by nothing that serves."""

from app.attestations import models as attestations
from app.audits import models as audits
from app.cpd import models as cpd
from app.db import Base
from app.erasure import models as erasure
from app.inbound import models as inbound
from app.integrity import models as integrity
from app.ledger import models as ledger
from app.matches import models as matches
from app.outbound import models as outbound
from app.outside_letters import models as outside_letters
from app.papers import models as papers
from app.programmes import models as programmes
from app.schedule import ScheduleRun
from app.tenants import models as tenants

__all__ = [
    "Base",
    "ScheduleRun",
    "attestations",
    "audits",
    "cpd",
    "erasure",
    "inbound",
    "integrity",
    "ledger",
    "matches",
    "outbound",
    "outside_letters",
    "papers",
    "programmes",
    "tenants",
]
