"""The last lines of `up`: the address of each app, the number of its ready pods, and the next command."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tools.cluster import Cluster
from tools.controllers import count_pods, counted_resources
from tools.failure import Failure
from tools.target import Target

Counts = Mapping[str, tuple[int, int]]
"""The numbers of ready and of wanted pods, by `namespace/name`."""

Row = Sequence[str]


def report(target: Target, outputs: Mapping[str, Any], cluster: Cluster) -> str:
    """One line for each app, then Grafana, the command for working by hand, and the next command."""
    lines = table([*app_rows(outputs.get("apps") or {}, ready_counts(cluster)), *grafana_rows(outputs)])
    lines += [
        "",
        f"by hand: {target.env_command}, then kubectl and `pulumi up --stack {target.stack}` work in this shell",
    ]
    lines += [f"next: edit Pulumi.{target.stack}.yaml, then `{target.make('preview')}`"]
    return "\n".join(lines)


def app_rows(apps: Mapping[str, Mapping[str, Any]], counts: Counts) -> list[Row]:
    """`web   http://web.shop.svc:8080   2/2 ready   exposed`. Apps with equal names are shown with their namespace."""
    names = [key.split("/")[-1] for key in apps]
    rows: list[Row] = []
    for key, app in apps.items():
        name = key.split("/")[-1]
        ready, wanted = counts.get(key, (0, 0))
        count = "stopped" if app.get("stopped") else f"{ready}/{wanted} ready" if key in counts else ""
        remark = "exposed" if app.get("exposed") else ""
        rows.append((key if names.count(name) > 1 else name, str(app.get("url") or _kind(app)), count, remark))
    return rows


def _kind(app: Mapping[str, Any]) -> str:
    """`ScheduledJob` as `scheduled job`."""
    letters = (f" {letter.lower()}" if letter.isupper() else letter for letter in str(app.get("kind") or ""))
    return "".join(letters).strip()


def grafana_rows(outputs: Mapping[str, Any]) -> list[Row]:
    """The command that opens Grafana, and the command that shows its password."""
    grafana = outputs.get("grafana")
    if not isinstance(grafana, Mapping):
        return []
    return [("grafana", f"{grafana.get('open', '')}    password: {grafana.get('password', '')}", "", "")]


def table(rows: Sequence[Row]) -> list[str]:
    """Aligns the cells in columns. A cell before an empty one may be longer than its column."""
    if not rows:
        return []
    columns = range(len(rows[0]))
    widths = [max((len(row[i]) for row in rows if i == 0 or any(row[i + 1 : i + 2])), default=0) for i in columns]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def ready_counts(cluster: Cluster) -> Counts:
    """The counts from the cluster. Empty when it cannot be asked (no kubectl, no permission)."""
    try:
        done = cluster.kubectl(["get", ",".join(counted_resources()), "-A", "-o", "json"], check=False)
    except Failure:
        return {}
    if done.code != 0:
        return {}
    items: list[dict[str, Any]] = json.loads(done.out)["items"]
    return {f"{item['metadata']['namespace']}/{item['metadata']['name']}": count_pods(item) for item in items}
