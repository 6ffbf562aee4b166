"""What the API server lets the pods of a namespace do.

https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from settings.model import Model
from settings.vocabulary import expecting

Level = Literal["restricted", "baseline", "privileged"]
"""From the strictest on."""
LEVELS: tuple[Level, ...] = get_args(Level)

Reason = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", min_length=10, max_length=1000),
    expecting("the reason on one line of at least 10 characters", '"writes its pid file beside its binary"'),
]
"""Why something is less strict than it could be, for whoever reads it later in the cluster."""


class PodSecuritySettings(Model):
    """A namespace that admits more than `restricted`. Its apps stay as strict as they are but for their relaxations."""

    level: Literal["baseline", "privileged"]
    """What is admitted: see the tables of the standards. Required."""
    reason: Reason
    """Why. Required."""
