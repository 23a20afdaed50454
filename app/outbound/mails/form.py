"""The lines a person may fill in, under the name of the partner they are about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartnerForm:
    """One partner and the label lines to fill for them, printed exactly as given.

    `lines` come from `app.reading.forms.form_lines`, so that what goes out and what is read never differ.
    """

    partner: str
    lines: tuple[str, ...]
