"""What every part of a programme's rules is made of: a frozen table that refuses names it does not know."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["mentor", "mentee", "facilitator"]
Mode = Literal["in_person", "email", "video", "phone", "other"]
Days = Annotated[int, Field(ge=0, le=366)]
Minutes = Annotated[int, Field(ge=0)]


class Section(BaseModel):
    """One table of the rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)
