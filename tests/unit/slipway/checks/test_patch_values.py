from typing import Any

import pytest

from slipway.checks.patch_values import wrong_values
from slipway.settings.patches import PatchSettings, spelt
from tests.patched import REASON


def wrong(content: Any, target: str = "Deployment") -> list[str]:
    patch = PatchSettings.model_validate({"object": target, "reason": REASON, "patch": content})
    return [f"{spelt(path)}: {message}" for path, message in wrong_values(patch)]


def in_pod(**fields: Any) -> Any:
    return {"spec": {"template": {"spec": fields}}}


def in_container(**fields: Any) -> Any:
    return in_pod(containers=[{"name": "web", **fields}])


POD = "spec.template.spec"
CONTAINER = f"{POD}.containers[web]"


@pytest.mark.parametrize(
    "content",
    [
        in_pod(runtimeClassName="gvisor", priority=1000, shareProcessNamespace=True, hostAliases=None),
        in_pod(nodeSelector={"any/thing": "goes"}, overhead={"cpu": "10m", "memory": 5}),
        in_pod(volumes=[{"name": "cache", "emptyDir": {}}, {"name": "tmp", "$patch": "delete"}]),
        in_pod(volumes=[{"name": "tmp", "emptyDir": {"sizeLimit": "1.5Gi"}}]),
        in_pod(tolerations=[{"key": "gpu", "operator": "Exists"}]),
        in_pod(
            topologySpreadConstraints=[{"topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "maxSkew": 5.0}]
        ),
        in_container(ports=[{"containerPort": 8080, "hostIP": "::1"}, {"containerPort": 8080, "protocol": "UDP"}]),
        in_container(readinessProbe={"httpGet": {"port": "http"}}, livenessProbe={"tcpSocket": {"port": 1}}),
        in_container(env=[{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]),
        in_container(securityContext={"capabilities": {"drop": ["ALL"]}}),
        {"metadata": {"labels": {"a": "b"}, "annotations": {"c": None}}},
    ],
)
def test_what_the_api_server_takes_is_no_problem(content: Any) -> None:
    assert wrong(content) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"spce": {}}, "spce: unknown field of Deployment; did you mean spec? (Kubernetes 1.36)"),
        (in_pod(hostnme="a"), f"{POD}.hostnme: unknown field of PodSpec; did you mean hostname? (Kubernetes 1.36)"),
        (
            in_container(env=[{"name": "A", "valuefrom": None}]),
            f"{CONTAINER}.env[A].valuefrom: unknown field of EnvVar; did you mean valueFrom? (Kubernetes 1.36)",
        ),
        (in_pod(shareProcessNamespace="yes"), f'{POD}.shareProcessNamespace: expected true or false; got "yes"'),
        (in_pod(hostname=5), f"{POD}.hostname: expected a string, in quotes; got 5"),
        (in_pod(hostname=["a"]), f"{POD}.hostname: expected a string, in quotes; got a list"),
        (in_pod(priority="high"), f'{POD}.priority: expected a whole number up to 2147483647; got "high"'),
        (in_pod(priority=2**31), f"{POD}.priority: expected a whole number up to 2147483647; got 2147483648"),
        (in_pod(priority=1.5), f"{POD}.priority: expected a whole number up to 2147483647; got 1.5"),
        (in_pod(priority=True), f"{POD}.priority: expected a whole number up to 2147483647; got true"),
        (in_pod(priority={"a": 1}), f"{POD}.priority: expected a whole number up to 2147483647; got a mapping"),
        (
            in_pod(overhead={"cpu": "1Gb"}),
            f'{POD}.overhead.cpu: expected a quantity, for example 500m or 1Gi; got "1Gb"',
        ),
        (in_pod(overhead={"cpu": True}), f"{POD}.overhead.cpu: expected a quantity, for example 500m or 1Gi; got true"),
        (in_pod(overhead="1Gi"), f'{POD}.overhead: expected a mapping; got "1Gi"'),
        (in_pod(securityContext=True), f"{POD}.securityContext: expected a mapping of PodSecurityContext; got true"),
        (in_pod(tolerations={"key": "a"}), f"{POD}.tolerations: expected a list; got a mapping"),
        (
            in_pod(tolerations=[{"kye": "a"}]),
            f"{POD}.tolerations[0].kye: unknown field of Toleration; did you mean key? (Kubernetes 1.36)",
        ),
        (in_pod(tolerations=[None]), f"{POD}.tolerations[0]: expected a mapping of Toleration; got null"),
        (
            in_container(readinessProbe={"httpGet": {"port": True}}),
            f"{CONTAINER}.readinessProbe.httpGet.port: expected a whole number or a string; got true",
        ),
        (
            in_container(readinessProbe={"httpGet": {"port": None}}),
            (
                f"{CONTAINER}.readinessProbe.httpGet.port: Kubernetes requires it in HTTPGetAction; expected "
                "another value, not null"
            ),
        ),
        ({"metadata": {"labels": {"version": 1.10}}}, "metadata.labels.version: expected a string, in quotes; got 1.1"),
    ],
)
def test_what_it_does_not_take_is_told_with_its_path_what_was_expected_and_what_came(
    content: Any, message: str
) -> None:
    assert wrong(content) == [message]


