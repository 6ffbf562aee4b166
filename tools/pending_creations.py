"""Creations that a killed command had begun: the engine does not know whether they came to an end.

It would warn of them at every later command, and what was made would belong to nobody.
https://www.pulumi.com/docs/support/troubleshooting/common-issues/update-conflicts/
"""

import json

from drift.objects import Identity
from drift.state import State
from tools import helm_releases
from tools.cluster import Cluster
from tools.engine import Engine
from tools.live_objects import Resources, read_live
from tools.steps import Step


def read_state(engine: Engine, stack: str) -> State:
    """Exports the state of a stack."""
    return State.read(json.loads(engine.run(["stack", "export"], stack=stack).out))


def resolve(engine: Engine, stack: str, cluster: Cluster, step: Step) -> State | None:
    """Takes the objects that exist into the state, and forgets the creations of all others. Returns the state, or None
    if it has changed since it was read.

    Call it only if no other command works on the stack.
    """
    state = read_state(engine, stack)
    releases = {*state.releases.values(), *state.pending_releases.values()}
    helm_releases.unstick(cluster, state.context, releases, step)
    pending = len(state.pending) + len(state.pending_releases)
    if not pending:
        return state
    step.note = "taking in what an interrupted command has made"
    made = {**_objects(state, cluster), **_releases(state, cluster)}
    imports = [f"--import-pending-creates={part}" for pair in sorted(made.items()) for part in pair]
    engine.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", *imports], stack=stack)
    step.remark(
        f"an earlier command was cut short: took in {len(made)} objects that it had made, {pending - len(made)} were "
        "not made"
    )
    return None


def _objects(state: State, cluster: Cluster) -> dict[str, str]:
    """The ids of the objects that exist, by URN."""
    if not state.pending:
        return {}
    known = [each for each in state.pending.values() if each]
    live = read_live(cluster, state.context, Resources.read(cluster, state.context), known)
    return {urn: _id(each) for urn, each in state.pending.items() if each and each in live}


def _releases(state: State, cluster: Cluster) -> dict[str, str]:
    """The ids of the releases that were installed to the end, by URN."""
    return {
        urn: f"{namespace}/{name}"
        for urn, (namespace, name) in state.pending_releases.items()
        if helm_releases.is_deployed(cluster, state.context, namespace, name)
    }


def _id(which: Identity) -> str:
    """The id of the provider: https://www.pulumi.com/registry/packages/kubernetes/ (import)."""
    return f"{which.namespace}/{which.name}" if which.namespace else which.name
