from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi import ResourceHookArgs

from components.update_hooks import Refused
from components.volume_growth import refuse_other_paths, refuse_unless_growing
from slipway.settings.quantity import parse_quantity

SIZES = st.builds(
    "{}{}".format, st.integers(1, 5000), st.sampled_from(["", "k", "Ki", "M", "Mi", "G", "Gi", "T", "Ti"])
)


def claim(size: str, access: str = "ReadWriteOnce", **others: str) -> dict[str, Any]:
    return {"spec": {"accessModes": [access], "resources": {"requests": {"storage": size}}, **others}}


def change(before: dict[str, Any], after: dict[str, Any]) -> None:
    name = "shop.visits.app-db-visits-0"
    refuse_unless_growing(ResourceHookArgs("urn", "id", name, "claim", old_inputs=before, new_inputs=after))


@pytest.mark.parametrize(("before", "after"), [("1Gi", "2Gi"), ("1Gi", "1Gi"), ("1Gi", "1024Mi"), ("900Mi", "1G")])
def test_a_volume_may_grow_or_be_called_otherwise(before: str, after: str) -> None:
    change(claim(before), claim(after))


@pytest.mark.parametrize(("before", "after"), [("2Gi", "1Gi"), ("1Gi", "1G"), ("1T", "999G")])
def test_a_volume_that_would_shrink_is_refused_with_both_sizes(before: str, after: str) -> None:
    expected = (
        f"the volume app-db-visits-0 has the size {before} and cannot shrink to {after}: "
        "Kubernetes can only grow volumes. "
    )

    with pytest.raises(Refused, match=f"^{expected}Expected a size of at least {before}"):
        change(claim(before), claim(after))


def test_another_storage_class_is_refused_with_both_classes() -> None:
    with pytest.raises(Refused, match=r"has the storage class \(the cluster's default\), which cannot change to fast"):
        change(claim("1Gi"), claim("2Gi", storageClassName="fast"))


def test_another_access_mode_is_refused_with_both_modes() -> None:
    with pytest.raises(Refused, match="has the access mode ReadWriteOnce, which cannot change to ReadWriteMany"):
        change(claim("1Gi"), claim("1Gi", access="ReadWriteMany"))


def test_what_a_volume_began_with_is_no_change_of_it() -> None:
    change(claim("1Gi"), claim("1Gi", dataSource="last-night"))


def move(before: list[str], after: list[str]) -> None:
    stash = {"old_inputs": {"input": before}, "new_inputs": {"input": after}}
    refuse_other_paths(ResourceHookArgs("urn", "id", "shop.visits-paths", "stash", **stash))


def test_the_same_paths_are_no_change() -> None:
    move(["/app/db"], ["/app/db"])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (["/app/db"], ["/app/db", "/app/log"], "from /app/db to /app/db, /app/log while its pods run"),
        (["/app/db"], [], "from /app/db to none while its pods run"),
        ([], ["/app/db"], "from none to /app/db while its pods run"),
    ],
)
def test_other_paths_are_refused_with_the_way_to_them(before: list[str], after: list[str], said: str) -> None:
    message = f"the paths of storage of visits cannot change {said}. Expected the same paths. To change them, remove"
    with pytest.raises(Refused, match=f"^{message}"):
        move(before, after)


@given(one=SIZES, other=SIZES)
def test_of_two_sizes_one_can_always_become_the_other(one: str, other: str) -> None:
    allowed = [grows(one, other), grows(other, one)]

    assert any(allowed)
    assert all(allowed) == (parse_quantity(one) == parse_quantity(other))


def grows(before: str, after: str) -> bool:
    try:
        change(claim(before), claim(after))
    except Refused:
        return False
    return True


def test_the_way_out_is_that_of_whoever_has_the_volume() -> None:
    hook = ResourceHookArgs("urn", "id", "monitoring.x", "claim", old_inputs=claim("2Gi"), new_inputs=claim("1Gi"))

    with pytest.raises(Refused, match=r"For a smaller volume, begin anew$"):
        refuse_unless_growing(hook, instead="begin anew")
