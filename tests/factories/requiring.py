"""Rules of a body that wants more of an hour than its length (H6)."""

from app.programmes.rules import HourRules, Required, Rules, preset


def requiring(*fields: Required) -> Rules:
    """The rules of a body that wants these of every hour; the mentor claims and the partner confirms."""
    rules = preset("oacett-cpd")
    hours = HourRules(claimed_by=("mentor",), confirmed_by=rules.hours.confirmed_by, required=fields)
    return rules.model_copy(update={"hours": hours})
