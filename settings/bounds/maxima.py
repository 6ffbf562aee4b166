"""What a single container or claim of a namespace may have at most.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from pydantic import model_validator

from settings.words.model import Model
from settings.words.quantity import Bytes, Cpu
from settings.words.vocabulary import conflict


class MaximaSettings(Model):
    """The maxima of a LimitRange; the API server refuses a pod or a claim that is above them."""

    cpu: Cpu | None = None
    """The highest limit of a container. Default: none is too high."""
    memory: Bytes | None = None
    """The highest limit of a container. Default: none is too high."""
    storage: Bytes | None = None
    """The largest claim. Default: none is too large."""

    def of_containers(self) -> dict[str, str]:
        """What is bound of a container, by the names of Kubernetes."""
        return {name: bound for name, bound in (("cpu", self.cpu), ("memory", self.memory)) if bound}

    @model_validator(mode="after")
    def _bounds_something(self) -> "MaximaSettings":
        if not (self.of_containers() or self.storage):
            raise conflict("expected something that is bound, for example {cpu: 2, memory: 2Gi, storage: 100Gi}")
        return self
