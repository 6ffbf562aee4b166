from typing import Any

import pytest

from slipway.checks.shared_volumes import broken_shared_volumes
from slipway.settings.namespace import NamespaceSettings

PINNED = {"placement": {"nodes": {"kubernetes.io/hostname": "node-1"}}}
WHERE = "namespaces.shop.apps.web.volumes./in.sharedFrom"


def told(
    mode: str = "ReadWriteMany",
    *,
    wanted: dict[str, str] | None = None,
    nodes: int | None = 3,
    owner: dict[str, Any] | None = None,
    guest: dict[str, Any] | None = None,
) -> list[str]:
    volume = {"shared": {"size": "1Gi", "accessMode": mode}}
    shared_from = wanted or {"app": "files", "path": "/uploads"}
    apps = {
        "files": {"kind": "worker", "image": "a:1", "volumes": {"/uploads": volume}, **(owner or {})},
        "web": {"kind": "worker", "image": "a:1", "volumes": {"/in": {"sharedFrom": shared_from}}, **(guest or {})},
    }
    namespace = NamespaceSettings.model_validate({"apps": apps})
    return [str(each) for each in broken_shared_volumes("namespaces.shop", namespace, nodes)]


def test_two_apps_may_mount_what_many_nodes_can_mount() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ({"app": "file", "path": "/uploads"}, '.app: unknown app "file"; did you mean files?'),
        (
            {"app": "files", "path": "/up"},
            '.path: unknown shared volume "/up" of files; expected one of /uploads',
        ),
        ({"app": "web", "path": "/in"}, ": web is the app itself; expected another app, or the path of its own volume"),
    ],
)
def test_a_volume_that_no_other_app_shares_is_told(wanted: dict[str, str], line: str) -> None:
    [only] = told(wanted=wanted)

    assert only.startswith(f"{WHERE}{line}")


def test_a_volume_of_one_node_is_for_two_apps_on_that_node_only() -> None:
    assert told("ReadWriteOnce") == [
        (
            f"{WHERE}: volumes./uploads.shared of files has accessMode ReadWriteOnce, so both apps can mount it only "
            "on one node; expected ReadWriteMany there, or placement: {nodes: {kubernetes.io/hostname: <node>}} of both"
        )
    ]
    assert told("ReadWriteOnce", owner=PINNED) != []
    assert told("ReadWriteOnce", owner=PINNED, guest=PINNED) == told("ReadWriteOnce", nodes=1) == []


def test_a_volume_of_one_pod_is_for_no_other_app() -> None:
    assert told("ReadWriteOncePod", nodes=1) == [
        (
            f"{WHERE}: volumes./uploads.shared of files has accessMode ReadWriteOncePod, so only one pod can mount it; "
            "expected ReadWriteMany there"
        )
    ]
