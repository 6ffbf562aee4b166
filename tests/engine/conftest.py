"""The real engine and a control plane of the tests' own, beside the developer's and apart from it."""

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
def cluster() -> Iterator[EmbeddedCluster]:
    """Made anew for every run of the tests, so that none stands on what an earlier one left."""
    embedded = EmbeddedCluster(Layout(home=HOME))
    embedded.delete()
    embedded.ensure()
    yield embedded
    embedded.delete()


@pytest.fixture(scope="session")
def engine(cluster: EmbeddedCluster, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """With a state of its own."""
    layout = Layout(home=tmp_path_factory.mktemp("home"))
    pulumi = Engine(layout, surroundings={**cluster.environment, VARIABLE: STAND_IN})
    pulumi.ensure()
    return pulumi


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the settings file under test lies."""
    return tmp_path_factory.mktemp("settings")
