"""No change of any setting takes away what serves: every setting of every kind of app is changed, and what Pulumi would
replace for it is looked at.
"""

import re
from functools import cache
from itertools import permutations
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from blocks.words.naming import NAMING
from offline.manifests import plain
from offline.program import ROOT
from offline.recorder import AUTONAMED, Recording, Registration, record
from settings.namespace import NamespaceSettings, Workload
from settings.patches.patch import PatchSettings
from settings.rules.patched_kinds import OWNED
from settings.stack import StackSettings
from stack.compose import compose
from stack.configuration import Configuration
from stack.secrets import StackSecrets
from tests.recorded import recorded

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
"""What pulumi-kubernetes 4.25.0 replaces an object for (`provider/pkg/provider/diff.go`), of the kinds that there are;
besides, another name or namespace, and for a patch these alone."""

ROUND_ITS_PODS = {"StatefulSet"}
"""Replaced while its pods go on running (tests/engine/storage, tests/engine/replacement)."""

NEEDED: dict[str, dict[str, Any]] = {
    "stateless": {"port": 8080, "replicas": 3},
    "stateful": {"port": 8080, "replicas": 3, "storage": {"/db": "1Gi"}},
    "worker": {"port": 8080, "replicas": 3},
    "agent": {"port": 8080},
    "scheduled": {"schedule": "@daily"},
    "task": {},
}
RICH: dict[str, Any] = {
    "image": "shop/web:1.0.0",
    "downloads": {"/opt/site/index.html": {"url": "https://example.com/index.html", "sha256": "0" * 64}},
    "files": {"/etc/web/web.json": {"color": "blue"}},
    "volumes": {
        "/archive": {"nfs": {"server": "files.example.com", "path": "/a"}},
        "/uploads": {"shared": {"size": "1Gi"}},
    },
    "apiAccess": {
        "reason": "looks for its peers",
        "rules": [{"resources": ["pods"], "verbs": ["get"]}],
        "clusterRules": [{"resources": ["nodes"], "verbs": ["get"]}],
    },
}
"""What makes every object that an app of any kind can have."""

PATCH = {
    "object": "ServiceAccount",
    "reason": "somebody looks for this annotation",
    "patch": {"metadata": {"annotations": {"example.com/seen": "yes"}}},
}
OTHERWISE: dict[str, list[Any]] = {
    "acceptsFrom": [["other/caller"]],
    "connectsTo": [["db"], [{"cidr": "203.0.113.0/24", "ports": [443]}]],
    "exposed": [True],
    "peerPorts": [["metrics"]],
    "activeDeadlineSeconds": [700],
    "after": [["migrate"]],
    "apiAccess": [{"reason": "looks for others", "rules": [{"resources": ["services"], "verbs": ["list"]}]}],
    "args": [["--verbose"]],
    "autoscaling": [{"maxReplicas": 5, "cpu": "70%"}],
    "backoffLimit": [2],
    "command": [["web"]],
    "concurrencyPolicy": ["Replace"],
    "configEnv": [{"HOST": "web/host"}],
    "configEnvFrom": [[{"name": "web"}]],
    "configFiles": [{"/etc/host/host": "web/host"}],
    "disruption": [{"maxUnavailable": 2}],
    "downloadImage": ["curlimages/curl:8.0.0"],
    "downloads": [{}],
    "env": [{"MODE": "fast"}],
    "failedJobsHistoryLimit": [2],
    "files": [{}, {"/etc/web/web.json": {"color": "green"}}, {"/etc/other/web.json": {"color": "blue"}}],
    "image": ["shop/web:2.0.0", "elsewhere/web:1.0.0"],
    "imagePullPolicy": ["Always"],
    "ingress": [{"host": "a.example.com"}, {"host": "b.example.com", "clusterIssuer": "letsencrypt"}],
    "initContainers": [[{"name": "first", "image": "shop/first:1.0.0"}]],
    "patches": [[PATCH]],
    "placement": [{"tolerations": ["*"], "nodes": {"disktype": "ssd"}}],
    "podManagementPolicy": ["Parallel"],
    "port": [9090],
    "ports": [{"metrics": 9100}],
    "probes": [{"readiness": {"path": "/ready"}}],
    "pullSecrets": [["registry"]],
    "relaxations": [{"writableRootFilesystem": "writes its pid file beside its binary"}],
    "replicas": [1, 7],
    "repositoryFiles": [{"/etc/licence/LICENSE": "LICENSE"}],
    "resources": [{"cpu": "1", "memory": "1Gi"}],
    "retention": [{"whenDeleted": "Delete", "whenScaled": "Delete"}],
    "route": [{"parent": "public"}],
    "runAsUser": [1234],
    "schedule": ["@hourly"],
    "secretEnv": [{"PASSWORD": "db/password"}],
    "secretEnvFrom": [[{"name": "db"}]],
    "secretFiles": [{"/etc/db/password": "db/password"}],
    "service": [
        {"type": "NodePort"},
        {"type": "LoadBalancer"},
        {"type": "LoadBalancer", "loadBalancerClass": "example.com/internal"},
        {"headless": True},
        {"port": 80, "sessionAffinity": "ClientIP"},
    ],
    "serviceAccount": [{"annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web"}}],
    "sidecars": [{"proxy": {"image": "shop/proxy:1.0.0"}}],
    "startingDeadlineSeconds": [300],
    "stop": [{"processSeconds": 120}],
    "storage": [{"/db": "2Gi"}],
    "successfulJobsHistoryLimit": [5],
    "suspend": [True],
    "timeZone": ["Europe/Berlin"],
    "ttlSecondsAfterFinished": [60],
    "volumes": [
        {},
        {
            "/archive": {"nfs": {"server": "elsewhere.example.com", "path": "/a"}},
            "/uploads": {"shared": {"size": "2Gi"}},
        },
    ],
    "writablePaths": [["/var/run"]],
}
"""Another value, or several, for every setting of an app."""

