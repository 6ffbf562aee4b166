"""Changed values for every setting of an app and of a namespace, and stacks with these values."""

from functools import cache
from typing import Any

from offline.recorder import Recording, record
from slipway.settings.kinds import KINDS
from slipway.settings.stack import StackSettings
from stack.compose import compose
from stack.secrets import StackSecrets
from tests.deployment import configured

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
"""Settings that create every object that an app of any kind can have."""

PATCH = {
    "object": "ServiceAccount",
    "reason": "somebody looks for this annotation",
    "patch": {"metadata": {"annotations": {"example.com/seen": "yes"}}},
}
TRIGGER = {"type": "rabbitmq", "metadata": {"queueName": "mails"}, "secretParameters": {"host": "db/password"}}
QUEUE = {"minReplicas": 0, "maxReplicas": 5, "triggers": [TRIGGER]}
OTHERWISE: dict[str, list[Any]] = {
    "acceptsFrom": [["other/caller"], [{"namespace": "prometheus", "port": "metrics"}]],
    "connectsTo": [["db"], [{"cidr": "203.0.113.0/24", "ports": [443, "8000..8999"]}]],
    "exposed": [True],
    "peerPorts": [["metrics"]],
    "activeDeadlineSeconds": [700],
    "after": [["migrate"]],
    "apiAccess": [{"reason": "looks for others", "rules": [{"resources": ["services"], "verbs": ["list"]}]}],
    "args": [["--verbose"]],
    "autoscaling": [{"maxReplicas": 5, "cpu": "70%"}, {"maxReplicas": 5, "memory": "70%"}, QUEUE],
    "backoffLimit": [2],
    "binaryFiles": [{"/etc/logo/page.md": "README.md"}],
    "command": [["web"]],
    "completionMode": ["Indexed"],
    "completions": [5],
    "concurrencyPolicy": ["Replace"],
    "configEnv": [{"HOST": "web/host"}],
    "configEnvFrom": [[{"name": "web"}]],
    "configFiles": [{"/etc/host/host": "web/host"}],
    "disruption": [{"maxUnavailable": 2}],
    "downloadImage": ["curlimages/curl:8.0.0"],
    "dnsConfig": [{"options": {"ndots": "2"}}],
    "dnsPolicy": ["Default"],
    "downloads": [{}],
    "env": [{"MODE": "fast"}],
    "failedJobsHistoryLimit": [2],
    "fieldEnv": [{"NODE_IP": "status.hostIP"}],
    "files": [{}, {"/etc/web/web.json": {"color": "green"}}, {"/etc/other/web.json": {"color": "blue"}}],
    "fsGroup": [44],
    "fsGroupChangePolicy": ["Always"],
    "hostAliases": [{"10.0.0.7": ["db.example.com"]}],
    "hostname": ["storefront"],
    "imageFolders": [[], ["/etc/web"], []],
    "image": ["shop/web:2.0.0", "elsewhere/web:1.0.0"],
    "imagePullPolicy": ["Always"],
    "ingress": [{"host": "a.example.com"}, {"host": "b.example.com", "clusterIssuer": "letsencrypt"}],
    "initContainers": [[{"name": "first", "image": "shop/first:1.0.0"}]],
    "metrics": [{"interval": "15s"}],
    "telemetry": [
        {"otlp": "db"},
        {"otlp": {"cidr": "203.0.113.7/32", "port": 4317}, "protocol": "grpc", "endpoint": "http://203.0.113.7:4317"},
    ],
    "slo": [{"availability": 99.9}, {"availability": 99, "window": "28d"}],
    "once": [True],
    "parallelism": [2],
    "lifecycle": [{"postStart": {"exec": ["web", "--warm"]}}],
    "patches": [[PATCH]],
    "placement": [{"tolerations": ["*"], "nodes": {"disktype": "ssd"}}],
    "podAnnotations": [{"linkerd.io/inject": "enabled"}],
    "podFailurePolicy": [{"failJob": [42]}, None],
    "podLabels": [{"tier": "web"}],
    "podManagementPolicy": ["Parallel"],
    "port": [9090, {"port": 5432, "name": "postgres"}],
    "ports": [{"metrics": 9100}],
    "probes": [{"readiness": {"path": "/ready"}}],
    "pullSecrets": [["registry"]],
    "relaxations": [{"writableRootFilesystem": "writes its pid file beside its binary"}],
    "replicas": [1, 7, 1, 0],
    "repositoryFiles": [{"/etc/licence/LICENSE": "LICENSE"}],
    "resourceEnv": [{"GOMAXPROCS": "limits.cpu"}],
    "restartPolicy": ["Never", "OnFailure"],
    "resources": [{"cpu": "1", "memory": "1Gi"}],
    "retention": [{"whenDeleted": "Delete", "whenScaled": "Delete", "reason": "filled again at once"}],
    "route": [{"parent": "public"}, {"parent": "public/https", "redirectFrom": "public/http"}],
    "grpcRoute": [
        {"parent": "public/grpc"},
        {"parent": "public/grpc", "methods": {"shop.Orders": {"requestHeaders": {"set": {"x-a": "1"}}}}},
    ],
    "runAsGroup": [1235],
    "runAsUser": [1234],
    "runtimeClassName": ["gvisor"],
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
    "services": [
        {"public": {"type": "LoadBalancer", "ports": {"metrics": 80}}},
        {"public": {"type": "NodePort", "ports": ["metrics"]}},
        {},
    ],
    "serviceAccount": [{"annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web"}}],
    "sidecars": [{"proxy": {"image": "shop/proxy:1.0.0"}}],
    "startingDeadlineSeconds": [300],
    "stop": [{"processSeconds": 120}],
    "storage": [{"/db": "2Gi"}],
    "successfulJobsHistoryLimit": [5],
    "supplementalGroups": [[44]],
    "suspend": [True],
    "terminationMessagePath": ["/run/last-words"],
    "terminationMessagePolicy": ["FallbackToLogsOnError"],
    "timeZone": ["Europe/Berlin"],
    "ttlSecondsAfterFinished": [60],
    "verticalAutoscaling": [{}],
    "workingDir": ["/app"],
    "volumes": [
        {},
        {
            "/archive": {"nfs": {"server": "elsewhere.example.com", "path": "/a"}},
            "/uploads": {"shared": {"size": "2Gi"}},
        },
    ],
    "writablePaths": [["/var/run"]],
}
"""One or more changed values for every setting of an app."""

