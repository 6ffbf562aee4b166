from typing import Any

from slipway.blocks.closed_namespace import namespace_policy

POLICY: Any = namespace_policy("shop.slipway.dev", "shop")


def test_each_way_around_the_network_policies_has_a_rule_that_says_what_to_do() -> None:
    told = [each.message_expression for each in POLICY.validations]

    assert len(told) == 3
    for word, advice, each in zip(
        ("externalIPs", "externalName", "acme.cert-manager.io/http01-solver"),
        ("Leave externalIPs out", "externalNames of the namespace", "Leave it out of the template"),
        told,
        strict=True,
    ):
        assert word in each
        assert advice in each


def test_it_is_the_same_for_every_namespace_but_for_its_name() -> None:
    other: Any = namespace_policy("bank.slipway.dev", "bank")
    expressions = [(each.name, each.expression.replace("bank", "shop")) for each in other.variables]

    assert expressions == [(each.name, each.expression) for each in POLICY.variables]
    assert [each.expression for each in other.validations] == [each.expression for each in POLICY.validations]
