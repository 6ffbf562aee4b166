from typing import Any

from tools.report import app_rows, grafana_rows, table

APPS: dict[str, dict[str, Any]] = {
    "shop/web": {"kind": "StatelessApp", "url": "http://web.shop.svc:8080", "exposed": False},
    "shop/api": {"kind": "StatelessApp", "url": "http://api.example.test", "exposed": True},
    "shop/cleanup": {"kind": "ScheduledJob", "url": None, "exposed": False},
}


def test_each_app_is_one_line_with_its_address_and_its_ready_replicas() -> None:
    assert table(app_rows(APPS, {"shop/web": (2, 2), "shop/api": (0, 1)})) == [
        "  web      http://web.shop.svc:8080  2/2 ready",
        "  api      http://api.example.test   0/1 ready  exposed",
        "  cleanup  scheduled job",
    ]


def test_what_is_stopped_says_so() -> None:
    stopped = {
        "shop/web": {**APPS["shop/web"], "stopped": True},
        "shop/report": {"kind": "ScheduledJob", "stopped": True},
    }

    assert table(app_rows(stopped, {"shop/web": (0, 0)})) == [
        "  web     http://web.shop.svc:8080  stopped",
        "  report  scheduled job             stopped",
    ]


def test_apps_of_one_name_in_two_namespaces_are_told_apart() -> None:
    rows = app_rows({"shop/web": {"url": "a"}, "bank/web": {"url": "b"}, "bank/api": {"url": "c"}}, {})
    assert [row[0] for row in rows] == ["shop/web", "bank/web", "api"]


def test_grafana_is_opened_by_a_command_and_its_password_named_not_shown() -> None:
    grafana = {"open": "kubectl port-forward", "password": "pulumi stack output grafanaPassword --show-secrets"}
    [row] = grafana_rows({"grafana": grafana, "grafanaPassword": "[secret]"})
    assert row[1] == f"kubectl port-forward    password: {grafana['password']}"
    assert grafana_rows({}) == []


def test_a_long_command_widens_no_column() -> None:
    lines = table([("web", "http://web", "2/2 ready", ""), ("grafana", "a very long command", "", "")])
    assert lines == ["  web      http://web  2/2 ready", "  grafana  a very long command"]


def test_without_apps_there_is_no_table() -> None:
    assert table([]) == []