ROLLOUTS: dict[str, list[Any]] = {
    "stateless": [{"type": "Recreate"}, {"revisionHistoryLimit": 3}],
    "worker": [{"type": "Recreate"}, {"revisionHistoryLimit": 3}],
    "stateful": [{"type": "OnDelete"}, {"partition": 1}],
    "agent": [{"type": "OnDelete"}, {"revisionHistoryLimit": 3}],
}
ONE_OF_TWO = ("replicas", "autoscaling")

REMOTE = {"store": "vault", "keys": {"password": "shop/db#password"}}
OF_THE_NAMESPACE: dict[str, list[Any]] = {
    "team": ["payments"],
    "podSecurity": [{"level": "baseline", "reason": "an agent of the nodes"}],
    "deletable": ["moved to another cluster"],
    "limits": [{"cpu": "1", "memory": "1Gi"}],
    "configMaps": [{"web": {"host": "other.example.com"}, "more": {"a": "b"}}],
    "secrets": [{"stored": {"external": REMOTE}, "mounted": {"csi": REMOTE}}, {"theirs": {"existing": True}}],
    "externalNames": [{"outside": "b.example.com"}, {}],
    "maxima": [{"cpu": "8"}],
    "quota": [{"pods": 500}, {"memory": "900Gi", "pods": 900}],
    "access": [{"viewers": ["oidc:storefront"], "deployers": ["oidc:storefront"]}],
    "pullSecrets": [["registry"]],
}


MODELS = {model.model_fields["kind"].default: model for model in get_args(Workload)}
ROUNDS = range(max(map(len, OTHERWISE.values())))


def settings_of(kind: str, changed: int | None = None) -> dict[str, Any]:
    """An app of a kind; `changed` says with which of the other values, as many settings at once as go together."""
    base = {"kind": kind, **RICH, **NEEDED[kind]}
    if changed is None:
        return base
    known = {field.alias for field in MODELS[kind].model_fields.values()} - {ONE_OF_TWO[changed % 2]}
    others = {**OTHERWISE, "rollout": ROLLOUTS.get(kind, [None])}
    changes = {setting: values[changed % len(values)] for setting, values in others.items() if setting in known}
    return {setting: value for setting, value in {**base, **changes}.items() if setting in {"kind", *known}}


@cache
def stack_of(kind: str, changed: int | None = None) -> Recording:
    """That app in a namespace that holds all that it may refer to."""
    apps = {
        "web": settings_of(kind, changed),
        "migrate": {"kind": "task", "image": "shop/migrate:1.0.0"},
        "db": {"kind": "stateful", "image": "postgres:18.1", "port": 5432},
    }
    return namespace_of({"apps": apps})


def namespace_of(settings: dict[str, Any], **cluster: Any) -> Recording:
    shop = {
        "team": "storefront",
        "configMaps": {"web": {"host": "example.com"}},
        "externalNames": {"outside": "a.example.com"},
        **settings,
    }
    secrets = {"shop": {"db": {"password": "tulip"}, "registry": {".dockerconfigjson": "{}"}}}
    stores = {"vault": {"vault": {"server": "https://vault.example.com", "role": "shop"}}}
    stack = StackSettings.model_validate(
        {"environment": "development", "cluster": cluster, "secretStores": stores, "namespaces": {"shop": shop}}
    )
    configuration = Configuration(stack, StackSecrets.parse(secrets, encrypted=True)[0])

    def program() -> None:
        compose(configuration)

    return record(program)


def kind_of(each: Registration) -> str:
    return each.type.rpartition(":")[2]


def objects(recording: Recording) -> dict[str, Registration]:
    return {each.urn: each for each in recording.registrations if "metadata" in each.inputs}


