"""What the API server lets the pods of a namespace do.

https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from typing import Literal, get_args

from settings.words.model import Model
from settings.words.reason import Reason

Level = Literal["restricted", "baseline", "privileged"]
"""From the strictest on."""
LEVELS: tuple[Level, ...] = get_args(Level)


class PodSecuritySettings(Model):
    """A namespace that admits more than `restricted`. Its apps stay as strict as they are but for their relaxations."""

    level: Literal["baseline", "privileged"]
    """What is admitted: see the tables of the standards. Required."""
    reason: Reason
    """Why. Required."""