ROLLOUTS: dict[str, list[Any]] = {
    "stateless": [{"type": "Recreate"}, {"revisionHistoryLimit": 3}],
    "worker": [{"type": "Recreate"}, {"revisionHistoryLimit": 3}],
    "stateful": [{"type": "OnDelete"}, {"partition": 1}],
    "agent": [{"type": "OnDelete"}, {"revisionHistoryLimit": 3}],
}
REFUSED: dict[str, set[str]] = {"stateful": {"hostname"}}
"""Settings that a kind has and refuses."""
ONE_OF_TWO = ("replicas", "autoscaling")

REMOTE = {"store": "vault", "keys": {"password": "shop/db#password"}}
OF_THE_NAMESPACE: dict[str, list[Any]] = {
    "team": ["payments"],
    "labels": [{"cost-center": "4711"}],
    "annotations": [{"example.com/owner": "payments"}],
    "podSecurity": [{"level": "baseline", "reason": "an agent of the nodes"}],
    "deletable": ["moved to another cluster"],
    "adopt": ["made by the cluster team"],
    "limits": [{"cpu": "1", "memory": "1Gi"}],
    "configMaps": [{"web": {"host": "other.example.com"}, "more": {"a": "b"}}],
    "secrets": [{"stored": {"external": REMOTE}, "mounted": {"csi": REMOTE}}, {"theirs": {"existing": True}}],
    "externalNames": [{"outside": "b.example.com"}, {}],
    "maxima": [{"cpu": "8"}],
    "quota": [{"pods": 500}, {"memory": "900Gi", "pods": 900}],
    "access": [{"viewers": ["oidc:storefront"], "deployers": ["oidc:storefront"]}],
    "pullSecrets": [["registry"]],
    "objects": [
        {"api": {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "spec": {"maxUnavailable": 1}}},
        {"dashboard": {"apiVersion": "v1", "kind": "ConfigMap", "data": {"web.json": "{}"}}},
    ],
    "charts": [{"redis": {"chart": "oci://registry.example.com/charts/redis", "version": "1.2.3"}}],
}


ROUNDS = range(max(map(len, OTHERWISE.values())))


def settings_of(kind: str, changed: int | None = None) -> dict[str, Any]:
    """An app of a kind. `changed` is the index of the changed values; compatible settings change together."""
    base = {"kind": kind, **RICH, **NEEDED[kind]}
    if changed is None:
        return base
    refused = {ONE_OF_TWO[changed % 2], *REFUSED.get(kind, ())}
    known = {field.alias for field in KINDS[kind].model_fields.values()} - refused
    others = {**OTHERWISE, "rollout": ROLLOUTS.get(kind, [None])}
    if kind == "agent":
        others["service"] = [{"port": 80}, {}]
    changes = {setting: values[changed % len(values)] for setting, values in others.items() if setting in known}
    return {setting: value for setting, value in {**base, **changes}.items() if setting in {"kind", *known}}


@cache
def stack_of(kind: str, changed: int | None = None) -> Recording:
    """The app in a namespace with everything that it refers to."""
    apps = {
        "web": settings_of(kind, changed),
        "migrate": {"kind": "task", "image": "shop/migrate:1.0.0"},
        "db": {"kind": "stateful", "image": "postgres:18.1", "port": 5432},
    }
    return namespace_of({"apps": apps}, prometheus={"namespace": "prometheus"})


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
    configuration = configured(stack, StackSecrets.parse(secrets, encrypted=True)[0])

    def program() -> None:
        compose(configuration)

    return record(program)
