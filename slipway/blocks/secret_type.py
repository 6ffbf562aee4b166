"""The type of a Secret, by its keys.

https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
"""

from collections.abc import Collection

from slipway.settings.secrets import DOCKER_CONFIG, TLS_KEYS

OPAQUE = "Opaque"
"""The type of a Secret without a type."""
TLS = "kubernetes.io/tls"


def secret_type(keys: Collection[str]) -> str | None:
    """The type of an image pull secret or of a certificate with its key; None for all others."""
    if DOCKER_CONFIG in keys:
        return "kubernetes.io/dockerconfigjson"
    return TLS if {*TLS_KEYS} <= {*keys} else None


def type_in_name(keys: Collection[str]) -> list[str]:
    """What the type adds to the content that names a Secret. The type is immutable, and certificates once had none."""
    return [TLS] if secret_type(keys) == TLS else []
