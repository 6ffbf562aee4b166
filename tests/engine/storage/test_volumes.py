"""Every kind of volume, in a namespace that enforces Pod Security `restricted`."""

from typing import Any

from tests.engine.stack_under_test import StackUnderTest

KINDS = {
    "cache": "emptyDir",
    "media": "persistentVolumeClaim",
    "run-app": "csi",
    "run-pod": "projected",
    "scratch": "ephemeral",
    "uploads": "persistentVolumeClaim",
}


def claims(stack: StackUnderTest) -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each for each in stack.get("persistentvolumeclaims", "storage")}


def test_the_pods_hold_every_kind_of_volume(storage: StackUnderTest) -> None:
    spec = storage.get("deployment", "storage", "web")["spec"]["template"]["spec"]
    volumes = {each["name"]: each.keys() for each in spec["volumes"]}
    read_only = {each["mountPath"] for each in spec["containers"][0]["volumeMounts"] if each.get("readOnly")}

    assert {name: kind in volumes[name] for name, kind in KINDS.items()} == dict.fromkeys(KINDS, True)
    assert read_only == {"/run/app", "/run/pod"}
    assert storage.get("deployment", "storage", "web")["status"]["readyReplicas"] == 1


def test_every_claim_is_bound(storage: StackUnderTest) -> None:
    assert {name: each["status"]["phase"] for name, each in claims(storage).items()} == dict.fromkeys(
        claims(storage), "Bound"
    )
    assert claims(storage)["web-uploads"]["spec"]["accessModes"] == ["ReadWriteMany"]


def test_another_file_server_is_another_volume_to_which_the_pods_roll(storage: StackUnderTest) -> None:
    [before] = [name for name in claims(storage) if name.startswith("web-media")]

    with storage.edited("files.example.com", "archive.example.com"):
        storage.up()
        [after] = [name for name in claims(storage) if name.startswith("web-media")]
        volume = storage.get("persistentvolume", None, claims(storage)[after]["spec"]["volumeName"])

    assert after != before
    assert volume["spec"]["nfs"]["server"] == "archive.example.com"


def test_a_shared_volume_grows_by_its_number_too(storage: StackUnderTest) -> None:
    uid, pods = claims(storage)["web-uploads"]["metadata"]["uid"], storage.pods("storage", "web")
    storage.change_for_good("shared: {size: 1Gi}", "shared: {size: 2Gi}")

    storage.up()

    grown = claims(storage)["web-uploads"]
    assert (grown["metadata"]["uid"], grown["spec"]["resources"]["requests"]["storage"]) == (uid, "2Gi")
    assert storage.pods("storage", "web") == pods
