"""The chart behind the monitoring stack: said once, for the program and for the tools that run it."""

NAME = "kube-prometheus-stack"
REPOSITORY = "https://prometheus-community.github.io/helm-charts"
VERSION = "88.5.3"
"""Pinned: the version that slipway is tested with."""
RELEASE = "monitoring"
"""Fixed, because labels and the names of everything in the chart derive from it."""
PROMETHEUS, ALERTMANAGER, GRAFANA = "prometheus", "alertmanager", "grafana"
OPERATOR, KUBE_STATE_METRICS, NODE_EXPORTER = "operator", "kube-state-metrics", "node-exporter"
"""Its parts, as slipway calls them."""
VARIABLE = "SLIPWAY_CHART"
"""The environment variable that names a folder or archive to take instead, where the public repository is out of reach
or another build of the chart is to be tried."""
