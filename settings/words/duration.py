"""A span of time as Go writes it."""

from typing import Annotated

from pydantic import Field

from settings.words.vocabulary import expecting

Duration = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,5}(s|m|h)$"),
    expecting("a duration in seconds, minutes or hours", "1h"),
]
