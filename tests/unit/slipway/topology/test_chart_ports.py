from typing import Any

import pytest

from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.topology.chart_ports import ChartPorts, chart_ports


def of(values: Any = None) -> ChartPorts:
    extra = {"extraValues": {"reason": "another port is taken", "values": values}} if values else {}
    return chart_ports(MonitoringSettings.model_validate(extra))


def test_without_extra_values_the_ports_are_those_of_the_chart() -> None:
    ports = of()

    assert ports.web == {
        "prometheus": 9090,
        "alertmanager": 9093,
        "grafana": 3000,
        "kube-state-metrics": 8080,
        "operator": 10250,
    }
    assert (ports.node_exporter, ports.kubelet, ports.coredns) == (9100, 10250, 9153)
    assert ports.control_plane == (2381, 10249, 10257, 10259)


@pytest.mark.parametrize(
    ("values", "part", "port"),
    [
        (
            {"grafana": {"service": {"targetPort": 3001}, "grafana.ini": {"server": {"http_port": 3001}}}},
            "grafana",
            3001,
        ),
        ({"kube-state-metrics": {"service": {"port": 8181}}}, "kube-state-metrics", 8181),
        ({"prometheusOperator": {"tls": {"internalPort": 10251}}}, "operator", 10251),
        ({"prometheus": {"service": {"targetPort": "proxy"}}}, "prometheus", 9090),
    ],
)
def test_a_value_that_moves_a_port_moves_it_here(values: Any, part: str, port: int) -> None:
    assert of(values).web[part] == port


def test_ports_on_the_nodes_move_too() -> None:
    assert of({"prometheus-node-exporter": {"service": {"port": 9101, "targetPort": 9101}}}).node_exporter == 9101
    assert of({"kubelet": {"serviceMonitor": {"https": False}}}).kubelet == 10255
    assert of({"kubeEtcd": {"service": {"targetPort": 2382}}}).control_plane[0] == 2382


def test_dns_pods_and_their_port_are_those_that_the_chart_scrapes() -> None:
    ports = of({"coreDns": {"service": {"targetPort": 9253, "selector": {"k8s-app": "dns"}}}})

    assert ports.coredns == 9253
    assert ports.coredns_pods == ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "dns"})
