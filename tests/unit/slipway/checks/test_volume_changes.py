from typing import Any

import pytest

from slipway.checks.volume_changes import refused_paths, refused_volume
from slipway.settings.storage import VolumeSettings

PATH = "namespaces.shop.apps.db.storage./data"
CLAIM = {
    "accessModes": ["ReadWriteOnce"],
    "storageClassName": "standard",
    "resources": {"requests": {"storage": "10Gi"}},
}


def refused(**said: Any) -> list[str]:
    return [str(each) for each in refused_volume(PATH, CLAIM, VolumeSettings.model_validate({"size": "10Gi", **said}))]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"size": "5Gi"}, "size: the volume has 10Gi and cannot shrink to 5Gi"),
        ({"size": "10239Mi"}, "size: the volume has 10Gi and cannot shrink to 10239Mi"),
        ({"storageClass": "fast"}, "storageClass: the volume has the class standard, which cannot change to fast"),
        ({"accessMode": "ReadWriteMany"}, "accessMode: the volume has the access mode ReadWriteOnce, which cannot"),
    ],
)
def test_what_no_cluster_can_do_to_a_volume_is_refused(said: dict[str, str], told: str) -> None:
    [line] = refused(**said)

    assert line.startswith(f"{PATH}.{told}")


@pytest.mark.parametrize("said", [{}, {"size": "10240Mi"}, {"size": "1Ti"}, {"storageClass": "standard"}])
def test_a_volume_may_grow_and_be_said_in_other_words(said: dict[str, str]) -> None:
    assert refused(**said) == []


def test_other_paths_of_a_running_app_are_refused_with_the_way_out() -> None:
    [line] = refused_paths("namespaces.shop.apps.db", ["/data"], ["/other", "/data"])

    assert str(line) == (
        "namespaces.shop.apps.db.storage: the paths cannot change from /data to /data, /other while the pods run. "
        "Expected /data. To change them, remove the app, run `pulumi up`, and add it again with the new paths: the "
        "data of each path is kept"
    )
    assert list(refused_paths("namespaces.shop.apps.db", ["/a", "/b"], ["/b", "/a"])) == []
