from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.access import ApiAccessSettings, ApiRuleSettings

RULE = {"resources": ["pods"], "verbs": ["get"]}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"verbs": ["*"]}, "expected a lowercase verb, no wildcard"),
        ({"resources": ["*"]}, "expected a resource in lowercase plural"),
        ({"resources": ["pods/*"]}, "expected a resource in lowercase plural"),
        ({"resources": ["Pod"]}, "expected a resource in lowercase plural"),
        ({"apiGroups": ["*"]}, "expected an API group without its version"),
        ({"apiGroups": ["apps/v1"]}, "expected an API group without its version"),
        ({"apiGroups": ["core"]}, "expected an API group without its version"),
        ({"resourceNames": ["*"]}, "expected an object name, no wildcard"),
        ({"verbs": []}, "expected at least one item in verbs; without it the rule grants nothing"),
        ({"apiGroups": []}, "expected at least one item in apiGroups"),
        (
            {"verbs": ["get", "create"], "resourceNames": ["lock"]},
            "resourceNames cannot limit create; use a separate rule without resourceNames",
        ),
    ],
)
def test_a_rule_grants_something_and_no_more_than_it_says(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ApiRuleSettings.model_validate({**RULE, **said})


@pytest.mark.parametrize("reason", ["", " ", "because"])
def test_a_reason_is_more_than_a_word(reason: str) -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line"):
        ApiAccessSettings(reason=reason)


def test_a_reason_is_required() -> None:
    with pytest.raises(ValidationError, match="reason"):
        ApiAccessSettings.model_validate({"rules": [RULE]})


def test_a_rule_is_about_the_core_group_unless_it_says_another() -> None:
    assert ApiRuleSettings.model_validate(RULE).api_groups == ("",)
