from typing import Any

import pytest
import yaml

from slipway.checks.downloads import unreachable_downloads
from slipway.settings.stack import StackSettings


def lines(url: str, connections: str = "[]", **cluster: Any) -> list[str]:
    web = {
        "image": "a:1",
        "port": 8080,
        "connectsTo": yaml.safe_load(connections),
        "downloads": {"/data/x": {"url": url, "sha256": "ab" * 32}},
    }
    said = {"environment": "development", "cluster": cluster, "namespaces": {"shop": {"apps": {"web": web}}}}
    stack = StackSettings.model_validate(said)
    app = stack.namespaces["shop"].apps["web"]
    return [str(problem) for problem in unreachable_downloads("web", app, stack.cluster, "shop")]


NAME = "https://files.example.com/x"


@pytest.mark.parametrize(
    ("url", "cluster", "line"),
    [
        (NAME, {}, "the addresses of files.example.com: {cidr: 203.0.113.0/24, port: 443}"),
        (
            "http://files.example.com:8080/x",
            {},
            "the addresses of files.example.com: {cidr: 203.0.113.0/24, port: 8080}",
        ),
        ("http://192.0.2.7/x", {}, "{cidr: 192.0.2.7/32, port: 80}"),
        ("http://[2001:db8::7]/x", {}, "{cidr: 2001:db8::7/128, port: 80}"),
        (NAME, {"networkPolicies": "cilium"}, "{host: files.example.com, port: 443}"),
    ],
)
def test_a_download_that_nothing_lets_through_is_told_with_the_line_to_write(
    url: str, cluster: dict[str, Any], line: str
) -> None:
    [told] = lines(url, **cluster)

    assert told.startswith("web.downloads./data/x: no connection allows ")
    assert told.endswith(f"add it to connectsTo, for example {line}")


@pytest.mark.parametrize(
    ("url", "connections"),
    [
        ("http://minio.storage.svc:9000/x", "[{pods: {namespace: storage}, port: 9000}]"),
        (NAME, "[{cidr: 203.0.113.0/24, port: 443}]"),
        (NAME, "[{cidr: 203.0.113.0/24, port: 400..500}]"),
        (NAME, "[{host: files.example.com, port: 443}]"),
        (NAME, "[{host: '*.example.com', ports: [80, 443]}]"),
        ("http://192.0.2.7/x", "[{cidr: 192.0.2.0/24, port: 80}]"),
        ("http://files/x", "[files]"),
        ("http://files.shop.svc/x", "[files]"),
        ("http://files.data.svc.cluster.local/x", "[{app: files, namespace: data}]"),
    ],
)
def test_a_download_that_a_connection_covers_is_sound(url: str, connections: str) -> None:
    assert lines(url, connections) == []


@pytest.mark.parametrize(
    ("url", "connections"),
    [
        (NAME, "[{cidr: 203.0.113.0/24, port: 80}]"),
        (NAME, "[{cidr: 203.0.113.0/24, port: 443, protocol: UDP}]"),
        (NAME, "[{host: example.com, port: 443}]"),
        ("https://evilexample.com/x", "[{host: '*.example.com', port: 443}]"),
        ("http://192.0.2.7/x", "[{cidr: 203.0.113.0/24, port: 80}]"),
        ("http://[2001:db8::7]/x", "[{cidr: 0.0.0.0/0, port: 80}]"),
        ("http://files/x", "[{app: files, namespace: data}]"),
    ],
)
def test_a_connection_to_somewhere_else_covers_nothing(url: str, connections: str) -> None:
    assert len(lines(url, connections)) == 1
