"""`destroy` leaves nothing behind."""

from tests.engine.stack_under_test import StackUnderTest


def test_destroy_leaves_nothing_behind(dev: StackUnderTest, untouched: set[str]) -> None:
    assert dev.objects() > untouched

    dev.destroy()

    assert dev.objects() == untouched
    assert dev.resources() == {}
