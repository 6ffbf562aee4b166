"""A real Alertmanager on loopback, and receivers that write down what they hear."""

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from slipway.blocks.alert_routing import alertmanager_config, team_labels
from slipway.blocks.references import NO_NAMES
from slipway.settings.alerting import AlertingSettings
from slipway.settings.yaml_text import write_yaml
from slipway.topology.alert_routes import with_team
from tests.alert_samples import written
from tools.layout import Layout
from tools.rule_tools import rule_tools
from tools.steps import Step

HOST = "127.0.0.1"
SECONDS = 120
OK = 200
QUIET_SECONDS = 3
"""The time in which a second message would come: three times the wait of a group."""

Heard = list[tuple[str, dict[str, Any]]]


@contextmanager
def listening() -> Iterator[tuple[int, Heard]]:
    """A server, and the path and the content of each message that it has got."""
    heard: Heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # as http.server calls it
            length = int(self.headers["Content-Length"])
            heard.append((self.path, json.loads(self.rfile.read(length))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], heard
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, name: str, *command: str | Path) -> Iterator[int]:
    """The port of a program of Prometheus that is ready."""
    port, log = free_port(), folder / f"{name}.log"
    listening_at = ("--web.listen-address", f"{HOST}:{port}")
    with (
        log.open("w") as written_down,
        subprocess.Popen([*command, *listening_at], stdout=written_down, stderr=written_down) as process,
    ):
        try:
            until(lambda: ready(port), log.read_text)
            yield port
        finally:
            process.terminate()


@contextmanager
def alertmanager(tools: dict[str, Path], alerting: AlertingSettings, folder: Path) -> Iterator[int]:
    config = written(folder, write_yaml(alertmanager_config(alerting, NO_NAMES)))
    alone = ("--cluster.listen-address", "", "--storage.path", folder / "alertmanager")
    with running(folder, "alertmanager", tools["alertmanager"], "--config.file", config, *alone) as port:
        yield port


@contextmanager
def prometheus(program: Path, config: Mapping[str, Any], folder: Path) -> Iterator[None]:
    file = folder / "prometheus.yaml"
    file.write_text(write_yaml(config))
    data = ("--storage.tsdb.path", folder / "prometheus")
    with running(folder, "prometheus", program, "--config.file", file, *data):
        yield


def ready(port: int) -> bool:
    try:
        return asked(port, "GET", "/-/ready") == OK
    except ConnectionError:
        return False


def asked(port: int, method: str, path: str, body: str | None = None) -> int:
    """The status of the answer."""
    connection = HTTPConnection(HOST, port, timeout=SECONDS)
    with closing(connection):
        connection.request(method, path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status


def until(done: Callable[[], bool], told: Callable[[], str]) -> None:
    end = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < end, told()
        time.sleep(0.1)


def post(port: int, *alerts: dict[str, str]) -> None:
    assert asked(port, "POST", "/api/v2/alerts", json.dumps([{"labels": labels} for labels in alerts])) == OK


def routing(port: int) -> AlertingSettings:
    urls = {name: {"webhook": {"url": f"http://{HOST}:{port}/{name}"}} for name in ("pager", "shop", "ops", "switch")}
    everyday = {"timeZone": "UTC"}
    return AlertingSettings.model_validate(
        {
            "receivers": urls,
            "default": {"critical": "ops", "warning": "ops"},
            "teams": {"shop": {"critical": ["pager", "shop"], "warning": "shop"}, "quiet": {}},
            "quietHours": {"always": {**everyday, "teams": ["quiet"]}},
            "watchdog": {"receiver": "switch"},
            "groupWait": "1s",
        }
    )


def test_each_alert_is_heard_once_by_the_receivers_of_its_team_and_by_nobody_else(
    tools: dict[str, Path], tmp_path: Path
) -> None:
    alert = {"alertname": "KubePodCrashLooping", "namespace": "shop-prod", "pod": "web-1"}
    teams = {"shop-prod": "shop", "quiet-prod": "quiet"}
    with listening() as (port, heard), alertmanager(tools, routing(port), tmp_path) as own:
        post(
            own,
            *(
                dict(with_team(each, teams))
                for each in (
                    {**alert, "severity": "critical"},
                    {**alert, "severity": "warning"},  # silenced by the critical one
                    {**alert, "severity": "info", "alertname": "Talkative"},
                    {**alert, "severity": "warning", "namespace": "quiet-prod"},
                    {"alertname": "Watchdog", "severity": "none"},
                    {"alertname": "NodeDown", "severity": "critical", "instance": "10.0.1.5"},
                )
            ),
        )
        expected = {"/pager", "/shop", "/ops", "/switch"}
        until(lambda: expected <= {path for path, _ in heard}, lambda: str(heard))
        time.sleep(QUIET_SECONDS)

    assert sorted(path for path, _ in heard) == sorted(expected)
    labels = {path: [each["labels"] for each in message["alerts"]] for path, message in heard}
    assert labels["/pager"] == labels["/shop"] == [{**alert, "severity": "critical", "team": "shop"}]
    assert [each["alertname"] for each in labels["/ops"] + labels["/switch"]] == ["NodeDown", "Watchdog"]


def test_an_alert_that_knows_its_namespace_only_is_one_page_to_the_team_of_the_namespace(
    tools: dict[str, Path], tmp_path: Path
) -> None:
    labels = {"severity": "critical", "namespace": "shop-prod"}
    rule = {"alert": "KubePodCrashLooping", "expr": "vector(1)", "labels": labels}
    (tmp_path / "rules.yaml").write_text(write_yaml({"groups": [{"name": "apps", "rules": [rule]}]}))
    with listening() as (port, heard), alertmanager(tools, routing(port), tmp_path) as own:
        config = {
            "global": {"evaluation_interval": "1s"},
            "rule_files": [str(tmp_path / "rules.yaml")],
            "alerting": {
                "alert_relabel_configs": team_labels({"shop-prod": "shop", "quiet-prod": "quiet"}),
                "alertmanagers": [{"static_configs": [{"targets": [f"{HOST}:{own}"]}]}],
            },
        }
        with prometheus(rule_tools(Layout(), Step("rule tools"))["prometheus"], config, tmp_path):
            until(lambda: len(heard) > 1, lambda: str(heard))
            time.sleep(QUIET_SECONDS)

    assert sorted(path for path, _ in heard) == ["/pager", "/shop"]
    for _, message in heard:
        assert [each["labels"]["team"] for each in message["alerts"]] == ["shop"]
