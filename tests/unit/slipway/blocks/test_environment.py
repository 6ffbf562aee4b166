from typing import Any

from slipway.blocks.environment import env_from, environment
from slipway.settings.container import ContainerSettings
from slipway.settings.environment import EnvironmentSettings


def variables(**settings: Any) -> list[Any]:
    container = ContainerSettings.model_validate({"image": "nginx:1.29", **settings})
    return list(environment(container, config_maps={}, secrets={}))


def test_variables_refer_to_objects_by_the_names_they_really_have() -> None:
    settings = ContainerSettings(
        image="nginx:1.29",
        env={"COLOUR": "blue"},
        config_env={"HOST": "web/host"},
        secret_env={"PASSWORD": "db/password", "TOKEN": "vault/token"},
    )

    made: list[Any] = list(environment(settings, config_maps={"web": "web-1a2b"}, secrets={"db": "db-3c4d"}))
    colour, host, password, token = made

    assert (colour.name, colour.value, colour.value_from) == ("COLOUR", "blue", None)
    key = host.value_from.config_map_key_ref
    assert (host.name, key.name, key.key) == ("HOST", "web-1a2b", "host")
    key = password.value_from.secret_key_ref
    assert (password.name, password.value, key.name, key.key) == ("PASSWORD", None, "db-3c4d", "password")
    key = token.value_from.secret_key_ref
    assert (token.name, key.name, key.key) == ("TOKEN", "vault", "token")


def test_secrets_come_after_config_maps_and_all_by_their_real_names() -> None:
    settings = ContainerSettings.model_validate(
        {
            "image": "nginx:1.29",
            "configEnvFrom": ["web", {"name": "db", "prefix": "DB_"}],
            "secretEnvFrom": [{"name": "db", "prefix": "DB_"}, "vault"],
        }
    )

    made: list[Any] = list(env_from(settings, config_maps={"web": "web-1a", "db": "db-2b"}, secrets={"db": "db-3c"}))

    assert [(each.config_map_ref and each.config_map_ref.name, each.prefix) for each in made] == [
        ("web-1a", None),
        ("db-2b", "DB_"),
        (None, "DB_"),
        (None, None),
    ]
    assert [each.secret_ref and each.secret_ref.name for each in made] == [None, None, "db-3c", "vault"]


def test_a_value_comes_after_the_variables_that_it_refers_to_whatever_their_source() -> None:
    settings = ContainerSettings(
        image="nginx:1.29",
        env={"AMQP_URL": "amqp://$(MQ_USER):$(MQ_PASSWORD)@$(MQ_HOST)", "COLOUR": "blue"},
        config_env={"MQ_USER": "mq/user"},
        secret_env={"MQ_PASSWORD": "mq/password"},
    )

    made: list[Any] = list(environment(settings, config_maps={}, secrets={}, peers={"MQ_HOST": "mq.shop.svc"}))

    assert [each.name for each in made] == ["MQ_HOST", "COLOUR", "MQ_USER", "MQ_PASSWORD", "AMQP_URL"]


def test_a_field_of_the_pod_is_a_variable_and_stands_before_who_refers_to_it() -> None:
    host, endpoint = variables(env={"ENDPOINT": "http://$(HOST_IP):4318"}, fieldEnv={"HOST_IP": "status.hostIP"})

    assert (host.name, host.value, host.value_from.field_ref.field_path) == ("HOST_IP", None, "status.hostIP")
    assert (endpoint.name, endpoint.value) == ("ENDPOINT", "http://$(HOST_IP):4318")


def test_a_limit_of_the_container_is_a_variable_in_its_own_unit_or_in_another() -> None:
    procs, memory = variables(
        resourceEnv={"GOMAXPROCS": "limits.cpu", "MIB": {"resource": "limits.memory", "divisor": "1Mi"}}
    )

    assert (procs.name, procs.value_from.resource_field_ref.resource) == ("GOMAXPROCS", "limits.cpu")
    assert procs.value_from.resource_field_ref.divisor is None
    assert memory.value_from.resource_field_ref.divisor == "1Mi"


def test_a_variable_with_a_dotted_name_is_referred_to_like_any_other() -> None:
    made = variables(env={"URL": "http://$(db.host)", "db.host": "$(node ip)"}, fieldEnv={"node ip": "status.hostIP"})

    assert [each.name for each in made] == ["node ip", "db.host", "URL"]


def test_given_variables_stand_before_those_that_refer_to_them_and_give_way_to_those_of_the_app() -> None:
    settings = ContainerSettings(image="nginx:1.29", env={"DB_HOST": "db.corp", "NAME": "web"})
    given = EnvironmentSettings(env={"URL": "http://$(DB_HOST)", "NAME": "other"}, field_env={"POD": "metadata.name"})

    made: list[Any] = list(environment(settings, config_maps={}, secrets={}, given=given))

    assert [(each.name, each.value) for each in made] == [
        ("DB_HOST", "db.corp"),
        ("URL", "http://$(DB_HOST)"),
        ("NAME", "web"),
        ("POD", None),
    ]
