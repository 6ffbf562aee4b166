from components import NodeAgent
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import NodeAgentSettings
from slipway.settings.rollout import AgentRolloutSettings
from tests.deployment import deploy

LOGS = NodeAgentSettings(image="shop/logs:1.0")


def logs(settings: NodeAgentSettings = LOGS) -> Recording:
    return deploy(lambda: NodeAgent("shop.logs", settings, namespace="shop"))


def test_it_is_a_daemon_set_that_nobody_reaches() -> None:
    recording = logs()
    spec = recording.one("DaemonSet").inputs["spec"]
    [container] = spec["template"]["spec"]["containers"]

    assert {each.type.rpartition(":")[2] for each in recording.registrations} == {
        "NodeAgent",
        "DaemonSet",
        "ServiceAccount",
    }
    assert spec["selector"]["matchLabels"].items() <= spec["template"]["metadata"]["labels"].items()
    assert not {"ports", "readinessProbe", "livenessProbe", "startupProbe"} & container.keys()


def test_its_port_is_probed_and_has_no_service() -> None:
    recording = logs(NodeAgentSettings(image="shop/logs:1.0", port=9100))
    [container] = recording.one("DaemonSet").inputs["spec"]["template"]["spec"]["containers"]

    assert plain(container["ports"]) == [{"name": "http", "containerPort": 9100}]
    assert {"readinessProbe", "livenessProbe", "startupProbe"} <= container.keys()
    assert recording.all("Service") == []


def test_its_service_leads_to_the_node_of_the_client_alone() -> None:
    said = {"image": "shop/logs:1.0", "port": {"name": "statsd", "port": 8125, "protocol": "UDP"}, "service": {}}
    recording = logs(NodeAgentSettings.model_validate(said))
    spec = plain(recording.one("Service").inputs["spec"])

    assert (spec["type"], spec["internalTrafficPolicy"]) == ("ClusterIP", "Local")
    assert spec["ports"] == [{"name": "statsd", "port": 8125, "targetPort": 8125, "protocol": "UDP"}]
    assert recording.outputs_of("NodeAgent") == {"url": "logs.shop.svc:8125"}


def test_an_up_waits_for_every_node_unless_the_pods_are_exchanged_by_hand() -> None:
    by_hand = NodeAgentSettings(image="shop/logs:1.0", rollout=AgentRolloutSettings(type="OnDelete"))

    assert logs().one("DaemonSet").inputs["metadata"]["annotations"] == {"pulumi.com/timeoutSeconds": "615"}
    assert logs(by_hand).one("DaemonSet").inputs["metadata"]["annotations"] == {"pulumi.com/skipAwait": "true"}
