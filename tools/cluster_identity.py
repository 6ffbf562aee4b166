"""Whether a cluster is the one that a stack was deployed to.

The program asks that of every `up`, and `destroy` does not run it: Pulumi would delete whatever has the names of the
stack's objects, wherever the context of the last `up` leads to by now. The providers of the state say which cluster it
was.
"""

import json
from typing import Any

from settings.cluster import UID_COMMAND
from tools.cluster import Cluster
from tools.engine import Engine
from tools.failure import Failure

PROVIDER = "pulumi:providers:kubernetes"
IDENTITY = UID_COMMAND.split()[1:]


def refuse_another(engine: Engine, stack: str, cluster: Cluster) -> None:
    """Raises `Failure` for another cluster, and for one that does not say who it is. A stack without a uid has none."""
    for context, uid in sorted(_belongs_to(engine, stack)):
        found = cluster.kubectl([*IDENTITY, *(["--context", context] if context else [])]).out.strip()
        if found != uid:
            raise Failure(
                f"{stack} was deployed to the cluster {uid}, and behind the kube context "
                f"{context or 'that is current'} is {found}; nothing was destroyed"
            )


def _belongs_to(engine: Engine, stack: str) -> set[tuple[str, str]]:
    """Contexts and uids of `slipway:cluster`, as they were at the last `up`."""
    exported: dict[str, Any] = json.loads(engine.run(["stack", "export"], stack=stack).out)
    resources: list[dict[str, Any]] = exported["deployment"].get("resources") or []
    said = [each.get("inputs", {}) for each in resources if each["type"] == PROVIDER]
    pinned = [each for each in said if "clusterIdentifier" in each]
    return {(str(each.get("context", "")), str(each["clusterIdentifier"])) for each in pinned}
