"""The type of a Secret, which follows from its keys."""

from collections.abc import Collection

from slipway.settings.secrets import DOCKER_CONFIG


def secret_type(keys: Collection[str]) -> str | None:
    """The kubelet pulls images with Secrets of a type of their own; all others have none, and no rules about
    their keys.

    https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
    """
    return "kubernetes.io/dockerconfigjson" if DOCKER_CONFIG in keys else None
