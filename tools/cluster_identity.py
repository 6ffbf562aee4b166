"""Checks that a cluster is the one that a stack was deployed to.

The program checks this at every `up`, but `destroy` does not run the program. Without a check, Pulumi would delete the
objects with the stack's names in any cluster that the kube context points to today. The state knows the right cluster:
its providers hold the cluster's uid.
"""

import json
from typing import Any

from slipway.settings.cluster import UID_COMMAND
from tools.cluster import Cluster, in_context
from tools.engine import Engine
from tools.failure import Failure

PROVIDER = "pulumi:providers:kubernetes"
IDENTITY = UID_COMMAND.split()[1:]


def refuse_another(engine: Engine, stack: str, cluster: Cluster) -> None:
    """Raises `Failure` for another cluster, and for one that does not answer. A stack without a uid is not checked."""
    for context, uid in sorted(_belongs_to(engine, stack)):
        found = cluster.kubectl([*IDENTITY, *in_context(context)]).out.strip()
        if found != uid:
            behind = f"the kube context {context}" if context else "the current kube context"
            raise Failure(
                f"{stack} was deployed to the cluster {uid}, but the cluster behind {behind} is {found}; "
                f"nothing was destroyed"
            )


def _belongs_to(engine: Engine, stack: str) -> set[tuple[str, str]]:
    """The contexts and uids of `slipway:cluster` at the last `up`."""
    exported: dict[str, Any] = json.loads(engine.run(["stack", "export"], stack=stack).out)
    resources: list[dict[str, Any]] = exported["deployment"].get("resources") or []
    said = [each.get("inputs", {}) for each in resources if each["type"] == PROVIDER]
    pinned = [each for each in said if "clusterIdentifier" in each]
    return {(str(each.get("context", "")), str(each["clusterIdentifier"])) for each in pinned}
