from slipway.blocks.secret_type import secret_type


def test_a_secret_to_pull_images_with_has_the_type_that_the_kubelet_looks_for() -> None:
    assert secret_type([".dockerconfigjson"]) == "kubernetes.io/dockerconfigjson"


def test_every_other_secret_has_none() -> None:
    assert secret_type(["username", "password"]) is None
