"""A clone of the project, with the development stack deployed by `make up`."""

from collections.abc import Iterator

import pytest

from tests.engine.front_door.clone import Clone
from tools.subprocesses import Finished


@pytest.fixture(scope="package")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """Nothing runs in it yet."""
    project = Clone(tmp_path_factory.mktemp("front-door") / "slipway")
    yield project
    project.remove()


@pytest.fixture(scope="package")
def first_up(clone: Clone) -> Finished:
    """`make up`, from nothing."""
    return clone.make("up")


@pytest.fixture
def dev(clone: Clone, first_up: Finished) -> Clone:
    """The clone after it."""
    assert first_up.code == 0, first_up.out + first_up.err
    return clone
