from collections.abc import Mapping
from typing import cast

import pytest

from tools import deployments
from tools.engine import Engine
from tools.layout import Layout


class Backend:
    """A fake engine with stacks."""

    def __init__(self, layout: Layout, stacks: Mapping[str, int], backend: str = "local") -> None:
        self.layout, self.backend, self.held = layout, backend, dict(stacks)

    def stacks(self) -> dict[str, int]:
        return dict(self.held)

    def remove_stack(self, stack: str) -> None:
        del self.held[stack]


def test_only_stacks_of_the_lost_cluster_lose_their_state(layout: Layout) -> None:
    backend = Backend(layout, {"dev": 36, "elsewhere": 12})
    deployments.remember(layout, "dev")
    assert deployments.remove_lost(cast("Engine", backend)) == ["dev"]
    assert backend.held == {"elsewhere": 12}
    assert deployments.remembered(layout) == []


def test_a_login_of_the_users_own_is_never_cleaned_up(layout: Layout) -> None:
    backend = Backend(layout, {"dev": 36}, backend="current")
    deployments.remember(layout, "dev")
    assert deployments.remove_lost(cast("Engine", backend)) == []
    assert backend.held == {"dev": 36}


def test_a_stack_that_never_came_to_any_resources_keeps_no_cluster_alive(layout: Layout) -> None:
    backend = Backend(layout, {"dev": 36, "prod": 1})
    for stack in ("dev", "prod", "gone"):
        deployments.remember(layout, stack)
    assert deployments.alive(cast("Engine", backend)) == ["dev"]
    assert backend.held == {"dev": 36}
    assert deployments.remembered(layout) == ["dev"]


def test_an_operation_that_was_cut_short_is_known_to_the_next(layout: Layout) -> None:
    def interrupted() -> None:
        with deployments.operation(layout, "dev") as cut_short:
            assert not cut_short
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with deployments.operation(layout, "dev") as cut_short:
        assert cut_short
    with deployments.operation(layout, "dev") as cut_short:
        assert not cut_short
