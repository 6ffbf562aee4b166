from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.access import ServiceAccountSettings
from slipway.settings.pod import PodSettings


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"existing": "default"}, "all pods that name no ServiceAccount share default and its rights"),
        (
            {"existing": "theirs", "annotations": {"a": "b"}},
            "annotations are for the app's own ServiceAccount, and existing names theirs",
        ),
    ],
)
def test_an_account_belongs_to_one_app(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ServiceAccountSettings.model_validate(said)


RULE = {"resources": ["pods"], "verbs": ["get"]}


@pytest.mark.parametrize("rules", [{"rules": [RULE]}, {"clusterRules": [RULE]}])
def test_rights_are_granted_to_the_apps_own_account_alone(rules: dict[str, Any]) -> None:
    access = {"reason": "reads pods", **rules}

    with pytest.raises(
        ValidationError, match="grants rights only to a ServiceAccount that slipway creates, not to theirs"
    ):
        PodSettings.model_validate({"image": "a:1", "serviceAccount": {"existing": "theirs"}, "apiAccess": access})


def test_the_token_of_an_existing_account_may_be_asked_for() -> None:
    said = {"image": "a:1", "serviceAccount": {"existing": "theirs"}, "apiAccess": {"reason": "reads pods"}}

    assert PodSettings.model_validate(said).api_access is not None
