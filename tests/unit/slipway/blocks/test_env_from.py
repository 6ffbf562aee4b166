from typing import Any

from slipway.blocks.container import env_from
from slipway.settings.container import ContainerSettings


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
