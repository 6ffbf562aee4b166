from slipway.blocks.references import real_in_texts, real_key, real_name, real_text, real_texts, real_values

SECRETS = {"users": "users-1a2b"}
CONFIG_MAPS = {"headers": "headers-3c4d"}


def test_a_name_that_is_not_made_up_is_the_same_in_the_cluster() -> None:
    assert (real_name("users", SECRETS), real_name("corp", SECRETS)) == ("users-1a2b", "corp")
    assert real_key("users/auth", SECRETS) == ("users-1a2b", "auth")


def test_references_in_texts_become_names_of_the_cluster() -> None:
    text = "shop/$(secret:users) $(configMap:headers) $(HOST)"

    assert real_text(text, config_maps=CONFIG_MAPS, secrets=SECRETS) == "shop/users-1a2b headers-3c4d $(HOST)"
    assert real_texts({"a/b": "$(secret:corp)"}, config_maps={}, secrets=SECRETS) == {"a/b": "corp"}


def test_in_a_whole_object_a_name_in_a_field_stays() -> None:
    spec = {"secretName": "users", "users": ["$(secret:users)", 5, None, {"a": "$(configMap:headers)"}]}

    assert real_in_texts(spec, config_maps=CONFIG_MAPS, secrets=SECRETS) == {
        "secretName": "users",
        "users": ["users-1a2b", 5, None, {"a": "headers-3c4d"}],
    }


def test_fields_of_kubernetes_objects_need_the_name_alone() -> None:
    patch = {
        "volumes": [{"name": "users", "secret": {"secretName": "users"}}],
        "env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "headers", "key": "a"}}}],
        "replicas": 2,
    }

    assert real_values(patch, config_maps=CONFIG_MAPS, secrets=SECRETS) == {
        "volumes": [{"name": "users", "secret": {"secretName": "users-1a2b"}}],
        "env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "headers-3c4d", "key": "a"}}}],
        "replicas": 2,
    }
