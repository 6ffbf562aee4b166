"""Objects of others that open a namespace of the stack: to the network, or to people."""

from collections.abc import Iterator, Mapping

from drift.managers import maker
from drift.objects import Identity, Object
from drift.state import State
from drift.wanted import Wanted

_OPENS = {"NetworkPolicy": "opens its network", "RoleBinding": "gives rights in it"}


def openings(state: State, wanted: Wanted, live: Mapping[Identity, Object]) -> Iterator[str]:
    """One line for each. The stack cannot undo them: they belong to somebody else."""
    ours = {*(each.identity for each in state.objects), *wanted.adopt, *filter(None, state.pending.values())}
    namespaces = {each.name for each in ours if each.kind == "Namespace"}
    for which, content in sorted(live.items()):
        if which.kind in _OPENS and which.namespace in namespaces and which not in ours and _opens(content):
            if (which.namespace, _release(content)) in state.releases.values() or which.name.startswith("system:"):
                continue
            yield (
                f"{which}: {_OPENS[which.kind]}, and is not this stack's; made by {maker(content)}; if it is not "
                f"meant: kubectl -n {which.namespace} delete {which.kind.lower()} {which.name}"
            )


def _opens(content: Object) -> bool:
    """False for a policy that only closes."""
    if content["kind"] == "RoleBinding":
        return bool(content.get("subjects"))
    return bool(content["spec"].get("ingress") or content["spec"].get("egress"))


def _release(content: Object) -> str:
    return str((content["metadata"].get("annotations") or {}).get("meta.helm.sh/release-name"))
