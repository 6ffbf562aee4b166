import pytest
from pydantic import ValidationError

from slipway.settings.access import AccessSettings


@pytest.mark.parametrize(
    "group", ["storefront", "oidc:team/shop", "Shop Developers", "shop@example.com", "8f3c1a2e-0000-4000-8000-1234"]
)
def test_a_group_is_called_as_the_identity_provider_calls_it(group: str) -> None:
    assert AccessSettings.model_validate({"viewers": [group]}).viewers == (group,)


@pytest.mark.parametrize(
    "group",
    [
        *["", " ", " shop", "shop ", "a\nb", "a\u200bb", "x" * 254, 7],
        *["system:masters", "system:authenticated", "system:unauthenticated", "system:serviceaccounts:shop"],
    ],
)
def test_everybody_and_the_cluster_itself_are_no_team(group: object) -> None:
    with pytest.raises(ValidationError, match="expected a group name of the cluster's identity provider"):
        AccessSettings.model_validate({"deployers": [group]})