def value_at(inputs: Any, path: str) -> Any:
    for step in path.split("."):
        inputs = inputs.get(step) if isinstance(inputs, dict) else None
    return inputs


def replaced(before: Recording, after: Recording) -> set[str]:
    """The kinds of objects that are deleted before they are made anew, or take another name that others know."""
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
    """Objects that another resource of Pulumi makes under the same name: it would delete them after all."""
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
    """What its URN would be below its parent's former self."""
    parent = known.get(each.parent)
    chain, former = (
        each.parent.split("::")[-2:-1],
        [alias.split("::")[-2] for alias in parent.aliases] if parent else [],
    )
    return {each.urn.replace(f"::{chain[0]}$", f"::{type_}$") for type_ in former}


def test_every_setting_is_changed() -> None:
    assert {*OF_THE_NAMESPACE, "apps"} == {field.alias for field in NamespaceSettings.model_fields.values()}
    for kind, model in MODELS.items():
        base = model.model_validate(settings_of(kind))
        changed = [model.model_validate(settings_of(kind, each)) for each in ROUNDS]
        for setting in model.model_fields.keys() - {"kind"}:
            assert any(getattr(each, setting) != getattr(base, setting) for each in changed), (kind, setting)


@pytest.mark.parametrize("changed", ROUNDS)
@pytest.mark.parametrize("kind", NEEDED)
def test_no_setting_of_an_app_replaces_what_others_use(kind: str, changed: int) -> None:
    assert replaced(stack_of(kind), stack_of(kind, changed)) <= ROUND_ITS_PODS
    assert moved(stack_of(kind), stack_of(kind, changed)) == []


@pytest.mark.parametrize(
    ("setting", "value"), [(setting, value) for setting, values in OF_THE_NAMESPACE.items() for value in values]
)
def test_no_setting_of_a_namespace_replaces_what_others_use(setting: str, value: Any) -> None:
    apps = {"web": {"kind": "stateful", **RICH, **NEEDED["stateful"]}}
    before, after = namespace_of({"apps": apps}), namespace_of({"apps": apps, setting: value})

    assert replaced(before, after) == set()
    assert moved(before, after) == []


@pytest.mark.parametrize(("old", "new"), list(permutations(NEEDED, 2)))
def test_an_app_of_another_kind_takes_over_what_both_kinds_have(old: str, new: str) -> None:
    assert moved(stack_of(old), stack_of(new)) == []


@pytest.mark.parametrize("kind", ["stateless", "stateful"])
def test_an_app_takes_over_the_name_of_what_was_outside_and_gives_it_back(kind: str) -> None:
    inside = namespace_of({"externalNames": {}, "apps": {"db": {"kind": kind, "image": "a:1", "port": 1}}})
    outside = namespace_of({"externalNames": {"db": "db.example.com"}})

    assert moved(outside, inside) == []
    assert moved(inside, outside) == []


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (kind, path)
        for kind, paths in NEVER_CHANGE.items()
        for path in paths
        if NAMING[kind] == "fixed" and kind in set().union(*OWNED.values())
    ],
)
def test_no_patch_reaches_what_never_changes(kind: str, path: str) -> None:
    patch: Any = "anything"
    for step in reversed(path.split(".")):
        patch = {step: patch}

    with pytest.raises(ValidationError, match="cannot be patched"):
        PatchSettings(object=kind, reason="somebody wants it otherwise", patch=patch)


RECORDINGS = [
    recorded("dev"),
    recorded("prod"),
    recorded("kinds", ROOT / "tests" / "every-kind.yaml"),
    *(stack_of(kind) for kind in NEEDED),
    stack_of("stateless", 0),
    namespace_of({setting: OF_THE_NAMESPACE[setting][0] for setting in ("access", "quota", "secrets")}),
    namespace_of(
        {"apps": {"web": {"image": "a:1", "port": 80, "connectsTo": [{"host": "a.example.com", "port": 443}]}}},
        networkPolicies="cilium",
    ),
]
EVERYTHING = {each.urn: each for recording in RECORDINGS for each in objects(recording).values()}


def test_every_kind_of_object_has_one_way_to_be_called() -> None:
    made = {kind_of(each) for each in EVERYTHING.values()}

    assert made | {"Release"} == NAMING.keys()


@pytest.mark.parametrize("urn", EVERYTHING)
def test_every_object_is_called_as_its_kind_is(urn: str) -> None:
    each = EVERYTHING[urn]
    name, kind = each.inputs["metadata"].get("name"), kind_of(each)
    holds_nothing = kind == "ConfigMap" and "data" not in each.inputs

    if NAMING[kind] == "generated":
        assert name is None
    elif NAMING[kind] == "fixed" or holds_nothing:
        assert name
        assert AUTONAMED not in name
    else:
        assert re.search("-[0-9a-f]{10}$", name)
