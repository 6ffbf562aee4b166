from pathlib import Path
from typing import Any

import yaml

from offline.program import record_stack
from offline.stack_file import StackFile
from offline.wanted import wanted


def asked_by(tmp_path: Path, namespaces: dict[str, Any], **config: Any) -> dict[str, Any]:
    file = tmp_path / "Pulumi.mine.yaml"
    said = {"environment": "development", "namespaces": namespaces, **config}
    file.write_text(yaml.safe_dump({"config": {f"slipway:{key}": value for key, value in said.items()}}))
    return wanted(record_stack("mine", file), StackFile.read(file))


def test_each_object_is_named_and_may_be_adopted_with_its_namespace(tmp_path: Path) -> None:
    app = {"image": "nginx:1.29", "port": 8080}
    found = asked_by(
        tmp_path,
        {"shop": {"adopt": "moved from helm", "apps": {"web": app}}, "blog": {"apps": {"web": app}}},
        cluster={"context": "eu"},
    )

    assert found["context"] == "eu"
    assert {
        (each["kind"], each["namespace"], each["name"]): each["adopt"]
        for each in found["objects"]
        if each["kind"] in ("Namespace", "Deployment")
    } == {
        ("Namespace", "", "shop"): True,
        ("Deployment", "shop", "web"): True,
        ("Namespace", "", "blog"): False,
        ("Deployment", "blog", "web"): False,
    }


def test_a_patch_of_what_belongs_to_others_is_left_out(tmp_path: Path) -> None:
    found = asked_by(tmp_path, {"shop": {"apps": {"web": {"image": "nginx:1.29", "port": 8080}}}})

    accounts = [each["name"] for each in found["objects"] if each["kind"] == "ServiceAccount"]
    assert accounts == ["web"]


def test_the_chart_of_the_monitoring_brings_the_definitions_of_its_kinds(tmp_path: Path) -> None:
    monitor = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "unchecked": "the chart defines it"}
    backup = {**monitor, "apiVersion": "a.example.com/v1", "kind": "Backup"}
    shop = {"shop": {"objects": {"web": monitor, "nightly": backup}}}
    password = {"monitoring": {"grafana-admin": {"password": {"secure": "v1:a:b"}}}}

    def brought(**config: Any) -> dict[str, bool]:
        return {each["kind"]: each["brought"] for each in asked_by(tmp_path, shop, **config)["objects"]}

    elsewhere = {"prometheus": {"namespace": "observability"}}
    assert not any(brought(cluster=elsewhere).values())
    found = brought(monitoring={}, secrets=password)
    assert [kind for kind, each in found.items() if each] == ["ServiceMonitor"]
