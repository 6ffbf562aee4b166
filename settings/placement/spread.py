"""How the pods of an app are spread, so that no zone and no node takes all of them with it.

https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator

from settings.words.model import Model
from settings.words.vocabulary import Count, expected

Strictness = Literal["preferred", "required", "none"]


class SpreadSettings(Model):
    """Evenly: no zone and no node has `maxSkew` pods more than another. One word is short for both.

    `required` leaves a pod pending rather than uneven; then every node needs the label that names its zone.
    """

    zones: Strictness = "preferred"
    """Over the zones of the cluster. Default `preferred`."""
    nodes: Strictness = "preferred"
    """Over the nodes. Default `preferred`."""
    max_skew: Count = 1
    """How many pods more one may have than another. Default 1."""


def _one_word(value: Any) -> Any:
    if isinstance(value, str) and value in get_args(Strictness):
        return {"zones": value, "nodes": value}
    if isinstance(value, dict | SpreadSettings):
        return value
    raise expected("preferred, required or none, or a mapping of them for zones and nodes", "{zones: required}")


Spread = Annotated[SpreadSettings, BeforeValidator(_one_word)]
