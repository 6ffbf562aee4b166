from typing import Any

import pytest

from policies.kubernetes_object import RELEASE, KubernetesObject
from policies.releases import RELEASE_VERSION
from tests.unit.policies.objects import found, workload

REPOSITORY = {"repo": "https://charts.example.com"}


def release(**said: Any) -> KubernetesObject:
    made = KubernetesObject.of(RELEASE, "monitoring", {"chart": "stack", **said})
    assert made
    return made


@pytest.mark.parametrize("version", ["88.5.3", "v1.0.0", "1.2.3-rc.1"])
def test_a_pinned_chart_passes(version: str) -> None:
    assert found(RELEASE_VERSION, release(version=version, repositoryOpts=REPOSITORY)) == []


@pytest.mark.parametrize("version", [None, "", "88", ">=1.0.0", "^1.0.0", "1.x"])
def test_one_that_may_be_another_tomorrow_does_not(version: str | None) -> None:
    assert len(found(RELEASE_VERSION, release(version=version, repositoryOpts=REPOSITORY))) == 1
    assert len(found(RELEASE_VERSION, release(version=version, chart="oci://charts.example.com/stack"))) == 1


def test_a_chart_of_the_project_is_what_it_is() -> None:
    assert found(RELEASE_VERSION, release(chart="charts/stack")) == found(RELEASE_VERSION, workload()) == []
