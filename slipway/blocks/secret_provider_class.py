"""Secrets of the Secrets Store CSI driver with values from Vault.

https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret and
https://developer.hashicorp.com/vault/docs/platform/k8s/csi/configurations
"""

from typing import Any

import yaml

from slipway.blocks.naming import digest
from slipway.blocks.secret_type import OPAQUE, secret_type, type_in_name
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
        raise ValueError(f"expected a store of kind vault; {settings.store} is of another kind")
    return store


def provider_class_name(name: str, settings: CsiSecretSettings, store: VaultStoreSettings) -> str:
    """The name of the class and of its Secret. It has a digest of the class, because the driver reads the class only
    when a pod starts.
    """
    return f"{name}-{digest([_parameters(settings, store), settings.revision, *type_in_name(settings.keys)])}"


def secret_provider_class(name: str, settings: CsiSecretSettings, store: VaultStoreSettings) -> dict[str, Any]:
    """The spec of the class: the values to read, and the Secret for them."""
    data = [{"objectName": key, "key": key} for key in sorted(settings.keys)]
    return {
        "provider": "vault",
        "parameters": _parameters(settings, store),
        "secretObjects": [{"secretName": name, "type": secret_type(settings.keys) or OPAQUE, "data": data}],
    }


def provider_volume(name: str) -> PodVolumeSettings:
    """The volume that a pod must mount. The Secret exists while some pod mounts it."""
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
    """One value to read. Version 2 of the engine has values below `data`, and old versions as an argument."""
    folder = f"{store.mount}/data" if store.version == "v2" else store.mount
    said = {"objectName": key, "secretPath": f"{folder}/{remote.path}", "secretKey": remote.property}
    return {**said, "secretArgs": {"version": remote.version}} if remote.version else said
