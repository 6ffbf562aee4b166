import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.blocks import labels

DIGEST = "0123456789abcdef" * 4


def test_pods_are_selected_by_what_never_changes() -> None:
    assert labels.selector("web") == {"app.kubernetes.io/name": "web"}


def test_every_object_carries_the_selector_its_owner_and_its_team() -> None:
    assert labels.common("web", "storefront") == {
        "app.kubernetes.io/name": "web",
        "app.kubernetes.io/managed-by": "pulumi",
        "slipway.dev/team": "storefront",
    }


def test_without_a_team_there_is_no_label_of_one() -> None:
    assert labels.owned_by(None) == {"app.kubernetes.io/managed-by": "pulumi"}


def test_only_what_changes_with_the_image_carries_its_version() -> None:
    assert labels.versioned("web", "nginx:1.29") == {**labels.common("web"), "app.kubernetes.io/version": "1.29"}


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
