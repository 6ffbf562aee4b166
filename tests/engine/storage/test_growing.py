"""A volume grows after a change of its size. Its pods and its data stay."""

import re
from typing import Any

from tests.engine.stack_under_test import StackUnderTest


def visits(stack: StackUnderTest, kind: str) -> list[Any]:
    """The objects of a kind that belong to the app."""
    return [each for each in stack.get(kind, "storage") if "visits" in each["metadata"]["name"]]


def uids(stack: StackUnderTest, kind: str) -> dict[str, str]:
    return {each["metadata"]["name"]: each["metadata"]["uid"] for each in visits(stack, kind)}


def sizes(stack: StackUnderTest) -> dict[str, str]:
    claims = visits(stack, "persistentvolumeclaims")
    return {each["metadata"]["name"]: each["spec"]["resources"]["requests"]["storage"] for each in claims}


def said(stack: StackUnderTest) -> int:
    """The requested size in Gi."""
    [size] = re.findall(r"/app/db: (\d+)Gi", stack.file.read_text())
    return int(size)


def of_two_pods(gigabytes: int) -> dict[str, str]:
    """The sizes of their claims."""
    return {f"app-db-visits-{ordinal}": f"{gigabytes}Gi" for ordinal in range(2)}


def template(stack: StackUnderTest) -> str:
    [claim] = stack.get("statefulset", "storage", "visits")["spec"]["volumeClaimTemplates"]
    return str(claim["spec"]["resources"]["requests"]["storage"])


def test_a_second_up_changes_nothing(storage: StackUnderTest) -> None:
    assert sizes(storage) == of_two_pods(said(storage))
    assert storage.unchanged().code == 0


def test_a_larger_number_grows_the_claims_and_replaces_the_set_round_its_pods(storage: StackUnderTest) -> None:
    pods, claims, sets = (uids(storage, kind) for kind in ("pods", "persistentvolumeclaims", "statefulsets"))
    before, after = said(storage), said(storage) + 1
    storage.change_for_good(f"/app/db: {before}Gi", f"/app/db: {after}Gi")

    preview = storage.run("preview", "--diff").out
    storage.up()

    assert preview.count(f'storage: "{before}Gi" => "{after}Gi"') == 3, preview
    assert sizes(storage) == of_two_pods(after)
    assert template(storage) == f"{after}Gi"
    assert uids(storage, "pods") == pods
    assert uids(storage, "persistentvolumeclaims") == claims
    assert uids(storage, "statefulsets") != sets
    assert storage.unchanged().code == 0


def test_a_smaller_number_is_refused_before_anything_is_touched(storage: StackUnderTest) -> None:
    pods, versions, size = uids(storage, "pods"), storage.versions(), said(storage)

    with storage.edited(f"/app/db: {size}Gi", f"/app/db: {1024 * size - 1}Mi"):
        preview, up = storage.run("preview", check=False), storage.up(check=False)

    for refused in (preview, up):
        assert refused.code != 0
        assert "cannot shrink" in refused.out, refused.out + refused.err
        assert "Traceback" not in refused.out + refused.err
    assert sizes(storage) == of_two_pods(size)
    assert template(storage) == f"{size}Gi"
    assert uids(storage, "pods") == pods
    assert storage.versions() == versions
    assert storage.unchanged().code == 0


def test_a_volume_that_cannot_grow_leaves_everything_as_it_was(storage: StackUnderTest) -> None:
    pods, sets, size = uids(storage, "pods"), uids(storage, "statefulsets"), said(storage)

    expandable(storage, "false")
    with storage.edited(f"/app/db: {size}Gi", f"/app/db: {size + 3}Gi"):
        refused = storage.up(check=False)
    expandable(storage, "true")

    assert refused.code != 0
    assert "the storageclass that provisions the pvc must support resize" in refused.out
    assert template(storage) == f"{size}Gi"
    assert (uids(storage, "pods"), uids(storage, "statefulsets")) == (pods, sets)
    storage.up()
    assert sizes(storage) == of_two_pods(size)
    assert storage.unchanged().code == 0


def test_another_storage_class_is_refused_before_anything_is_touched(storage: StackUnderTest) -> None:
    size = said(storage)

    with storage.edited(f"/app/db: {size}Gi", f"/app/db: {{size: {size}Gi, storageClass: fast}}"):
        refused = storage.run("preview", check=False)

    assert refused.code != 0
    assert "storageClass: the volume has the class kwok-volume, which cannot change to fast" in refused.out


def test_another_path_is_refused_before_anything_is_touched(storage: StackUnderTest) -> None:
    versions, size = storage.versions(), said(storage)

    with storage.edited(f"/app/db: {size}Gi", f"/app/db: {size}Gi, /app/log: 1Gi"):
        preview, up = storage.run("preview", check=False), storage.up(check=False)

    for refused in (preview, up):
        assert refused.code != 0
        assert "from /app/db to /app/db, /app/log while the pods run" in refused.out, refused.out
    assert storage.versions() == versions
    assert sizes(storage) == of_two_pods(size)
    assert storage.unchanged().code == 0


def expandable(stack: StackUnderTest, value: str) -> None:
    patch = f'{{"allowVolumeExpansion": {value}}}'
    stack.cluster.kubectl(["patch", "storageclass", "kwok-volume", "--patch", patch])
