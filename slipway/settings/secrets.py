"""The sources of the Secrets of a namespace: the stack file, an existing Secret, or a store.

Apps refer to `name/key`, whatever the source.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as, expected
from slipway.settings.fields import DataKey, DnsLabel, Duration, ObjectName

DOCKER_CONFIG = ".dockerconfigjson"
"""The key of an image pull secret."""
TLS_KEYS = ("tls.crt", "tls.key")
"""The keys of a certificate: https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets"""

_EXAMPLE = '{"auths": {"registry.example.com": {"username": ..., "password": ...}}}'


def docker_config_problem(text: str) -> str | None:
    """The error of a value under that key. It does not contain the value."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    auths = content.get("auths") if isinstance(content, dict) else None
    if isinstance(auths, dict) and auths and all(isinstance(each, dict) and each for each in auths.values()):
        return None
    return expected("JSON with the credentials of at least one registry", _EXAMPLE).message()


RemotePath = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9_]([-_./+=@A-Za-z0-9]*[-_.+=@A-Za-z0-9])?$", max_length=512),
    described_as("the path of a secret in the store", "shop/db"),
]
Property = Annotated[
    str,
    Field(pattern=r"^[-_.A-Za-z0-9]+$", max_length=253),
    described_as("a property of the stored secret", "password"),
]
Version = Annotated[
    str,
    Field(pattern=r"^[-_./A-Za-z0-9]+$", max_length=64),
    described_as("a version of the stored secret, in quotes", '"3"'),
]
Revision = Annotated[
    str,
    Field(pattern=r"^[-_.A-Za-z0-9]+$", max_length=64),
    described_as("a word of letters, digits, dashes, underscores and dots, in quotes", '"2026-02-01"'),
]


class RemoteKeySettings(Model):
    """One value of the store. `shop/db#password` is short for `{path: shop/db, property: password}`."""

    path: RemotePath
    """The path of the secret in the store. In Vault: the path below the mount of the engine."""
    property: Property | None = None
    """The property of the stored secret. Default: the whole secret."""
    version: Version | None = None
    """The version of the stored secret; a fixed version changes only with the stack file. Default: the latest."""


def _path_alone(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    path, sign, part = value.partition("#")
    return {"path": path, "property": part} if sign else {"path": path}


RemoteKey = Annotated[RemoteKeySettings, BeforeValidator(_path_alone, json_schema_input_type=str | RemoteKeySettings)]


class RemoteSecretSettings(Model):
    """A Secret with values from a store."""

    store: DnsLabel
    """The name of a store in `secretStores`."""
    keys: dict[DataKey, RemoteKey]
    """The keys of the Secret, each with its place in the store: `{password: shop/db#password}`."""
    revision: Revision | None = None
    """Any word. A changed word makes a new Secret with the current values of the store, and the pods that use it
    roll."""

    @model_validator(mode="after")
    def _some_keys(self) -> "RemoteSecretSettings":
        if not self.keys:
            raise conflict("expected at least one key in keys, for example {password: shop/db#password}")
        return self


class ExternalSecretSettings(RemoteSecretSettings):
    """A Secret made by the External Secrets Operator: https://external-secrets.io/latest/api/externalsecret/"""

    refresh: Duration = "1h"
    """The interval at which the operator reads the store. Mounted files are updated; environment variables change with
    a restart of the pod only."""


class CsiSecretSettings(RemoteSecretSettings):
    """A Secret made by the Secrets Store CSI driver, read as the ServiceAccount of the app that uses it:
    https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
    """

    @model_validator(mode="after")
    def _whole_entries_have_one_value(self) -> "CsiSecretSettings":
        for key, remote in self.keys.items():
            if remote.property is None:
                raise conflict(
                    f"keys.{key}: a path of Vault holds several values; expected one of them, for example "
                    f"{remote.path}#password"
                )
        return self


ExistingSecret = Annotated[Literal[True] | ObjectName, described_as("true, or the name of the Secret", "true")]

_SOURCE_KINDS = ("existing", "external", "csi")


class SecretSourceSettings(Model):
    """The source of a Secret: exactly one of the three. Secrets of `slipway:secrets` need no entry here."""

    existing: ExistingSecret | None = None
    """A Secret that is not part of this stack: `true`, or its name if that is different."""
    external: ExternalSecretSettings | None = None
    """A Secret made by the External Secrets Operator."""
    csi: CsiSecretSettings | None = None
    """A Secret made by the Secrets Store CSI driver."""

    @property
    def remote(self) -> RemoteSecretSettings | None:
        """The settings of a Secret with values from a store."""
        return self.external or self.csi

    @model_validator(mode="after")
    def _exactly_one(self) -> "SecretSourceSettings":
        said = [kind for kind in _SOURCE_KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            raise conflict(f"expected exactly one of {', '.join(_SOURCE_KINDS)}; got {' and '.join(said) or 'none'}")
        return self


SecretSources = dict[ObjectName, SecretSourceSettings]
"""Sources by the name that apps refer to."""
