import pytest

from slipway.checks.names import belongs_to_cluster


@pytest.mark.parametrize("name", ["default", "kube-system", "kube-public", "kube-node-lease", "kube-mine"])
def test_what_the_cluster_made_for_itself_is_its_own(name: str) -> None:
    assert belongs_to_cluster(name)


@pytest.mark.parametrize("name", ["shop", "default-shop", "kubernetes", "my-kube-system"])
def test_other_names_are_free(name: str) -> None:
    assert not belongs_to_cluster(name)
