"""Which taints of nodes the pods of an app put up with.

https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from settings.words.label import LabelKey, LabelValue
from settings.words.model import Model
from settings.words.vocabulary import Seconds, conflict, expected

_TAINT = re.compile(r"(?P<key>[^=:]+)(=(?P<value>[^=:]*))?(:(?P<effect>[^=:]+))?")
EVERY = "*"


class TolerationSettings(Model):
    """One taint. As text it is written as `kubectl taint` writes it (`key=value:effect`, `key:effect`, `key`); `*`
    is every taint there is.
    """

    key: LabelKey | None = None
    """The taint's key. Default: every key."""
    value: LabelValue | None = None
    """The taint's value. Default: whatever it is."""
    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = None
    """What the taint does. Default: every effect."""
    seconds: Seconds | None = None
    """How long a pod stays on a node that gets the taint `NoExecute`. Default: for good."""

    @model_validator(mode="after")
    def _fits(self) -> "TolerationSettings":
        if self.value is not None and self.key is None:
            raise conflict("a value without a key is no taint; expected both, for example {key: dedicated, value: db}")
        if self.seconds is not None and self.effect != "NoExecute":
            raise conflict("seconds count for the effect NoExecute only; expected {effect: NoExecute} beside them")
        return self


def _as_kubectl(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    taint = _TAINT.fullmatch(value)
    if taint is None:
        raise expected("a taint as kubectl writes it", "dedicated=database:NoSchedule")
    return {} if value == EVERY else {name: part for name, part in taint.groupdict().items() if part is not None}


Toleration = Annotated[TolerationSettings, BeforeValidator(_as_kubectl)]
