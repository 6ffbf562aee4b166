"""The destruction of the stack."""

from tests.engine.stack_under_test import StackUnderTest


def test_destroy_leaves_nothing_not_even_what_belongs_to_no_namespace(
    network: StackUnderTest, untouched: set[str]
) -> None:
    assert "ClusterRole <none> net-shop.inventory" in network.objects()

    network.destroy()

    assert network.objects() == untouched
