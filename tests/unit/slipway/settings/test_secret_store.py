from typing import Any

import pytest
from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings.secret_store import SecretStoreSettings

VAULT = {"server": "https://vault.example.com:8200", "role": "shop"}


def lines(settings: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        SecretStoreSettings.model_validate(settings)
    return [str(problem) for problem in problems_of(error.value, SecretStoreSettings)]


@pytest.mark.parametrize(
    "settings",
    [
        {"vault": VAULT},
        {"aws": {"region": "us-gov-west-1", "role": "arn:aws-us-gov:iam::123456789012:role/team/shop"}},
        {"gcp": {"project": "shop-1", "serviceAccount": "secrets@shop-1.iam.gserviceaccount.com"}},
        {
            "azure": {
                "vaultUrl": "https://shop.vault.azure.net/",
                "tenantId": "00000000-1111-2222-3333-444444444444",
                "clientId": "00000000-1111-2222-3333-444444444444",
            }
        },
        {"given": {"name": "corp", "kind": "SecretStore"}},
    ],
)
def test_each_kind_can_be_said(settings: Any) -> None:
    assert SecretStoreSettings.model_validate(settings).model_dump(by_alias=True, exclude_unset=True) == settings


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, ": expected exactly one of aws, gcp, azure, vault, given; got none"),
        (
            {"vault": VAULT, "given": {"name": "a"}},
            ": expected exactly one of aws, gcp, azure, vault, given; got vault and",
        ),
        ({"vault": {**VAULT, "server": "http://vault"}}, "vault.server: expected an https URL without user, password"),
        ({"vault": {**VAULT, "server": "https://a:b@c"}}, "vault.server: expected an https URL without user, password"),
        (
            {"vault": {**VAULT, "mount": "/kv/"}},
            "vault.mount: expected a Vault path without a leading or trailing slash",
        ),
        (
            {"aws": {"region": "Frankfurt", "role": "arn:aws:iam::123456789012:role/a"}},
            "aws.region: expected an AWS region, for example eu-central-1",
        ),
        ({"aws": {"region": "eu-central-1", "role": "shop"}}, "aws.role: expected the ARN of an IAM role, for example"),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_way_out(settings: Any, line: str) -> None:
    [told] = lines(settings)
    assert told.startswith(line)
    assert "a:b@c" not in told
