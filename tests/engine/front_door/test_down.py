"""`make down`: the opposite of `make up`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.front_door.clone import Clone, listens

SMALL = """
config:
  slipway:environment: development
  slipway:namespaces: {small: {configMaps: {web: {COLOR: blue}}}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Clone]:
    """A clone with one small stack, which is quick to deploy."""
    clone = Clone(tmp_path / "slipway")
    clone.stack_file("small").write_text(SMALL)
    yield clone
    clone.remove()


def test_it_leaves_no_process_no_open_port_and_no_state(small: Clone) -> None:
    def make(goal: str) -> str:
        done = small.make(goal, "STACK=small", env={"PULUMI_CONFIG_PASSPHRASE": "small"})
        assert done.code == 0, done.out + done.err
        return done.out

    make("up")
    ports = small.ports()
    assert len(small.processes()) >= len(ports) - 1  # etcd listens on two
    assert all(map(listens, ports))
    assert [*small.state()] == ["slipway/small.json"]

    make("down")
    again = make("down")

    assert small.processes() == []
    assert [port for port in ports if listens(port)] == []
    assert small.state() == {}
    assert not small.layout.kubeconfig.exists()
    assert [*small.layout.deployed.iterdir()] == []
    assert "nothing is running; there is nothing to do" in again
