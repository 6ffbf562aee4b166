from typing import Any

import pytest
import yaml

from slipway.blocks.secret_provider_class import provider_class_name, provider_volume, secret_provider_class
from slipway.settings.secret_store import VaultStoreSettings
from slipway.settings.secrets import CsiSecretSettings

STORE = {"server": "https://vault.example.com", "role": "shop"}
SAID: dict[str, Any] = {"store": "vault", "keys": {"password": "shop/db#password"}}


def spec(keys: Any = None, **store: Any) -> dict[str, Any]:
    settings = CsiSecretSettings.model_validate({**SAID, "keys": keys or SAID["keys"]})
    return secret_provider_class("db-1", settings, VaultStoreSettings.model_validate({**STORE, **store}))


def name(said: Any = None, **store: Any) -> str:
    settings = CsiSecretSettings.model_validate({**SAID, **(said or {})})
    return provider_class_name("db", settings, VaultStoreSettings.model_validate({**STORE, **store}))


def test_what_is_fetched_is_copied_to_a_secret_of_the_same_name() -> None:
    said = spec({"password": "shop/db#password", "user": "shop/db#user"})

    assert said["provider"] == "vault"
    assert said["secretObjects"] == [
        {
            "secretName": "db-1",
            "type": "Opaque",
            "data": [{"objectName": "password", "key": "password"}, {"objectName": "user", "key": "user"}],
        }
    ]
    assert yaml.safe_load(said["parameters"]["objects"]) == [
        {"objectName": "password", "secretPath": "secret/data/shop/db", "secretKey": "password"},
        {"objectName": "user", "secretPath": "secret/data/shop/db", "secretKey": "user"},
    ]


def test_vault_is_asked_as_the_store_says() -> None:
    parameters = spec(namespace="teams/shop", authMount="kubernetes/eu")["parameters"]

    del parameters["objects"]
    assert parameters == {
        "vaultAddress": "https://vault.example.com",
        "vaultKubernetesMountPath": "kubernetes/eu",
        "vaultNamespace": "teams/shop",
        "roleName": "shop",
    }


@pytest.mark.parametrize(("version", "path"), [("v1", "kv/shop/db"), ("v2", "kv/data/shop/db")])
def test_the_version_of_the_engine_decides_the_path(version: str, path: str) -> None:
    [fetched] = yaml.safe_load(spec(mount="kv", version=version)["parameters"]["objects"])

    assert fetched["secretPath"] == path


def test_an_earlier_version_of_a_value_is_asked_for() -> None:
    keys = {"password": {"path": "shop/db", "property": "password", "version": "3"}}
    [fetched] = yaml.safe_load(spec(keys)["parameters"]["objects"])

    assert fetched["secretArgs"] == {"version": "3"}


def test_everything_that_the_driver_reads_once_decides_the_name() -> None:
    names = [name(), name({"revision": "2"}), name({"keys": {"a": "shop/db#a"}}), name(role="other"), name(mount="kv")]

    assert len({*names}) == len(names)


def test_the_volume_of_a_pod_names_the_class() -> None:
    volume = provider_volume("db-1")

    assert volume.read_only
    assert volume.csi is not None
    assert volume.csi.driver == "secrets-store.csi.k8s.io"
    assert volume.csi.attributes == {"secretProviderClass": "db-1"}
