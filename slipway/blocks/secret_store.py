"""Stores of the External Secrets Operator: https://external-secrets.io/latest/api/secretstore/

pulumi_kubernetes has no types for them. The schema is that of the operator's reference.
"""

from typing import Any

from slipway.settings.secret_store import (
    AwsStoreSettings,
    AzureStoreSettings,
    GcpStoreSettings,
    SecretStoreSettings,
    VaultStoreSettings,
)

API_VERSION = "external-secrets.io/v1"
KIND = "SecretStore"


def account_of(store: str) -> str:
    """The ServiceAccount that reads a store. No pod runs as it."""
    return f"secret-store-{store}"


def account_annotations(settings: SecretStoreSettings) -> dict[str, str]:
    """The annotations with the cloud identity of that ServiceAccount. Vault needs none: it verifies the token in the
    cluster.
    """
    if settings.aws:
        return {"eks.amazonaws.com/role-arn": settings.aws.role}
    if settings.gcp:
        return {"iam.gke.io/gcp-service-account": settings.gcp.service_account}
    if settings.azure:
        return {
            "azure.workload.identity/client-id": settings.azure.client_id,
            "azure.workload.identity/tenant-id": settings.azure.tenant_id,
        }
    return {}


def store_reference(name: str, settings: SecretStoreSettings) -> dict[str, str]:
    """The reference of an ExternalSecret to its store."""
    if settings.given:
        return {"kind": settings.given.kind, "name": settings.given.name}
    return {"kind": KIND, "name": name}


def secret_store(name: str, settings: SecretStoreSettings) -> dict[str, Any]:
    """The spec of a store of this stack."""
    account = {"name": account_of(name)}
    if settings.aws:
        return {"provider": {"aws": _aws(settings.aws, account)}}
    if settings.gcp:
        return {"provider": {"gcpsm": _gcp(settings.gcp, account)}}
    if settings.azure:
        return {"provider": {"azurekv": _azure(settings.azure, account)}}
    if settings.vault:
        return {"provider": {"vault": _vault(settings.vault, account)}}
    raise ValueError(f"{name} is of kind given: slipway does not create this store")


def _aws(store: AwsStoreSettings, account: dict[str, str]) -> dict[str, Any]:
    return {"service": "SecretsManager", "region": store.region, "auth": {"jwt": {"serviceAccountRef": account}}}


def _gcp(store: GcpStoreSettings, account: dict[str, str]) -> dict[str, Any]:
    return {"projectID": store.project, "auth": {"workloadIdentity": {"serviceAccountRef": account}}}


def _azure(store: AzureStoreSettings, account: dict[str, str]) -> dict[str, Any]:
    return {"authType": "WorkloadIdentity", "vaultUrl": store.vault_url, "serviceAccountRef": account}


def _vault(store: VaultStoreSettings, account: dict[str, str]) -> dict[str, Any]:
    auth = {"mountPath": store.auth_mount, "role": store.role, "serviceAccountRef": account}
    spec = {"server": store.server, "path": store.mount, "version": store.version, "auth": {"kubernetes": auth}}
    return {**spec, "namespace": store.namespace} if store.namespace else spec
