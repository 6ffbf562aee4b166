"""The real engine, and control planes for the tests, separate from the one of the developer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from slipway.settings.chart import VARIABLE
from tools.chart import STAND_IN
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT, Layout

HOME = PROJECT / ".slipway" / "tests"


@pytest.fixture(scope="session")
def cluster(worker_id: str) -> Iterator[EmbeddedCluster]:
    """A new one for every test run and process, so that no run depends on an earlier one."""
    embedded = EmbeddedCluster(Layout(home=HOME / worker_id))
    embedded.delete()
    embedded.ensure()
    yield embedded
    embedded.delete()


@pytest.fixture(scope="session")
def engine(cluster: EmbeddedCluster, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The environment of the engine, with a separate state."""
    layout = Layout(home=tmp_path_factory.mktemp("home"))
    pulumi = Engine(layout, surroundings={**cluster.environment, VARIABLE: STAND_IN})
    pulumi.ensure()
    return pulumi


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the settings file under test."""
    return tmp_path_factory.mktemp("settings")
