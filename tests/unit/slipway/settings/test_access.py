from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.access import AccessSettings, ApiAccessSettings, ApiRuleSettings, ServiceAccountSettings


@pytest.mark.parametrize(
    "group", ["storefront", "oidc:team/shop", "Shop Developers", "shop@example.com", "8f3c1a2e-0000-4000-8000-1234"]
)
def test_a_group_is_called_as_the_identity_provider_calls_it(group: str) -> None:
    assert AccessSettings.model_validate({"viewers": [group]}).viewers == (group,)


@pytest.mark.parametrize(
    "group",
    [
        *["", " ", " shop", "shop ", "a\nb", "a\u200bb", "x" * 254, True],
        *["system:masters", "system:authenticated", "system:unauthenticated", "system:serviceaccounts:shop"],
    ],
)
def test_everybody_and_the_cluster_itself_are_no_team(group: object) -> None:
    with pytest.raises(ValidationError, match="expected a group name of the cluster's identity provider"):
        AccessSettings.model_validate({"deployers": [group]})


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"existing": "default"}, "all pods that name no ServiceAccount share default and its rights"),
        (
            {"existing": "theirs", "annotations": {"a": "b"}},
            "annotations are for the app's own ServiceAccount, and existing names theirs",
        ),
        (
            {"annotations": {"kubernetes.io/enforce-mountable-secrets": "true"}},
            "the API server would refuse the pods, because their Secrets are not listed in the account; leave it out",
        ),
    ],
)
def test_an_account_belongs_to_one_app(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ServiceAccountSettings.model_validate(said)


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


@pytest.mark.parametrize("election", ["Web_Lock", "*", None, ""])
def test_a_lease_is_that_of_the_app_or_has_a_name(election: object) -> None:
    with pytest.raises(ValidationError, match="expected true, or the name of the lease, for example web-lock"):
        ApiAccessSettings.model_validate({"reason": "one pod at a time works", "leaderElection": election})


def test_an_election_grants_rights_in_the_namespace_only() -> None:
    none = ApiAccessSettings(reason="proves who it is")
    elected = ApiAccessSettings(reason="one pod at a time works", leader_election=True)

    assert (none.grants_rights, none.namespace_rules("web")) == (False, ())
    assert (elected.grants_rights, elected.cluster_rules) == (True, ())
    assert [(each.verbs, each.resource_names) for each in elected.namespace_rules("web")] == [
        (("get", "update", "patch"), ("web",)),
        (("create",), ()),
    ]
