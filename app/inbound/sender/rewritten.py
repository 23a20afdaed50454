"""Return paths that a forwarder has put in the place of the sender's own. Pure.

Its server may send for its domain, whoever wrote what it passes on. So at a provider of many people SPF of such an
envelope says nothing of From: whoever has an account there can let mail under a neighbour's name be forwarded by it.
"""

import re
from typing import Final

_REWRITTEN: Final = re.compile(
    r"srs[01][=+-]"  # the Sender Rewriting Scheme, first and further hop
    r"|.*\+srs="  # Microsoft 365: dan+SRS=hash=day=domain=name@, bounces+SRS=...@
    r"|.*\+caf_="  # Gmail, by a person's rule: eve+caf_=address=domain@
    r"|.*\+bnc[a-z0-9]",  # Google Groups: team+bncB...@
    re.IGNORECASE | re.DOTALL,
)


def is_forwarders(return_path: str) -> bool:
    """Whether an envelope's sender names a forwarder that vouches for the way back, and for nobody's words."""
    return _REWRITTEN.match(return_path.strip().strip('<>"')) is not None
