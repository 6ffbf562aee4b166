"""Objects that Pulumi would replace, and objects with a name that is already in use."""

from typing import Any

from offline.manifests import plain
from offline.recorder import AUTONAMED, Recording, Registration
from slipway.blocks.naming import NAMING

NEVER_CHANGE = {
    "Deployment": ["spec.selector"],
    "DaemonSet": ["spec.selector"],
    "StatefulSet": [
        "spec.podManagementPolicy",
        "spec.revisionHistoryLimit",
        "spec.selector",
        "spec.serviceName",
        "spec.volumeClaimTemplates",
    ],
    "Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
    "Service": ["spec.clusterIP"],
    "ConfigMap": ["data", "binaryData"],
    "Secret": ["data", "stringData", "type"],
    "PersistentVolume": ["spec.nfs"],
    "PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
    "ResourceQuota": ["spec.scopes"],
    "RoleBinding": ["roleRef"],
    "ClusterRoleBinding": ["roleRef"],
}
"""Fields whose change makes pulumi-kubernetes 4.25.0 replace an object (`provider/pkg/provider/diff.go`), by kind. A
change of the name or namespace always replaces; for a patch, only these do."""


def kind_of(each: Registration) -> str:
    return each.type.rpartition(":")[2]


def objects(recording: Recording) -> dict[str, Registration]:
    return {each.urn: each for each in recording.registrations if "metadata" in each.inputs}


def value_at(inputs: Any, path: str) -> Any:
    for step in path.split("."):
        inputs = inputs.get(step) if isinstance(inputs, dict) else None
    return inputs


def replaced(before: Recording, after: Recording) -> set[str]:
    """The kinds of objects that are deleted before their replacement, or whose new name is visible to others."""
    there, wanted = objects(before), objects(after)
    found = set()
    for urn in there.keys() & wanted.keys():
        kind, old, new = kind_of(there[urn]), plain(there[urn].inputs), plain(wanted[urn].inputs)
        named = old["metadata"].get("name"), new["metadata"].get("name")
        if named[0] != named[1]:
            found |= {kind} if NAMING[kind] == "fixed" else set()
        elif named[0] and any(value_at(old, path) != value_at(new, path) for path in NEVER_CHANGE.get(kind, [])):
            found.add(kind)
    return found


def moved(before: Recording, after: Recording) -> list[str]:
    """Objects that another Pulumi resource creates with the same name. Pulumi would delete them at the end."""
    owners = {name_of(each): each.urn for each in objects(before).values() if name_of(each)[2]}
    known = {each.urn: each for each in after.registrations}
    return [
        urn
        for urn, each in objects(after).items()
        if owners.get(name_of(each), urn) not in {urn, *each.aliases, *inherited(each, known)}
    ]


def name_of(each: Registration) -> tuple[str, str, str]:
    metadata = each.inputs["metadata"]
    name = str(metadata.get("name", ""))
    return kind_of(each), str(metadata.get("namespace", "")), "" if AUTONAMED in name else name


def inherited(each: Registration, known: dict[str, Registration]) -> set[str]:
    """The URN below the former URN of its parent."""
    parent = known.get(each.parent)
    chain, former = (
        each.parent.split("::")[-2:-1],
        [alias.split("::")[-2] for alias in parent.aliases] if parent else [],
    )
    return {each.urn.replace(f"::{chain[0]}$", f"::{type_}$") for type_ in former}
