from slipway.blocks.secret_type import secret_type, type_in_name


def test_a_secret_to_pull_images_with_has_the_type_that_the_kubelet_looks_for() -> None:
    assert secret_type([".dockerconfigjson"]) == "kubernetes.io/dockerconfigjson"


def test_every_other_secret_has_none() -> None:
    assert secret_type(["username", "password"]) is None


def test_a_certificate_with_its_key_has_the_type_that_controllers_look_for() -> None:
    assert secret_type(["tls.crt", "tls.key", "ca.crt"]) == "kubernetes.io/tls"
    assert secret_type(["tls.crt"]) is None


def test_a_type_that_is_new_makes_another_name_because_the_type_of_a_secret_is_immutable() -> None:
    assert type_in_name(["tls.crt", "tls.key"]) == ["kubernetes.io/tls"]
    assert type_in_name([".dockerconfigjson"]) == []
