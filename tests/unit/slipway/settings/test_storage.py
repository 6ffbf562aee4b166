from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.checks.problems import problems_of
from slipway.settings import StackSettings
from slipway.settings.pod import PodSettings
from slipway.settings.storage import PodVolumeSettings, RetentionSettings, Storage, VolumeSettings
from tests.unit.slipway.settings.lines import lines_of

STORAGE = TypeAdapter(Storage)


@pytest.mark.parametrize("volume", ["1Gi", {"size": "1Gi"}, VolumeSettings(size="1Gi")], ids=str)
def test_a_size_alone_is_short_for_a_volume_of_that_size(volume: object) -> None:
    assert STORAGE.validate_python({"/app/db": volume}) == {"/app/db": VolumeSettings(size="1Gi")}


def test_a_volume_is_one_pods_and_of_the_clusters_own_class_unless_it_says_otherwise() -> None:
    volume = VolumeSettings(size="1Gi")

    assert (volume.access_mode, volume.storage_class, volume.snapshot) == ("ReadWriteOnce", None, None)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"size": "1Gb"}, 'size: expected a size, for example 128Mi; got "1Gb"'),
        ({"size": "1Gi", "accessMode": "Everybody"}, "accessMode: expected one of ReadWriteOnce, ReadWriteOncePod or"),
        ({"size": "1Gi", "storageclass": "a"}, "storageclass: unknown setting; did you mean storageClass?"),
    ],
)
def test_a_mistake_is_told_with_its_path(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VolumeSettings.model_validate(said)

    [told] = lines_of(refused.value, VolumeSettings)
    assert told.startswith(line)


@pytest.mark.parametrize("path", ["app/db", "/", "/app/../etc"])
def test_a_volume_is_mounted_at_a_path_of_the_container(path: str) -> None:
    with pytest.raises(ValidationError, match="expected an absolute path in the container"):
        STORAGE.validate_python({path: "1Gi"})


def test_data_is_kept_until_somebody_says_otherwise() -> None:
    assert (RetentionSettings().when_deleted, RetentionSettings().when_scaled) == ("Retain", "Retain")


KINDS: list[dict[str, Any]] = [
    {"emptyDir": {"size": "1Gi", "medium": "Memory"}},
    {"claim": "archive"},
    {"shared": {"size": "5Gi"}},
    {"ephemeral": {"size": "5Gi"}},
    {"nfs": {"server": "files.example.com", "path": "/exports/media"}},
    {"csi": {"driver": "secrets-store.csi.k8s.io", "attributes": {"secretProviderClass": "vault"}}},
    {
        "projected": [
            {"configMap": "colors"},
            {"token": {"audience": "vault"}},
            {"fields": {"labels": "metadata.labels"}},
        ]
    },
]


def problems(volume: Any) -> list[str]:
    app = {"image": "nginx:1.29", "port": 8080, "volumes": {"/data": volume}}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}
    try:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)
    except ValidationError as error:
        return [str(problem) for problem in problems_of(error, StackSettings)]
    return []


@pytest.mark.parametrize("volume", KINDS, ids=lambda volume: next(iter(volume)))
def test_a_volume_is_told_by_the_key_of_its_kind(volume: dict[str, Any]) -> None:
    assert problems(volume) == []


@pytest.mark.parametrize(
    ("volume", "came"),
    [
        ({}, "none"),
        ({"readOnly": True}, "none"),
        ({"projected": []}, "none"),
        ({"claim": "a", "emptyDir": {"size": "1Gi"}}, "emptyDir and claim"),
    ],
)
def test_no_kind_and_two_kinds_are_refused(volume: dict[str, Any], came: str) -> None:
    [problem] = problems(volume)

    assert problem.startswith(
        "namespaces.shop.apps.web.volumes./data: expected exactly one of emptyDir, claim, shared, "
    )
    assert problem.endswith(f"projected, hostPath; got {came}")


