import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.topology import labels

DIGEST = "0123456789abcdef" * 4


def test_pods_are_selected_by_what_never_changes() -> None:
    assert labels.selector("web") == {"app.kubernetes.io/name": "web"}


def test_every_object_carries_the_selector_its_owner_and_its_team() -> None:
    assert labels.MANAGED.of_team("storefront").of_app("web").labels == {
        "app.kubernetes.io/name": "web",
        "app.kubernetes.io/managed-by": "pulumi",
        "slipway.dev/team": "storefront",
    }


def test_without_a_team_there_is_no_label_of_one() -> None:
    assert labels.MANAGED.of_team(None).labels == {"app.kubernetes.io/managed-by": "pulumi"}


def test_only_what_changes_with_the_image_carries_its_version() -> None:
    own = labels.MANAGED.of_app("web")

    assert own.of_version("nginx:1.29").labels == {**own.labels, "app.kubernetes.io/version": "1.29"}


def test_what_is_said_for_a_namespace_is_beside_the_labels_of_slipway_and_never_in_their_place() -> None:
    said = {"cost-center": "4711", labels.MANAGED_BY: "me", labels.TEAM: "me"}
    settings = ManagedNamespaceSettings.model_construct(team="storefront", labels=said, annotations={"a": "b"})
    marks = labels.marks_of(settings)

    assert marks.labels == {"cost-center": "4711", labels.MANAGED_BY: "pulumi", labels.TEAM: "storefront"}
    assert marks.of_app("web").of_version("a:1").annotations == {"a": "b"}


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("nginx:1.29", "1.29"),
        ("localhost:5000/team/web:1.4.2", "1.4.2"),
        (f"nginx:1.29@sha256:{DIGEST}", "1.29"),
        (f"localhost:5000/web@sha256:{DIGEST}", "0123456789ab"),
        ("nginx:_edge-", "edge"),
        ("nginx:" + "1" * 100, "1" * 63),
    ],
)
def test_the_version_is_the_tag_or_the_beginning_of_the_digest(image: str, version: str) -> None:
    assert labels.version_of(image) == version


@given(st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", fullmatch=True))
def test_every_tag_makes_a_valid_label(tag: str) -> None:
    assert re.fullmatch(r"(?:[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?", labels.version_of(f"nginx:{tag}"))
