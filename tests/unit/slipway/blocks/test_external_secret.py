from typing import Any

import pytest

from slipway.blocks.external_secret import external_secret, external_secret_name
from slipway.settings.secret_store import SecretStoreSettings
from slipway.settings.secrets import ExternalSecretSettings

STORE = SecretStoreSettings.model_validate({"vault": {"server": "https://vault.example.com", "role": "shop"}})
GIVEN = SecretStoreSettings.model_validate({"given": {"name": "corp"}})
SAID: dict[str, Any] = {"store": "vault", "keys": {"password": "shop/db#password", "whole": "shop/db"}}


def settings(**more: Any) -> ExternalSecretSettings:
    return ExternalSecretSettings.model_validate({**SAID, **more})


def name(out_of: SecretStoreSettings = STORE, **more: Any) -> str:
    return external_secret_name("db", settings(**more), out_of)


def test_it_asks_the_store_for_each_key_and_makes_one_secret() -> None:
    assert external_secret("db-1", settings(), STORE) == {
        "refreshInterval": "1h",
        "secretStoreRef": {"kind": "SecretStore", "name": "vault"},
        "target": {"name": "db-1", "creationPolicy": "Owner"},
        "data": [
            {"secretKey": "password", "remoteRef": {"key": "shop/db", "property": "password"}},
            {"secretKey": "whole", "remoteRef": {"key": "shop/db"}},
        ],
    }


def test_a_store_of_somebody_else_is_referred_to_by_its_own_name() -> None:
    assert external_secret("db-1", settings(), GIVEN)["secretStoreRef"] == {
        "kind": "ClusterSecretStore",
        "name": "corp",
    }


def test_a_secret_to_pull_images_with_is_of_the_type_that_the_kubelet_looks_for() -> None:
    spec = external_secret("db-1", settings(keys={".dockerconfigjson": "registry"}), STORE)

    assert spec["target"]["template"] == {"type": "kubernetes.io/dockerconfigjson"}


@pytest.mark.parametrize(
    "more",
    [
        {"revision": "2"},
        {"keys": {"password": "shop/db#other", "whole": "shop/db"}},
        {"keys": {"password": {"path": "shop/db", "property": "password", "version": "3"}, "whole": "shop/db"}},
        {"keys": {"password": "shop/db#password"}},
        {"store": "another"},
    ],
)
def test_what_is_asked_decides_the_name(more: dict[str, Any]) -> None:
    assert name(**more) != name()


def test_how_often_it_is_asked_does_not() -> None:
    assert name(refresh="5m") == name()
    assert name() == name(keys=dict(reversed(SAID["keys"].items())))
    assert name(GIVEN) != name()
