"""The sources of a namespace's Secrets: this stack's file, somebody else, or a store.

Apps refer to `name/key` and do not know the source.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as, expected
from slipway.settings.fields import DataKey, DnsLabel, Duration, ObjectName

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


RemotePath = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9_]([-_./+=@A-Za-z0-9]*[-_.+=@A-Za-z0-9])?$", max_length=512),
    described_as("what the store calls the secret", "shop/db"),
]
Property = Annotated[
    str,
    Field(pattern=r"^[-_.A-Za-z0-9]+$", max_length=253),
    described_as("a property of the stored secret", "password"),
]
Version = Annotated[
    str,
    Field(pattern=r"^[-_./A-Za-z0-9]+$", max_length=64),
    described_as("a version as the store counts them, in quotes", '"3"'),
]
Revision = Annotated[
    str,
    Field(pattern=r"^[-_.A-Za-z0-9]+$", max_length=64),
    described_as("a word of letters, digits, dashes, underscores and dots, in quotes", '"2026-02-01"'),
]


class RemoteKeySettings(Model):
    """One value of the store. `shop/db#password` is short for `{path: shop/db, property: password}`."""

    path: RemotePath
    """What the store calls the secret; in Vault, the path below the engine's mount. Required."""
    property: Property | None = None
    """Which part of it, where it holds several. Default: all of it."""
    version: Version | None = None
    """Which version of it, for a value that only a change of this file may change. Default: the latest."""


def _path_alone(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    path, sign, part = value.partition("#")
    return {"path": path, "property": part} if sign else {"path": path}


RemoteKey = Annotated[RemoteKeySettings, BeforeValidator(_path_alone)]


class RemoteSecretSettings(Model):
    """A Secret that is filled out of a store."""

    store: DnsLabel
    """One of `secretStores` of the stack. Required."""
    keys: dict[DataKey, RemoteKey]
    """The keys of the Secret, and where each lies in the store: `{password: shop/db#password}`. Required."""
    revision: Revision | None = None
    """Any word. Another one makes another Secret out of what the store holds by then, and exactly the pods that use it
    roll to it. Default: none."""

    @model_validator(mode="after")
    def _some_keys(self) -> "RemoteSecretSettings":
        if not self.keys:
            raise conflict("expected at least one key in keys, for example {password: shop/db#password}")
        return self


class ExternalSecretSettings(RemoteSecretSettings):
    """The External Secrets Operator copies it: https://external-secrets.io/latest/api/externalsecret/"""

    refresh: Duration = "1h"
    """How often the operator looks for a new value. Mounted files follow; variables are as they were when the pod
    started, and no pod rolls by itself. Default `1h`."""


class CsiSecretSettings(RemoteSecretSettings):
    """The Secrets Store CSI driver brings it with each pod that uses it, as the app's own account:
    https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
    """

    @model_validator(mode="after")
    def _whole_entries_have_one_value(self) -> "CsiSecretSettings":
        for key, remote in self.keys.items():
            if remote.property is None:
                raise conflict(
                    f"keys.{key}: Vault keeps several values below a path; expected which of them, for example "
                    f"{remote.path}#password"
                )
        return self


ExistingSecret = Annotated[
    Literal[True] | ObjectName, described_as("true, or what the Secret is really called", "true")
]

_SOURCE_KINDS = ("existing", "external", "csi")


class SecretSourceSettings(Model):
    """Exactly one of the three; without any, its values stand in `slipway:secrets`."""

    existing: ExistingSecret | None = None
    """A Secret that somebody else makes: `true`, or its name where that is another one."""
    external: ExternalSecretSettings | None = None
    """The External Secrets Operator makes it."""
    csi: CsiSecretSettings | None = None
    """The Secrets Store CSI driver makes it."""

    @property
    def remote(self) -> RemoteSecretSettings | None:
        """What is filled out of a store."""
        return self.external or self.csi

    @model_validator(mode="after")
    def _exactly_one(self) -> "SecretSourceSettings":
        said = [kind for kind in _SOURCE_KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            raise conflict(f"expected exactly one of {', '.join(_SOURCE_KINDS)}; got {' and '.join(said) or 'none'}")
        return self


SecretSources = dict[ObjectName, SecretSourceSettings]
"""By the name that apps refer to."""
