"""Writes slipway/schema/metrics.json: the metrics that the monitoring chart scrapes, by where they come from.

A query for a metric that nothing exposes is silent: no error, no data. The checks know the names before there is a
cluster. Only names and labels are kept. They come from the documentation in the Go modules of kube-state-metrics,
cAdvisor, node exporter and Kubernetes, and from the rules of the chart.
`.venv/bin/python -m tools.metric_inventory RENDERED VALUES` takes the rendered objects and the values of the chart.
"""

import argparse
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import promql_parser
import yaml

from slipway.schema.metrics import ANNOTATIONS, FILE, LABELS
from slipway.settings.chart import KUBE_STATE_METRICS, NODE_EXPORTER, VERSION
from tools.failure import Failure
from tools.go_toolchain import find
from tools.programs import KUBERNETES_VERSION
from tools.subprocesses import capture

CADVISOR = "v0.57.0"
"""The version of github.com/google/cadvisor whose documentation is read. The kubelet has cAdvisor inside."""

Labels = list[str] | None
"""The labels of a metric; None if nobody has written them down."""
Metrics = dict[str, Labels]

_PARTS = {"histogram": ("", "_bucket", "_sum", "_count"), "summary": ("", "_sum", "_count")}
_OWN_LABELS = {"histogram": ["le"], "summary": ["quantile"]}
_OF_CADVISOR = ["container", "cpu", "device", "failure_type", "id", "image", "interface", "kind", "name"]
_OF_CADVISOR += ["namespace", "operation", "pod", "resource", "scope", "tcp_state", "udp_state"]
"""All labels that cAdvisor and the kubelet write: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/server/server.go"""
_ON_DEMAND = {"_labels": LABELS, "_annotations": ANNOTATIONS}
"""Metrics of kube-state-metrics that a value of the chart switches on."""


def inventory(rendered: str, values: str) -> dict[str, Metrics]:
    """The metrics by source."""
    objects = [each for each in yaml.safe_load_all(rendered) if each]
    images = dict(re.findall(r"image: \S*/([a-z-]+):(v[0-9.]+)", rendered))
    found = {
        **_of_tables(_module("k8s.io/kube-state-metrics/v2", images["kube-state-metrics"])),
        NODE_EXPORTER: _of_text(_module("github.com/prometheus/node_exporter", images["node-exporter"])),
        "cadvisor": _of_cadvisor(_module("github.com/google/cadvisor", CADVISOR)),
        **_of_kubernetes(_module("k8s.io/kubernetes", f"v{KUBERNETES_VERSION}")),
    }
    dropped = [re.compile(each) for each in _dropped(yaml.safe_load(values))]
    for metrics in found.values():
        for name in [name for name in metrics if any(each.fullmatch(name) for each in dropped)]:
            del metrics[name]
    recorded, read = _of_rules(objects)
    known = {name for metrics in found.values() for name in metrics}
    unlisted = {name for name in read - known if not any(each.fullmatch(name) for each in dropped)}
    found["chart"] = dict.fromkeys(recorded | unlisted)
    return {source: dict(sorted(metrics.items())) for source, metrics in found.items()}


def _module(path: str, version: str) -> Path:
    """The folder of a Go module, from Go's own cache."""
    go = find()
    if go is None:
        raise Failure("`go` is not on PATH; install Go (https://go.dev/dl/): the documentation is in Go modules")
    done = capture([go, "mod", "download", "-json", f"{path}@{version}"], env=os.environ, cwd=Path("/"), seconds=600)
    if done.code != 0:
        raise Failure(f"`go mod download {path}@{version}` failed:\n{(done.err or done.out).strip()}")
    return Path(json.loads(done.out)["Dir"])


def _of_tables(module: Path) -> dict[str, Metrics]:
    """kube-state-metrics has a table for each kind of object. Metrics that one has to opt in to are left out."""
    found: dict[str, Metrics] = {}
    for file in sorted(module.glob("docs/metrics/*/*.md")):
        for line in file.read_text().splitlines():
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if re.fullmatch(r"kube_\w+", cells[0]) and "Opt-in" not in cells[-1]:
                labels = {label for label in re.findall(r"`(\w+)`\s*=", line) if label.islower()}
                source = next(
                    (value for end, value in _ON_DEMAND.items() if cells[0].endswith(end)), KUBE_STATE_METRICS
                )
                found.setdefault(source, {})[cells[0]] = sorted(labels)
    return found


