from components import StatelessApp
from offline.recorder import Recording
from slipway.settings import StatelessAppSettings
from tests.deployment import deploy

NFS = {"nfs": {"server": "files.example.com", "path": "/exports/media"}}


def web(volumes: object) -> Recording:
    settings = StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, "volumes": volumes})
    return deploy(lambda: StatelessApp("web", settings, namespace="shop"))


def test_an_app_without_volumes_has_no_claims() -> None:
    assert not web({}).all("PersistentVolumeClaimPatch")
    assert not web({}).all("PersistentVolumeClaim")


def test_a_shared_volume_is_applied_and_mounted_by_every_pod() -> None:
    recording = web({"/data": {"shared": {"size": "5Gi"}}})
    claim = recording.one("PersistentVolumeClaimPatch").inputs
    volumes = recording.one("Deployment").inputs["spec"]["template"]["spec"]["volumes"]

    assert claim["spec"]["resources"]["requests"] == {"storage": "5Gi"}
    assert {"name": "data", "persistentVolumeClaim": {"claimName": claim["metadata"]["name"]}} in volumes


def test_a_folder_of_a_server_is_a_volume_of_the_cluster_that_does_not_go_with_the_namespace() -> None:
    recording = web({"/media": NFS})
    volume, claim = recording.one("PersistentVolume"), recording.one("PersistentVolumeClaim").inputs

    assert volume.deleted_with == ""
    assert volume.inputs["spec"]["nfs"] == NFS["nfs"]
    assert claim["spec"]["volumeName"].startswith("web.web-media-")
