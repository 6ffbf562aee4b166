"""What the kubelet pulls images with: https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets

The API server refuses what is no object of JSON, in the middle of an update. What holds no registry it takes, and no
image is ever pulled with it.
"""

import json

from settings.words.vocabulary import expected

DOCKER_CONFIG = ".dockerconfigjson"
"""The key of a Secret that the kubelet pulls images with."""

_EXAMPLE = '{"auths": {"registry.example.com": {"username": ..., "password": ...}}}'


def docker_config_problem(text: str) -> str | None:
    """What is wrong with a value under that key, without a word of it."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    auths = content.get("auths") if isinstance(content, dict) else None
    if isinstance(auths, dict) and auths and all(isinstance(each, dict) and each for each in auths.values()):
        return None
    return expected("JSON with the credentials of a registry at least", _EXAMPLE).message()
