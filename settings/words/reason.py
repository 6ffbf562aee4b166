"""Why something is less strict than it could be: in words, and on one line, because it is shown where it matters."""

from typing import Annotated

from pydantic import Field

from settings.words.vocabulary import expecting

Reason = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", min_length=10, max_length=1000),
    expecting("the reason on one line of at least 10 characters", '"writes its pid file beside its binary"'),
]
"""Why something is less strict than it could be, for whoever reads it later in the cluster."""
