"""Creations that a killed command had begun: the engine does not know whether they came to an end.

It would warn of them at every later command, and what was made would belong to nobody.
https://www.pulumi.com/docs/support/troubleshooting/common-issues/update-conflicts/
"""

import json
from collections.abc import Mapping
from typing import Any

from drift.objects import Identity
from drift.state import State
from tools import helm_releases
from tools.cluster import Cluster
from tools.engine import Engine
from tools.live_objects import Resources, read_live
from tools.private_files import new_private_file
from tools.steps import Step


def read_state(engine: Engine, stack: str) -> State:
    """Exports the state of a stack."""
    return State.read(_exported(engine, stack))


def resolve(engine: Engine, stack: str, cluster: Cluster, step: Step) -> State | None:
    """Takes the objects that exist into the state, and forgets the creations of all others. Returns the state, or None
    if it has changed since it was read.

    Call it only if no other command works on the stack.
    """
    exported = _exported(engine, stack)
    state = State.read(exported)
    releases = {*state.releases.values(), *state.pending_releases.values()}
    helm_releases.unstick(cluster, state.context, releases, step)
    pending = len(state.pending) + len(state.pending_releases)
    if not pending:
        return state
    step.note = "taking in what an interrupted command has made"
    made = {**_objects(state, cluster), **_releases(state, cluster)}
    _take_in(exported["deployment"], made)
    file = engine.layout.home / f"{stack}.state.json"
    with new_private_file(file) as opened:
        json.dump(exported, opened)
    engine.run(["stack", "import", "--file", str(file)], stack=stack)
    file.unlink()
    # It reads what the objects are now.
    engine.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"], stack=stack)
    step.remark(
        f"an earlier command was cut short: took in {len(made)} objects that it had made, {pending - len(made)} were "
        "not made"
    )
    return None


def _exported(engine: Engine, stack: str) -> dict[str, Any]:
    exported: dict[str, Any] = json.loads(engine.run(["stack", "export"], stack=stack).out)
    return exported


def _take_in(deployment: dict[str, Any], made: Mapping[str, str]) -> None:
    """Makes resources of the creations that came to an end. Pulumi's own `--import-pending-creates` loses them if it is
    said together with `--clear-pending-creates` (3.246).
    """
    creations = {each["resource"]["urn"]: each for each in deployment["pending_operations"]}
    deployment["resources"] += [{**creations[urn]["resource"], "id": name} for urn, name in made.items()]
    deployment["pending_operations"] = [each for urn, each in creations.items() if urn not in made]


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
