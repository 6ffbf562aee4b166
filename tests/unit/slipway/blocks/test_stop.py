from typing import Any

from slipway.blocks.container import drain
from slipway.settings.pod import DrainedStopSettings


def test_the_kubelet_waits_so_that_the_image_needs_no_shell() -> None:
    lifecycle: Any = drain(DrainedStopSettings(drain_seconds=7))

    assert lifecycle.pre_stop.sleep.seconds == 7
    assert lifecycle.pre_stop.exec_ is None


def test_a_drain_of_nothing_is_no_hook() -> None:
    assert drain(DrainedStopSettings(drain_seconds=0)) is None
