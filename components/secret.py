"""A Secret with a random name, and its earlier versions."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from secrets import token_hex

from pulumi import Output, ResourceOptions
from pulumi_kubernetes.core.v1 import Secret
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks.secret_type import OPAQUE, secret_type

from .content_versions import first, versions
from .stack_state import Outputs

_TYPE = "kubernetes:core/v1:Secret"


def create_secret(
    name: str,
    data: Mapping[str, Output[str]],
    metadata: Callable[[str | None], ObjectMetaArgs],
    *,
    same: Callable[[Mapping[str, str]], bool],
    keep: int,
    opts: ResourceOptions,
) -> Secret:
    """Register a Secret for values. New values create a new Secret, and the pods that use it are rolled out. `keep`
    earlier ones stay. `same` compares earlier values with the current ones. The name has no digest of the values,
    because a digest would allow guesses.
    """
    kind = secret_type(data)
    found = versions(_TYPE, name, same=lambda held: _type(held) == kind and same(_text(held)), keep=keep)
    wanted = _immutable(found.wanted, metadata(_name(name, found.wanted, found.there)), data, kind, opts)
    for called, held in found.earlier.items():
        kept = {key: Output.secret(value) for key, value in _text(held).items()}
        _immutable(called, metadata(_name(name, called, held)), kept, _type(held), opts)
    return wanted


def _immutable(
    name: str, metadata: ObjectMetaArgs, data: Mapping[str, Output[str]], kind: str | None, opts: ResourceOptions
) -> Secret:
    return Secret(name, metadata=metadata, string_data=data, type=kind, immutable=True, opts=opts)


def _type(held: Outputs) -> str | None:
    """The type of a version, which is immutable."""
    kind = str(held.get("type") or OPAQUE)
    return None if kind == OPAQUE else kind


def _name(name: str, called: str, held: Outputs | None) -> str | None:
    """None for the first version: Pulumi generates its name. Later versions need a name, because a generated name would
    contain `@`, which Kubernetes does not allow.
    """
    if first(called):
        return None
    return str(held["metadata"]["name"]) if held else f"{name}-{token_hex(4)}"


def _text(held: Outputs) -> dict[str, str]:
    return {key: b64decode(value).decode() for key, value in (held.get("data") or {}).items()}
