"""Where secrets lie outside the cluster, and as whom they are read there. No store is ever given a password: the
cluster's own identities open it.

https://external-secrets.io/latest/introduction/stability-support/ lists what the operator can read.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, ObjectName

_PART = r"[-_.A-Za-z0-9]+"

HttpsUrl = Annotated[
    str,
    Field(pattern=r"^https://[-.A-Za-z0-9]+(:[0-9]{1,5})?(/[-_.~A-Za-z0-9]+)*/?$", max_length=2048),
    described_as("an https URL without user, password and query", "https://vault.example.com:8200"),
]
MountPath = Annotated[
    str,
    Field(pattern=rf"^{_PART}(/{_PART})*$", max_length=256),
    described_as("a path in the vault without a slash at its ends", "secret"),
]
StoreName = Annotated[
    str,
    Field(pattern=rf"^{_PART}$", max_length=253),
    described_as("a name of letters, digits, dashes, underscores and dots", "shop-reader"),
]
RoleArn = Annotated[
    str,
    Field(pattern=r"^arn:aws[-a-z]*:iam::[0-9]{12}:role/[-+=,.@_/A-Za-z0-9]+$", max_length=2048),
    described_as("the ARN of an IAM role", "arn:aws:iam::123456789012:role/shop-secrets"),
]
Region = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,}(-[a-z]+)+-[0-9]+$", max_length=32),
    described_as("a region of AWS", "eu-central-1"),
]
GoogleAccount = Annotated[
    str,
    Field(pattern=r"^[a-z0-9][-a-z0-9.:]*@[-a-z0-9.]+\.iam\.gserviceaccount\.com$", max_length=253),
    described_as("a Google service account", "secrets@my-project.iam.gserviceaccount.com"),
]
Uuid = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    described_as("an id of Microsoft Entra", "00000000-1111-2222-3333-444444444444"),
]


class AwsStoreSettings(Model):
    """AWS Secrets Manager, read as an IAM role for service accounts (IRSA).

    https://external-secrets.io/latest/provider/aws-secrets-manager/
    """

    region: Region
    """Where the secrets are. Required."""
    role: RoleArn
    """Who may read them; its trust policy names the account `secret-store-<store>` of each namespace. Required."""


class GcpStoreSettings(Model):
    """Google Secret Manager, read with Workload Identity.

    https://external-secrets.io/latest/provider/google-secrets-manager/
    """

    project: StoreName
    """The project of the secrets. Required."""
    service_account: GoogleAccount
    """Who may read them; `secret-store-<store>` of each namespace is let act as it. Required."""


class AzureStoreSettings(Model):
    """Azure Key Vault, read with Workload Identity.

    https://external-secrets.io/latest/provider/azure-key-vault/
    """

    vault_url: HttpsUrl
    """The vault, for example `https://shop.vault.azure.net`. Required."""
    tenant_id: Uuid
    """The tenant of the identity. Required."""
    client_id: Uuid
    """Who may read them: a managed identity or application, federated with `secret-store-<store>` of each namespace.
    Required."""


class VaultStoreSettings(Model):
    """The key-value engine of HashiCorp Vault, opened with Kubernetes auth.

    https://external-secrets.io/latest/provider/hashicorp-vault/
    """

    server: HttpsUrl
    """Where it answers. Required."""
    role: StoreName
    """The role of the auth method. It is bound to `secret-store-<store>` of each namespace for `external`, and to the
    apps' own accounts for `csi`. Required."""
    mount: MountPath = "secret"
    """Where the engine is mounted. Default `secret`."""
    version: Literal["v1", "v2"] = "v2"
    """The engine's version. Default `v2`."""
    auth_mount: MountPath = "kubernetes"
    """Where the auth method is mounted. Default `kubernetes`."""
    namespace: MountPath | None = None
    """The namespace of Vault Enterprise. Default: none."""


class GivenStoreSettings(Model):
    """A store of the External Secrets Operator that somebody else looks after."""

    name: ObjectName
    """Its name. Required."""
    kind: Literal["ClusterSecretStore", "SecretStore"] = "ClusterSecretStore"
    """Default `ClusterSecretStore`: one for the cluster. A `SecretStore` is one of each namespace that uses it."""


_STORE_KINDS = ("aws", "gcp", "azure", "vault", "given")


class SecretStoreSettings(Model):
    """Exactly one of the kinds. All but `given` are made in each namespace that uses them."""

    aws: AwsStoreSettings | None = None
    """AWS Secrets Manager."""
    gcp: GcpStoreSettings | None = None
    """Google Secret Manager."""
    azure: AzureStoreSettings | None = None
    """Azure Key Vault."""
    vault: VaultStoreSettings | None = None
    """HashiCorp Vault; the only kind that `csi` can read from."""
    given: GivenStoreSettings | None = None
    """One that is there already."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "SecretStoreSettings":
        said = [kind for kind in _STORE_KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            raise conflict(f"expected exactly one of {', '.join(_STORE_KINDS)}; got {' and '.join(said) or 'none'}")
        return self


SecretStores = dict[DnsLabel, SecretStoreSettings]
"""By the name that secrets refer to."""
