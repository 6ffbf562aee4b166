from typing import Any

import pytest

from slipway.schema.chart_values import unknown_values, version
from slipway.settings.chart import VERSION


def test_the_names_are_those_of_the_pinned_chart() -> None:
    assert version() == VERSION


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"grafanna": {}}, ("grafanna",)),
        ({"grafana": {"replcias": 2}}, ("grafana", "replcias")),
        ({"grafana": {"persistence": {"sise": "1Gi"}}}, ("grafana", "persistence", "sise")),
        ({"prometheus": {"prometheusSpec": {"retenion": "1d"}}}, ("prometheus", "prometheusSpec", "retenion")),
        ({"prometheus-node-exporter": {"servise": {}}}, ("prometheus-node-exporter", "servise")),
    ],
)
def test_a_misspelt_name_is_found_where_it_stands(values: dict[str, Any], path: tuple[str, ...]) -> None:
    assert [each.path for each in unknown_values(values)] == [path]


@pytest.mark.parametrize(
    "values",
    [
        {"grafana": {"grafana.ini": {"auth.github": {"enabled": True}}, "persistence": {"size": "1Gi"}}},
        {"grafana": {"fullnameOverride": "grafana", "sidecar": {"dashboards": {"searchNamespace": "ALL"}}}},
        {"global": {"imageRegistry": "registry.example.com"}},
        {"prometheus": {"prometheusSpec": {"thanos": {"image": "thanos:1"}, "externalLabels": {"cluster": "eu"}}}},
        {"prometheus": {"prometheusSpec": {"remoteWrite": [{"url": "https://example.com"}]}}},
        {"alertmanager": {"alertmanagerSpec": {"nodeSelector": {"disk": "ssd"}, "secrets": ["keys"]}}},
        {"defaultRules": {"disabled": {"KubeHpaMaxedOut": True}}},
        {"kube-state-metrics": {"collectors": ["pods"], "metricLabelsAllowlist": ["pods=[team]"]}},
        {"prometheusOperator": {"tls": {"internalPort": 8443}, "resources": {"limits": {"cpu": 1}}}},
        {"prometheus-windows-exporter": {"config": "x"}},
        {"kubelet": {"serviceMonitor": {"https": False}}, "coreDns": {"service": {"targetPort": 9154}}},
    ],
)
def test_what_the_chart_reads_or_hands_on_is_known(values: dict[str, Any]) -> None:
    assert list(unknown_values(values)) == []
