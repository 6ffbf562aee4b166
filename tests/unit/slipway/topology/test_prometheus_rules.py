from typing import Any

from slipway.settings.stack import StackSettings
from slipway.topology.prometheus_rules import written_rules

RULES = {"groups": [{"name": "a", "rules": [{"alert": "Slow", "expr": "up == 0", "labels": {"severity": "info"}}]}]}


def stack(**said: Any) -> StackSettings:
    return StackSettings.model_validate({"environment": "development", **said})


def of_chart(values: Any) -> StackSettings:
    return stack(monitoring={"extraValues": {"reason": "needed by this test", "values": values}})


def test_rules_among_objects_are_found() -> None:
    rule = {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "unchecked": "a test of rules"}
    objects = {"own": {**rule, "spec": RULES}, "empty": rule, "other": {**rule, "apiVersion": "example.com/v1"}}

    (found,) = written_rules(stack(namespaces={"shop": {"objects": objects}}))

    assert found.steps == ("namespaces", "shop", "objects", "own", "spec", "groups", 0, "rules", 0)
    assert (found.query, found.record, found.alert) == ("up == 0", None, "Slow")
    assert (found.labels, found.namespace) == ({"severity": "info"}, "shop")


def test_rules_among_values_of_the_chart_are_found() -> None:
    recorded = {"groups": [{"name": "a", "rules": [{"record": "shop:up:sum", "expr": "sum(up)"}]}]}

    (named,) = written_rules(of_chart({"additionalPrometheusRulesMap": {"own": RULES}}))
    (listed,) = written_rules(of_chart({"additionalPrometheusRules": [{"name": "own", **recorded}]}))

    values = ("monitoring", "extraValues", "values")
    assert named.steps == (*values, "additionalPrometheusRulesMap", "own", "groups", 0, "rules", 0)
    assert (listed.steps[:5], listed.record) == ((*values, "additionalPrometheusRules", 0), "shop:up:sum")


def test_what_is_no_rule_is_left_to_others() -> None:
    assert not [*written_rules(of_chart({"additionalPrometheusRulesMap": {"own": {"groups": [1, {"rules": [2]}]}}}))]
