from typing import Any

from slipway.blocks.admission import Rule, admission_binding, admission_policy

POLICY: Any = admission_policy("shop.slipway.dev", "shop", {"one": "1"}, [Rule("a == variables.one || b", "'no ' + c")])
VARIABLES = {each.name: each.expression for each in POLICY.variables}


def test_it_binds_its_own_namespace_and_no_other_and_refuses_what_it_cannot_judge() -> None:
    assert POLICY.match_constraints.namespace_selector.match_labels == {"kubernetes.io/metadata.name": "shop"}
    assert POLICY.failure_policy == "Fail"


def test_whatever_has_the_labels_of_a_pod_is_judged_when_it_is_made_and_when_it_is_changed() -> None:
    rules = POLICY.match_constraints.resource_rules
    judged = {f"{rule.api_groups[0]}/{each}" for rule in rules for each in rule.resources}

    assert judged == {
        *("/pods", "/pods/status", "/replicationcontrollers", "/services"),
        *("apps/deployments", "apps/replicasets", "apps/statefulsets", "apps/daemonsets"),
        *("batch/jobs", "batch/cronjobs"),
    }
    assert {operation for rule in rules for operation in rule.operations} == {"CREATE", "UPDATE"}


def test_the_rule_stands_in_brackets_and_who_is_trusted_is_asked_last() -> None:
    [rule] = POLICY.validations

    assert rule.expression == "(a == variables.one || b) || variables.trusted"
    assert rule.message_expression == "'no ' + c + ' (docs/namespaces.md#what-a-deployer-cannot-do)'"
    assert rule.reason == "Forbidden"


def test_controllers_are_trusted_and_who_may_delete_this_very_policy_and_nobody_else() -> None:
    assert VARIABLES["one"] == "1"
    assert VARIABLES["trusted"].split(" || ") == [
        "request.userInfo.username == 'system:kube-controller-manager'",
        (
            "request.userInfo.?groups.orValue([]).exists(group, "
            "group in ['system:serviceaccounts:kube-system', 'system:nodes'])"
        ),
        (
            "authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies')"
            ".name('shop.slipway.dev').check('delete').allowed()"
        ),
    ]


def test_a_breach_is_refused_and_not_only_noted() -> None:
    binding: Any = admission_binding("shop.slipway.dev")

    assert (binding.policy_name, binding.validation_actions) == ("shop.slipway.dev", ["Deny"])
