"""Secrets that the Secrets Store CSI driver makes out of Vault, with the pods that use them.

https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret and
https://developer.hashicorp.com/vault/docs/platform/k8s/csi/configurations
"""

from typing import Any

import yaml

from slipway.blocks.naming import digest
from slipway.blocks.secret_type import secret_type
from slipway.settings.secret_store import SecretStores, VaultStoreSettings
from slipway.settings.secrets import CsiSecretSettings, RemoteKeySettings
from slipway.settings.storage import CsiVolumeSettings, PodVolumeSettings

API_VERSION = "secrets-store.csi.x-k8s.io/v1"
KIND = "SecretProviderClass"
DRIVER = "secrets-store.csi.k8s.io"


def vault_of(settings: CsiSecretSettings, stores: SecretStores) -> VaultStoreSettings:
    """The store that the driver reads. The checks of a stack refuse any other kind of store."""
    store = stores[settings.store].vault
    if store is None:
        raise ValueError(f"{settings.store} is no vault")
    return store


def provider_class_name(name: str, settings: CsiSecretSettings, store: VaultStoreSettings) -> str:
    """What the class and its Secret are called: after all that they say, because the driver reads a class when a pod
    starts and never again.
    """
    return f"{name}-{digest([_parameters(settings, store), settings.revision])}"


def secret_provider_class(name: str, settings: CsiSecretSettings, store: VaultStoreSettings) -> dict[str, Any]:
    """Its spec: what is fetched, and the Secret that it is copied to."""
    data = [{"objectName": key, "key": key} for key in sorted(settings.keys)]
    return {
        "provider": "vault",
        "parameters": _parameters(settings, store),
        "secretObjects": [{"secretName": name, "type": secret_type(settings.keys) or "Opaque", "data": data}],
    }


def provider_volume(name: str) -> PodVolumeSettings:
    """The volume that a pod must mount: the Secret exists as long as some pod does."""
    return PodVolumeSettings(
        csi=CsiVolumeSettings(driver=DRIVER, attributes={"secretProviderClass": name}), read_only=True
    )


def _parameters(settings: CsiSecretSettings, store: VaultStoreSettings) -> dict[str, str]:
    objects = [_object(key, remote, store) for key, remote in sorted(settings.keys.items())]
    said = {
        "vaultAddress": store.server,
        "vaultKubernetesMountPath": store.auth_mount,
        "vaultNamespace": store.namespace,
        "roleName": store.role,
        "objects": yaml.safe_dump(objects, sort_keys=True),
    }
    return {key: value for key, value in said.items() if value}


def _object(key: str, remote: RemoteKeySettings, store: VaultStoreSettings) -> dict[str, Any]:
    """Version 2 of the engine keeps values below `data`, and an earlier one behind a query."""
    folder = f"{store.mount}/data" if store.version == "v2" else store.mount
    said = {"objectName": key, "secretPath": f"{folder}/{remote.path}", "secretKey": remote.property}
    return {**said, "secretArgs": {"version": remote.version}} if remote.version else said
