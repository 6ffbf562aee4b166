from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi import Output
from pulumi_kubernetes.core.v1 import ContainerArgs, EnvVarArgs, LocalObjectReferenceArgs, PodSpecArgs

from offline.recorder import record
from slipway.blocks.patches import CannotBeApplied, changes, merged, plain
from slipway.schema.field import object_of

POD = object_of("Deployment").at("spec", "template", "spec")
CONTAINER = POD.at("containers").items
SERVICE = object_of("Service").at("spec")

NAMES = st.sampled_from(["spec", "replicas", "a", "b", "args"])
VALUES = st.recursive(
    st.integers(0, 3) | st.booleans() | st.text(max_size=2) | st.lists(st.integers(0, 3), max_size=2),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=3)


def rfc7386(target: Any, patch: Any) -> Any:
    """The pseudocode of RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        else:
            target[name] = rfc7386(target.get(name), value)
    return target


def fits(target: Any, patch: Any) -> bool:
    """True if the patch has no mapping in the place of a value. Otherwise we refuse, and the standard overwrites."""
    if not isinstance(patch, dict) or target is None:
        return True
    return isinstance(target, dict) and all(fits(target.get(name), value) for name, value in patch.items())


@given(OBJECTS, OBJECTS)
def test_without_lists_that_have_keys_it_is_a_json_merge_patch(built: Any, patch: Any) -> None:
    before = deepcopy(built)
    if fits(built, patch):
        assert merged(built, patch) == rfc7386(built, patch)
    else:
        with pytest.raises(CannotBeApplied, match="the patch expects a mapping"):
            merged(built, patch)
    assert built == before


@given(OBJECTS, OBJECTS)
def test_a_patch_changes_nothing_the_second_time(built: Any, patch: Any) -> None:
    if fits(built, patch):
        once = merged(built, patch)
        assert not changes(once, merged(once, patch))


@given(OBJECTS, OBJECTS)
def test_whether_something_changes_is_told_truly(one: Any, other: Any) -> None:
    assert changes(one, other) == (one != other)


CONTAINERS = [{"name": "web", "image": "a:1", "env": [{"name": "A", "value": "1"}]}, {"name": "side", "image": "b:1"}]


def in_pod(built: Any, patch: Any) -> Any:
    return merged({"containers": [{"name": "web"}], **built}, patch, POD, ("spec",))


def test_an_item_of_a_list_is_found_by_its_key() -> None:
    patch = {"containers": [{"name": "web", "env": [{"name": "A", "value": "2"}, {"name": "B", "value": "3"}]}]}

    assert in_pod({"containers": CONTAINERS}, patch)["containers"] == [
        {"name": "web", "image": "a:1", "env": [{"name": "A", "value": "2"}, {"name": "B", "value": "3"}]},
        {"name": "side", "image": "b:1"},
    ]


def test_an_item_that_is_not_there_is_added_at_the_end() -> None:
    patch = {"volumes": [{"name": "more", "emptyDir": {}}]}

    assert in_pod({"volumes": [{"name": "tmp"}]}, patch)["volumes"] == [
        {"name": "tmp"},
        {"name": "more", "emptyDir": {}},
    ]


def test_an_item_is_taken_out_by_its_key() -> None:
    patch = {"containers": [{"name": "side", "$patch": "delete"}]}

    assert in_pod({"containers": CONTAINERS}, patch)["containers"] == CONTAINERS[:1]


def test_an_item_that_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(CannotBeApplied, match=r"spec\.containers\[db\] cannot be deleted.*expected one of web, side"):
        in_pod({"containers": CONTAINERS}, {"containers": [{"name": "db", "$patch": "delete"}]})


def test_ports_are_told_apart_by_number_and_protocol() -> None:
    dns = [{"port": 53, "name": "dns", "protocol": "UDP"}, {"port": 53, "name": "dns-tcp"}]
    udp, tcp = ({"port": 53, "protocol": protocol, "appProtocol": "a/b"} for protocol in ("UDP", "TCP"))

    assert merged({"ports": dns}, {"ports": [udp]}, SERVICE)["ports"] == [{**dns[0], "appProtocol": "a/b"}, dns[1]]
    assert merged({"ports": dns}, {"ports": [tcp]}, SERVICE)["ports"][1]["name"] == "dns-tcp"
    assert merged({"ports": dns}, {"ports": [{"port": 53, "$patch": "delete"}]}, SERVICE)["ports"] == dns[:1]
    web, more = {"name": "web", "ports": [{"containerPort": 80}]}, {"containerPort": 80, "protocol": "UDP"}
    assert merged(web, {"ports": [more]}, CONTAINER)["ports"] == [{"containerPort": 80}, more]


def test_constraints_of_the_same_topology_are_told_apart_by_what_happens_then() -> None:
    hard, soft = (
        {"topologyKey": "zone", "whenUnsatisfiable": then, "maxSkew": 1} for then in ("DoNotSchedule", "ScheduleAnyway")
    )
    wider = {"topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "maxSkew": 3}

    patched = in_pod({"topologySpreadConstraints": [hard, soft]}, {"topologySpreadConstraints": [wider]})

    assert patched["topologySpreadConstraints"] == [hard, wider]


def test_a_list_without_keys_is_replaced() -> None:
    assert merged({"name": "web", "args": ["a", "b"]}, {"args": ["c"]}, CONTAINER)["args"] == ["c"]


def test_without_knowledge_of_the_object_every_list_is_replaced() -> None:
    assert merged({"env": [{"name": "A"}]}, {"env": [{"name": "B"}]}) == {"env": [{"name": "B"}]}


def test_fields_below_a_value_cannot_be_applied() -> None:
    with pytest.raises(CannotBeApplied, match=r"spec\.replicas is a value; the patch expects a mapping"):
        merged({"spec": {"replicas": 3}}, {"spec": {"replicas": {"a": 1}}})


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (
            {"containers": [{"name": "web", "volumeMounts": [{"mountPath": "/cache"}]}]},
            r"spec\.containers\[web\]\.volumeMounts\[/cache\] needs name too; Kubernetes requires it in VolumeMount",
        ),
        (
            {"containers": [{"name": "web", "livenessProbe": {"httpGet": {"path": "/"}}}]},
            r"spec\.containers\[web\]\.livenessProbe\.httpGet needs port too",
        ),
        (
            {"containers": [{"name": "web", "readinessProbe": {"httpGet": {"port": 1}}}]},
            (
                r"spec\.containers\[web\]\.readinessProbe has httpGet and tcpSocket, and Kubernetes allows only "
                r"one in Probe; remove the other with httpGet: null or tcpSocket: null"
            ),
        ),
        (
            {"containers": [{"name": "web", "readinessProbe": {"tcpSocket": None}}]},
            r"spec\.containers\[web\]\.readinessProbe has none of exec, grpc, httpGet, tcpSocket",
        ),
        (
            {"volumes": [{"name": "tmp", "configMap": {"name": "a"}}]},
            r"spec\.volumes\[tmp\] has configMap and emptyDir, and Kubernetes allows only one in Volume",
        ),
    ],
)
def test_an_object_that_kubernetes_would_not_take_is_refused(patch: Any, message: str) -> None:
    built = {
        "containers": [{"name": "web", "readinessProbe": {"tcpSocket": {"port": 1}}}],
        "volumes": [{"name": "tmp", "emptyDir": {}}],
    }
    with pytest.raises(CannotBeApplied, match=message):
        in_pod(built, patch)


def test_one_kind_of_probe_can_take_the_place_of_another() -> None:
    built = {"containers": [{"name": "web", "readinessProbe": {"tcpSocket": {"port": 1}, "periodSeconds": 5}}]}
    probe = {"tcpSocket": None, "exec": {"command": ["true"]}}

    assert in_pod(built, {"containers": [{"name": "web", "readinessProbe": probe}]})["containers"] == [
        {"name": "web", "readinessProbe": {"exec": {"command": ["true"]}, "periodSeconds": 5}}
    ]


def test_arguments_of_objects_are_merged_as_kubernetes_spells_them() -> None:
    built = PodSpecArgs(service_account_name="web", containers=[ContainerArgs(name="web", env=[EnvVarArgs(name="A")])])

    patched = merged(built, {"serviceAccountName": "other", "containers": [{"name": "web", "tty": True}]}, POD)

    assert patched["serviceAccountName"] == "other"
    assert patched["containers"][0]["tty"] is True
    assert isinstance(patched["containers"][0]["env"][0], EnvVarArgs)
    assert changes(built, patched)
    assert not changes(built, merged(built, {"serviceAccountName": "web"}, POD))


def test_an_item_whose_key_is_known_only_later_stays_and_is_not_shown() -> None:
    found: list[str] = []

    def patched() -> None:
        later = [LocalObjectReferenceArgs(name=Output.from_input("registry-1"))]
        built = {"containers": CONTAINERS, "imagePullSecrets": later}
        found.append(in_pod(built, {"imagePullSecrets": [{"name": "other"}]})["imagePullSecrets"][1]["name"])
        with pytest.raises(CannotBeApplied) as error:
            in_pod(built, {"imagePullSecrets": [{"name": "other", "$patch": "delete"}]})
        found.append(str(error.value))

    record(patched)

    assert found[0] == "other"
    assert "Output" not in found[1]


def test_a_variable_of_a_patch_comes_before_those_that_refer_to_it() -> None:
    built = {"name": "web", "env": [EnvVarArgs(name="AGENT", value="$(HOST_IP):8126")]}
    field = {"fieldRef": {"fieldPath": "status.hostIP"}}

    result = merged(built, {"env": [{"name": "HOST_IP", "valueFrom": field}]}, CONTAINER)

    assert [plain(each)["name"] for each in result["env"]] == ["HOST_IP", "AGENT"]


def test_a_patch_that_closes_a_circle_of_variables_is_refused() -> None:
    built = {"name": "web", "env": [EnvVarArgs(name="A", value="$(B)")]}

    with pytest.raises(CannotBeApplied, match=r"^env: expected variables that form no circle; "):
        merged(built, {"env": [{"name": "B", "value": "$(A)"}]}, CONTAINER)
