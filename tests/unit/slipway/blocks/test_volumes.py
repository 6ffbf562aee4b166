from typing import Any

from slipway.blocks.volumes import (
    mounts,
    nfs_claim,
    nfs_claims,
    nfs_volume,
    pod_volumes,
    read_only,
    scratch_volumes,
    shared_claims,
    writable,
)
from slipway.settings.storage import NfsVolumeSettings, PodVolumeSettings


def test_a_writable_folder_is_limited_and_goes_with_the_pod() -> None:
    (volume,) = list[Any](scratch_volumes(["/cache"]))

    assert (volume.name, volume.empty_dir.size_limit) == ("cache", "64Mi")


def test_only_files_are_mounted_read_only() -> None:
    made = mounts(writable=["/cache"], read_only=["/app/config"])

    assert [(mount.name, mount.mount_path, mount.read_only) for mount in made] == [
        ("cache", "/cache", None),
        ("app-config", "/app/config", True),
    ]


FILES = {"app": "files", "path": "/uploads"}


def only_volume(**settings: Any) -> Any:
    """The only volume of these settings."""
    made = PodVolumeSettings.model_validate(settings)
    (only,) = pod_volumes("web", {"/data": made}, config_maps={"colors": "colors-1"}, secrets={"keys": "keys-1"})
    return only


def test_scratch_space_is_limited() -> None:
    assert only_volume(emptyDir={"size": "1Gi"}).empty_dir.size_limit == "1Gi"
    assert only_volume(emptyDir={"size": "1Gi"}).empty_dir.medium is None
    assert only_volume(emptyDir={"size": "1Gi", "medium": "Memory"}).empty_dir.medium == "Memory"
    assert only_volume(emptyDir={"size": "4Mi", "medium": "HugePages"}).empty_dir.medium == "HugePages"
    assert only_volume(emptyDir={"size": "4Mi", "medium": "HugePages-2Mi"}).empty_dir.medium == "HugePages-2Mi"


def test_a_claim_of_somebody_else_is_mounted_by_its_name() -> None:
    assert only_volume(claim="archive").persistent_volume_claim.claim_name == "archive"


def test_a_shared_volume_is_the_claim_of_the_app() -> None:
    shared = PodVolumeSettings.model_validate({"shared": {"size": "1Gi"}})

    assert only_volume(shared={"size": "1Gi"}).persistent_volume_claim.claim_name == "web-data"
    assert shared_claims("web", {"/data": shared}) == {"web-data": shared.shared}


def test_a_folder_of_a_server_is_a_claim_that_is_called_after_it() -> None:
    one, other = ({"server": "files", "path": path} for path in ("/a", "/b"))
    names = [only_volume(nfs=nfs).persistent_volume_claim.claim_name for nfs in (one, other)]

    assert [name.rpartition("-")[0] for name in names] == ["web-data", "web-data"]
    assert names[0] != names[1]
    assert [*nfs_claims("web", {"/data": PodVolumeSettings.model_validate({"nfs": one})})] == [names[0]]


def test_an_ephemeral_volume_is_a_claim_that_goes_with_the_pod() -> None:
    spec = only_volume(ephemeral={"size": "1Gi", "storageClass": "fast"}).ephemeral.volume_claim_template.spec

    assert (spec.storage_class_name, spec.resources.requests) == ("fast", {"storage": "1Gi"})


def test_a_driver_is_given_the_secret_under_its_true_name() -> None:
    csi = only_volume(
        csi={"driver": "vault.example.com", "attributes": {"role": "web"}, "secret": "keys"}, readOnly=True
    ).csi

    assert (csi.driver, csi.volume_attributes, csi.read_only) == ("vault.example.com", {"role": "web"}, True)
    assert csi.node_publish_secret_ref.name == "keys-1"


def test_projected_sources_appear_in_their_order_under_their_true_names() -> None:
    sources = [
        {"secret": "keys"},
        {"configMap": "colors"},
        {"token": {"audience": "vault"}},
        {"fields": {"labels": "metadata.labels"}},
    ]
    secret, config_map, token, fields = only_volume(projected=sources).projected.sources

    assert (secret.secret.name, config_map.config_map.name) == ("keys-1", "colors-1")
    assert (token.service_account_token.audience, token.service_account_token.expiration_seconds) == ("vault", 3600)
    (item,) = fields.downward_api.items
    assert (item.path, item.field_ref.field_path) == ("labels", "metadata.labels")


def test_a_folder_of_the_node_must_be_there() -> None:
    assert (only_volume(hostPath="/var/log").host_path.path, only_volume(hostPath="/var/log").host_path.type) == (
        "/var/log",
        "Directory",
    )


def test_projected_volumes_and_those_that_say_so_are_read_only() -> None:
    volumes = {
        "/a": PodVolumeSettings(claim="a"),
        "/b": PodVolumeSettings(claim="b", read_only=True),
        "/c": PodVolumeSettings.model_validate({"projected": [{"secret": "keys"}]}),
    }

    assert (writable(volumes), read_only(volumes)) == (["/a"], ["/b", "/c"])


SERVER = NfsVolumeSettings(server="files.example.com", path="/exports/media")


def test_what_lies_on_the_server_stays_there() -> None:
    volume: Any = nfs_volume("web-media", SERVER)

    assert (volume.nfs.server, volume.nfs.path) == ("files.example.com", "/exports/media")
    assert volume.persistent_volume_reclaim_policy == "Retain"


def test_the_claim_is_bound_to_its_volume_and_no_other_claim_is() -> None:
    volume: Any = nfs_volume("web-media", SERVER)
    claim: Any = nfs_claim("web-media", "web-media-1")

    assert claim.volume_name == "web-media-1"
    assert claim.storage_class_name == volume.storage_class_name == "web-media"
    assert claim.access_modes == volume.access_modes


def test_a_volume_of_another_app_is_its_claim() -> None:
    shared = only_volume(sharedFrom=FILES, readOnly=True)

    assert (shared.name, shared.persistent_volume_claim.claim_name) == ("data", "files-uploads")
    assert shared_claims("web", {"/data": PodVolumeSettings.model_validate({"sharedFrom": FILES})}) == {}
