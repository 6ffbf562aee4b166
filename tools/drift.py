"""What in the cluster is not as the stack's last update left it: found before each `preview` and `up`.

`pulumi preview` compares the settings with the state and does not ask the cluster. `pulumi refresh` asks, and does not
see what others add to an object. So each of our commands looks itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from drift.changes import Changed, changed
from drift.objects import MISSING, Object
from drift.openings import openings
from drift.remedy import asked_for, removals
from drift.state import State
from drift.wanted import Foreign, Wanted, foreign
from slipway.settings.cluster import FIELD_MANAGER
from tools.chart_objects import read_chart
from tools.cluster import Cluster, in_context
from tools.failure import Failure
from tools.live_objects import Resources, read_live
from tools.steps import Step

ROLLOUT_SECONDS = 600
"""How long an object that was put right may take to be ready: the provider's own default."""
_ROLLED = ("Deployment", "StatefulSet", "DaemonSet")


@dataclass(frozen=True)
class Drift:
    """What was found."""

    changed: tuple[Changed, ...]
    """Objects of the stack that were changed or deleted by hand."""
    foreign: tuple[Foreign, ...]
    """Objects that the stack asks for, and that somebody else has made."""
    undefined: tuple[str, ...]
    """Objects that the stack asks for, and whose kind the cluster does not know."""
    remarks: tuple[str, ...]
    """Objects of others that open a namespace of the stack, and what cannot be compared."""
    context: str | None

    @property
    def needs_refresh(self) -> bool:
        """True if only the engine can put something right: it makes what is gone, and knows what is secret."""
        of_the_stack = [each for each in self.changed if not each.deployed.release]
        return any(each.is_gone or asked_for(each.deployed) is None for each in of_the_stack)


def search(state: State, cluster: Cluster, wanted: Wanted) -> Drift:
    """Compares the state, the stack file, the releases of Helm and the cluster. It changes nothing."""
    resources = Resources.read(cluster, wanted.context)
    ours = {*wanted.adopt, *(each.identity for each in state.objects)}
    live = read_live(cluster, wanted.context, resources, ours)
    charts = [read_chart(cluster, wanted.context, urn, release) for urn, release in state.releases.items()]
    return Drift(
        (*changed(state.objects, live), *chain(*(changed(each.deployed, each.live) for each in charts))),
        tuple(foreign(wanted, state, live)),
        tuple(undefined(wanted, resources)),
        (*openings(state, wanted, live), *(each.problem for each in charts if each.problem)),
        wanted.context,
    )


def undefined(wanted: Wanted, resources: Resources) -> Iterator[str]:
    """One line for each kind that the cluster does not know, with the objects of it."""
    objects: dict[str, list[str]] = {}
    for which, version in sorted(wanted.versions.items()):
        if not resources.know(which):
            objects.setdefault(f"{which.kind} of {version}", []).append(f"{which.namespace}/{which.name}".strip("/"))
    for kind, names in objects.items():
        yield f"{kind}: the cluster has no such definition; install it first; needed by {', '.join(names)}"


def refuse(drift: Drift, stack: str) -> None:
    """Raises `Failure` with everything that stands against an update, before anything is touched."""
    lines = [f"  {each}" for each in (*drift.foreign, *drift.undefined)]
    if drift.foreign:
        lines.append(
            "choose other names, or delete what exists; to take it over on purpose, give the reason in the namespace: "
            "adopt: <reason> (docs/adopting.md)"
        )
    if lines:
        raise Failure("\n".join([f"{stack} does not fit this cluster; nothing was changed", *lines]))


def tell(drift: Drift, step: Step) -> None:
    """Prints what was changed by hand, and the remarks."""
    changes = [text for each in drift.changed for text in each.lines]
    for text in changes:
        step.remark(f"changed by hand: {text}")
    for text in drift.remarks:
        step.remark(text)
    step.result = f"{len(changes)} changed by hand; `up` puts them right" if changes else "none changed by hand"


def put_right(drift: Drift, cluster: Cluster, step: Step) -> None:
    """Undoes what was changed by hand, and waits until its pods run. The rest is left to the engine's refresh."""
    mended = [each for each in drift.changed if not each.is_gone or each.deployed.release]
    mended = [each for each in mended if _put_right(each, cluster, drift.context)]
    if drift.changed:
        step.result = f"put right {len(drift.changed)} that were changed by hand"
    for each in mended:
        if each.deployed.identity.kind in _ROLLED:
            _wait(each, cluster, drift.context)


def _put_right(changed: Changed, cluster: Cluster, context: str | None) -> bool:
    """False for an object that holds a secret: only the engine knows it."""
    which, asked = changed.deployed.identity, asked_for(changed.deployed)
    if asked is None:
        return False
    where = [*(["-n", which.namespace] if which.namespace else []), *in_context(context)]
    if changed.is_gone or any(each.before is not MISSING for each in changed.changes):
        ours = ["apply", "--server-side", "--force-conflicts", f"--field-manager={FIELD_MANAGER}", "-f", "-"]
        cluster.kubectl([*ours, *where], given=json.dumps(asked))
    name = f"{which.kind}.{which.group}/{which.name}" if which.group else f"{which.kind}/{which.name}"
    live: Object = json.loads(cluster.kubectl(["get", name, *where, "-o", "json", "--show-managed-fields"]).out)
    patch = removals(changed, live)
    if patch:
        arguments = ["patch", name, "--type=json", f"--field-manager={FIELD_MANAGER}", "-p", json.dumps(patch)]
        cluster.kubectl([*arguments, *where])
    return True


def _wait(changed: Changed, cluster: Cluster, context: str | None) -> None:
    which = changed.deployed.identity
    waiting = ["rollout", "status", f"{which.kind}/{which.name}", "-n", which.namespace, *in_context(context)]
    cluster.kubectl([*waiting, f"--timeout={ROLLOUT_SECONDS}s"], seconds=ROLLOUT_SECONDS + 30)
