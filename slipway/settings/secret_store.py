"""Stores of secrets outside the cluster. They are read with identities of the cluster, never with a password.

https://external-secrets.io/latest/introduction/stability-support/ lists the stores that the operator supports.
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
    described_as("a Vault path without a leading or trailing slash", "secret"),
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
    described_as("an AWS region", "eu-central-1"),
]
GoogleAccount = Annotated[
    str,
    Field(pattern=r"^[a-z0-9][-a-z0-9.:]*@[-a-z0-9.]+\.iam\.gserviceaccount\.com$", max_length=253),
    described_as("a Google service account", "secrets@my-project.iam.gserviceaccount.com"),
]
Uuid = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    described_as("a Microsoft Entra ID, a UUID", "00000000-1111-2222-3333-444444444444"),
]


class AwsStoreSettings(Model):
    """AWS Secrets Manager, read as an IAM role for service accounts (IRSA).

    https://external-secrets.io/latest/provider/aws-secrets-manager/
    """

    region: Region
    """The AWS region of the secrets."""
    role: RoleArn
    """The IAM role that reads them. Its trust policy names the ServiceAccount `secret-store-<store>` of each
    namespace."""


class GcpStoreSettings(Model):
    """Google Secret Manager, read with Workload Identity.

    https://external-secrets.io/latest/provider/google-secrets-manager/
    """

    project: StoreName
    """The Google Cloud project of the secrets."""
    service_account: GoogleAccount
    """The Google service account that reads them. `secret-store-<store>` of each namespace may impersonate it."""


class AzureStoreSettings(Model):
    """Azure Key Vault, read with Workload Identity.

    https://external-secrets.io/latest/provider/azure-key-vault/
    """

    vault_url: HttpsUrl
    """The URL of the vault, for example `https://shop.vault.azure.net`."""
    tenant_id: Uuid
    """The tenant of the identity."""
    client_id: Uuid
    """The managed identity or application that reads them, federated with `secret-store-<store>` of each namespace."""


class VaultStoreSettings(Model):
    """The key-value engine of HashiCorp Vault, opened with Kubernetes auth.

    https://external-secrets.io/latest/provider/hashicorp-vault/
    """

    server: HttpsUrl
    """The URL of the Vault server."""
    role: StoreName
    """The role of the auth method. For `external` it is bound to `secret-store-<store>` of each namespace, for `csi` to
    the ServiceAccounts of the apps."""
    mount: MountPath = "secret"
    """The mount path of the engine."""
    version: Literal["v1", "v2"] = "v2"
    """The version of the engine."""
    auth_mount: MountPath = "kubernetes"
    """The mount path of the auth method."""
    namespace: MountPath | None = None
    """The namespace of Vault Enterprise."""


class GivenStoreSettings(Model):
    """A store of the External Secrets Operator that is not part of this stack."""

    name: ObjectName
    """The name of the store."""
    kind: Literal["ClusterSecretStore", "SecretStore"] = "ClusterSecretStore"
    """`ClusterSecretStore`: one for the cluster. `SecretStore`: one in each namespace that uses it."""


_STORE_KINDS = ("aws", "gcp", "azure", "vault", "given")


class SecretStoreSettings(Model):
    """A store: exactly one kind. All kinds except `given` are created in each namespace that uses them."""

    aws: AwsStoreSettings | None = None
    """AWS Secrets Manager."""
    gcp: GcpStoreSettings | None = None
    """Google Secret Manager."""
    azure: AzureStoreSettings | None = None
    """Azure Key Vault."""
    vault: VaultStoreSettings | None = None
    """HashiCorp Vault, the only kind for `csi`."""
    given: GivenStoreSettings | None = None
    """An existing store."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "SecretStoreSettings":
        said = [kind for kind in _STORE_KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            raise conflict(f"expected exactly one of {', '.join(_STORE_KINDS)}; got {' and '.join(said) or 'none'}")
        return self


SecretStores = dict[DnsLabel, SecretStoreSettings]
"""Stores by the name that secrets refer to."""
