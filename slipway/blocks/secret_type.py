"""The type of a Secret, by its keys."""

from collections.abc import Collection

from slipway.settings.secrets import DOCKER_CONFIG


def secret_type(keys: Collection[str]) -> str | None:
    """The type of an image pull secret, or None for all others.

    https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
    """
    return "kubernetes.io/dockerconfigjson" if DOCKER_CONFIG in keys else None
