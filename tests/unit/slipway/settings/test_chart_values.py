from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.chart_values import ExtraValuesSettings


def values(content: Any) -> ExtraValuesSettings:
    return ExtraValuesSettings.model_validate({"reason": "no setting says it", "values": content})


def test_it_tells_what_it_sets_and_why() -> None:
    assert values({"grafana": {"replicas": 2, "image": {"tag": "13"}}}).told() == (
        "grafana.replicas, grafana.image.tag: no setting says it"
    )


@pytest.mark.parametrize("content", [{}, {"grafana": {}}])
def test_no_values_are_refused(content: Any) -> None:
    with pytest.raises(ValidationError, match="expected at least one value"):
        values(content)


@pytest.mark.parametrize(
    "content",
    [
        {"fullnameOverride": "x"},
        {"nameOverride": "x"},
        {"namespaceOverride": "x"},
        {"kube-state-metrics": {"nameOverride": "x"}},
        {"alertmanager": {"alertmanagerSpec": {"replicas": 3}}},
        {"grafana": {"admin": {"userKey": "x"}}},
        {"grafana": None},
    ],
)
def test_what_others_stand_on_is_refused_with_the_reason(content: Any) -> None:
    with pytest.raises(ValidationError, match=r"cannot be set: \w+"):
        values(content)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"grafana": {"adminPassword": "hidden-tulip"}}, r"grafana\.adminPassword"),
        ({"alertmanager": {"config": {"global": {"slack_api_url": "hidden-tulip"}}}}, "slack_api_url"),
        (
            {"alertmanager": {"config": {"receivers": [{"pagerduty_configs": [{"routing_key": "hidden-tulip"}]}]}}},
            "routing_key",
        ),
        ({"prometheus": {"bearer_token": "hidden-tulip"}}, "bearer_token"),
        ({"grafana": {"auth": {"clientSecret": "hidden-tulip"}}}, "clientSecret"),
        ({"grafana": {"secretKey": "hidden-tulip"}}, "secretKey"),
        ({"grafana": {"signingKey": "hidden-tulip"}}, "signingKey"),
        ({"grafana": {"env": {"GF_DATABASE_URL": "postgres://grafana:hidden-tulip@db/grafana"}}}, "GF_DATABASE_URL"),
    ],
)
def test_a_secret_is_refused_unseen(content: Any, path: str) -> None:
    with pytest.raises(ValidationError, match=f"{path} looks like a secret") as refused:
        values(content)

    assert "hidden-tulip" not in refused.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    "content",
    [
        {"grafana": {"envFromSecret": "db"}},
        {"prometheus": {"token": {"existingSecret": "a"}}},
        {"a": {"token": False}},
        {"alertmanager": {"alertmanagerSpec": {"configSecret": "routes", "secrets": ["slack"]}}},
        {"grafana": {"admin2": {"existingSecret": "grafana", "passwordKey": "password"}}},
        {"grafana": {"clientSecret": "$__file{/etc/secrets/client}"}},
        {"grafana": {"clientSecret": "$(CLIENT_SECRET)"}},
    ],
)
def test_the_name_of_a_secret_is_none(content: Any) -> None:
    assert values(content).values == content
