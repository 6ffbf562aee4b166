from typing import Any

import pytest

from slipway.topology.label_selectors import matches

LABELS = {"app": "web", "team": "shop"}


@pytest.mark.parametrize(
    "selector",
    [
        None,
        {},
        {"matchLabels": {"app": "web", "team": "shop"}},
        {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "db"]}]},
        {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["db"]}]},
        {"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["db"]}]},
        {"matchExpressions": [{"key": "app", "operator": "Exists"}]},
        {"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]},
    ],
)
def test_a_selector_matches(selector: Any) -> None:
    assert matches(selector, LABELS)


@pytest.mark.parametrize(
    "selector",
    [
        {"matchLabels": {"app": "web", "team": "ops"}},
        {"matchLabels": {"tier": "db"}},
        {"matchExpressions": [{"key": "app", "operator": "In", "values": ["db"]}]},
        {"matchExpressions": [{"key": "tier", "operator": "In", "values": ["db"]}]},
        {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]},
        {"matchExpressions": [{"key": "tier", "operator": "Exists"}]},
        {"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]},
        {"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "tier", "operator": "Exists"}]},
    ],
)
def test_a_selector_does_not_match(selector: Any) -> None:
    assert not matches(selector, LABELS)
