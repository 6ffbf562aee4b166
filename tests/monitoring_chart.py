"""The objects of kube-prometheus-stack that matter for its network and its quota: written by hand, and rendered from
the public chart if it is beside the project.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from offline.program import ROOT
from slipway.settings.chart import VERSION
from tests.monitoring_matrix import LABELS

PUBLIC = ROOT.parent / "shared" / f"kube-prometheus-stack-{VERSION}" / "rendered-default.yaml"
MADE_BY_THE_OPERATOR = {"prometheus", "alertmanager"}
RELOADER = 8080


@dataclass(frozen=True)
class Chart:
    """The objects of the chart. Names are without the prefix `monitoring-` of the release."""

    pods: Mapping[str, Mapping[str, str]]
    """The labels of pods in the pod network."""
    kinds: Mapping[str, str]
    """The controllers of pods in the pod network and in the network of their node."""
    on_nodes: frozenset[str]
    """The labels of pods in the network of their node."""
    selectors: Mapping[str, Mapping[str, str]]
    """The selectors of the Services in the namespace."""
    targets: frozenset[tuple[str, int]]
    """The targets of each monitor: the Service that it selects, and the port of its pods."""


BY_HAND = Chart(
    pods={name: labels for name, labels in LABELS.items() if name not in {*MADE_BY_THE_OPERATOR, "intruder"}},
    kinds={
        "grafana": "Deployment",
        "kube-state-metrics": "Deployment",
        "operator": "Deployment",
        "prometheus-node-exporter": "DaemonSet",
        "admission-create": "Job",
        "admission-patch": "Job",
    },
    on_nodes=frozenset({"prometheus-node-exporter"}),
    selectors={
        "prometheus": {
            "app.kubernetes.io/name": "prometheus",
            "operator.prometheus.io/name": "monitoring-prometheus",
        },
        "alertmanager": {"app.kubernetes.io/name": "alertmanager", "alertmanager": "monitoring-alertmanager"},
        "grafana": {"app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": "monitoring"},
        "kube-state-metrics": {
            "app.kubernetes.io/name": "kube-state-metrics",
            "app.kubernetes.io/instance": "monitoring",
        },
        "operator": {"app": "kube-prometheus-stack-operator", "release": "monitoring"},
    },
    targets=frozenset(
        {
            ("prometheus", 9090),
            ("prometheus", RELOADER),
            ("alertmanager", 9093),
            ("alertmanager", RELOADER),
            ("grafana", 3000),
            ("kube-state-metrics", 8080),
            ("operator", 10250),
            ("coredns", 9153),
            ("prometheus-node-exporter", 9100),
            ("kube-etcd", 2381),
            ("kube-proxy", 10249),
            ("kube-controller-manager", 10257),
            ("kube-scheduler", 10259),
        }
    ),
)
"""The scraped ports, without the API server and the kubelets, which have no Service in the chart."""


@cache
def rendered(file: Path) -> Chart:
    """The chart from a rendered file, with the release name `monitoring` in all names."""
    text = file.read_text().replace("kps-kube-prometheus-stack", "monitoring").replace("kps", "monitoring")
    objects = [each for each in yaml.safe_load_all(text) if each]
    makers = {
        _name(each): each for each in objects if each["kind"] in ("Deployment", "DaemonSet", "StatefulSet", "Job")
    }
    templates = {name: each["spec"]["template"] for name, each in makers.items()}
    on_nodes = frozenset(name for name, each in templates.items() if each["spec"].get("hostNetwork"))
    services = {_name(each): each for each in objects if each["kind"] == "Service"}
    return Chart(
        pods={name: each["metadata"]["labels"] for name, each in templates.items() if name not in on_nodes},
        kinds={name: each["kind"] for name, each in makers.items()},
        on_nodes=on_nodes,
        selectors={
            name: each["spec"]["selector"]
            for name, each in services.items()
            if each["metadata"]["namespace"] == "monitoring" and name not in on_nodes
        },
        targets=frozenset(_targets(objects, services, templates)),
    )


def _targets(
    objects: list[dict[str, Any]], services: Mapping[str, Any], templates: Mapping[str, Any]
) -> Iterator[tuple[str, int]]:
    for monitor in (each for each in objects if each["kind"] == "ServiceMonitor"):
        wanted = monitor["spec"]["selector"]["matchLabels"].items()
        for name, service in services.items():
            if wanted <= service["metadata"]["labels"].items():
                ports = {port["name"]: port for port in service["spec"]["ports"]}
                for endpoint in monitor["spec"]["endpoints"]:
                    yield name, _listening(templates.get(name), ports[endpoint["port"]])


def _listening(template: Any, port: Mapping[str, Any]) -> int:
    """The port of the pods for a port of a Service: its number, or the container port with this name."""
    target = port.get("targetPort", port["port"])
    if isinstance(target, int):
        return target
    if template is None:
        assert target == "reloader-web"
        return RELOADER
    containers = template["spec"]["containers"]
    [number] = {each["containerPort"] for one in containers for each in one.get("ports", []) if each["name"] == target}
    return int(number)


def _name(content: Mapping[str, Any]) -> str:
    return str(content["metadata"]["name"]).removeprefix("monitoring-")


CHARTS: dict[str, Callable[[], Chart]] = {"by hand": lambda: BY_HAND}
"""Each is read when a test asks for it."""
if PUBLIC.is_file():
    CHARTS[PUBLIC.parent.name] = lambda: rendered(PUBLIC)