def test_in_a_list_that_is_replaced_everything_that_is_required_must_be_there() -> None:
    env_from = in_container(envFrom=[{"prefix": "A_"}])
    affinity = {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1}]}}

    assert wrong(env_from) == [
        f"{CONTAINER}.envFrom[0]: has none of configMapRef, secretRef; Kubernetes requires one in EnvFromSource"
    ]
    assert wrong(in_pod(affinity=affinity)) == [
        (
            f"{POD}.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]: needs preference too; "
            "Kubernetes requires it in PreferredSchedulingTerm"
        )
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            in_pod(containers=[{"image": "a:1"}]),
            f"{POD}.containers: Kubernetes merges this list by name; expected name in every item",
        ),
        (
            in_pod(topologySpreadConstraints=[{"topologyKey": "zone", "maxSkew": 2}]),
            (
                f"{POD}.topologySpreadConstraints: Kubernetes merges this list by topologyKey and "
                "whenUnsatisfiable; expected topologyKey and whenUnsatisfiable in every item"
            ),
        ),
        (
            in_container(ports=[{"containerPort": 80, "name": "a"}, {"containerPort": 80, "protocol": "TCP"}]),
            f"{CONTAINER}.ports[80/TCP]: expected each item once; there are two with this containerPort and protocol",
        ),
        (
            in_pod(volumes=[]),
            f"{POD}.volumes: an empty list changes nothing; to remove an item write {{name: ..., $patch: delete}}",
        ),
        (
            in_pod(volumes=[{"name": "a", "emptyDir": {}, "$patch": "delete"}]),
            f'{POD}.volumes[a]: expected only name beside $patch: delete; got "emptyDir" too',
        ),
        (
            in_pod(volumes=[{"name": "a", "$patch": "replace"}]),
            f"{POD}.volumes[a].$patch: expected $patch only as $patch: delete in an item of a list with merge keys",
        ),
        (
            {"spec": {"$patch": "delete"}},
            "spec.$patch: expected $patch only as $patch: delete in an item of a list with merge keys",
        ),
        (
            in_pod(tolerations=[{"key": "a", "$patch": "delete"}]),
            f"{POD}.tolerations[0].$patch: expected $patch only as $patch: delete in an item of a list with merge keys",
        ),
    ],
)
def test_items_say_their_keys_once_and_are_deleted_as_kubernetes_does_it(content: Any, message: str) -> None:
    assert wrong(content) == [message]


def test_a_custom_resource_accepts_everything_in_its_spec_except_directives() -> None:
    assert wrong({"spec": {"anything": {"goes": [True, {"a": 1}]}}}, "HTTPRoute") == []
    assert wrong({"spec": {"hostnames": [{"name": "a", "$patch": "delete"}]}}, "HTTPRoute") == [
        "spec.hostnames[0].$patch: expected no $patch; lists of this object have no merge keys, and are replaced"
    ]


@pytest.mark.parametrize(
    "content",
    [
        in_container(env=[{"name": "DB_PASSWORD", "value": 123456}]),
        in_container(env=[{"name": "A", "value": {"password": "123456"}}]),
        in_pod(priority="postgres://u:123456@h/db"),
    ],
)
def test_a_value_that_may_be_a_secret_is_never_shown(content: Any) -> None:
    [message] = wrong(content)

    assert "123456" not in message
    assert message.endswith(("; got a value that is not shown, because it may be a secret", "; got a mapping"))
