"""Creations that a killed command had begun: the engine does not know whether they came to an end.

It would warn of them at every later command, and the objects would belong to nobody.
https://www.pulumi.com/docs/support/troubleshooting/common-issues/update-conflicts/
"""

import json
from collections.abc import Collection

from drift.objects import Identity
from drift.state import State
from tools.cluster import Cluster
from tools.engine import Engine
from tools.live_objects import Resources, read_live
from tools.steps import Step


def resolve(engine: Engine, stack: str, cluster: Cluster, step: Step) -> None:
    """Takes the objects that exist into the state, and forgets the creations of all others."""
    state = State.read(json.loads(engine.run(["stack", "export"], stack=stack).out))
    if not state.pending:
        return
    known = [each for each in state.pending.values() if each]
    live = read_live(cluster, state.context, Resources.read(cluster, state.context), known)
    found = {urn: _id(each) for urn, each in state.pending.items() if each and each in live}
    imports = [part for urn, id_ in found.items() for part in _option(urn, id_)]
    step.note = "taking in what an interrupted command has made"
    engine.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", *imports], stack=stack)
    lost = len(state.pending) - len(found)
    step.remark(
        f"an earlier command was cut short: took in {len(found)} objects that it had made, {lost} were not made"
    )


def _option(urn: str, id_: str) -> Collection[str]:
    return (f"--import-pending-creates={urn}", f"--import-pending-creates={id_}")


def _id(which: Identity) -> str:
    """The id of the provider: https://www.pulumi.com/registry/packages/kubernetes/ (import)."""
    return f"{which.namespace}/{which.name}" if which.namespace else which.name