def _of_text(module: Path) -> Metrics:
    """The node exporter has the output of its own test."""
    kinds: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for line in (module / "collector/fixtures/e2e-output.txt").read_text().splitlines():
        if match := re.match(r"# TYPE (\S+) (\w+)", line):
            kinds[match[1]] = match[2]
        elif match := re.match(r"(\w+)(?:\{(.*)\})? ", line):
            found.setdefault(match[1], set()).update(re.findall(r'(\w+)="', match[2] or ""))
    return {name: sorted(labels) for name, labels in found.items() if name in kinds or name.startswith("node_")}


def _of_cadvisor(module: Path) -> Metrics:
    table = (module / "docs/storage/prometheus.md").read_text()
    return dict.fromkeys(re.findall(r"^`((?:container|machine)_\w+)`", table, re.MULTILINE), _OF_CADVISOR)


def _of_kubernetes(module: Path) -> dict[str, Metrics]:
    """Kubernetes lists the metrics of each of its components."""
    found: dict[str, Metrics] = {}
    listed = module / "test/instrumentation/documentation/documentation-list.yaml"
    for each in yaml.safe_load(listed.read_text()):
        parts = (each.get("namespace"), each.get("subsystem"), each["name"])
        for source in _components(each):
            found.setdefault(source, {}).update(_series("_".join(filter(None, parts)), each))
    return found


def _components(metric: Mapping[str, Any]) -> Iterator[str]:
    for each in metric.get("componentEndpoints", ()):
        if each["component"].startswith("kube"):
            yield each["component"]


def _series(name: str, metric: Mapping[str, Any]) -> Iterator[tuple[str, Labels]]:
    kind = metric["type"].lower().removeprefix("timingratio")
    labels = sorted({*metric.get("labels", ()), *metric.get("constLabels", ()), *_OWN_LABELS.get(kind, ())})
    for suffix in _PARTS.get(kind, ("",)):
        yield name + suffix, labels


def _dropped(values: Mapping[str, Any]) -> Iterator[str]:
    """What the chart drops by the name alone."""
    monitor = values["kubelet"]["serviceMonitor"]
    for each in (
        *monitor["cAdvisorMetricRelabelings"],
        *values["kubeApiServer"]["serviceMonitor"]["metricRelabelings"],
    ):
        if each["action"] == "drop" and each["sourceLabels"] == ["__name__"]:
            yield each["regex"]


def _of_rules(objects: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    """The series that the rules of the chart record, and those that they read."""
    rules = [
        rule
        for each in objects
        if each["kind"] == "PrometheusRule"
        for group in each["spec"]["groups"]
        for rule in group["rules"]
    ]
    read: set[str] = set()

    def look(part: promql_parser.Expr) -> None:
        if isinstance(part, promql_parser.VectorSelector) and part.name:
            read.add(part.name)

    for rule in rules:
        promql_parser.walk(promql_parser.parse(rule["expr"]), look)
    return {rule["record"] for rule in rules if "record" in rule}, read


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rendered", type=Path, help="what `helm template` makes of the chart")
    parser.add_argument("values", type=Path, help="the values of the chart")
    said = parser.parse_args()
    content = {"version": VERSION, "metrics": inventory(said.rendered.read_text(), said.values.read_text())}
    FILE.write_text(written(content))
    print(f"wrote {FILE.name}")


def written(content: Mapping[str, Any]) -> str:
    """JSON with a line for each metric."""
    sources = ",\n".join(
        f"  {json.dumps(source)}: {{\n"
        + ",\n".join(f"   {json.dumps(name)}: {json.dumps(labels)}" for name, labels in metrics.items())
        + "\n  }"
        for source, metrics in content["metrics"].items()
    )
    return f'{{\n "version": {json.dumps(content["version"])},\n "metrics": {{\n{sources}\n }}\n}}\n'


if __name__ == "__main__":
    main()