def test_a_misspelt_kind_is_told_with_the_one_that_was_meant() -> None:
    assert "namespaces.shop.apps.web.volumes./data.emptydir: unknown setting; did you mean emptyDir?" in problems(
        {"emptydir": {"size": "1Gi"}}
    )


def test_a_folder_of_the_node_is_refused_and_the_way_out_is_told() -> None:
    [problem] = problems({"hostPath": "/var/log"})

    assert problem.startswith("namespaces.shop.apps.web: hostPath at /data needs relaxations.hostPath")
    assert 'relaxations: {hostPath: "reads the logs of its node"}' in problem


PAGES = {"/pages": {"emptyDir": {"size": "64Mi", "medium": "HugePages"}}}
ONE_SIZE = {"/pages": {"emptyDir": {"size": "64Mi", "medium": "HugePages-2Mi"}}}


def with_pages(volumes: dict[str, Any], resources: dict[str, str]) -> PodSettings:
    return PodSettings.model_validate({"image": "a:1", "volumes": volumes, "resources": resources})


def test_a_folder_of_hugepages_is_for_a_pod_that_asks_for_them() -> None:
    two = {"hugepages-2Mi": "64Mi", "hugepages-1Gi": "1Gi"}

    assert with_pages(PAGES, {"hugepages-2Mi": "64Mi"}).volumes
    assert with_pages(ONE_SIZE, two).volumes
    sidecar = {"image": "a:1", "resources": {"hugepages-2Mi": "64Mi"}}
    assert PodSettings.model_validate({"image": "a:1", "volumes": PAGES, "sidecars": {"cache": sidecar}}).volumes


@pytest.mark.parametrize(
    ("volumes", "resources", "line"),
    [
        (
            PAGES,
            {},
            "HugePages needs a container that asks for such pages; write resources: {hugepages-2Mi: 64Mi} too",
        ),
        (
            ONE_SIZE,
            {"hugepages-1Gi": "1Gi"},
            "HugePages-2Mi needs a container that asks for such pages; write resources: {hugepages-2Mi: 64Mi} too",
        ),
        (
            PAGES,
            {"hugepages-1Gi": "1Gi", "hugepages-2Mi": "64Mi"},
            "the pod has pages of 1Gi and 2Mi; expected one of HugePages-1Gi, HugePages-2Mi; got HugePages",
        ),
    ],
)
def test_hugepages_that_no_node_could_mount_are_told(volumes: Any, resources: dict[str, str], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        with_pages(volumes, resources)

    assert lines_of(refused.value, PodSettings) == [f": volumes./pages.emptyDir.medium: {line}"]


def test_a_mistake_inside_a_volume_is_told_with_its_path() -> None:
    assert problems({"emptyDir": {"size": "1Gb"}}) == [
        'namespaces.shop.apps.web.volumes./data.emptyDir.size: expected a size, for example 128Mi; got "1Gb"'
    ]
    [problem] = problems({"projected": [{"token": {"audience": "vault", "expirationSeconds": 60}}]})
    assert problem.startswith("namespaces.shop.apps.web.volumes./data.projected.0.token.expirationSeconds: expected a ")
    assert problem.endswith("a whole number of seconds, at least 600, for example 3600; got 60")


def test_a_shared_volume_is_for_several_nodes_unless_it_says_otherwise() -> None:
    shared = PodVolumeSettings.model_validate({"shared": {"size": "1Gi"}}).shared

    assert shared
    assert shared.access_mode == "ReadWriteMany"


def test_a_folder_of_the_node_is_admitted_with_a_reason() -> None:
    said = {"image": "a:1", "volumes": {"/logs": {"hostPath": "/var/log"}}}
    reason = {"relaxations": {"hostPath": "reads the logs of its node"}}

    assert PodSettings.model_validate({**said, **reason}).volumes["/logs"].host_path == "/var/log"
    with pytest.raises(ValidationError, match=r"hostPath at /logs needs relaxations\.hostPath"):
        PodSettings.model_validate(said)
