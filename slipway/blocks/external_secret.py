"""Secrets that the External Secrets Operator makes: https://external-secrets.io/latest/api/externalsecret/

The name has a digest of the request to the store. Another path, version or revision makes another Secret, and the pods
that use it roll. A new value in the store changes the existing Secret.
"""

from typing import Any

from slipway.blocks.naming import digest
from slipway.blocks.secret_store import store_reference
from slipway.blocks.secret_type import secret_type, type_in_name
from slipway.settings.secret_store import SecretStoreSettings
from slipway.settings.secrets import ExternalSecretSettings, RemoteKeySettings

KIND = "ExternalSecret"


def external_secret_name(name: str, settings: ExternalSecretSettings, store: SecretStoreSettings) -> str:
    """The name of the ExternalSecret and of its Secret."""
    request = [store_reference(settings.store, store), _data(settings), settings.revision]
    return f"{name}-{digest([*request, *type_in_name(settings.keys)])}"


def external_secret(name: str, settings: ExternalSecretSettings, store: SecretStoreSettings) -> dict[str, Any]:
    """The spec of an ExternalSecret. Its Secret is deleted with it."""
    kind = secret_type(settings.keys)
    return {
        "refreshInterval": settings.refresh,
        "secretStoreRef": store_reference(settings.store, store),
        "target": {"name": name, "creationPolicy": "Owner", **({"template": {"type": kind}} if kind else {})},
        "data": _data(settings),
    }


def _data(settings: ExternalSecretSettings) -> list[dict[str, Any]]:
    return [{"secretKey": key, "remoteRef": _remote(remote)} for key, remote in sorted(settings.keys.items())]


def _remote(remote: RemoteKeySettings) -> dict[str, str]:
    said = {"key": remote.path, "property": remote.property, "version": remote.version}
    return {key: value for key, value in said.items() if value}
