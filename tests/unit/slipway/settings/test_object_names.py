from slipway.settings.object_names import field_kind, in_text, parts, texts, written


def test_a_text_is_split_into_its_references_and_the_rest() -> None:
    assert parts("shop/$(secret:ca)!") == ["shop/", ("secret", "ca"), "!"]
    assert parts("$(configMap:headers)") == [("configMap", "headers")]
    assert parts("$(HOST) and $$(secret") == ["$(HOST) and $$(secret"]


def test_the_references_of_a_text_are_found() -> None:
    assert in_text("$(secret:a)$(configMap:b)") == [("secret", "a"), ("configMap", "b")]
    assert in_text(written("secret", "a")) == [("secret", "a")]


def test_every_text_of_a_structure_is_found_with_its_path() -> None:
    structure = {"spec": {"tls": [{"secretName": "a"}], "replicas": 2}}

    assert list(texts(structure)) == [(("spec", "tls", "0", "secretName"), "a")]


def test_the_fields_of_kubernetes_that_name_a_configmap_or_secret_are_known() -> None:
    assert field_kind(("env", "0", "valueFrom", "secretKeyRef", "name")) == "secret"
    assert field_kind(("volumes", "0", "secret", "secretName")) == "secret"
    assert field_kind(("volumes", "0", "configMap", "name")) == "configMap"
    assert field_kind(("volumes", "0", "name")) is None
    assert field_kind(("name",)) is None
