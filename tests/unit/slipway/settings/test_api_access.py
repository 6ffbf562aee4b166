from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.access import ApiAccessSettings, ApiRuleSettings

RULE = {"resources": ["pods"], "verbs": ["get"]}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"verbs": ["*"]}, "expected a verb in lowercase, and no wildcard"),
        ({"resources": ["*"]}, "expected a resource in lowercase and the plural"),
        ({"resources": ["pods/*"]}, "expected a resource in lowercase and the plural"),
        ({"resources": ["Pod"]}, "expected a resource in lowercase and the plural"),
        ({"apiGroups": ["*"]}, "expected an API group without its version"),
        ({"apiGroups": ["apps/v1"]}, "expected an API group without its version"),
        ({"apiGroups": ["core"]}, "expected an API group without its version"),
        ({"resourceNames": ["*"]}, "expected the name of an object, and no wildcard"),
        ({"verbs": []}, "expected at least one of verbs; without any, the rule grants nothing"),
        ({"apiGroups": []}, "expected at least one of apiGroups"),
        (
            {"verbs": ["get", "create"], "resourceNames": ["lock"]},
            "create cannot be limited by resourceNames, so that the rule would never grant it",
        ),
    ],
)
def test_a_rule_grants_something_and_no_more_than_it_says(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ApiRuleSettings.model_validate({**RULE, **said})


@pytest.mark.parametrize("reason", ["", " ", "because"])
def test_a_reason_is_more_than_a_word(reason: str) -> None:
    with pytest.raises(ValidationError, match="expected the reason on one line of at least 10 characters"):
        ApiAccessSettings(reason=reason)


def test_a_reason_is_required() -> None:
    with pytest.raises(ValidationError, match="reason"):
        ApiAccessSettings.model_validate({"rules": [RULE]})


def test_a_rule_is_about_the_core_group_unless_it_says_another() -> None:
    assert ApiRuleSettings.model_validate(RULE).api_groups == ("",)
