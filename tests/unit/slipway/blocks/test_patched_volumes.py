from typing import Any

from pulumi import Output
from pulumi_kubernetes.core.v1 import ContainerArgs, PodSpecArgs, VolumeArgs, VolumeMountArgs

from offline.recorder import record
from slipway.blocks.patched_volumes import lost_volumes


def controller(mounts: list[Any], volumes: list[Any], **spec: Any) -> Any:
    pod = {"containers": [{"name": "web", "volumeMounts": mounts}], "volumes": volumes}
    return {"spec": {"template": {"spec": pod}, **spec}}


def mount(name: str) -> Any:
    return {"name": name, "mountPath": "/data"}


def test_a_mount_without_a_volume_is_told_with_the_volumes_that_there_are() -> None:
    assert [*lost_volumes("Deployment", controller([mount("data")], [{"name": "tmp"}, {"name": "etc"}]))] == [
        (
            "containers[web].volumeMounts[/data] mounts the volume data, which the pod does not have; expected "
            "one of etc, tmp; add it to spec.volumes, or use the setting volumes"
        )
    ]


def test_a_mount_of_a_volume_or_of_a_claim_of_each_pod_is_none() -> None:
    claims = [{"metadata": {"name": "data"}}]

    assert [*lost_volumes("Deployment", controller([mount("data")], [{"name": "data"}]))] == []
    assert [*lost_volumes("StatefulSet", controller([mount("data")], [], volumeClaimTemplates=claims))] == []


def test_devices_and_init_containers_have_volumes_too() -> None:
    pod = {"initContainers": [{"name": "wait", "volumeDevices": [{"name": "disk", "devicePath": "/dev/x"}]}]}
    job = {"spec": {"jobTemplate": {"spec": {"template": {"spec": pod}}}}}

    [told] = lost_volumes("CronJob", job)

    assert told.startswith("initContainers[wait].volumeDevices[/dev/x] mounts the volume disk")


def test_arguments_of_objects_are_read_too() -> None:
    pod = PodSpecArgs(
        containers=[ContainerArgs(name="web", volume_mounts=[VolumeMountArgs(name="a", mount_path="/a")])],
        volumes=[VolumeArgs(name="b")],
    )

    assert len([*lost_volumes("Deployment", {"spec": {"template": {"spec": pod}}})]) == 1


def test_what_is_known_only_later_is_not_judged() -> None:
    found: list[str] = []

    record(
        lambda: found.extend(
            lost_volumes("Deployment", controller([mount("data")], [{"name": Output.from_input("data")}]))
        )
    )

    assert found == []


def test_objects_without_pods_have_no_volumes() -> None:
    assert [*lost_volumes("Service", {"spec": {}})] == []
