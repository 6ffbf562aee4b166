from typing import Any

import pytest

from slipway.blocks.secret_store import account_annotations, secret_store
from slipway.settings.secret_store import SecretStoreSettings

ACCOUNT = {"name": "secret-store-main"}
CASES: list[tuple[dict[str, Any], dict[str, Any], dict[str, str]]] = [
    (
        {"aws": {"region": "eu-central-1", "role": "arn:aws:iam::123456789012:role/shop"}},
        {
            "aws": {
                "service": "SecretsManager",
                "region": "eu-central-1",
                "auth": {"jwt": {"serviceAccountRef": ACCOUNT}},
            }
        },
        {"eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/shop"},
    ),
    (
        {"gcp": {"project": "shop-1", "serviceAccount": "s@shop-1.iam.gserviceaccount.com"}},
        {"gcpsm": {"projectID": "shop-1", "auth": {"workloadIdentity": {"serviceAccountRef": ACCOUNT}}}},
        {"iam.gke.io/gcp-service-account": "s@shop-1.iam.gserviceaccount.com"},
    ),
    (
        {"azure": {"vaultUrl": "https://a.vault.azure.net", "tenantId": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
                   "clientId": "1" * 8 + "-1111" * 3 + "-" + "1" * 12}},
        {
            "azurekv": {
                "authType": "WorkloadIdentity",
                "vaultUrl": "https://a.vault.azure.net",
                "serviceAccountRef": ACCOUNT,
            }
        },
        {
            "azure.workload.identity/client-id": "1" * 8 + "-1111" * 3 + "-" + "1" * 12,
            "azure.workload.identity/tenant-id": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
        },
    ),
    (
        {"vault": {"server": "https://vault.example.com", "role": "shop", "mount": "kv", "namespace": "a"}},
        {
            "vault": {
                "server": "https://vault.example.com",
                "path": "kv",
                "version": "v2",
                "namespace": "a",
                "auth": {"kubernetes": {"mountPath": "kubernetes", "role": "shop", "serviceAccountRef": ACCOUNT}},
            }
        },
        {},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "provider", "annotations"), CASES, ids=lambda case: next(iter(case), ""))
def test_a_store_is_opened_by_an_account_of_its_own_and_never_by_a_password(
    settings: dict[str, Any], provider: dict[str, Any], annotations: dict[str, str]
) -> None:
    store = SecretStoreSettings.model_validate(settings)

    assert secret_store("main", store) == {"provider": provider}
    assert account_annotations(store) == annotations


def test_a_store_of_somebody_else_is_not_made() -> None:
    with pytest.raises(ValueError, match="corp is of kind given: slipway does not create this store"):
        secret_store("corp", SecretStoreSettings.model_validate({"given": {"name": "corp"}}))
